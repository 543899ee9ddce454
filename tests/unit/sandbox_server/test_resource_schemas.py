"""Properties that violate AWS's resource schemas: the resource fails, with the path and the rule."""

from collections.abc import Callable
from typing import Any

import pytest

REFUSED = [
    ("AWS::SQS::Queue", {"VisibilityTimout": 5}, "#: extraneous key [VisibilityTimout] is not permitted"),
    ("AWS::SQS::Queue", {"VisibilityTimeout": "abc"}, "#/VisibilityTimeout: expected type: Integer, found: String"),
    ("AWS::SQS::Queue", {"QueueName": ["a"]}, "#/QueueName: expected type: String, found: JSONArray"),
    ("AWS::SQS::Queue", {"VisibilityTimeout": 43201}, "#/VisibilityTimeout: failed validation constraint for keyword [maximum]"),
    ("AWS::SQS::Queue", {"Tags": [{"Key": "a"}]}, "#/Tags/0: required key [Value] not found"),
    ("AWS::Logs::LogGroup", {"RetentionInDays": 13}, "#/RetentionInDays: failed validation constraint for keyword [enum]"),
    ("AWS::S3::Bucket", {"BucketName": "Bad_Name"}, "#/BucketName: failed validation constraint for keyword [pattern]"),
    ("AWS::Logs::LogGroup", {"LogGroupName": "x" * 513}, "#/LogGroupName: expected maxLength: 512, actual: 513"),
    ("AWS::Cognito::UserPool", {"UsernameAttributes": "email"}, "#/UsernameAttributes: expected type: JSONArray, found: String"),
]

ALLOWED = [
    ("AWS::SQS::Queue", {"VisibilityTimeout": "30", "FifoQueue": "true", "QueueName": "numbers-as-text.fifo"}),
    ("AWS::Logs::LogGroup", {"RetentionInDays": "14", "LogGroupName": "kept-two-weeks"}),
    ("AWS::SNS::Topic", {"Tags": [{"Key": "a", "Value": 1}]}),
    # One of cfn-lint's rules about it crashes on a resource without its template.
    ("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16"}),
]


@pytest.mark.parametrize(("resource_type", "properties", "reason"), REFUSED)
def test_a_breach_of_the_schema_fails_the_resource(
    operate: Callable[..., str], reasons: Callable[[str], str], name: str, resource_type: str, properties: Any, reason: str
) -> None:
    resources = {"Wrong": {"Type": resource_type, "Properties": properties}}
    assert operate("create_stack", name, {"Resources": resources}) == "ROLLBACK_COMPLETE"
    assert f"Properties validation failed for resource Wrong with message: [{reason}" in reasons(name)


@pytest.mark.parametrize(("resource_type", "properties"), ALLOWED)
def test_what_the_schema_allows_is_made(operate: Callable[..., str], name: str, resource_type: str, properties: Any) -> None:
    assert operate("create_stack", name, {"Resources": {"Right": {"Type": resource_type, "Properties": properties}}}) == "CREATE_COMPLETE"
