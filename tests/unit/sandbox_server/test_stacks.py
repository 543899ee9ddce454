"""Deletions that CloudFormation refuses: exports in use, and dependencies of a resource that cannot be deleted."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

Template = dict[str, Any]
Operate = Callable[..., str]


def topic(name: str, **outputs: Template) -> Template:
    return {"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": name}}}, "Outputs": outputs}


def export(name: str, value: str = "one") -> Template:
    return {"Value": value, "Export": {"Name": name}}


@pytest.fixture
def importing(name: str, operate: Operate, number: Iterator[int]) -> str:
    """A stack that imports `<name>-value` from the stack `name`, which also exports `<name>-spare`."""
    other = f"importing-{next(number)}"
    assert operate("create_stack", name, topic(name, A=export(f"{name}-value"), B=export(f"{name}-spare"))) == "CREATE_COMPLETE"
    properties = {"TopicName": other, "DisplayName": {"Fn::ImportValue": f"{name}-value"}}
    resources = {"Topic": {"Type": "AWS::SNS::Topic", "Properties": properties}}
    assert operate("create_stack", other, {"Resources": resources}) == "CREATE_COMPLETE"
    return other


def test_an_export_in_use_is_not_taken_away(operate: Operate, name: str, importing: str, reasons: Any, stacks: Any) -> None:
    assert operate("update_stack", name, topic(name, B=export(f"{name}-spare"))) == "UPDATE_ROLLBACK_COMPLETE"
    assert f"Export {name}-value cannot be deleted as it is in use by {importing}" in reasons(name)
    assert f"{name}-value" in {item["Name"] for item in stacks.list_exports()["Exports"]}


def test_an_export_in_use_keeps_its_value(operate: Operate, name: str, importing: str, reasons: Any) -> None:
    changed = topic(name, A=export(f"{name}-value", "two"), B=export(f"{name}-spare"))
    assert operate("update_stack", name, changed) == "UPDATE_ROLLBACK_COMPLETE"
    assert f"Export {name}-value cannot be updated as it is in use by {importing}" in reasons(name)


@pytest.mark.usefixtures("importing")
def test_an_export_that_nobody_uses_may_go(operate: Operate, name: str, stacks: Any) -> None:
    assert operate("update_stack", name, topic(name, A=export(f"{name}-value"))) == "UPDATE_COMPLETE"
    assert f"{name}-spare" not in {item["Name"] for item in stacks.list_exports()["Exports"]}


def test_an_export_may_go_after_its_user(operate: Operate, name: str, importing: str) -> None:
    operate("delete_stack", importing)
    assert operate("update_stack", name, topic(name)) == "UPDATE_COMPLETE"


def test_what_a_resource_depends_on_stays_with_it(
    client: Callable[[str], Any], operate: Operate, name: str, reasons: Any, stacks: Any
) -> None:
    resources = {
        "Needed": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": f"{name}-needed"}},
        "AlsoNeeded": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": f"{name}-also"}, "DependsOn": "Needed"},
        "Free": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": f"{name}-free"}},
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name}, "DependsOn": "AlsoNeeded"},
    }
    operate("create_stack", name, {"Resources": resources})
    client("s3").put_object(Bucket=name, Key="a", Body=b"a")

    def topics() -> set[str]:
        listed = {
            item["TopicArn"].rpartition(":")[2] for page in client("sns").get_paginator("list_topics").paginate() for item in page["Topics"]
        }
        return {topic for topic in listed if topic.startswith(name)}

    assert operate("delete_stack", name) == "DELETE_FAILED"
    assert topics() == {f"{name}-needed", f"{name}-also"}
    assert "not deleted, since Bucket, which depends on it, could not be deleted" in reasons(name)
    left = {item["LogicalResourceId"] for item in stacks.describe_stack_resources(StackName=name)["StackResources"]}
    assert left == {"Bucket", "Needed", "AlsoNeeded"}
    client("s3").delete_object(Bucket=name, Key="a")
    assert operate("delete_stack", name) == "DELETE_COMPLETE"
    assert topics() == set()
