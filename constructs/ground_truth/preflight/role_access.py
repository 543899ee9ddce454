"""Check that the role that Ground Truth Plus assumes reaches the batch and the place of its labels.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-request-project.html: four actions, and a trust policy for one service.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from ground_truth.preflight import api_errors
from ground_truth.preflight.batch import Batch
from ground_truth.preflight.clients import Client
from ground_truth.preflight.finding import Finding, not_checked, problem
from ground_truth.preflight.role_simulation import NotSimulatedError, decision_findings, is_missing_role, simulate
from ground_truth.settings.plus_service import GROUND_TRUTH_PLUS_PRINCIPAL as SERVICE


def role_findings(iam: Client, batch: Batch, *, some_key: str | None) -> Iterator[Finding]:
    """Actions that the role lacks, and a service that may not assume it. `some_key`: an object of the batch, None when it has none."""
    if batch.role_arn is None:
        yield not_checked("(role)", "access", "not simulated: without a role Ground Truth Plus comes with an AWS account of its own")
        return
    try:
        role = iam.get_role(RoleName=batch.role_arn.rpartition("/")[2])["Role"]
    except ClientError as error:
        yield _unread(batch.role_arn, error)
        if is_missing_role(error):
            return
    else:
        yield from _trust_findings(role["AssumeRolePolicyDocument"])
    yield from _action_findings(iam, batch, batch.role_arn, some_key)


def _unread(role_arn: str, error: ClientError) -> Finding:
    if is_missing_role(error):
        return problem("(role)", f"{role_arn} does not exist", "the role of the project, as the stack's outputs name it")
    return not_checked("(role)", "trust policy", api_errors.text(error))


def _action_findings(iam: Client, batch: Batch, role_arn: str, some_key: str | None) -> Iterator[Finding]:
    bucket = f"arn:{role_arn.split(':')[1]}:s3:::{batch.bucket}"
    wanted = [
        ("s3:GetBucketLocation", bucket, None),
        ("s3:ListBucket", bucket, {"s3:prefix": batch.input_prefix}),
        ("s3:GetObject", f"{bucket}/{batch.input_prefix}{some_key or 'file'}", None),
        ("s3:PutObject", f"{bucket}/{batch.labels_prefix}output.manifest", None),
    ]
    for action, resource, context in wanted:
        try:
            decision = simulate(iam, role_arn=role_arn, action=action, resource=resource, context=context)
        except NotSimulatedError as error:
            yield not_checked("(role)", "access", f"not simulated: {error}")
            return
        yield from decision_findings(decision, action=action, resource=resource)


def _trust_findings(document: Mapping[str, Any]) -> Iterator[Finding]:
    trusting = [statement for statement in _listed(document["Statement"]) if _lets_assume(statement)]
    if not trusting:
        yield problem("(role)", f"{SERVICE} may not assume it", "allow the service sts:AssumeRole in the role's trust policy")
    elif all("Condition" in statement for statement in trusting):
        yield not_checked("(role)", "trust policy", f"{SERVICE} may assume it under a condition, and AWS documents none")


def _lets_assume(statement: Mapping[str, Any]) -> bool:
    principal = statement.get("Principal", {})
    services = ["*"] if principal == "*" else _listed(principal.get("Service", []))
    actions = _listed(statement.get("Action", []))
    return (
        statement["Effect"] == "Allow"
        and not {"sts:AssumeRole", "sts:*", "*"}.isdisjoint(actions)
        and not {SERVICE, "*"}.isdisjoint(services)
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
