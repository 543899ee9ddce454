"""Validation of change sets before a deployment, as of stacks; MiniStack validates none.

DescribeEvents returns the details, which MiniStack has only for stacks.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html
"""

from collections.abc import Callable, Mapping
from typing import Any

from ministack.core.responses import new_uuid
from ministack.services.cloudformation import changesets, engine, handlers, stacks

from sandbox.ministack_gaps.early_validation import Error

Parameters = dict[str, Any]

_VALIDATIONS = {
    "PROPERTY_VALIDATION": "AWS::EarlyValidation::PropertyValidation",
    "NAME_CONFLICT_VALIDATION": "AWS::EarlyValidation::ResourceExistenceCheck",
}
_CHANGE_SET_FAILED = (
    "The following hook(s)/validation failed: [{names}]. "
    "To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information."
)


def install() -> None:
    """Wrap the creation of change sets, and their description."""
    _validate_change_sets()
    _tell_of_change_sets()


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
