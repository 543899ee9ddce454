"""Roles, users, groups and their policies: grammar, trust, existence of managed policies, sizes.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
"""

import json
from collections.abc import Iterator
from typing import Any

from ministack.services import iam

from sandbox.template_validation.resource import Properties, Resource
from sandbox.template_validation.service_rules.answers import refused
from sandbox.template_validation.service_rules.documents import listed, parsed, statements
from sandbox.template_validation.service_rules.policy_grammar import identity_problem, resource_problem, sid_problem
from sandbox.template_validation.service_rules.principals import has_principal, invalid_principals

_MANAGED_POLICY_CHARACTERS = 6_144
_INLINE_POLICY_CHARACTERS = {"AWS::IAM::Role": 10_240, "AWS::IAM::Group": 5_120, "AWS::IAM::User": 2_048}
_MANAGED_POLICIES = 10
_TRUST_ACTIONS = frozenset(
    {
        "sts:AssumeRole",
        "sts:AssumeRoleWithSAML",
        "sts:AssumeRoleWithWebIdentity",
        "sts:SetContext",
        "sts:SetSourceIdentity",
        "sts:TagSession",
    }
)


def role_errors(role: Resource) -> Iterator[str]:
    """IAM's error messages for a role."""
    for problem in trust_problems(role.properties.get("AssumeRolePolicyDocument")):
        yield _malformed(problem, at="AssumeRolePolicyDocument")
    yield from identity_errors(role)


def identity_errors(identity: Resource) -> Iterator[str]:
    """IAM's error messages for the policies of a role, user or group."""
    properties = identity.properties
    for number, policy in enumerate(properties.get("Policies", [])):
        yield from _document_errors(policy["PolicyDocument"], at=f"Policies/{number}/PolicyDocument")
    limit = _INLINE_POLICY_CHARACTERS[identity.type]
    if sum(_characters(policy["PolicyDocument"]) for policy in properties.get("Policies", [])) > limit:
        kind = identity.type.rpartition("::")[2].lower()
        yield refused("Iam", f"Maximum policy size of {limit} bytes exceeded for {kind} {identity.logical_id}", at="Policies", status=409)
    yield from _managed_policy_errors(properties, identity.type)


def policy_errors(policy: Resource) -> Iterator[str]:
    """IAM's error messages for a policy resource."""
    yield from _document_errors(policy.properties["PolicyDocument"], at="PolicyDocument")
    if policy.type == "AWS::IAM::ManagedPolicy" and _characters(policy.properties["PolicyDocument"]) > _MANAGED_POLICY_CHARACTERS:
        yield refused("Iam", f"Cannot exceed quota for PolicySize: {_MANAGED_POLICY_CHARACTERS}", at="PolicyDocument", status=409)


def trust_problems(document: Any) -> Iterator[str]:
    """IAM's error messages for a trust policy."""
    if problem := resource_problem(document) or sid_problem(document):
        yield problem
        return
    for statement in statements(parsed(document)):
        if not has_principal(statement):
            yield "Missing required field Principal"
        elif statement.get("Principal") == "*":
            yield 'AssumeRolepolicy contained an invalid principal: "STAR":"*".'
        else:
            yield from (f"Invalid principal in policy: {name}" for name in invalid_principals(statement))
        if {"Resource", "NotResource"} & set(statement):
            yield "Has prohibited field Resource"
        if any(action not in _TRUST_ACTIONS for action in listed(statement.get("Action", "sts:AssumeRole"))):
            yield "AssumeRole policy may only specify STS AssumeRole actions."


def _document_errors(document: Any, *, at: str) -> Iterator[str]:
    if problem := identity_problem(document):
        yield _malformed(problem, at=at)


def _managed_policy_errors(properties: Properties, resource_type: str) -> Iterator[str]:
    arns = properties.get("ManagedPolicyArns", [])
    for number, arn in enumerate(arns):
        if not iam._policy_exists(arn):
            message = f"Policy {arn} does not exist or is not attachable."
            yield refused("Iam", message, at=f"ManagedPolicyArns/{number}", status=404, code="NotFound")
    boundary = properties.get("PermissionsBoundary")
    if boundary and not iam._policy_exists(boundary):
        message = f"Scope ARN: {boundary} does not exist or is not attachable."
        yield refused("Iam", message, at="PermissionsBoundary", status=404, code="NotFound")
    if len(arns) > _MANAGED_POLICIES:
        kind = resource_type.rpartition("::")[2]
        yield refused("Iam", f"Cannot exceed quota for PoliciesPer{kind}: {_MANAGED_POLICIES}", at="ManagedPolicyArns", status=409)


def _characters(document: Any) -> int:
    """The number of characters without white space, as IAM counts."""
    return len(json.dumps(parsed(document), separators=(",", ":")))


def _malformed(problem: str, *, at: str) -> str:
    return refused("Iam", f"{problem} (Error Code: MalformedPolicyDocument)", at=at)
