"""The tags of a workforce, as far as SageMaker knows any.

CreateWorkforce takes tags. Beyond that AWS's own pages disagree: CloudFormation's AWS::SageMaker::Workforce is taggable, while the service
authorization reference lists workforces neither for ListTags nor for AddTags and DeleteTags, and ListTags was seen to answer "Invalid
resource type: workforce" (hashicorp/terraform-provider-aws #20065). That, and a denial of one of the three, mean that a workforce cannot be
tagged: nothing but its tags depends on it.
"""

import logging
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors, ownership
from lambda_handlers.aws.clients import Client

logger = logging.getLogger(__name__)

_DENIED = {"AccessDenied", "AccessDeniedException"}
_NO_SUCH_TYPE = "invalid resource type"


def create_workforce(sagemaker: Client, parameters: Mapping[str, Any]) -> None:
    """CreateWorkforce with its tags, or without them when they are what it is refused for."""
    try:
        sagemaker.create_workforce(**parameters)
    except ClientError as error:
        if not _is_about_tags(error):
            raise
        logger.warning("the workforce %s is created without tags: %s", parameters["WorkforceName"], error)
        sagemaker.create_workforce(**{name: value for name, value in parameters.items() if name != "Tags"})


def read_tags(sagemaker: Client, *, arn: str) -> dict[str, str] | None:
    """None where a workforce cannot be tagged."""
    try:
        return ownership.read_tags(sagemaker, arn=arn)
    except ClientError as error:
        if not _cannot_be_tagged(error):
            raise
        logger.info("the tags of %s are not known: %s", arn, error)
        return None


def update_user_tags(
    sagemaker: Client, *, arn: str, present: Mapping[str, str], desired: Mapping[str, str], formerly: Mapping[str, Any]
) -> None:
    """As `ownership.update_user_tags`; the tags stay as they are where a workforce cannot be tagged."""
    try:
        ownership.update_user_tags(sagemaker, arn=arn, present=present, desired=desired, formerly=formerly)
    except ClientError as error:
        if not _cannot_be_tagged(error):
            raise
        logger.warning("the tags of %s stay as they are: %s", arn, error)


def _cannot_be_tagged(error: ClientError) -> bool:
    """Of ListTags, AddTags or DeleteTags."""
    return api_errors.code(error) in _DENIED or _NO_SUCH_TYPE in api_errors.message(error).lower()


def _is_about_tags(error: ClientError) -> bool:
    """Of CreateWorkforce, which asks for sagemaker:AddTags when it is given tags."""
    message = api_errors.message(error).lower()
    return _NO_SUCH_TYPE in message or (api_errors.code(error) in _DENIED and "sagemaker:addtags" in message)
