"""Work teams: members, quota, lifecycle."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.conformance.rows import assumed, conformance, documented, observed

S3_PRESIGN = {"S3Presign": {"IamPolicyConstraints": {"SourceIp": "Enabled", "VpcSourceIp": "Disabled"}}}


def described(sagemaker: Any, name: str = "reviewers") -> dict[str, Any]:
    team: dict[str, Any] = sagemaker.describe_workteam(WorkteamName=name)["Workteam"]
    return team


@pytest.fixture
def topic(make_team_topic: Callable[..., str]) -> dict[str, str]:
    """The NotificationConfiguration of a topic that SageMaker may publish to."""
    return {"NotificationTopicArn": make_team_topic()}


def test_a_team_is_described_as_it_was_made(sagemaker: Any, create_team: Callable[..., str], pool: Any, topic: Any) -> None:
    arn = create_team(NotificationConfiguration=topic, WorkerAccessConfiguration=S3_PRESIGN)
    team = described(sagemaker)
    workforce = sagemaker.describe_workforce(WorkforceName="crowd")["Workforce"]
    assert arn == team["WorkteamArn"] == "arn:aws:sagemaker:eu-west-1:123456789012:workteam/private-crowd/reviewers"
    assert team["MemberDefinitions"] == [pool.member()]
    assert team["WorkforceArn"] == workforce["WorkforceArn"]
    assert team["SubDomain"] == workforce["SubDomain"]
    assert team["NotificationConfiguration"] == topic
    assert team["WorkerAccessConfiguration"] == S3_PRESIGN


@conformance("The first work team without a workforce creates one named `default`", documented("API reference, DescribeWorkforce"))
def test_the_first_team_brings_the_default_workforce(sagemaker: Any, pool: Any) -> None:
    sagemaker.create_workteam(WorkteamName="reviewers", Description="d", MemberDefinitions=[pool.member()])
    workforces = sagemaker.list_workforces()["Workforces"]
    assert [(item["WorkforceName"], item["CognitoConfig"]) for item in workforces] == [("default", pool.config)]


def test_without_a_name_the_only_workforce_is_meant(sagemaker: Any, workforce: str, pool: Any) -> None:
    sagemaker.create_workteam(WorkteamName="reviewers", Description="d", MemberDefinitions=[pool.member()])
    assert described(sagemaker)["WorkforceArn"].endswith(f"workforce/{workforce}")


def test_the_named_workforce_must_exist(create_team: Callable[..., str], refused: Any) -> None:
    assert refused("ValidationException", create_team, WorkforceName="nobody").startswith("No workforce found")


def test_a_team_name_is_taken_once(create_team: Callable[..., str], refused: Any) -> None:
    create_team()
    assert "the work team 'reviewers' already exists" in refused("ResourceInUse", create_team)


@conformance("25 work teams; the 26th is ResourceLimitExceeded", documented("service quotas, L-1BAEE5A7"))
def test_there_are_twenty_five_teams(create_team: Callable[..., str], refused: Any) -> None:
    for number in range(25):
        create_team(f"team-{number}")
    assert refused("ResourceLimitExceeded", create_team, name="one-more").startswith(
        "The account-level service limit 'Maximum number of work teams' is 25 Work teams, with current utilization of 25 Work teams "
        "and a request delta of 1 Work teams."
    )


@conformance("A work team's description cannot be empty", observed("29"))
def test_a_description_cannot_be_empty(create_team: Callable[..., str], refused: Any) -> None:
    assert "at 'description' failed to satisfy constraint" in refused("ValidationException", create_team, Description="")


@conformance("The groups of a team's members must exist", documented("developer guide, sms-workforce-management-private-api"))
def test_the_group_must_exist(create_team: Callable[..., str], pool: Any, refused: Any) -> None:
    message = refused("ValidationException", create_team, MemberDefinitions=[pool.member(UserGroup="nobody")])
    assert "Cognito GetGroup failed" in message


@conformance("A work team's members are in the workforce's user pool and app client", documented("API reference, CreateWorkteam"))
def test_members_belong_to_the_pool_of_the_workforce(create_team: Callable[..., str], make_pool: Any, refused: Any) -> None:
    other = make_pool(name="others")
    message = refused("ValidationException", create_team, MemberDefinitions=[other.member()])
    assert "must name the user pool and client of the workforce 'crowd'" in message


def test_members_share_pool_and_client(create_team: Callable[..., str], pool: Any, refused: Any) -> None:
    members = [pool.member(), pool.member(ClientId="other")]
    assert refused("ValidationException", create_team, MemberDefinitions=members) == (
        "All of the CognitoMemberDefinition objects must have the same ClientId and UserPool values."
    )


@pytest.mark.parametrize("mixed", ["in one definition", "in two definitions", "in none"])
def test_members_are_of_one_kind(create_team: Callable[..., str], pool: Any, refused: Any, mixed: str) -> None:
    oidc = {"OidcMemberDefinition": {"Groups": ["g"]}}
    members = {"in one definition": [{**pool.member(), **oidc}], "in two definitions": [pool.member(), oidc], "in none": [{}]}[mixed]
    assert "MemberDefinitions must each hold" in refused("ValidationException", create_team, MemberDefinitions=members)


def test_oidc_members_need_an_oidc_workforce(create_team: Callable[..., str], sagemaker: Any, refused: Any) -> None:
    oidc = [{"OidcMemberDefinition": {"Groups": ["g"]}}]
    assert "uses Amazon Cognito" in refused("ValidationException", create_team, MemberDefinitions=oidc)
    sagemaker.delete_workforce(WorkforceName="crowd")
    message = refused("ValidationException", sagemaker.create_workteam, WorkteamName="t", Description="d", MemberDefinitions=oidc)
    assert message.startswith("No workforce found")


@conformance("A work team's topic exists in the account and region", assumed("AWS's error is undocumented: the stricter reading"))
@pytest.mark.parametrize(
    ("arn", "reason"),
    [
        ("arn:aws:sns:us-east-1:123456789012:work", "must be in account 123456789012, region eu-west-1"),
        ("arn:aws:sns:eu-west-1:111122223333:work", "must be in account 123456789012, region eu-west-1"),
        ("arn:aws:sns:eu-west-1:123456789012:nothing", "must exist in account 123456789012, region eu-west-1 (NotFound)"),
    ],
)
def test_the_topic_exists_here(sagemaker: Any, create_team: Callable[..., str], topic: Any, refused: Any, arn: str, reason: str) -> None:
    message = refused("ValidationException", create_team, NotificationConfiguration={"NotificationTopicArn": arn})
    assert message == f"NotificationConfiguration.NotificationTopicArn '{arn}': the topic {reason}."
    create_team(NotificationConfiguration=topic)
    change = {"WorkteamName": "reviewers", "NotificationConfiguration": {"NotificationTopicArn": arn}}
    assert refused("ValidationException", sagemaker.update_workteam, **change) == message


@conformance("A work team's topic allows sagemaker.amazonaws.com to publish: sns:Publish without a condition is enough", observed("20"))
@pytest.mark.parametrize("action", ["sns:Publish", "SNS:Publish", ["sns:Subscribe", "sns:Publish"], "sns:*"])
def test_the_topic_lets_sagemaker_publish(create_team: Callable[..., str], make_team_topic: Any, action: Any) -> None:
    create_team(NotificationConfiguration={"NotificationTopicArn": make_team_topic(Action=action)})


@conformance("A topic whose policy does not is refused", documented("developer guide, sms-workforce-management-private-sns"))
@pytest.mark.parametrize(
    "policy", [{"service": "lambda.amazonaws.com"}, {"Action": "sns:Subscribe"}, {"Effect": "Deny"}, {"Principal": {"AWS": "*"}}]
)
def test_a_topic_that_keeps_sagemaker_out(create_team: Callable[..., str], make_team_topic: Any, refused: Any, policy: Any) -> None:
    arn = make_team_topic(**policy)
    message = refused("ValidationException", create_team, NotificationConfiguration={"NotificationTopicArn": arn})
    assert "must allow sns:Publish to the principal sagemaker.amazonaws.com" in message


def test_a_topic_has_no_policy_for_sagemaker_of_itself(create_team: Callable[..., str], make_topic: Any, refused: Any) -> None:
    topic = {"NotificationTopicArn": make_topic("plain")}
    assert "must allow sns:Publish" in refused("ValidationException", create_team, NotificationConfiguration=topic)


@conformance("A topic with SNS's AWS managed key is refused, since SageMaker cannot use it", observed("awslabs/media2cloud, `groundtruth`"))
def test_the_topic_does_not_have_the_key_of_sns(create_team: Callable[..., str], topic: Any, client: Any, refused: Any) -> None:
    arn = topic["NotificationTopicArn"]
    client("sns").set_topic_attributes(TopicArn=arn, AttributeName="KmsMasterKeyId", AttributeValue="alias/aws/sns")
    assert "is encrypted with alias/aws/sns" in refused("ValidationException", create_team, NotificationConfiguration=topic)


def test_an_update_keeps_what_it_does_not_name(sagemaker: Any, create_team: Callable[..., str], pool: Any, clock: Any, topic: Any) -> None:
    create_team(NotificationConfiguration=topic, WorkerAccessConfiguration=S3_PRESIGN)
    clock.advance(seconds=60)
    updated = sagemaker.update_workteam(WorkteamName="reviewers", Description="Reads more")["Workteam"]
    assert updated["Description"] == "Reads more"
    assert updated["MemberDefinitions"] == [pool.member()]
    assert updated["NotificationConfiguration"] == topic
    assert updated["WorkerAccessConfiguration"] == S3_PRESIGN
    assert updated["LastUpdatedDate"] > updated["CreateDate"]


def test_an_empty_notification_configuration_takes_the_topic_away(sagemaker: Any, create_team: Callable[..., str], topic: Any) -> None:
    create_team(NotificationConfiguration=topic)
    sagemaker.update_workteam(WorkteamName="reviewers", NotificationConfiguration={})
    assert described(sagemaker)["NotificationConfiguration"] == {}


@pytest.mark.usefixtures("team_arn")
def test_an_update_replaces_the_members(sagemaker: Any, pool: Any, refused: Any, client: Any) -> None:
    client("cognito-idp").create_group(GroupName="leads", UserPoolId=pool.user_pool)
    sagemaker.update_workteam(WorkteamName="reviewers", MemberDefinitions=[pool.member(UserGroup="leads")])
    assert described(sagemaker)["MemberDefinitions"] == [pool.member(UserGroup="leads")]
    members = [pool.member(UserGroup="nobody")]
    refused("ValidationException", sagemaker.update_workteam, WorkteamName="reviewers", Description="new", MemberDefinitions=members)
    assert described(sagemaker)["Description"] == "Reads reviews"


@conformance(
    "A missing work team is a ValidationException, without a `not found` code",
    observed("hashicorp/terraform-provider-aws, `internal/service/sagemaker`"),
)
@pytest.mark.parametrize("operation", ["describe_workteam", "update_workteam", "delete_workteam"])
def test_a_missing_team_is_a_validation_exception(sagemaker: Any, refused: Any, operation: str) -> None:
    message = refused("ValidationException", getattr(sagemaker, operation), WorkteamName="nobody")
    assert message.startswith("The work team 'nobody' does not exist")


@pytest.mark.usefixtures("team_arn")
def test_deletion_tells_of_its_success(sagemaker: Any, refused: Any) -> None:
    assert sagemaker.delete_workteam(WorkteamName="reviewers")["Success"] is True
    refused("ValidationException", sagemaker.describe_workteam, WorkteamName="reviewers")


def test_a_deleted_name_is_free_again(sagemaker: Any, create_team: Callable[..., str]) -> None:
    create_team()
    sagemaker.delete_workteam(WorkteamName="reviewers")
    assert create_team().endswith("/reviewers")


def test_teams_come_in_pages_of_ten(sagemaker: Any, create_team: Callable[..., str], clock: Any) -> None:
    for number in range(12):
        create_team(f"team-{number:02}")
        clock.advance(seconds=1)
    first = sagemaker.list_workteams()
    assert [team["WorkteamName"] for team in first["Workteams"]] == [f"team-{number:02}" for number in range(10)]
    second = sagemaker.list_workteams(NextToken=first["NextToken"])
    assert [team["WorkteamName"] for team in second["Workteams"]] == ["team-10", "team-11"]
    assert "NextToken" not in second
    pages = sagemaker.get_paginator("list_workteams").paginate(SortBy="Name", SortOrder="Descending", MaxResults=5)
    assert [team["WorkteamName"] for page in pages for team in page["Workteams"]] == [f"team-{number:02}" for number in range(11, -1, -1)]


def test_a_foreign_token_is_refused(sagemaker: Any, refused: Any) -> None:
    assert refused("ValidationException", sagemaker.list_workteams, NextToken="nonsense").startswith("Invalid NextToken")


def test_teams_are_listed_by_part_of_their_name(sagemaker: Any, create_team: Callable[..., str]) -> None:
    create_team("reviewers")
    create_team("drivers")
    assert [team["WorkteamName"] for team in sagemaker.list_workteams(NameContains="DRIV")["Workteams"]] == ["drivers"]
