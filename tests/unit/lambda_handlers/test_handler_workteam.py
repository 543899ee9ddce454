"""Custom::GroundTruthWorkteam, driven through its Lambda handler."""

from typing import Any

import pytest

from lambda_handlers import workteam
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, FakeClock, MakeCustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import member, workteam_properties


@pytest.fixture
def cognito_config(aws: Aws) -> dict[str, str]:
    config = aws.user_pool(groups=("labelers", "reviewers"))
    aws.sagemaker.create_workforce(WorkforceName="workforce", CognitoConfig=config)
    return config


@pytest.fixture
def properties(cognito_config: dict[str, str]) -> Properties:
    return workteam_properties(cognito_config)


@pytest.fixture
def team(custom_resource: MakeCustomResource) -> CustomResource:
    return custom_resource(workteam)


def described(aws: Aws, name: str = "reviews") -> Any:
    return aws.sagemaker.describe_workteam(WorkteamName=name)["Workteam"]


def names(aws: Aws) -> list[str]:
    return [item["WorkteamName"] for item in aws.sagemaker.list_workteams()["Workteams"]]


def test_create(aws: Aws, team: CustomResource, properties: Properties) -> None:
    answer = team.create(properties)

    assert answer["Status"] == "SUCCESS"
    assert answer["PhysicalResourceId"] == "reviews"
    made = described(aws)
    assert answer["Data"] == {"WorkteamName": "reviews", "WorkteamArn": made["WorkteamArn"], "SubDomain": made["SubDomain"]}
    assert made["NotificationConfiguration"] == properties["NotificationConfiguration"]
    assert aws.tags(made["WorkteamArn"]) == {
        "project": "reviews",
        "ground-truth-cdk:stack-id": team.stack_id,
        "ground-truth-cdk:logical-id": "Resource1A2B3C4D",
    }


