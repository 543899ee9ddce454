"""Denied calls: what is denied to whom, and whether a policy of ours grants it.

CloudFormation's CREATE_COMPLETE of a policy does not mean that IAM has it in force everywhere:
https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors

# Settings of the function: the actions, with a space between two, that its own policy grants, and those that the policies of the roles
# grant that the stack makes for others and that the function passes on. A function that is not told takes any action for one of them.
GRANTED_ACTIONS = "GRANTED_ACTIONS"
PASSED_ROLE_ACTIONS = "PASSED_ROLE_ACTIONS"

# https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html; services pass it on in messages and codes of their own.
# Compiled at the first error: most functions never see one.
_DENIED = r"(?P<principal>arn:\S+)?\s*is not authorized to perform:?\s+(?P<action>[a-z0-9-]+:[a-z0-9]+)(?P<why>.*)"
# What a policy of ours lifts: no policy of the identity allows it. Not: an explicit deny, or that another kind of policy does not allow it
# (a permissions boundary, a service control policy, a policy of the resource).
_OTHER_POLICY = r"explicit deny|because no (?!identity-based policy)"

# The service authorization reference lists workforces for none of them: no policy lifts such a denial, which the handler expects.
_TAGS_OF_A_WORKFORCE = {"sagemaker:listtags", "sagemaker:addtags", "sagemaker:deletetags"}

# S3 names no action. The actions of the calls that are made here:
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
# HeadBucket is none of them: it asks for a region, which S3 names with its refusal too.
_S3_DENIED = {"AccessDenied", "403"}
_S3_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "AbortMultipartUpload": ("s3:AbortMultipartUpload",),
    "CompleteMultipartUpload": ("s3:PutObject",),
    "CopyObject": ("s3:PutObject", "s3:GetObject"),
    "CreateMultipartUpload": ("s3:PutObject",),
    "DeleteObject": ("s3:DeleteObject", "s3:DeleteObjectVersion"),
    "DeleteObjects": ("s3:DeleteObject", "s3:DeleteObjectVersion"),
    "GetBucketTagging": ("s3:GetBucketTagging",),
    "GetObject": ("s3:GetObject", "s3:GetObjectVersion"),
    "HeadObject": ("s3:GetObject", "s3:GetObjectVersion"),
    "ListMultipartUploads": ("s3:ListBucketMultipartUploads",),
    "ListObjectVersions": ("s3:ListBucketVersions",),
    "ListObjectsV2": ("s3:ListBucket",),
    "PutObject": ("s3:PutObject",),
    "UploadPart": ("s3:PutObject",),
}


@dataclass(frozen=True, kw_only=True)
class Denial:
    """`actions`: one of them is denied. `to_passed_role`: not to the function, but to the role that the call passes on."""

    actions: tuple[str, ...]
    to_passed_role: bool = False
    by_other_policy: bool = False
    """True if the message says that no policy of ours could allow it."""

    @property
    def is_lifted_by_own_policy(self) -> bool:
        """True if it passes once a policy is in force that the stack made."""
        granted = os.environ.get(PASSED_ROLE_ACTIONS if self.to_passed_role else GRANTED_ACTIONS)
        if self.by_other_policy:
            return False
        return granted is None or not {action.lower() for action in self.actions}.isdisjoint(granted.lower().split())


def denial(error: ClientError, *, service: str = "", parameters: Mapping[str, Any] | None = None) -> Denial | None:
    """The denial in an error, as its message or S3 names it; None for an error that is no denial.

    Whatever its code: what Cognito, S3 or KMS deny the caller, SageMaker passes on. `service` and `parameters` are those of the call.
    """
    said = re.search(_DENIED, api_errors.message(error), re.IGNORECASE | re.DOTALL)
    if said is not None:
        given = parameters or {}
        about_workforce = error.operation_name == "CreateWorkforce" or ":workforce/" in f"{said['why']} {given.get('ResourceArn', '')}"
        return Denial(
            actions=(said["action"],),
            to_passed_role=_is_of_role(said["principal"] or "", str(given.get("RoleArn", ""))),
            by_other_policy=re.search(_OTHER_POLICY, said["why"], re.IGNORECASE) is not None
            or (about_workforce and said["action"].lower() in _TAGS_OF_A_WORKFORCE),
        )
    actions = _S3_ACTIONS.get(error.operation_name, ())
    return Denial(actions=actions) if service == "s3" and api_errors.code(error) in _S3_DENIED and actions else None


def _is_of_role(principal: str, role_arn: str) -> bool:
    """True if the principal is the role, or a session of it: arn:aws:sts::<account>:assumed-role/<name>/<session>."""
    name = role_arn.rpartition("/")[2]
    return bool(name) and (principal == role_arn or f":assumed-role/{name}/" in principal)
