"""The rights of a role, collected statement by statement and written as one inline policy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
import jsii
from aws_cdk import aws_iam as iam
from constructs import Construct

_MOST_OBJECTS_OF_A_BUCKET = 20
"""IAM takes 10,240 characters of inline policies per role, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"""


@dataclass(frozen=True)
class Grant:
    """Actions that are allowed on resources, under conditions if there are any."""

    actions: Sequence[str]
    resources: Sequence[str]
    conditions: Mapping[str, Any] | None = None

    @property
    def key(self) -> str:
        """The same for grants that make one statement."""
        return json.dumps([list(self.actions), self.conditions])


def policy_document(grants: Iterable[Grant]) -> dict[str, Any]:
    """The policy of some grants, with one statement for all that differ in their resources only.

    Of more than twenty objects of one bucket the statement names the bucket's objects instead, so that the policy of a stack with
    many jobs does not outgrow what IAM takes.
    """
    merged: dict[str, tuple[Grant, dict[str, None]]] = {}
    for grant in grants:
        _, resources = merged.setdefault(grant.key, (grant, {}))
        resources.update(dict.fromkeys(grant.resources))
    return {"Version": "2012-10-17", "Statement": [_statement(grant, resources) for grant, resources in merged.values()]}


def _statement(grant: Grant, resources: Iterable[str]) -> dict[str, Any]:
    of_s3 = all(action.startswith("s3:") for action in grant.actions)
    named = list(_named(resources)) if of_s3 else list(resources)
    condition = {"Condition": grant.conditions} if grant.conditions else {}
    return {"Effect": "Allow", "Action": _one_or_list(grant.actions), "Resource": _one_or_list(named), **condition}


def _named(resources: Iterable[str]) -> Iterator[str]:
    by_bucket: dict[str, list[str]] = {}
    for resource in resources:
        bucket, _, key = resource.partition("/")
        by_bucket.setdefault(bucket if key else resource, []).append(resource)
    for bucket, objects in by_bucket.items():
        yield from objects if len(objects) <= _MOST_OBJECTS_OF_A_BUCKET else [f"{bucket}/*"]


def _one_or_list(values: Sequence[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)


class RolePolicy(Construct):
    """An inline policy that grows until synthesis; the same grant twice is one statement."""

    def __init__(self, scope: Construct, construct_id: str, *, role: iam.IRole) -> None:
        super().__init__(scope, construct_id)
        self._grants: dict[tuple[str, tuple[str, ...]], Grant] = {}
        document = cdk.Lazy.any(_Document(self._grants))
        self.resource = iam.CfnPolicy(self, "Resource", policy_name="made below", policy_document=document, roles=[role.role_name])
        self.resource.policy_name = self.resource.logical_id

    def allow(self, *grants: Grant) -> None:
        """Add a grant to the policy."""
        for grant in grants:
            self._grants.setdefault((grant.key, tuple(grant.resources)), grant)

    @property
    def actions(self) -> str:
        """The actions that it grants, as `granted_actions` writes them."""
        return granted_actions([self._grants.values()])


@jsii.implements(cdk.IStableAnyProducer)
class _Document:
    """Asked at synthesis, when everything has been granted."""

    def __init__(self, grants: Mapping[Any, Grant]) -> None:
        self._grants = grants

    def produce(self) -> Any:
        return policy_document(self._grants.values())


def granted_actions(grants: Iterable[Iterable[Grant]]) -> str:
    """The actions of all these grants, in order, with a space between two; `none` when there are none.

    A token that is resolved at synthesis: what is added to the grants until then counts.
    """
    return cdk.Lazy.string(_Actions(grants))


@jsii.implements(cdk.IStableStringProducer)
class _Actions:
    """Asked at synthesis, as the document is."""

    def __init__(self, grants: Iterable[Iterable[Grant]]) -> None:
        self._grants = grants

    def produce(self) -> str:
        return " ".join(sorted({action for some in self._grants for grant in some for action in grant.actions})) or "none"
