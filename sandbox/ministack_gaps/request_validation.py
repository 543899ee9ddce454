"""Templates that CloudFormation refuses immediately: CreateStack, UpdateStack, CreateChangeSet, ValidateTemplate.

A nested stack's template fails its resource in the parent. A template with a transform is validated after the transform, which may
change its resources.
"""

from collections.abc import Mapping
from typing import Any

from ministack.core.responses import get_region
from ministack.services.cloudformation import changesets, engine, handlers, provisioners
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

from sandbox.ministack_gaps.loaded_checks import checks

Template = dict[str, Any]

# The members that MiniStack reads before it validates.
_MEMBERS = (("Type", str, "a string"), ("Condition", str, "a string"), ("Properties", dict, "an object"))
_SECTIONS = ("Parameters", "Mappings", "Conditions", "Resources", "Outputs")


def install() -> None:
    """Wrap MiniStack's parsing of templates and parameters, and its own validation."""
    _refuse_sections_that_are_none()
    _refuse_parameters()
    _refuse_templates()


def _refuse_sections_that_are_none() -> None:
    parse = engine._parse_template

    def parse_sections(text: str) -> Template:
        template: Template = parse(text)
        for name in _SECTIONS:
            if not isinstance(template.get(name, {}), dict):
                raise ValueError(f"[/{name}] must be an object")
            # A transform may rewrite them.
            for entry, definition in template.get(name, {}).items() if "Transform" not in template else ():
                _require_definition(f"/{name}/{entry}", definition)
        return template

    for module in (engine, handlers, changesets):
        module._parse_template = parse_sections


def _require_definition(path: str, definition: Any) -> None:
    if not isinstance(definition, dict):
        raise ValueError(f"Template format error: [{path}] must be an object")
    if path.startswith(("/Parameters", "/Resources", "/Outputs")):
        for name, kind, what in _MEMBERS:
            if not isinstance(definition.get(name, kind()), kind):
                raise ValueError(f"Template format error: [{path}/{name}] must be {what}")


def _refuse_parameters() -> None:
    resolve = engine._resolve_parameters

    def resolve_declared(template: Template, provided: list[dict[str, Any]], previous: Mapping[str, Any] | None = None) -> dict[str, Any]:
        declared = template.get("Parameters", {})
        given = {each["Key"]: each for each in provided if "Key" in each}
        unknown = [name for name in given if name not in declared]
        if unknown:
            raise ValueError(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
        missing = [name for name, each in declared.items() if isinstance(each, dict) and "Default" not in each and name not in given]
        if missing:
            raise ValueError(f"Parameters: [{', '.join(missing)}] must have values")
        resolved: dict[str, Any] = resolve(template, provided, previous)
        return resolved

    for module in (engine, handlers, changesets):
        module._resolve_parameters = resolve_declared


def _refuse_templates() -> None:
    support = engine.validate_template_support

    def validate(template: Template, conditions: Mapping[str, bool], params: Mapping[str, Any] | None = None) -> None:
        # MiniStack's own class gives the reason why its transform failed.
        if not template.get("Transform") and not isinstance(template, engine._TransformFailed):
            checks().require_template(template, conditions, region=get_region())
            _require_handlers(template, conditions)
        support(template, conditions, params=params)

    for module in (engine, handlers, changesets):
        module.validate_template_support = validate

    check_capabilities = provisioners._check_nested_stack_capabilities

    def check_nested_stack(parent: str, template: Template) -> None:
        check_capabilities(parent, template)
        validate(template, {})

    provisioners._check_nested_stack_capabilities = check_nested_stack


def _require_handlers(template: Template, conditions: Mapping[str, bool]) -> None:
    """Refuse types without a handler; MiniStack's own message would say that AWS does not have the type."""
    active = {each["Type"] for each in template["Resources"].values() if conditions.get(each.get("Condition"), True)}
    missing = sorted(each for each in active if each not in _RESOURCE_HANDLERS and not each.startswith("Custom::"))
    if missing:
        raise ValueError(f"The sandbox does not have the resource types [{', '.join(missing)}]; AWS does")
