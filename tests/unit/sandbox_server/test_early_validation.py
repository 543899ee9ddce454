"""Early validation: change sets and stacks fail before anything is created."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

WRONG = {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimout": 5, "DelaySeconds": {"Ref": "Delay"}}}
TEMPLATE = {
    "Parameters": {"Delay": {"Type": "Number", "Default": 5}},
    "Resources": {"Good": {"Type": "AWS::SNS::Topic"}, "Wrong": WRONG},
}


@pytest.fixture
def change_set(stacks: Any, name: str) -> Callable[..., Any]:
    """Create a change set of a new stack; returns its description."""

    def call(template: dict[str, Any], **options: Any) -> Any:
        names = {"StackName": name, "ChangeSetName": "first"}
        stacks.create_change_set(TemplateBody=json.dumps(template), ChangeSetType="CREATE", **names, **options)
        return stacks.describe_change_set(**names)

    return call


def test_a_change_set_fails_with_the_validation(stacks: Any, name: str, change_set: Callable[..., Any]) -> None:
    parameters = [{"ParameterKey": "Delay", "ParameterValue": "901"}]
    described = change_set(TEMPLATE, Parameters=parameters)
    assert (described["Status"], described["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
    assert "[AWS::EarlyValidation::PropertyValidation]" in described["StatusReason"]
    events = stacks.describe_events(StackName=name, ChangeSetName="first")["OperationEvents"]
    told = {(event["LogicalResourceId"], event["ValidationPath"], event["ValidationStatusReason"]) for event in events}
    assert told == {
        ("Wrong", "/Resources/Wrong/Properties", "Unsupported property [VisibilityTimout]"),
        (
            "Wrong",
            "/Resources/Wrong/Properties/DelaySeconds",
            "#/DelaySeconds: failed validation constraint for keyword [maximum]",
        ),
    }
    with pytest.raises(ClientError, match="UNAVAILABLE"):
        stacks.execute_change_set(StackName=name, ChangeSetName="first")


def test_a_change_set_without_validation_fails_when_it_is_executed(
    stacks: Any, name: str, change_set: Callable[..., Any], operate: Callable[..., str], reasons: Callable[[str], str]
) -> None:
    assert change_set(TEMPLATE, DisableValidation=True)["Status"] == "CREATE_COMPLETE"
    assert stacks.describe_events(ChangeSetName="first", StackName=name)["OperationEvents"] == []
    assert operate("execute_change_set", name, ChangeSetName="first") == "ROLLBACK_COMPLETE"
    assert "Wrong with message:\n#: extraneous key [VisibilityTimout] is not permitted" in reasons(name)


def test_a_stack_fails_before_anything_is_made(operate: Callable[..., str], stacks: Any, name: str) -> None:
    assert operate("create_stack", name, TEMPLATE) == "ROLLBACK_COMPLETE"
    events = stacks.describe_stack_events(StackName=name)["StackEvents"]
    failed = {event["LogicalResourceId"]: event for event in events if event["ResourceStatus"] == "CREATE_FAILED"}
    assert set(failed) == {name, "Wrong"}
    assert {event["DetailedStatus"] for event in failed.values()} == {"VALIDATION_FAILED"}
    expected = "Properties validation failed for resource Wrong with message: [#: extraneous key [VisibilityTimout] is not permitted]"
    assert failed["Wrong"]["ResourceStatusReason"] == expected
    assert "Good" not in {event["LogicalResourceId"] for event in events}


def test_an_update_fails_before_anything_is_changed(operate: Callable[..., str], stacks: Any, name: str) -> None:
    def good(display_name: str) -> dict[str, Any]:
        return {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": display_name}}

    operate("create_stack", name, {"Resources": {"Good": good("before")}})
    wrong = {"Type": "AWS::SQS::Queue", "Properties": {"Delay": 5}}
    assert operate("update_stack", name, {"Resources": {"Good": good("after"), "Wrong": wrong}}) == "UPDATE_ROLLBACK_COMPLETE"
    assert stacks.get_template(StackName=name)["TemplateBody"]["Resources"] == {"Good": good("before")}


def test_what_needs_another_resource_fails_when_it_is_known(
    operate: Callable[..., str], reasons: Callable[[str], str], change_set: Callable[..., Any], name: str
) -> None:
    wrong = {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": {"Fn::Sub": "${Topic} is no name"}}}
    template = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}, "Wrong": wrong}}
    assert change_set(template)["Status"] == "CREATE_COMPLETE"
    assert operate("execute_change_set", name, ChangeSetName="first") == "ROLLBACK_COMPLETE"
    assert (
        "Properties validation failed for resource Wrong with message:\n#/LogGroupName: failed validation constraint for keyword [pattern]"
    ) in reasons(name)
