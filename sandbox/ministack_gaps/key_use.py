"""Use of a KMS key through a service that encrypts with it: key policy, IAM policies and the key's state.

https://docs.aws.amazon.com/kms/latest/developerguide/control-access.html
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.iam_actions import identity_denial_message
from ministack.core.responses import get_account_id, get_region
from ministack.services import kms

_AWS_MANAGED = "alias/aws/"


class Problem(Enum):
    """The reason why a key cannot be used."""

    NOT_FOUND = "NotFound"
    DISABLED = "Disabled"
    ACCESS_DENIED = "AccessDenied"


@dataclass(frozen=True)
class Refusal:
    """KMS's error for a key that cannot be used."""

    problem: Problem
    message: str


def refused_to_caller(key_id: str, action: str, *, access_key: str, via: str) -> Refusal | None:
    """KMS's error for the owner of the access key; `via` is the service that uses the key. None if it is allowed.

    The keys that AWS manages (`alias/aws/...`) are open to everyone in the account through their service.
    """
    if _AWS_MANAGED in key_id:
        return None
    if (refused := unusable(key_id)) is not None:
        return refused
    key = kms._resolve_key(key_id)
    context = {"kms:ViaService": f"{via}.{get_region()}.amazonaws.com", "kms:ResourceAliases": _aliases(key)}
    denied = iam_evaluator.enforce(access_key, action, "kms", get_region(), resource_arn=key["Arn"], service_context=context)
    if denied is None or isinstance(denied, iam_evaluator.AuthError):
        return None
    message = identity_denial_message(action, denied.principal_arn, key["Arn"], denied.decision == "Deny")
    return Refusal(Problem.ACCESS_DENIED, message)


def refused_to_service(
    key_id: str, action: str, *, service: str, source_arn: str, context: Mapping[str, str] | None = None
) -> Refusal | None:
    """KMS's error for an AWS service, by principal (`sns.amazonaws.com`), that acts by itself. None if it is allowed.

    `context`: values of condition keys in lower case, besides aws:SourceArn and aws:SourceAccount.
    No service may use the keys that AWS manages for another one: their policies cannot be changed.
    """
    denied = f"{service} is not authorized to perform: {action} on resource: {key_id}"
    if _AWS_MANAGED in key_id:
        return Refusal(Problem.ACCESS_DENIED, f"{denied} because no resource-based policy allows the {action} action")
    if (refused := unusable(key_id)) is not None:
        return refused
    key = kms._resolve_key(key_id)
    request = iam_evaluator.EvalContext(
        principal_arn="*",
        principal_type="Service",
        principal_account="",
        action=action,
        resource_arn=key["Arn"],
        region=get_region(),
        service_context={"aws:sourcearn": source_arn, "aws:sourceaccount": get_account_id(), **(context or {})},
    )
    if iam_evaluator.evaluate_resource_policy(key.get("Policy"), request, service=service).decision == "Allow":
        return None
    return Refusal(Problem.ACCESS_DENIED, f"{denied} because no resource-based policy allows the {action} action")


def unusable(key_id: str) -> Refusal | None:
    """KMS's error for a key that does not exist or is not enabled."""
    key = kms._resolve_key(key_id)
    if key is None:
        return Refusal(Problem.NOT_FOUND, f"Key '{key_id}' does not exist")
    return None if key["KeyState"] == "Enabled" else Refusal(Problem.DISABLED, f"{key['Arn']} is {key['KeyState']}")


def _aliases(key: Mapping[str, Any]) -> list[str]:
    return [arn.rpartition(":")[2] for arn, key_id in kms._aliases.items() if key_id == key["KeyId"]]
