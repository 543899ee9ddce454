"""All checks, by moment."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sandbox.template_validation import linter, resource_schemas, sections, template_format
from sandbox.template_validation.references import reference_errors
from sandbox.template_validation.resource import Resource, ResourceRefusedError, Violation
from sandbox.template_validation.service_rules.by_type import service_errors

TemplateCheck = Callable[[Mapping[str, Any], Mapping[str, bool], str], Iterable[str]]
"""Takes a template, its conditions' values and the region; yields CloudFormation's error messages."""
TEMPLATE_CHECKS: tuple[TemplateCheck, ...] = (
    sections.section_errors,
    sections.null_errors,
    sections.parameter_errors,
    sections.type_errors,
    reference_errors,
    sections.policy_errors,
    template_format.form_errors,
)


def load() -> None:
    """Preload the rules."""
    linter.load(template_format.RULES)


def require_template(template: Mapping[str, Any], conditions: Mapping[str, bool], *, region: str) -> None:
    """Raise ValueError with the first reason to refuse a request with this template."""
    for check in TEMPLATE_CHECKS:
        for reason in check(template, conditions, region):
            raise ValueError(reason)


def early_violations(resource_type: str, logical_id: str, properties: Mapping[str, Any], *, region: str) -> list[Violation]:
    """CloudFormation's own findings before a deployment; intrinsic functions are skipped."""
    resource = Resource(logical_id=logical_id, type=resource_type, properties=properties)
    return [violation for violation in resource_schemas.violations(resource, region=region) if violation.is_of_the_schema]


def require_resource(resource_type: str, logical_id: str, properties: Mapping[str, Any], *, region: str, physical_id: str = "") -> None:
    """Raise ResourceRefusedError if AWS would not create the resource with these properties, or update it to them."""
    resource = Resource(logical_id=logical_id, type=resource_type, properties=properties, physical_id=physical_id)
    found = resource_schemas.violations(resource, region=region)
    breaches = [f"{violation.pointer}: {violation.reason}" for violation in found if violation.is_of_the_schema]
    if breaches:
        lines = "\n".join(breaches)
        raise ResourceRefusedError(f"Properties validation failed for resource {logical_id} with message:\n{lines}")
    # The service finds what the schema lacks.
    for violation in found:
        message = f"{violation.pointer}: {violation.reason}"
        raise ResourceRefusedError(f'Resource handler returned message: "{message}" (HandlerErrorCode: InvalidRequest)')
    for reason in service_errors(resource):
        raise ResourceRefusedError(reason)
