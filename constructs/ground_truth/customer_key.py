"""Rights on customer managed KMS keys: those of buckets, and those that the API names by key id, key ARN, alias or alias ARN."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_kms as kms

from ground_truth.per_stack import per_stack
from ground_truth.role_policy import Grant
from labeling_rules.deployment_values import is_token

READ_WITH_KEY = ("kms:Decrypt",)
WRITE_WITH_KEY = ("kms:Decrypt", "kms:GenerateDataKey")
"""https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html and API_CreateMultipartUpload.html, "Permissions"."""


def key_of_bucket_grant(stack: cdk.Stack, actions: Sequence[str], key: kms.IKey) -> Grant:
    """Actions on the key of a bucket, taken by S3 on behalf of those who read or write its objects."""
    return Grant(actions, [key.key_arn], through_s3(stack))


def key_of_objects_grant(stack: cdk.Stack, actions: Sequence[str], key_id: str) -> Grant:
    """The same for a key that objects are encrypted with, in any form that the API takes."""
    return grant_on_key(stack, actions, key_id, through_s3(stack))


def grant_on_key(stack: cdk.Stack, actions: Sequence[str], key_id: str, conditions: Mapping[str, Any] | None = None) -> Grant:
    """Actions on the key. A policy names keys by their ARN; an alias can only be a condition. A token is taken for an ARN.

    Source: https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
    """
    resource = key_id.rpartition(":")[2]
    if resource.startswith("alias/"):
        any_key = stack.format_arn(service="kms", resource="key", resource_name="*")
        alias = {"ForAnyValue:StringEquals": {"kms:ResourceAliases": resource}}
        return Grant(actions, [any_key], {**alias, **(conditions or {})})
    is_arn = ":" in key_id or is_token(key_id)
    arn = key_id if is_arn else stack.format_arn(service="kms", resource="key", resource_name=key_id)
    return Grant(actions, [arn], conditions)


@per_stack
def through_s3(stack: cdk.Stack) -> Mapping[str, Any]:
    """The condition that it is Amazon S3, of the stack's region, that asks KMS. The name ends so in every partition.

    Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
    """
    return {"StringEquals": {"kms:ViaService": f"s3.{stack.region}.amazonaws.com"}}
