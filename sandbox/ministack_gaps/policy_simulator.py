"""SimulatePrincipalPolicy with the request's context, for every resource, and only for existing roles.

MiniStack simulates only the first resource, and ignores the given condition values: a policy that allows an action under a condition
appears to allow nothing. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
"""

from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any
from xml.sax.saxutils import escape

from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id, get_region
from ministack.services import iam

from sandbox.ministack_gaps.role_rights import boundary_of

Parameters = dict[str, Any]

_DECISIONS = {"Allow": "allowed", "Deny": "explicitDeny"}

_request: ContextVar[Parameters | None] = ContextVar("sandbox_simulation", default=None)


def install() -> None:
    """Wrap MiniStack's operation and replace its evaluation."""
    simulate = iam._IAM_HANDLERS["SimulatePrincipalPolicy"]

    def simulate_with_context(parameters: Parameters) -> Any:
        source = str(iam._p(parameters, "PolicySourceArn"))
        if ":role/" in source and iam._roles.get(source.rpartition("/")[2]) is None:
            return iam._error(404, "NoSuchEntity", f"The role with name {source.rpartition('/')[2]} cannot be found.", ns="iam")
        token = _request.set(parameters)
        try:
            return simulate(parameters)
        finally:
            _request.reset(token)

    iam._IAM_HANDLERS["SimulatePrincipalPolicy"] = simulate_with_context
    iam._build_simulate_results_real = _results


def _results(actions: list[str], resource: str, principal: str, _account: str, policies: list[Any]) -> str:
    parameters = _request.get() or {}
    resources = list(_members(parameters, "ResourceArns.member.{}")) or [resource]
    context = {
        str(iam._p(parameters, f"ContextEntries.member.{number}.ContextKeyName")).lower(): list(
            _members(parameters, f"ContextEntries.member.{number}.ContextKeyValues.member.{{}}")
        )
        for number, _name in enumerate(_members(parameters, "ContextEntries.member.{}.ContextKeyName"), start=1)
    }
    return "".join(_result(action, arn, _decision(action, arn, principal, policies, context)) for arn in resources for action in actions)


def _members(parameters: Parameters, name: str) -> Iterator[str]:
    number = 1
    while (value := iam._p(parameters, name.format(number), None)) is not None:
        yield value
        number += 1


def _decision(action: str, resource: str, principal: str, policies: list[Any], context: dict[str, list[str]]) -> str:
    boundary = boundary_of(principal) if ":role/" in principal else []
    evaluated = iam_evaluator.evaluate(
        iam_evaluator.EvalContext(
            principal_arn=principal,
            principal_type="AssumedRole",
            principal_account=get_account_id(),
            action=action,
            resource_arn=resource,
            region=get_region(),
            secure_transport=context.get("aws:securetransport") == ["true"],
            service_context={key: values[0] if len(values) == 1 else values for key, values in context.items()},
        ),
        policies,
        *boundary,
    )
    return _DECISIONS.get(evaluated.decision, "implicitDeny")


def _result(action: str, resource: str, decision: str) -> str:
    return (
        f"<member><EvalActionName>{escape(action)}</EvalActionName><EvalResourceName>{escape(resource)}</EvalResourceName>"
        f"<EvalDecision>{decision}</EvalDecision><MatchedStatements/><MissingContextValues/></member>"
    )
