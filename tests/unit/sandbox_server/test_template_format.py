"""Malformed templates: the request is refused, and nothing of the stack remains."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from botocore.exceptions import ClientError

QUEUE = {"Type": "AWS::SQS::Queue"}
Template = Mapping[str, Any]


def topic(display_name: Any, **attributes: Any) -> dict[str, Any]:
    return {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": display_name}, **attributes}


def resources(**definitions: Any) -> dict[str, Any]:
    return {"Resources": definitions}


REFUSED: list[tuple[Template, str]] = [
    ({"Parameters": {}}, "Template format error: At least one Resources member must be defined."),
    ({"Resources": []}, "Template format error: [/Resources] must be an object"),
    (resources(R=QUEUE) | {"Resource": {}}, "Invalid template property or properties [Resource]"),
    (resources(R=QUEUE | {"Propertie": {}}), "Invalid template resource property 'Propertie'"),
    (resources(R={"Properties": {}}), "Template format error: [/Resources/R] Every Resources object must contain a Type member."),
    (resources(R=QUEUE | {"Properties": []}), "Template format error: [/Resources/R/Properties] must be an object"),
    (resources(**{"my-queue": QUEUE}), "Template format error: Resource name my-queue is non alphanumeric."),
    (resources(R=topic(None)), "[/Resources/R/Properties/DisplayName] 'null' values are not allowed in templates"),
    (resources(R={"Type": "AWS::SQS::Quee"}), "Template format error: Unrecognized resource types: [AWS::SQS::Quee]"),
    (resources(R={"Type": "AWS::EC2::FlowLog"}), "The sandbox does not have the resource types [AWS::EC2::FlowLog]; AWS does"),
    (
        resources(R=topic({"Ref": "Q"})),
        "Template format error: Unresolved resource dependencies [Q] in the Resources block of the template",
    ),
    (
        resources(R=topic({"Ref": "AWS::Regoin"})),
        "Template format error: Unresolved resource dependencies [AWS::Regoin] in the Resources block of the template",
    ),
    (resources(R=topic({"Ref": ["Q"]}), Q=QUEUE), "Template error: every Ref object must have a single String value."),
    (resources(R=topic({"Fn::GetAtt": "Q"}), Q=QUEUE), "Template error: every Fn::GetAtt object requires two non-empty parameters"),
    (
        resources(R=QUEUE) | {"Conditions": {"A": {"Fn::Not": [{"Condition": "B"}]}, "B": {"Fn::Not": [{"Condition": "A"}]}}},
        "Template format error: Circular dependency between conditions",
    ),
    (resources(R=QUEUE | {"DependsOn": [{"Ref": "R"}]}), "[/Resources/R/DependsOn] must be a string or a list of strings"),
    (resources(R=QUEUE | {"Type": {"Ref": "R"}}), "Template format error: [/Resources/R/Type] must be a string"),
    (resources(R=QUEUE) | {"Conditions": {"Fn::Sub": "a"}}, "Template format error: [/Conditions/Fn::Sub] must be an object"),
    (resources(R={"Type": "Custom::My Type"}), "Template format error: Unrecognized resource types: [Custom::My Type]"),
    (
        resources(R=topic({"Fn::Sub": "a-${Q}"})),
        "Template format error: Unresolved resource dependencies [Q] in the Resources block of the template",
    ),
    (
        resources(R=QUEUE | {"DependsOn": "Q"}),
        "Template format error: Unresolved resource dependencies [Q] in the Resources block of the template",
    ),
    (
        resources(R=QUEUE) | {"Outputs": {"A": {"Value": {"Ref": "Q"}}}},
        "Template format error: Unresolved resource dependencies [Q] in the Outputs block of the template",
    ),
    (resources(R=topic({"Fn::GetAtt": ["Q", "Arn"]})), "Template error: instance of Fn::GetAtt references undefined resource Q"),
    (
        resources(Q=QUEUE, R=topic({"Fn::GetAtt": "Q.Nope"})),
        "Template error: resource Q does not support attribute type Nope in Fn::GetAtt",
    ),
    (
        resources(Q=QUEUE, R=topic({"Fn::Sub": "${Q.Nope}"})),
        "Template error: resource Q does not support attribute type Nope in Fn::GetAtt",
    ),
    (resources(A=topic({"Ref": "B"}), B=topic({"Ref": "A"})), "Circular dependency between resources: [A, B]"),
    (
        resources(R=QUEUE | {"Condition": "Met"}),
        "Template format error: Unresolved condition dependency Met in the Resources block of the template",
    ),
    (
        resources(R=topic({"Fn::If": ["Met", "a", "b"]})),
        "Template format error: Unresolved condition dependency Met in the Resources block of the template",
    ),
    (
        resources(R=QUEUE) | {"Conditions": {"C": {"Fn::Equals": ["a", {"Ref": "R"}]}}},
        "Template format error: Unresolved dependencies [R]. Cannot reference resources in the Conditions block of the template",
    ),
    (
        resources(R=QUEUE) | {"Conditions": {"C": {"Fn::Equals": ["a"]}}},
        "Template format error: Conditions can only be boolean operations on parameters and other conditions",
    ),
    (resources(R=QUEUE | {"DeletionPolicy": "Retan"}), "Template error: Unrecognized DeletionPolicy Retan for resource R"),
    (resources(R=topic({"Fn::Join": ["a"]})), "[/Resources/R/Properties/DisplayName/Fn::Join]"),
    (resources(R=QUEUE) | {"Outputs": {"A": {}}}, "[/Outputs/A] 'Value' is a required property"),
    (resources(R=QUEUE) | {"Parameters": {"P": {"Type": "Text", "Default": ""}}}, "Unrecognized parameter type: Text"),
    (resources(R=QUEUE) | {"Parameters": {"P": {"Default": ""}}}, "[/Parameters/P] Every Parameters object must contain a Type member."),
    (resources(R=QUEUE) | {"Parameters": {"P": {"Type": "String"}}}, "Parameters: [P] must have values"),
    (resources(**{f"Q{number}": QUEUE for number in range(501)}), "Number of resources, 501, is greater than maximum allowed, 500"),
]

TAKEN: list[Template] = [
    resources(R=topic({"Fn::Sub": "${!Literal} ${AWS::Region}"})),
    resources(R=topic({"Fn::Sub": ["${Local}", {"Local": "a"}]})),
    resources(R=topic({"Fn::GetAtt": ["Q", "QueueName"]}, DependsOn=["Q"]), Q=QUEUE),
    resources(R=topic({"Fn::If": ["Met", {"Ref": "P"}, {"Ref": "AWS::NoValue"}]}))
    | {"Conditions": {"Met": {"Fn::Equals": [{"Ref": "P"}, "a"]}}, "Parameters": {"P": {"Type": "String", "Default": "a"}}},
    resources(R=QUEUE | {"Metadata": {"aws:cdk:path": "A/B"}, "DeletionPolicy": "RetainExceptOnCreate"}),
    resources(M={"Type": "AWS::CDK::Metadata", "Properties": {"Analytics": "v2:deflate64:H4s"}}),
    resources(R=QUEUE) | {"Rules": {"CheckBootstrapVersion": {"Assertions": [{"Assert": {"Fn::Equals": ["a", "a"]}}]}}},
]


@pytest.mark.parametrize(("template", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
@pytest.mark.parametrize(
    ("operation", "options"), [("create_stack", {}), ("create_change_set", {"ChangeSetName": "first", "ChangeSetType": "CREATE"})]
)
def test_a_malformed_template_is_refused(
    stacks: Any, name: str, operation: str, options: Mapping[str, str], template: Template, reason: str
) -> None:
    with pytest.raises(ClientError) as refused:
        getattr(stacks, operation)(StackName=name, TemplateBody=json.dumps(template), **options)
    assert refused.value.response["Error"]["Code"] == "ValidationError"
    assert reason in refused.value.response["Error"]["Message"]
    with pytest.raises(ClientError, match="does not exist"):
        stacks.describe_stacks(StackName=name)


@pytest.mark.parametrize("template", TAKEN)
def test_a_right_template_is_taken(operate: Callable[..., str], name: str, template: Template) -> None:
    assert operate("create_stack", name, dict(template)) == "CREATE_COMPLETE"


def test_an_update_is_refused_as_well(operate: Callable[..., str], stacks: Any, name: str) -> None:
    operate("create_stack", name, resources(R=QUEUE))
    with pytest.raises(ClientError, match=r"Unresolved resource dependencies \[Q\]"):
        stacks.update_stack(StackName=name, TemplateBody=json.dumps(resources(R=topic({"Ref": "Q"}))))
    assert stacks.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"


def test_a_template_is_refused_before_there_is_a_stack(stacks: Any) -> None:
    with pytest.raises(ClientError, match="Unrecognized resource types"):
        stacks.validate_template(TemplateBody=json.dumps(resources(R={"Type": "AWS::SQS::Quee"})))


def test_a_parameter_that_the_template_does_not_have_is_refused(stacks: Any, name: str) -> None:
    parameters = [{"ParameterKey": "Size", "ParameterValue": "1"}]
    with pytest.raises(ClientError, match=r"Parameters: \[Size\] do not exist in the template"):
        stacks.create_stack(StackName=name, TemplateBody=json.dumps(resources(R=QUEUE)), Parameters=parameters)


def test_roles_ask_for_a_capability(stacks: Any, name: str) -> None:
    with pytest.raises(ClientError, match=r"Requires capabilities : \[CAPABILITY_IAM\]"):
        stacks.create_stack(StackName=name, TemplateBody=json.dumps(resources(R={"Type": "AWS::IAM::Group"})))
