"""Topics of work teams in a running sandbox: their policies are evaluated, including conditions."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.unit.sandbox_server.policies import ACCOUNT, REGION

TEAMS = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:workteam"


@pytest.fixture
def named(client: Callable[[str], Any], team_arn: str, number: Iterator[int]) -> Callable[..., dict[str, Any]]:
    """Point the work team to a new topic with this policy; returns the team's configuration."""
    sns, sagemaker = client("sns"), client("sagemaker")

    def call(*changes: dict[str, Any], arn: str = "") -> dict[str, Any]:
        arn = arn or sns.create_topic(Name=f"work-{next(number)}")["TopicArn"]
        statement = {"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sns:Publish", "Resource": arn}
        if changes:
            policy = json.dumps({"Version": "2012-10-17", "Statement": [statement | change for change in changes]})
            sns.set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=policy)
        name = team_arn.rpartition("/")[2]
        team = sagemaker.update_workteam(WorkteamName=name, NotificationConfiguration={"NotificationTopicArn": arn})["Workteam"]
        configuration: dict[str, Any] = team["NotificationConfiguration"]
        return configuration

    return call


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"ArnLike": {"aws:SourceArn": f"{TEAMS}/*"}, "StringEquals": {"aws:SourceAccount": ACCOUNT}},
        {"ArnLike": {"AWS:SourceArn": f"{TEAMS}/private-crowd/reviewers"}},
    ],
)
def test_a_topic_that_lets_sagemaker_publish_is_taken(named: Any, condition: dict[str, Any]) -> None:
    insecure = {"Effect": "Deny", "Principal": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    assert named({"Condition": condition}, insecure)["NotificationTopicArn"].startswith(f"arn:aws:sns:{REGION}:{ACCOUNT}:work-")


@pytest.mark.parametrize(
    "changes",
    [
        [],
        [{"Principal": {"Service": "lambda.amazonaws.com"}}],
        [{"Principal": {"AWS": "*"}}],
        [{"Action": "sns:Subscribe"}],
        [{"Resource": f"arn:aws:sns:{REGION}:{ACCOUNT}:another"}],
        [{"Condition": {"ArnLike": {"aws:SourceArn": f"{TEAMS}/private-crowd/others"}}}],
        [{"Condition": {"StringEquals": {"aws:SourceAccount": "999999999999"}}}],
        [{}, {"Effect": "Deny"}],
    ],
    ids=["the policy of a new topic", "another service", "everyone", "another action", "another topic", "other teams", "account", "denied"],
)
def test_a_topic_that_does_not_is_refused(named: Any, changes: list[dict[str, Any]]) -> None:
    with pytest.raises(ClientError, match=r"must allow sns:Publish to the principal sagemaker\.amazonaws\.com"):
        named(*changes)


@pytest.mark.parametrize(
    ("arn", "reason"),
    [
        (f"arn:aws:sns:{REGION}:{ACCOUNT}:nothing", "must exist in account 123456789012, region us-east-1"),
        (f"arn:aws:sns:{REGION}:999999999999:work", "must be in account 123456789012"),
        (f"arn:aws:sns:eu-west-1:{ACCOUNT}:work", "must be in account 123456789012, region us-east-1"),
    ],
)
def test_a_topic_of_another_place_is_refused(named: Any, arn: str, reason: str) -> None:
    with pytest.raises(ClientError, match=reason):
        named(arn=arn)
