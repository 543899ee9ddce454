"""The rights of a role, as IAM's policy simulator decides them.

Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html. The simulator knows the role's policies, its
permissions boundary and the organization's policies. It knows no bucket policy: resource policies cannot be simulated for roles.
"""

from __future__ import annotations

from dataclasses import dataclass

from botocore.exceptions import ClientError

from ground_truth.preflight import api_errors
from ground_truth.preflight.clients import Client
from ground_truth.preflight.finding import Finding, not_checked, problem

_MISSING_ROLE = ("NoSuchEntity", "NoSuchEntityException")


class NotSimulatedError(Exception):
    """The simulator gave no answer; the text says why."""


@dataclass(frozen=True)
class Decision:
    """The simulator's decision about one action: `allowed`, `implicitDeny` (nothing allows it) or `explicitDeny`."""

    name: str
    missing_context: tuple[str, ...]
    """Condition keys of the policies whose values are unknown before the request."""

    @property
    def allowed(self) -> bool:
        """True if the role may do it."""
        return self.name == "allowed"

    @property
    def is_certain(self) -> bool:
        """True if the values of other condition keys could change it."""
        return not self.missing_context


def simulate(iam: Client, *, role_arn: str, action: str, resource: str, context: dict[str, str] | None = None) -> Decision:
    """Ask for one action on one resource. Raises NotSimulatedError."""
    entries = [{"ContextKeyName": key, "ContextKeyValues": [value], "ContextKeyType": "string"} for key, value in (context or {}).items()]
    # Every client of S3 uses TLS, and a policy may ask for it.
    entries.append({"ContextKeyName": "aws:SecureTransport", "ContextKeyValues": ["true"], "ContextKeyType": "boolean"})
    try:
        answer = iam.simulate_principal_policy(
            PolicySourceArn=role_arn, ActionNames=[action], ResourceArns=[resource], ContextEntries=entries
        )
    except ClientError as error:
        raise NotSimulatedError(api_errors.text(error)) from error
    (result,) = answer["EvaluationResults"]
    return Decision(result["EvalDecision"], tuple(result.get("MissingContextValues", ())))


def decision_findings(decision: Decision, *, action: str, resource: str) -> list[Finding]:
    """A denied action is a problem; one that depends on what is not known here was not checked."""
    what = f"{action} on {resource}"
    if decision.allowed and decision.is_certain:
        return []
    if not decision.is_certain:
        return [not_checked("(role)", what, f"depends on {', '.join(decision.missing_context)}")]
    return [problem("(role)", f"{what} is denied ({decision.name})", "Ground Truth Plus needs it: allow it in the role's policy")]


def is_missing_role(error: ClientError) -> bool:
    """True if IAM says that there is no such role."""
    return api_errors.code(error) in _MISSING_ROLE
