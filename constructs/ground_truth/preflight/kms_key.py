"""Check that a KMS key can be used for a batch.

Sources: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html (a key policy that names the account leaves the
decision to IAM), https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html (the policy of an AWS
managed key cannot be changed, so that no other account can use it).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Any

from botocore.exceptions import ClientError

from ground_truth.preflight import api_errors
from ground_truth.preflight.batch import Batch
from ground_truth.preflight.clients import Clients
from ground_truth.preflight.finding import Finding, not_checked, problem
from ground_truth.preflight.role_simulation import NotSimulatedError, simulate

# A policy document.
Policy = dict[str, Any]


def key_findings(clients: Clients, batch: Batch, key: str, *, actions: Sequence[str], place: str) -> Iterator[Finding]:
    """A key that is out of use, or that the reader of the batch may not use. `place`: where the key was found."""
    try:
        metadata = clients.kms.describe_key(KeyId=key)["KeyMetadata"]
    except ClientError as error:
        yield not_checked(place, f"the key {key}", api_errors.text(error))
        return
    if metadata.get("KeyState", "Enabled") != "Enabled":
        yield problem(place, f"the key {key} is in state {metadata['KeyState']}", "an enabled key: nobody can decrypt with it")
    elif metadata.get("KeyManager") == "AWS":
        # Within the account, every principal that may read the object may use this key for it.
        if batch.role_arn is None:
            yield problem(place, f"encrypted with the AWS managed key {key}", "a customer managed key: another account cannot use it")
    elif batch.role_arn is None:
        yield not_checked(place, f"the key {key}", "not simulated: without a role Ground Truth Plus comes with an AWS account of its own")
    else:
        yield from _use_findings(clients, metadata["Arn"], role_arn=batch.role_arn, actions=actions, place=place)


def _use_findings(clients: Clients, key_arn: str, *, role_arn: str, actions: Sequence[str], place: str) -> Iterator[Finding]:
    try:
        policy = json.loads(clients.kms.get_key_policy(KeyId=key_arn, PolicyName="default")["Policy"])
        for action in actions:
            if not _may_use(clients, key_arn, policy, role_arn=role_arn, action=action):
                wanted = "allow it in the role's policy and the key's, or in the key's alone; grants are not looked at"
                yield problem(place, f"{action} with {key_arn} is denied to the role", wanted)
    except ClientError as error:
        yield not_checked(place, f"the key {key_arn}", api_errors.text(error))
    except NotSimulatedError as error:
        yield not_checked(place, f"the key {key_arn}", f"not simulated: {error}")


def _may_use(clients: Clients, key_arn: str, policy: Policy, *, role_arn: str, action: str) -> bool:
    """The key's policy names the role, or it leaves the decision to IAM by naming the account, and the role's policies allow it."""
    partition, account = key_arn.split(":")[1], key_arn.split(":")[4]
    decision = simulate(clients.iam, role_arn=role_arn, action=action, resource=key_arn)
    if decision.name == "explicitDeny":
        return False
    if not decision.is_certain:
        raise NotSimulatedError(f"{action} depends on {', '.join(decision.missing_context)}")
    if _allows(policy, {role_arn, "*"}, action):
        return True
    return decision.allowed and _allows(policy, {f"arn:{partition}:iam::{account}:root", account, "*"}, action)


def _allows(policy: Policy, principals: set[str], action: str) -> bool:
    """True if the key's policy allows the action to one of these very principals. Raises NotSimulatedError where it depends."""
    statements = [statement for statement in policy["Statement"] if _is_about(statement, principals, action)]
    if any(statement["Effect"] == "Deny" or "Condition" in statement for statement in statements):
        raise NotSimulatedError(f"the key's policy denies {action}, or allows it under a condition")
    return bool(statements)


def _is_about(statement: dict[str, Any], principals: set[str], action: str) -> bool:
    named = statement.get("Principal", {})
    of_aws = named if isinstance(named, str) else named.get("AWS", [])
    return not principals.isdisjoint(_listed(of_aws)) and any(
        fnmatchcase(action, pattern) for pattern in _listed(statement.get("Action", []))
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
