"""Validation of a resource's properties against AWS's schema of its type, with CloudFormation's messages.

Source of the messages: AWS's published validator (aws-cloudformation-resource-schema, which omits values from its messages) and
published stack events. cfn-lint's own additions to the schemas use cfn-lint's messages, with the id of the rule.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sandbox.template_validation import linter
from sandbox.template_validation.resource import Resource, Violation

# Policies and state machines have modules of their own, with their services' messages.
_JUDGED_ELSEWHERE = frozenset({"E3510", "E3512", "E3513", "E3514", "E3530", "E3601"})

_TYPE_NAMES = {
    "string": "String",
    "integer": "Integer",
    "number": "Number",
    "boolean": "Boolean",
    "array": "JSONArray",
    "object": "JSONObject",
}


def violations(resource: Resource, *, region: str) -> Sequence[Violation]:
    """The schema violations of a resource, intrinsic functions aside; none for a custom resource."""
    return _violations(resource.type, json.dumps(resource.properties, default=str), region)


@lru_cache(maxsize=1024)
def _violations(resource_type: str, properties: str, region: str) -> tuple[Violation, ...]:
    """Cached: a resource is validated for the change set, before the deployment, and when it is created."""
    errors = linter.property_errors(resource_type, json.loads(properties), region=region)
    return tuple(_violation(error) for error in errors if error.rule is None or error.rule.id not in _JUDGED_ELSEWHERE)


def _violation(error: Any) -> Violation:
    path = tuple(error.path)[1:]
    if error.rule is not None and not linter.is_schema_rule(error.rule.id):
        return Violation(path=path, reason=f"{error.message} (rule {error.rule.id} of cfn-lint)", early_reason="")
    if error.validator == "additionalProperties":
        path, unknown = path[:-1], path[-1]
        return Violation(path, f"extraneous key [{unknown}] is not permitted", f"Unsupported property [{unknown}]")
    if error.validator == "required":
        missing = error.message.partition(" is a required property")[0].strip("'\"")
        return Violation(path, f"required key [{missing}] not found", f"Required property [{missing}] not found")
    if error.validator == "type":
        reason = f"expected type: {_expected_type(error)}, found: {_found_type(error.instance)}"
        return Violation(path, reason, f"Property [{path[-1] if path else ''}] {reason}")
    reason = _REASONS.get(error.validator, _scrubbed)(error)
    if error.validator == "enum":
        allowed = ", ".join(map(str, error.validator_value))
        return Violation(path, reason, f"{error.instance} is not a valid enum value. Supported values: [{allowed}]")
    return Violation(path, reason, "/".join(["#", *map(str, path)]) + f": {reason}")


def _expected_type(error: Any) -> str:
    names = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    # Properties that are no object carry no schema information.
    return _TYPE_NAMES.get(names[0], "JSONObject")


def _found_type(value: object) -> str:
    """The type of a value. Numbers and booleans of a template reach the validator as strings."""
    return "JSONArray" if isinstance(value, list) else "JSONObject" if isinstance(value, Mapping) else "String"


def _scrubbed(error: Any) -> str:
    return f"failed validation constraint for keyword [{error.validator}]"


_REASONS: Mapping[str, Callable[[Any], str]] = {
    "minLength": lambda error: f"expected minLength: {error.validator_value}, actual: {len(error.instance)}",
    "maxLength": lambda error: f"expected maxLength: {error.validator_value}, actual: {len(error.instance)}",
    "minItems": lambda error: f"expected minimum item count: {error.validator_value}, found: {len(error.instance)}",
    "maxItems": lambda error: f"expected maximum item count: {error.validator_value}, found: {len(error.instance)}",
    "uniqueItems": lambda _: "array items are not unique",
    "anyOf": lambda error: f"#: no subschema matched out of the total {len(error.validator_value)} subschemas",
    "oneOf": lambda error: f"#: {_matched(error)} subschemas matched instead of one",
    # Not JSON Schema keywords: cfn-lint's short forms of oneOf and dependencies in AWS's schemas.
    "requiredXor": lambda error: error.message,
    "requiredOr": lambda error: error.message,
    "dependentRequired": lambda error: error.message,
    "dependentExcluded": lambda error: error.message,
}


def _matched(error: Any) -> int:
    """The number of matching subschemas: none, or more than one."""
    return 0 if error.context else 2
