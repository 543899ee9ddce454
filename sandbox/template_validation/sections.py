"""The sections of a template that CloudFormation knows, and the members of their entries."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.template_validation import linter

# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
_CUSTOM_TYPE = re.compile(r"Custom::(?=.{1,60}$)[A-Za-z0-9_@-]+(?:::[A-Za-z0-9_@-]+)*")
_SECTIONS = frozenset(
    {
        "AWSTemplateFormatVersion",
        "Conditions",
        "Description",
        "Hooks",
        "Mappings",
        "Metadata",
        "Outputs",
        "Parameters",
        "Resources",
        "Rules",
        "Transform",
    }
)
_RESOURCE_ATTRIBUTES = frozenset(
    {
        "Condition",
        "CreationPolicy",
        "DeletionPolicy",
        "DependsOn",
        "Metadata",
        "Properties",
        "Type",
        "UpdatePolicy",
        "UpdateReplacePolicy",
        "Version",
    }
)


def null_errors(template: Mapping[str, Any], _conditions: Mapping[str, bool], _region: str) -> Iterator[str]:
    """Values that are null."""
    for path in _nulls(template, ""):
        yield f"[{path}] 'null' values are not allowed in templates"


def section_errors(template: Mapping[str, Any], _conditions: Mapping[str, bool], _region: str) -> Iterator[str]:
    """Unknown sections and resource attributes, and missing ones."""
    unknown = [name for name in template if name not in _SECTIONS]
    if unknown:
        yield f"Invalid template property or properties [{', '.join(unknown)}]"
    resources = template.get("Resources")
    if not resources or not isinstance(resources, Mapping):
        yield "Template format error: At least one Resources member must be defined."
        return
    for logical_id, definition in resources.items():
        if not logical_id.isalnum():
            yield f"Template format error: Resource name {logical_id} is non alphanumeric."
        if not isinstance(definition, Mapping):
            yield f"Template format error: [/Resources/{logical_id}] resource definition is malformed"
            continue
        if not isinstance(definition.get("Type"), str):
            yield f"Template format error: [/Resources/{logical_id}] Every Resources object must contain a Type member."
        if not isinstance(definition.get("Properties", {}), Mapping):
            yield f"Template format error: [/Resources/{logical_id}/Properties] must be an object"
        depends_on = definition.get("DependsOn", [])
        if not all(isinstance(each, str) for each in (depends_on if isinstance(depends_on, list) else [depends_on])):
            yield f"Template format error: [/Resources/{logical_id}/DependsOn] must be a string or a list of strings"
        for name in definition:
            if name not in _RESOURCE_ATTRIBUTES:
                yield f"Invalid template resource property '{name}'"


def parameter_errors(template: Mapping[str, Any], _conditions: Mapping[str, bool], _region: str) -> Iterator[str]:
    """Parameters without a type."""
    for name, parameter in template.get("Parameters", {}).items():
        if not name.isalnum():
            yield f"Template format error: Parameter name {name} is non alphanumeric."
        if "Type" not in parameter:
            yield f"Template format error: [/Parameters/{name}] Every Parameters object must contain a Type member."


def policy_errors(template: Mapping[str, Any], _conditions: Mapping[str, bool], _region: str) -> Iterator[str]:
    """Unknown deletion policies."""
    for attribute in ("DeletionPolicy", "UpdateReplacePolicy"):
        for logical_id, definition in template["Resources"].items():
            value = definition.get(attribute)
            if isinstance(value, str) and value not in {"Delete", "Retain", "RetainExceptOnCreate", "Snapshot"}:
                yield f"Template error: Unrecognized {attribute} {value} for resource {logical_id}"


def type_errors(template: Mapping[str, Any], conditions: Mapping[str, bool], region: str) -> Iterator[str]:
    """Resource types that AWS does not have in the region."""
    types = {definition["Type"] for definition in template["Resources"].values() if conditions.get(definition.get("Condition"), True)}
    unknown = sorted(each for each in types if not _is_type(each, region))
    if unknown:
        yield f"Template format error: Unrecognized resource types: [{', '.join(unknown)}]"


def _is_type(name: str, region: str) -> bool:
    return bool(_CUSTOM_TYPE.fullmatch(name)) if name.startswith("Custom::") else linter.has_type(name, region=region)


def _nulls(value: Any, path: str) -> Iterator[str]:
    if value is None:
        yield path or "/"
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _nulls(item, f"{path}/{name}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _nulls(item, f"{path}/{number}")
