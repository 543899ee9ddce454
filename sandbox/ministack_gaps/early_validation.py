"""Early validation: the resource schemas applied to the properties that are known before a deployment.

The stack fails before any resource is created, and DescribeEvents returns the details. Each resource also gets a stack event, as the
API reference says of VALIDATION_FAILED.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackEvent.html
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from ministack.core.responses import get_region, new_uuid
from ministack.services import cloudformation
from ministack.services.cloudformation import engine, stacks

from sandbox.ministack_gaps.known_properties import KnownValues
from sandbox.ministack_gaps.loaded_checks import checks

Error = tuple[str, str, str, str, str]
"""MiniStack's form: logical id, resource type, name of the validation, path in the template, reason."""


class _Reason(str):
    """The reason in the wording of DescribeEvents."""

    __slots__ = ("at_resource",)
    at_resource: str
    """The reason in the wording of the resource's event, with the path."""


_PROPERTIES = "PROPERTY_VALIDATION"


def install() -> None:
    """Add the schemas to MiniStack's validation."""
    _add_schemas()
    _tell_of_each_resource()


def _add_schemas() -> None:
    find = stacks._validation_errors

    def find_with_schemas(
        resources: Mapping[str, Any],
        ordered: list[str],
        parameters: Any,
        conditions: Mapping[str, bool],
        mappings: Any,
        stack_name: str,
        stack_id: str,
        owned_buckets: frozenset[str] = frozenset(),
    ) -> list[Error]:
        errors: list[Error] = find(resources, ordered, parameters, conditions, mappings, stack_name, stack_id, owned_buckets)

        def resolve(value: Any) -> Any:
            return engine._resolve_refs(deepcopy(value), {}, parameters, conditions, mappings, stack_name, stack_id)

        values = KnownValues(resources=resources, conditions=conditions, resolve=resolve)
        active = [name for name in ordered if conditions.get(resources[name].get("Condition"), True)]
        return errors + [error for name in active for error in _schema_errors(name, resources[name], values)]

    stacks._validation_errors = find_with_schemas


def _schema_errors(logical_id: str, definition: Mapping[str, Any], values: KnownValues) -> Iterator[Error]:
    properties = values.of(definition.get("Properties", {}))
    resource_type = definition["Type"]
    for violation in checks().early_violations(resource_type, logical_id, properties, region=get_region()):
        path = "/".join(["/Resources", logical_id, "Properties", *map(str, violation.path)])
        reason = _Reason(violation.early_reason)
        reason.at_resource = f"{violation.pointer}: {violation.reason}"
        yield logical_id, resource_type, _PROPERTIES, path, reason


def _tell_of_each_resource() -> None:
    fail = stacks._fail_property_validation

    def fail_and_tell(stack: dict[str, Any], stack_id: str, *arguments: Any, **options: Any) -> bool:
        failed: bool = fail(stack, stack_id, *arguments, **options)
        if failed:
            _add_resource_events(stack, stack_id)
        return failed

    stacks._fail_property_validation = fail_and_tell


def _add_resource_events(stack: Mapping[str, Any], stack_id: str) -> None:
    """Insert them between the event of the stack's own failure and those of its rollback."""
    events = cloudformation._stack_events[stack_id]
    (place,) = [number for number, event in enumerate(events) if event.get("DetailedStatus") == "VALIDATION_FAILED"][-1:]
    reasons: dict[tuple[str, str], list[str]] = {}
    for event in stack["_operation_events"]:
        if isinstance(reason := event.get("ValidationStatusReason"), _Reason):
            reasons.setdefault((event["LogicalResourceId"], event["ResourceType"]), []).append(reason.at_resource)
    for number, ((logical_id, resource_type), found) in enumerate(reasons.items(), start=1):
        text = f"Properties validation failed for resource {logical_id} with message: [{', '.join(found)}]"
        identity = {"EventId": new_uuid(), "LogicalResourceId": logical_id, "PhysicalResourceId": "", "ResourceType": resource_type}
        events.insert(place + number, {**events[place], **identity, "ResourceStatusReason": text})
