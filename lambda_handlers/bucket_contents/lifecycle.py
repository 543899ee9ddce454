"""Delete of all that is in a bucket. Create and update have nothing to do: the contents are other people's."""

import logging
import re
from collections.abc import Mapping

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors, stack
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.properties import coerce, own_shape
from lambda_handlers.bucket_contents.emptying import empty_bucket
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.lifecycle import Outcome
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import ResourceError

logger = logging.getLogger(__name__)

# On the bucket as long as its template wants the data destroyed. A deployment that changes its mind takes the tag away before
# CloudFormation deletes this resource, and nothing is lost.
CONSENT_TAG = "ground-truth-cdk:delete-contents"

_PROPERTIES = own_shape({"BucketName": {"type": "string"}})

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html. An id that CloudFormation makes up has capital letters.
_BUCKET_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")

# Forbidden, in the words of an answer with a body and of one without.
_DENIED = {"AccessDenied", "AllAccessDisabled", "403"}


class BucketContentsLifecycle:
    """The physical id is the name of the bucket."""

    def __init__(self, *, s3: Client) -> None:
        self._s3 = s3

    def physical_resource_id(self, request: Request) -> str:
        properties = coerce(properties=request.properties, api=_PROPERTIES, required=frozenset({"BucketName"}))
        return str(properties["BucketName"])

    def create(self, request: Request, deadline: Deadline) -> Outcome:  # noqa: ARG002 - the signature is the protocol's
        return Outcome(physical_resource_id=self.physical_resource_id(request))

    def update(self, request: Request, deadline: Deadline) -> Outcome:
        return self.create(request, deadline)

    def delete(self, request: Request, deadline: Deadline) -> None:
        bucket = request.known_physical_resource_id
        if not _BUCKET_NAME.fullmatch(bucket):
            unanswered = _unanswered_bucket(request)
            if unanswered is None:
                logger.info("'%s' cannot be a bucket's name, so there are no contents", bucket)
                return
            bucket = unanswered
        owned = _of_account(bucket, request.account)
        try:
            if self._may_be_emptied(owned):
                empty_bucket(self._s3, bucket=owned, deadline=deadline)
            else:
                logger.warning("the contents of the bucket %s are left alone: it does not carry the tag %s", bucket, CONSENT_TAG)
        except ClientError as error:
            if api_errors.code(error) not in {"NoSuchBucket", "InvalidBucketName"}:
                raise _not_emptied(bucket, error, account=request.account) from error
            logger.info("the bucket %s is gone, and its contents with it", bucket)

    def _may_be_emptied(self, bucket: Mapping[str, str]) -> bool:
        try:
            tags = self._s3.get_bucket_tagging(**bucket)["TagSet"]
        except ClientError as error:
            if api_errors.code(error) == "NoSuchTagSet":
                return False
            raise
        return {"Key": CONSENT_TAG, "Value": "true"} in tags


def _of_account(bucket: str, account: str | None) -> Mapping[str, str]:
    """The parameters that name a bucket of the stack's account: S3 denies them where the name is another account's by now."""
    return {"Bucket": bucket, **({"ExpectedBucketOwner": account} if account else {})}


def _not_emptied(bucket: str, error: ClientError, *, account: str | None) -> ResourceError:
    why = f"the bucket '{bucket}' was not emptied: {error}"
    if api_errors.code(error) not in _DENIED:
        return ResourceError(why)
    return ResourceError(
        f"{why}; either a policy denies it to the function, or the bucket was deleted and its name belongs to another account than "
        f"{account or 'the one of the stack'}: allow it, or delete the stack again and let it retain this resource"
    )


def _unanswered_bucket(request: Request) -> str | None:
    """The bucket of a Create that was never answered, when its resource goes for good."""
    bucket = request.properties.get("BucketName")
    if not isinstance(bucket, str) or not _BUCKET_NAME.fullmatch(bucket):
        return None
    return bucket if stack.resource_goes(request, was_answered=False) else None
