"""No property is silently dropped: each one of our templates' types is in effect and read back, or the sandbox refuses it."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from sandbox.process import Sandbox
from tests.resource_readers import READERS
from tests.resource_readers.comparison import differences
from tests.unit.sandbox_server.policies import REGION, client_with
from tests.unit.sandbox_server.property_examples import EXAMPLES, Properties
from tests.unit.sandbox_server.property_examples.surroundings import FILES, NAME, TEMPLATE, export
from tests.unit.sandbox_server.stack_status import final_status

Clients = Callable[[str], Any]
Operate = Callable[..., str]

KEPT: list[tuple[str, Properties]] = [
    (kind, {**examples.required, **example}) for kind, examples in EXAMPLES.items() for example in examples.kept
]
REFUSED = [(kind, path) for kind, examples in EXAMPLES.items() for path in examples.refused]


def permanent(kind: str) -> set[str]:
    """The properties that a resource must have, or cannot change."""
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, kind).schema
    created = {path.removeprefix("/properties/").partition("/")[0] for path in schema.get("createOnlyProperties", [])}
    return created | set(schema.get("required", [])) | EXAMPLES[kind].required.keys() | EXAMPLES[kind].lasting


OF_EACH_VERSION = {"State", "LastModified", "LastModifiedDate", "LastModifiedTimestamp", "LastUpdateStatus", "RevisionId", "Version"}
CHANGEABLE = [(kind, example) for kind, example in KEPT if not example.keys() <= permanent(kind)]


@pytest.fixture(scope="module")
def exports(client: Clients) -> dict[str, str]:
    """The values that the examples import, with the resources that they refer to."""
    cloudformation, s3 = client("cloudformation"), client("s3")

    def create(name: str, template: Properties) -> None:
        cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_NAMED_IAM"])
        assert final_status(cloudformation, name) == "CREATE_COMPLETE"

    client("iam").create_group(GroupName=NAME)
    create("surroundings", TEMPLATE)
    versions = {name: s3.put_object(Bucket=NAME, Key=key, Body=body)["VersionId"] for name, (key, body) in FILES.items()}
    handle = {"Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"}}
    create("versions", {"Resources": handle, "Outputs": {name: export(name, version) for name, version in versions.items()}})
    return {entry["Name"]: entry["Value"] for entry in cloudformation.list_exports()["Exports"]}


def template(kind: str, properties: Properties) -> Properties:
    return {"Resources": {"Example": {"Type": kind, "Properties": properties}}}


def resolved(value: Any, exports: dict[str, str]) -> Any:
    """The value with imports resolved."""
    match value:
        case {"Fn::ImportValue": name}:
            return exports[name]
        case dict():
            return {key: resolved(entry, exports) for key, entry in value.items()}
        case list():
            return [resolved(entry, exports) for entry in value]
    return value


@pytest.mark.parametrize(("kind", "example"), KEPT, ids=[kind for kind, _example in KEPT])
def test_a_property_is_in_force(
    stacks: Any, client: Clients, operate: Operate, name: str, reasons: Any, exports: dict[str, str], kind: str, example: Properties
) -> None:
    assert operate("create_stack", name, template(kind, example)) == "CREATE_COMPLETE", reasons(name)
    declared = resolved(example, exports)
    told = {key: value for key, value in declared.items() if key not in EXAMPLES[kind].not_told}
    (described,) = stacks.describe_stack_resources(StackName=name)["StackResources"]
    assert differences(told, READERS[kind](client, described["PhysicalResourceId"], declared)) == []
    assert operate("delete_stack", name) == "DELETE_COMPLETE"


@pytest.mark.parametrize(("kind", "example"), CHANGEABLE, ids=[kind for kind, _example in CHANGEABLE])
def test_a_property_comes_and_goes_with_an_update(
    stacks: Any, client: Clients, operate: Operate, name: str, reasons: Any, exports: dict[str, str], kind: str, example: Properties
) -> None:
    """It is in effect after it was added, and the resource has its former state after it was removed; or the sandbox refuses the update."""
    without = {key: value for key, value in example.items() if key in permanent(kind)}
    assert operate("create_stack", name, template(kind, without)) == "CREATE_COMPLETE", reasons(name)

    def read() -> Properties:
        (described,) = stacks.describe_stack_resources(StackName=name)["StackResources"]
        found = READERS[kind](client, described["PhysicalResourceId"], resolved(example, exports))
        return {key: value for key, value in found.items() if value is not None}

    def same(now: Properties) -> list[str]:
        return differences({key: value for key, value in before.items() if key not in OF_EACH_VERSION}, now)

    before = read()
    added = operate("update_stack", name, template(kind, example))
    if added == "UPDATE_COMPLETE":
        told = {key: value for key, value in resolved(example, exports).items() if key not in EXAMPLES[kind].not_told}
        assert differences(told, read()) == []
        removed = operate("update_stack", name, template(kind, without))
        assert removed == "UPDATE_COMPLETE" or "the sandbox does not have " in reasons(name), reasons(name)
        if removed == "UPDATE_COMPLETE":
            assert same(read()) == []
    else:
        assert "the sandbox does not have " in reasons(name), reasons(name)
        assert same(read()) == []
    assert operate("delete_stack", name) == "DELETE_COMPLETE"


@pytest.mark.usefixtures("exports")
@pytest.mark.parametrize(("kind", "path"), REFUSED)
def test_a_property_that_is_not_in_force_is_refused(operate: Operate, name: str, reasons: Any, kind: str, path: str) -> None:
    template_with_it = template(kind, {**EXAMPLES[kind].required, **EXAMPLES[kind].refused[path]})
    assert operate("create_stack", name, template_with_it) == "ROLLBACK_COMPLETE"
    assert f"Example ({kind}): the sandbox does not have " in reasons(name)
    assert path in reasons(name)
    assert operate("delete_stack", name) == "DELETE_COMPLETE"


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_property_has_an_example(kind: str) -> None:
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, kind).schema
    examples = EXAMPLES[kind]
    shown = [examples.required, *examples.kept, *examples.refused.values()]
    missing = [path for path in property_paths(schema) if not any(occurs(path, example) for example in shown)]
    assert missing == []


def property_paths(schema: Properties) -> list[str]:
    """Every property of a template, nested ones with a dot; documents and maps end with their name."""
    read_only = {path.removeprefix("/properties/").replace("/*/", "/") for path in schema.get("readOnlyProperties", [])}

    def walk(node: Properties, path: tuple[str, ...], definitions: tuple[str, ...]) -> Iterator[str]:
        if "$ref" in node:
            name = node["$ref"].rpartition("/")[2]
            if name in definitions or not node["$ref"].startswith("#/definitions/"):
                return
            node, definitions = schema["definitions"][name], (*definitions, name)
        yield from walk(node["items"], path, definitions) if "items" in node else ()
        for key, value in node.get("properties", {}).items():
            if "/".join((*path, key)) not in read_only:
                yield ".".join((*path, key))
                yield from walk(value, (*path, key), definitions)

    return list(dict.fromkeys(walk(schema, (), ())))


def occurs(path: str, value: Any) -> bool:
    """True if the value has something at the path, in any entry of its lists."""
    if isinstance(value, list):
        return any(occurs(path, entry) for entry in value)
    name, _dot, rest = path.partition(".")
    return isinstance(value, dict) and name in value and (not rest or occurs(rest, value[name]))


def test_ignored_properties_can_be_allowed() -> None:
    with Sandbox(allow_ignored_properties=True) as sandbox:
        cloudformation = client_with(sandbox, "cloudformation", sandbox.exports())
        body = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TracingConfig": "Active"}}}}
        cloudformation.create_stack(StackName="allowed", TemplateBody=json.dumps(body))
        cloudformation.get_waiter("stack_create_complete").wait(StackName="allowed", WaiterConfig={"Delay": 1, "MaxAttempts": 20})
        assert "Topic (AWS::SNS::Topic): the property TracingConfig is ignored" in sandbox.log.read_text()
