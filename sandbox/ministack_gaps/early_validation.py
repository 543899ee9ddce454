"""The validation before a deployment: what the schemas say of the properties that are known by then.

A change set fails, and a stack fails before anything of it is made. DescribeEvents tells the details, of which MiniStack keeps those of
stacks. Each resource gets an event in the stack, too, as the API reference says of VALIDATION_FAILED.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackEvent.html
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from ministack.core.responses import get_region, new_uuid
from ministack.services import cloudformation
from ministack.services.cloudformation import changesets, engine, handlers, stacks

from sandbox.ministack_gaps.known_properties import KnownValues
from sandbox.ministack_gaps.loaded_checks import checks

Parameters = dict[str, Any]
Error = tuple[str, str, str, str, str]
"""MiniStack's: logical id, resource type, name of the validation, path in the template, reason."""


class _Reason(str):
    """What is wrong, in the words of DescribeEvents."""

    __slots__ = ("at_resource",)
    at_resource: str
    """In the words of the resource's event, with the place."""


_PROPERTIES = "PROPERTY_VALIDATION"
_VALIDATIONS = {
    _PROPERTIES: "AWS::EarlyValidation::PropertyValidation",
    "NAME_CONFLICT_VALIDATION": "AWS::EarlyValidation::ResourceExistenceCheck",
}
_CHANGE_SET_FAILED = (
    "The following hook(s)/validation failed: [{names}]. "
    "To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information."
)


def install() -> None:
    """Add the schemas to MiniStack's validation, and let change sets be validated as well."""
    _add_schemas()
    _tell_of_each_resource()
    _validate_change_sets()
    _tell_of_change_sets()


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
    """Put them after the event of the stack's own failure, before those of its rollback."""
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


def _validate_change_sets() -> None:
    create = changesets._create_change_set

    def create_and_validate(params: Parameters) -> Any:
        response = create(params)
        name, stack_name = changesets._p(params, "ChangeSetName"), changesets._p(params, "StackName")
        stack = handlers._resolve_stack(stack_name)
        _id, change_set = changesets._find_change_set(name, stack["StackName"]) if stack else (None, None)
        if response[0] == 200 and change_set is not None and change_set["ExecutionStatus"] == "AVAILABLE":
            _validate(change_set, stack)
        return response

    changesets._create_change_set = create_and_validate
    handlers._ACTION_HANDLERS["CreateChangeSet"] = create_and_validate


def _validate(change_set: dict[str, Any], stack: dict[str, Any]) -> None:
    if change_set["_disable_validation"] or change_set["ChangeSetType"] == "IMPORT":
        return
    template, parameters = change_set["_template"], change_set["_resolved_params"]
    resources = template.get("Resources", {})
    conditions = engine._evaluate_conditions(template, parameters)
    there = {held["PhysicalResourceId"] for held in stack.get("_resources", {}).values()} | _to_import(change_set)
    ordered = engine._topological_sort(resources, conditions)
    errors = stacks._validation_errors(
        resources, ordered, parameters, conditions, template.get("Mappings", {}), stack["StackName"], stack["StackId"], frozenset(there)
    )
    if not errors:
        return
    names = ", ".join(dict.fromkeys(_VALIDATIONS.get(name, name) for _, _, name, _, _ in errors))
    change_set |= {"Status": "FAILED", "ExecutionStatus": "UNAVAILABLE", "StatusReason": _CHANGE_SET_FAILED.format(names=names)}
    change_set["_operation_id"] = new_uuid()
    stack["_operation_events"] = [*stack.get("_operation_events", []), *_events(errors, change_set)]


def _to_import(change_set: Mapping[str, Any]) -> set[str]:
    return {value for identifier in change_set["_import_existing"].values() for value in identifier.values()}


def _events(errors: list[Error], change_set: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        stacks._operation_event(
            change_set["StackId"],
            change_set["_operation_id"],
            "VALIDATION_ERROR",
            "CREATE_CHANGESET",
            LogicalResourceId=logical_id,
            ResourceType=resource_type,
            ValidationFailureMode="FAIL",
            ValidationName=name,
            ValidationStatus="FAILED",
            ValidationStatusReason=reason,
            ValidationPath=path,
        )
        for logical_id, resource_type, name, path, reason in errors
    ]


def _tell_of_change_sets() -> None:
    describe: Callable[[Parameters], Any] = handlers._ACTION_HANDLERS["DescribeEvents"]

    def describe_change_set_too(params: Parameters) -> Any:
        name = handlers._p(params, "ChangeSetName")
        if not name:
            return describe(params)
        _id, change_set = changesets._find_change_set(name, handlers._p(params, "StackName"))
        if change_set is None:
            return handlers._error("ChangeSetNotFound", f"ChangeSet [{name}] does not exist", 404)
        operation = change_set.get("_operation_id", "none")
        return describe({**params, "StackName": [change_set["StackId"]], "OperationId": [operation]})

    handlers._ACTION_HANDLERS["DescribeEvents"] = describe_change_set_too
