"""The statements of all policies in a stack: of identities, buckets, topics, keys and trust."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.synth.cloud_assembly import Json, SynthesizedStack


@dataclass(frozen=True)
class Statement:
    """A statement, with single values and lists alike as sorted tuples."""

    stack: str
    owner: str
    """The path of the resource that the policy is part of."""
    effect: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    principals: tuple[str, ...]
    condition: Json | None
    keys: frozenset[str]
    """The elements present in the statement."""

    def __str__(self) -> str:
        return f"{self.stack}/{self.owner}: {self.effect} {', '.join(self.actions)} on {', '.join(self.resources)}"


def statements(stack: SynthesizedStack) -> list[Statement]:
    """Every statement of every policy document in any resource."""
    return [
        _statement(stack.name, path, statement) for path, resource in stack.resources.items() for statement in _find(resource["Properties"])
    ]


def through_s3(region: str) -> Json:
    """The condition for a key that only Amazon S3 uses, on behalf of a reader or writer."""
    return {"StringEquals": {"kms:ViaService": f"s3.{region}.amazonaws.com"}}


def allowed(stack: SynthesizedStack, policy: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Actions -> resources of the policy at a path, which may only have unconditional Allow statements."""
    found = [statement for statement in statements(stack) if statement.owner == policy]
    assert all(statement.effect == "Allow" and statement.condition is None for statement in found)
    return {statement.actions: statement.resources for statement in found}


def allows(granted: Iterable[Statement], action: str, resource: str) -> bool:
    """True if statements without wildcard actions and denials allow an action, regardless of conditions."""
    return any(action in statement.actions and any(_matches(resource, pattern) for pattern in statement.resources) for statement in granted)


# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
_PART = re.compile(r"\$\{([*?$])\}|([*?])|(.)", re.DOTALL)


def _matches(resource: str, pattern: str) -> bool:
    expression = ""
    for literal, wildcard, other in _PART.findall(pattern):
        expression += {"*": ".*", "?": "."}[wildcard] if wildcard else re.escape(literal or other)
    return re.fullmatch(expression, resource, re.DOTALL) is not None


def as_tuple(value: Any) -> tuple[str, ...]:
    """One string or a list of strings, sorted."""
    return tuple(sorted([value] if isinstance(value, str) else value))


def _find(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        if "Statement" in value:
            yield from value["Statement"]
        for entry in value.values():
            yield from _find(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _find(entry)


def _statement(stack: str, owner: str, statement: Json) -> Statement:
    principal = statement.get("Principal", ())
    by_kind = principal if isinstance(principal, dict) else {"": principal}
    return Statement(
        stack=stack,
        owner=owner,
        effect=statement["Effect"],
        actions=as_tuple(statement.get("Action", ())),
        resources=as_tuple(statement.get("Resource", ())),
        principals=as_tuple([name for names in by_kind.values() for name in as_tuple(names)]),
        condition=statement.get("Condition"),
        keys=frozenset(statement),
    )