def test_a_team_of_another_stack_is_neither_taken_over_nor_deleted(
    aws: Aws, custom_resource: MakeCustomResource, team: CustomResource, properties: Properties, other_stack_id: str
) -> None:
    custom_resource(workteam, stack_id=other_stack_id).create({**properties, "Description": "theirs"})

    refused = team.create(properties)
    assert refused["Status"] == "FAILED"
    assert "a work team named 'reviews' exists already" in refused["Reason"]
    assert other_stack_id in refused["Reason"]

    assert team.delete(properties, id=refused["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert described(aws)["Description"] == "theirs"


def test_a_team_of_nobody_is_not_taken_over(aws: Aws, team: CustomResource, properties: Properties) -> None:
    aws.sagemaker.create_workteam(**{**properties, "Tags": []})
    assert "somebody outside this stack" in team.create(properties)["Reason"]


def test_the_quota_is_named(aws: Aws, team: CustomResource, properties: Properties) -> None:
    aws.set_up(workteam_quota=0)
    refused = team.create(properties)
    assert refused["Status"] == "FAILED"
    assert "L-1BAEE5A7" in refused["Reason"]
    assert "The account-level service limit" in refused["Reason"]
    assert team.delete(properties, id=refused["PhysicalResourceId"])["Status"] == "SUCCESS"


def test_an_update_with_equal_properties_keeps_everything(aws: Aws, team: CustomResource, properties: Properties) -> None:
    team.create(properties)
    before = described(aws)
    answer = team.update(properties, properties, id="reviews")
    assert answer["Status"] == "SUCCESS"
    assert answer["PhysicalResourceId"] == "reviews"
    assert {**described(aws), "LastUpdatedDate": 0} == {**before, "LastUpdatedDate": 0}


def test_an_update_changes_in_place(aws: Aws, team: CustomResource, properties: Properties, cognito_config: dict[str, str]) -> None:
    team.create(properties)
    changed = {
        **properties,
        "Description": "labels and reviews",
        "MemberDefinitions": [member(cognito_config, "labelers"), member(cognito_config, "reviewers")],
        "WorkerAccessConfiguration": {"S3Presign": {"IamPolicyConstraints": {"SourceIp": "Enabled"}}},
        "Tags": [{"Key": "owner", "Value": "data"}],
    }
    del changed["NotificationConfiguration"]

    answer = team.update(properties, changed, id="reviews")

    assert answer["Status"] == "SUCCESS"
    made = described(aws)
    assert made["Description"] == "labels and reviews"
    assert made["MemberDefinitions"] == changed["MemberDefinitions"]
    assert made["NotificationConfiguration"] == {}
    assert made["WorkerAccessConfiguration"] == changed["WorkerAccessConfiguration"]
    tags = aws.tags(made["WorkteamArn"])
    assert tags["owner"] == "data"
    assert "project" not in tags
    assert tags["ground-truth-cdk:stack-id"] == team.stack_id

    team.update(changed, properties, id="reviews")
    constraints = described(aws)["WorkerAccessConfiguration"]["S3Presign"]["IamPolicyConstraints"]
    assert constraints == {"SourceIp": "Disabled", "VpcSourceIp": "Disabled"}


def test_tags_that_others_put_on_the_team_stay(aws: Aws, team: CustomResource, properties: Properties) -> None:
    team.create(properties)
    aws.sagemaker.add_tags(ResourceArn=described(aws)["WorkteamArn"], Tags=[{"Key": "cost-center", "Value": "7"}])
    team.update(properties, {**properties, "Tags": []}, id="reviews")
    assert aws.tags(described(aws)["WorkteamArn"])["cost-center"] == "7"


def test_another_name_is_another_team_and_a_rollback_finds_the_old_one(aws: Aws, team: CustomResource, properties: Properties) -> None:
    renamed = {**properties, "WorkteamName": "opinions"}
    team.create(properties)

    answer = team.update(properties, renamed, id="reviews")
    assert answer["PhysicalResourceId"] == "opinions"
    assert names(aws) == ["reviews", "opinions"]

    back = team.update(renamed, properties, id="opinions")
    assert back["Status"] == "SUCCESS"
    assert back["PhysicalResourceId"] == "reviews"
    assert team.delete(renamed, id="opinions")["Status"] == "SUCCESS"
    assert names(aws) == ["reviews"]


def test_a_replacement_that_fails_is_removed_again(aws: Aws, team: CustomResource, properties: Properties) -> None:
    team.create(properties)
    aws.fault("sagemaker", "DescribeWorkteam", code="InternalFailure", message="out of order")
    answer = team.update(properties, {**properties, "WorkteamName": "opinions"}, id="reviews")
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == "reviews"
    assert names(aws) == ["reviews"]


def test_moving_to_another_workforce_is_refused_and_can_be_rolled_back(team: CustomResource, properties: Properties) -> None:
    team.create(properties)
    moved = {**properties, "WorkforceName": "other"}
    refused = team.update(properties, moved, id="reviews")
    assert "give the team another name" in refused["Reason"]
    assert refused["PhysicalResourceId"] == "reviews"
    assert team.update(moved, properties, id="reviews")["Status"] == "SUCCESS"


def test_a_team_removed_by_hand_is_made_again_by_an_update(aws: Aws, team: CustomResource, properties: Properties) -> None:
    team.create(properties)
    aws.sagemaker.delete_workteam(WorkteamName="reviews")
    assert team.update(properties, {**properties, "Description": "new"}, id="reviews")["Status"] == "SUCCESS"
    assert described(aws)["Description"] == "new"


def test_delete_understands_both_forms_of_not_found(aws: Aws, team: CustomResource, properties: Properties) -> None:
    aws.fault("sagemaker", "DescribeWorkteam", code="ResourceNotFound", message="no such thing")
    assert team.delete(properties, id="reviews")["Status"] == "SUCCESS"


def test_delete_does_not_take_another_error_for_not_found(aws: Aws, team: CustomResource, properties: Properties) -> None:
    aws.fault("sagemaker", "DescribeWorkteam", code="ValidationException", message="1 validation error detected")
    assert team.delete(properties, id="reviews")["Status"] == "FAILED"


def test_delete_waits_until_the_team_is_gone(aws: Aws, team: CustomResource, properties: Properties, clock: FakeClock) -> None:
    team.create(properties)
    aws.fault("sagemaker", "DeleteWorkteam", answer={"Success": True})
    answer = team.delete(properties, id="reviews")
    assert answer["Status"] == "FAILED"
    assert "waiting for the work team 'reviews' to be gone" in answer["Reason"]
    assert 700 < sum(clock.slept) < 840


@pytest.mark.parametrize(
    "message",
    [
        "Cognito DescribeUserPool failed: User pool us-east-1_abc does not exist.",
        "Cognito DescribeUserPoolClient failed: User pool client 1example23456789 does not exist.",
        "Cognito GetGroup failed: Group not found.",
        "Could not assume role arn:aws:iam::123456789012:role/r. Please ensure that the role exists",
    ],
)
def test_a_propagation_error_is_waited_out(aws: Aws, team: CustomResource, properties: Properties, clock: FakeClock, message: str) -> None:
    aws.fault("sagemaker", "CreateWorkteam", times=2, message=message)
    assert team.create(properties)["Status"] == "SUCCESS"
    assert clock.slept == [0.2, 0.4]


def test_other_errors_are_not_repeated(team: CustomResource, properties: Properties, clock: FakeClock) -> None:
    answer = team.create({**properties, "WorkforceName": "missing"})
    assert answer["Status"] == "FAILED"
    assert "No workforce found" in answer["Reason"]
    assert clock.slept == []


def test_every_invalid_property_is_named(team: CustomResource, properties: Properties) -> None:
    del properties["Description"]
    answer = team.create({**properties, "Color": "red", "NotificationConfiguration": {"Topic": "t"}, "MemberDefinitions": "none"})
    assert "Color is unknown" in answer["Reason"]
    assert "NotificationConfiguration.Topic is unknown (allowed: NotificationTopicArn)" in answer["Reason"]
    assert "Description is required" in answer["Reason"]
    assert "MemberDefinitions must be a list, not a single value" in answer["Reason"]


def test_the_reserved_tags_are_refused(team: CustomResource, properties: Properties) -> None:
    answer = team.create({**properties, "Tags": [{"Key": "ground-truth-cdk:stack-id", "Value": "x"}]})
    assert "must not have keys that start with ground-truth-cdk:" in answer["Reason"]


def test_nothing_was_made_when_the_name_is_missing(aws: Aws, team: CustomResource, properties: Properties) -> None:
    del properties["WorkteamName"]
    refused = team.create(properties)
    assert refused["PhysicalResourceId"] == "NeverCreated::Resource1A2B3C4D"
    aws.watch("sagemaker")
    assert team.delete(properties, id=refused["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert aws.calls == []


def test_a_deployment_without_rollback_goes_on_from_a_failed_creation(team: CustomResource, properties: Properties) -> None:
    failed = team.create({**properties, "WorkteamName": "not a name", "Color": "red"})
    answer = team.update(properties, properties, id=failed["PhysicalResourceId"])
    assert answer["Status"] == "SUCCESS"
    assert answer["PhysicalResourceId"] == "reviews"


@pytest.mark.parametrize("operation", ["ListTags", "DeleteWorkteam", "DescribeWorkteam"])
def test_a_team_that_another_delivery_of_the_delete_removes_meanwhile_is_no_failure(
    aws: Aws, team: CustomResource, properties: Properties, operation: str
) -> None:
    team.create(properties)
    aws.on_call("sagemaker", operation, lambda: aws.backend.workteams.pop("reviews", None))
    assert team.delete(properties, id="reviews")["Status"] == "SUCCESS"
    assert names(aws) == []


def test_success_false_about_a_team_that_is_gone_is_no_failure(aws: Aws, team: CustomResource, properties: Properties) -> None:
    team.create(properties)
    aws.fault("sagemaker", "DeleteWorkteam", answer={"Success": False}, meanwhile=lambda: aws.backend.workteams.pop("reviews"))
    assert team.delete(properties, id="reviews")["Status"] == "SUCCESS"


def test_tags_of_a_team_that_is_there_and_cannot_be_read_fail_the_delete(aws: Aws, team: CustomResource, properties: Properties) -> None:
    team.create(properties)
    aws.fault("sagemaker", "ListTags", message="The work team does not exist")
    assert team.delete(properties, id="reviews")["Status"] == "FAILED"
    assert names(aws) == ["reviews"]


@pytest.mark.parametrize("looks", [1, 2])
def test_tags_that_are_not_listed_yet_do_not_keep_a_team(aws: Aws, team: CustomResource, properties: Properties, looks: int) -> None:
    team.create(properties)
    aws.fault("sagemaker", "ListTags", answer={"Tags": []}, times=looks)
    assert team.delete(properties, id="reviews")["Status"] == "SUCCESS"
    assert names(aws) == []


def test_a_team_that_never_gets_tags_of_an_owner_is_left_alone(aws: Aws, team: CustomResource, properties: Properties) -> None:
    team.create(properties)
    aws.fault("sagemaker", "ListTags", answer={"Tags": []}, times=9)
    assert team.delete(properties, id="reviews")["Status"] == "SUCCESS"
    assert names(aws) == ["reviews"]


@pytest.mark.parametrize("looks", [1, 2])
def test_a_team_that_is_not_described_yet_is_looked_at_again(aws: Aws, team: CustomResource, properties: Properties, looks: int) -> None:
    aws.fault("sagemaker", "DescribeWorkteam", message="The work team 'reviews' does not exist", times=looks)
    assert team.create(properties)["Status"] == "SUCCESS"
