"""Rights on a KMS key that the API's parameters name: by key id, key ARN, alias or alias ARN."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import aws_cdk as cdk

from ground_truth.role_policy import Grant

READ_WITH_KEY = ("kms:Decrypt",)
WRITE_WITH_KEY = ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:DescribeKey")


def grant_on_key(stack: cdk.Stack, actions: Sequence[str], key_id: str, conditions: Mapping[str, Any] | None = None) -> Grant:
    """Actions on the key. A policy names keys by their ARN; an alias can only be a condition.

    Source: https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
    """
    resource = key_id.rpartition(":")[2]
    if resource.startswith("alias/"):
        any_key = stack.format_arn(service="kms", resource="key", resource_name="*")
        alias = {"ForAnyValue:StringEquals": {"kms:ResourceAliases": resource}}
        return Grant(actions, [any_key], {**alias, **(conditions or {})})
    arn = key_id if ":" in key_id else stack.format_arn(service="kms", resource="key", resource_name=key_id)
    return Grant(actions, [arn], conditions)
