"""A role's permissions by its own policies and permissions boundary, for services that check a role before using it."""

from ministack.core import iam_evaluator
from ministack.core.responses import get_region
from ministack.services import iam


def role_may(role_arn: str, action: str, resource_arn: str) -> bool:
    """Return whether a session of the role may call the action on the resource."""
    account, name = role_arn.split(":")[4], role_arn.rpartition("/")[2]
    context = iam_evaluator.EvalContext(
        principal_arn=f"arn:aws:sts::{account}:assumed-role/{name}/service",
        principal_type="AssumedRole",
        principal_account=account,
        action=action,
        resource_arn=resource_arn,
        region=get_region(),
        secure_transport=True,
    )
    policies = iam_evaluator._gather_role_policies(name, account)
    return bool(iam_evaluator.evaluate(context, policies, *boundary_of(role_arn)).decision == "Allow")


def boundary_of(role_arn: str) -> list[list[list[iam_evaluator.ParsedStatement]]]:
    """The boundary that limits the role's policies, in the evaluator's form; empty without a boundary."""
    account, name = role_arn.split(":")[4], role_arn.rpartition("/")[2]
    limits: list[list[list[iam_evaluator.ParsedStatement]]] = iam_evaluator._permissions_boundary(iam._roles, name, account)
    return limits
