"""CloudFormation's own types of Ground Truth: AWS::SageMaker::Workteam and AWS::SageMaker::Workforce."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from sandbox.ground_truth_types import workforce, workteam
from sandbox.process import Sandbox
from tests.unit.sandbox_server.policies import ACCOUNT, allow_in, client_with
from tests.unit.sandbox_server.stack_status import final_status

Template = dict[str, Any]
Deploy = Callable[..., str]

# A region has one workforce, and the other tests use theirs.
REGION = "eu-west-1"


@pytest.fixture(scope="session")
def here(sandbox: Sandbox) -> Callable[[str], Any]:
    return cache(lambda service: client_with(sandbox, service, sandbox.exports(), region=REGION))


@pytest.fixture
def deploy(here: Callable[[str], Any]) -> Iterator[Deploy]:
    """Create, update or (without a template) delete a stack; returns its final status. Remaining stacks are deleted at the end."""
    stacks, names = here("cloudformation"), set()

    def call(stack: str, template: Template | None, **settings: Any) -> str:
        known = {item["StackName"] for item in stacks.list_stacks()["StackSummaries"] if item["StackStatus"] != "DELETE_COMPLETE"}
        operation = "delete_stack" if template is None else "update_stack" if stack in known else "create_stack"
        body = {"TemplateBody": json.dumps(template)} if template is not None else {}
        stack_id = stack if operation == "create_stack" else stacks.describe_stacks(StackName=stack)["Stacks"][0]["StackId"]
        names.add(stack)
        getattr(stacks, operation)(StackName=stack, **body, **settings)
        return final_status(stacks, stack_id)

    yield call
    left = {item["StackName"] for item in stacks.list_stacks()["StackSummaries"] if item["StackStatus"] != "DELETE_COMPLETE"}
    for name in names & left:
        call(name, None)


@pytest.fixture
def reasons(here: Callable[[str], Any]) -> Callable[[str], str]:
    def joined(stack: str) -> str:
        events = here("cloudformation").describe_stack_events(StackName=stack)["StackEvents"]
        return "\n".join(event.get("ResourceStatusReason", "") for event in events)

    return joined


@pytest.fixture
def stack(number: Iterator[int]) -> str:
    return f"native-{next(number)}"


@pytest.fixture
def template(stack: str) -> Template:
    """A workforce with its user pool and a work team."""
    pool, client = {"Ref": "Pool"}, {"Ref": "Client"}
    member = {"CognitoUserPool": pool, "CognitoUserGroup": {"Ref": "Group"}, "CognitoClientId": client}
    resources = {
        "Pool": {"Type": "AWS::Cognito::UserPool", "Properties": {"UserPoolName": stack}},
        "Client": {"Type": "AWS::Cognito::UserPoolClient", "Properties": {"UserPoolId": pool, "GenerateSecret": True}},
        "Domain": {"Type": "AWS::Cognito::UserPoolDomain", "Properties": {"UserPoolId": pool, "Domain": stack}},
        "Group": {"Type": "AWS::Cognito::UserPoolGroup", "Properties": {"UserPoolId": pool, "GroupName": "reviewers"}},
        "Workforce": {
            "Type": workforce.TYPE,
            "Properties": {"WorkforceName": "crowd", "CognitoConfig": {"UserPool": pool, "ClientId": client}},
            "DependsOn": "Domain",
        },
        "Team": {
            "Type": workteam.TYPE,
            "Properties": {
                "WorkteamName": stack,
                "WorkforceName": "crowd",
                "Description": "Reads reviews",
                "MemberDefinitions": [{"CognitoMemberDefinition": member}],
                "Tags": [{"Key": "kept", "Value": "1"}, {"Key": "dropped", "Value": "1"}],
            },
            "DependsOn": "Workforce",
        },
    }
    outputs = {
        "Team": {"Value": {"Ref": "Team"}},
        "TeamArn": {"Value": {"Fn::GetAtt": ["Team", "WorkteamArn"]}},
        "SubDomain": {"Value": {"Fn::GetAtt": ["Workforce", "SubDomain"]}},
        "Workforce": {"Value": {"Ref": "Workforce"}},
    }
    return {"Resources": resources, "Outputs": outputs}


def properties(template: Template, logical_id: str) -> dict[str, Any]:
    found: dict[str, Any] = template["Resources"][logical_id]["Properties"]
    return found


def test_both_live_and_go_with_their_stack(deploy: Deploy, stack: str, template: Template, here: Callable[[str], Any]) -> None:
    assert deploy(stack, template) == "CREATE_COMPLETE"
    team = here("sagemaker").describe_workteam(WorkteamName=stack)["Workteam"]
    force = here("sagemaker").describe_workforce(WorkforceName="crowd")["Workforce"]
    outputs = here("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]["Outputs"]
    assert {output["OutputKey"]: output["OutputValue"] for output in outputs} == {
        "Team": team["WorkteamArn"],
        "TeamArn": team["WorkteamArn"],
        "SubDomain": force["SubDomain"],
        "Workforce": force["WorkforceArn"],
    }
    assert team["MemberDefinitions"][0]["CognitoMemberDefinition"]["UserGroup"] == "reviewers"
    assert deploy(stack, None) == "DELETE_COMPLETE"
    assert not here("sagemaker").list_workteams()["Workteams"]
    assert not here("sagemaker").list_workforces()["Workforces"]


def test_changes_in_place(deploy: Deploy, stack: str, template: Template, here: Callable[[str], Any]) -> None:
    deploy(stack, template)
    properties(template, "Team").update({"Description": "Writes", "Tags": [{"Key": "kept", "Value": "2"}]})
    properties(template, "Workforce")["SourceIpConfig"] = {"Cidrs": ["10.0.0.0/8"]}
    assert deploy(stack, template) == "UPDATE_COMPLETE"
    sagemaker = here("sagemaker")
    team = sagemaker.describe_workteam(WorkteamName=stack)["Workteam"]
    assert team["Description"] == "Writes"
    tags = {tag["Key"]: tag["Value"] for tag in sagemaker.list_tags(ResourceArn=team["WorkteamArn"])["Tags"]}
    assert tags == {"kept": "2"}
    assert sagemaker.describe_workforce(WorkforceName="crowd")["Workforce"]["SourceIpConfig"] == {"Cidrs": ["10.0.0.0/8"]}
    del properties(template, "Workforce")["SourceIpConfig"]
    assert deploy(stack, template) == "UPDATE_COMPLETE"
    assert sagemaker.describe_workforce(WorkforceName="crowd")["Workforce"]["SourceIpConfig"] == {"Cidrs": []}


def test_tags_of_the_stack_are_theirs(
    deploy: Deploy, stack: str, template: Template, here: Callable[[str], Any], reasons: Callable[[str], str]
) -> None:
    tags = [{"Key": "of", "Value": "the stack"}]
    deploy(stack, template, Tags=tags)
    arn = here("sagemaker").describe_workteam(WorkteamName=stack)["Workteam"]["WorkteamArn"]
    assert tags[0] in here("sagemaker").list_tags(ResourceArn=arn)["Tags"]
    # ListTags was observed to return this for a workforce; that AddTags does is the stricter reading.
    assert deploy(stack, template, Tags=[*tags, {"Key": "new", "Value": "tag"}]) == "UPDATE_ROLLBACK_COMPLETE"
    assert "Invalid resource type" in reasons(stack)


def test_a_renamed_team_is_replaced(deploy: Deploy, stack: str, template: Template, here: Callable[[str], Any]) -> None:
    deploy(stack, template)
    properties(template, "Team")["WorkteamName"] = f"{stack}-two"
    assert deploy(stack, template) == "UPDATE_COMPLETE"
    assert [team["WorkteamName"] for team in here("sagemaker").list_workteams()["Workteams"]] == [f"{stack}-two"]


def test_a_renamed_workforce_is_deleted_before_the_new_one_is_created(
    deploy: Deploy, stack: str, template: Template, here: Callable[[str], Any]
) -> None:
    del template["Resources"]["Team"], template["Outputs"]["Team"], template["Outputs"]["TeamArn"]
    deploy(stack, template)
    properties(template, "Workforce")["WorkforceName"] = "other"
    assert deploy(stack, template) == "UPDATE_COMPLETE"
    assert [force["WorkforceName"] for force in here("sagemaker").list_workforces()["Workforces"]] == ["other"]
    template["Resources"]["Broken"] = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": stack}, "DependsOn": "Workforce"}
    here("s3").create_bucket(Bucket=stack, CreateBucketConfiguration={"LocationConstraint": REGION})
    properties(template, "Workforce")["WorkforceName"] = "third"
    assert deploy(stack, template) == "UPDATE_ROLLBACK_COMPLETE"
    assert [force["WorkforceName"] for force in here("sagemaker").list_workforces()["Workforces"]] == ["other"]


def test_a_workforce_with_teams_cannot_be_replaced(
    deploy: Deploy, stack: str, template: Template, here: Callable[[str], Any], reasons: Callable[[str], str]
) -> None:
    deploy(stack, template)
    properties(template, "Workforce")["WorkforceName"] = "other"
    assert deploy(stack, template) == "UPDATE_ROLLBACK_COMPLETE"
    assert "cannot be deleted while it has work teams" in reasons(stack)
    assert [force["WorkforceName"] for force in here("sagemaker").list_workforces()["Workforces"]] == ["crowd"]


def test_a_team_gets_a_name_where_it_has_none(deploy: Deploy, stack: str, template: Template, here: Callable[[str], Any]) -> None:
    del properties(template, "Team")["WorkteamName"]
    assert deploy(stack, template) == "CREATE_COMPLETE"
    (team,) = here("sagemaker").list_workteams()["Workteams"]
    assert team["WorkteamName"].startswith(f"{stack}-Team-")


def test_the_deployer_needs_the_rights(
    deploy: Deploy, stack: str, template: Template, here: Callable[[str], Any], reasons: Callable[[str], str]
) -> None:
    trust = {"Effect": "Allow", "Principal": {"Service": "cloudformation.amazonaws.com"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    role = here("iam").create_role(RoleName=stack, AssumeRolePolicyDocument=document)["Role"]["Arn"]
    allow_in(here("iam"), stack, [{"Effect": "Allow", "Action": "sagemaker:*Workforce", "Resource": "*"}])
    assert deploy(stack, template, RoleARN=role) == "ROLLBACK_COMPLETE"
    assumed = f"arn:aws:sts::{ACCOUNT}:assumed-role/{stack}/AWSCloudFormation"
    assert f"User: {assumed} is not authorized to perform: cognito-idp:" in reasons(stack)
    deploy(stack, None)
    assert deploy(stack, template) == "CREATE_COMPLETE"


@pytest.mark.parametrize("kind", [workteam, workforce])
def test_they_are_as_awss_schemas_say(kind: Any) -> None:
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind.TYPE).schema
    assert [f"/properties/{name}" for name in kind.CREATE_ONLY] == schema["createOnlyProperties"]
    assert schema.get("replacementStrategy", "create_then_delete") == getattr(kind, "REPLACEMENT_STRATEGY", "create_then_delete")
    handled = {"WorkteamName", "WorkforceName", "Description", "NotificationConfiguration", "MemberDefinitions", "Tags", "CognitoConfig"}
    read_only = {name.rpartition("/")[2] for name in schema["readOnlyProperties"]}
    assert set(schema["properties"]) <= handled | read_only | set(workforce._CHANGEABLE)
