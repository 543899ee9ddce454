"""KMS keys of a labeling job: they must exist and be enabled, and the execution role must be allowed to use them.

Key policies and the role's policies are both evaluated.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from sandbox.ground_truth.job_failure import JobFailureError
from sandbox.ground_truth.job_role import JobRole, reason_of

# The key policy in the developer guide's "Encrypt Output Data and Storage Volume with AWS KMS", with wildcards expanded.
_OUTPUT_ACTIONS = (
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
)


def require_output_key(role: JobRole, output_config: Mapping[str, Any]) -> None:
    """Require the rights on the output's key. Raises JobFailureError."""
    key_id = output_config.get("KmsKeyId")
    if key_id:
        require_key_rights(role, key_id, actions=_OUTPUT_ACTIONS, member="OutputConfig.KmsKeyId")


def require_key_rights(
    role: JobRole, key_id: str, *, actions: Sequence[str], member: str, context: Mapping[str, str] | None = None
) -> None:
    """Require each action on a key, given by id, alias or the ARN of either. Raises JobFailureError."""
    arn = _enabled_key(role, key_id, member=member)
    conditions: dict[str, str | list[str]] = {"kms:ResourceAliases": _aliases(role, arn), **(context or {})}
    for action in actions:
        role.require(action, arn, context=conditions)


def _enabled_key(role: JobRole, key_id: str, *, member: str) -> str:
    """The ARN of the key."""
    try:
        key = _kms(role).describe_key(KeyId=key_id)["KeyMetadata"]
    except (ClientError, BotoCoreError) as missing:
        reason = f"{member} '{key_id}': the key must exist in region {role.request.region} ({reason_of(missing)})."
        raise JobFailureError(reason) from missing
    if key["KeyState"] != "Enabled":
        raise JobFailureError(f"{member} '{key_id}': the key must be Enabled, not {key['KeyState']}.")
    arn: str = key["Arn"]
    return arn


def _aliases(role: JobRole, key_arn: str) -> list[str]:
    return [alias["AliasName"] for alias in _kms(role).list_aliases(KeyId=key_arn)["Aliases"]]


def _kms(role: JobRole) -> Any:
    return role.request.surroundings.own_client("kms", region=role.request.region)
