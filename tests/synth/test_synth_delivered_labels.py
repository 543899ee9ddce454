"""The resources for delivered labels: rules, the topic's policy, and a function that may read manifests and write reports."""

from __future__ import annotations

import re

import aws_cdk as cdk
import pytest
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns

from ground_truth import DeliveredLabels, OutputBucket
from lambda_handlers.delivered_labels.report import SUFFIXES
from tests.synth.cloud_assembly import Json, SynthesizedStack, synthesize
from tests.synth.policies import Statement, statements, through_s3

PREFIX = "ground-truth-plus/output/cars/"
OBJECTS = "${Bucket/Bucket.Arn}/" + PREFIX
RETRY = {"MaximumEventAgeInSeconds": 3600, "MaximumRetryAttempts": 2}


@pytest.fixture
def watched(app: cdk.App, stack: cdk.Stack) -> SynthesizedStack:
    """A bucket with its own key, with a topic and a check."""
    bucket = OutputBucket(stack, "Bucket", encryption_key=kms.Key(stack, "Key"))
    DeliveredLabels(stack, "Delivered", bucket=bucket, prefix=PREFIX, topic=sns.Topic(stack, "Topic"))
    return synthesize(app).stacks["Labels"]


def pattern(keys: list[Json]) -> Json:
    return {
        "source": ["aws.s3"],
        "detail-type": ["Object Created"],
        "detail": {"bucket": {"name": ["${Bucket/Bucket}"]}, "object": {"key": keys}},
    }


def of_checker(stack: SynthesizedStack) -> list[Statement]:
    return [statement for statement in statements(stack) if statement.owner == "Delivered/Checker/Policy"]


def test_the_bucket_sends_its_events_by_a_property_of_its_own(watched: SynthesizedStack) -> None:
    expected = {"EventBridgeConfiguration": {"EventBridgeEnabled": True}}
    assert watched.properties("Bucket/Bucket")["NotificationConfiguration"] == expected
    assert watched.custom_resources == {}
    assert list(watched.of_type("AWS::Lambda::Function")) == ["Delivered/Checker/Function"]


def test_the_topic_gets_every_arrival(watched: SynthesizedStack) -> None:
    rule = watched.properties("Delivered/Arrivals")
    assert rule["EventPattern"] == pattern([{"prefix": PREFIX}])
    assert rule["Targets"] == [{"Id": "Target", "Arn": "${Topic}", "RetryPolicy": RETRY}]


def test_only_this_rule_may_publish(watched: SynthesizedStack) -> None:
    (statement,) = [statement for statement in statements(watched) if statement.owner == "Topic/Policy"]
    assert (statement.effect, statement.actions, statement.resources) == ("Allow", ("sns:Publish",), ("${Topic}",))
    assert statement.principals == ("events.amazonaws.com",)
    assert statement.condition == {"ArnEquals": {"aws:SourceArn": "${Delivered/Arrivals.Arn}"}}


def test_the_function_gets_manifests_and_never_its_own_reports(watched: SynthesizedStack) -> None:
    rule = watched.properties("Delivered/Manifests")
    wildcards = [f"{PREFIX}*.manifest", f"{PREFIX}*.jsonl"]
    assert rule["EventPattern"] == pattern([{"wildcard": wildcard} for wildcard in wildcards])
    assert rule["Targets"] == [{"Id": "Target", "Arn": "${Delivered/Checker/Function.Arn}", "RetryPolicy": RETRY}]
    for suffix in SUFFIXES:
        assert not any(re.fullmatch(re.escape(wildcard).replace(r"\*", ".*"), f"{PREFIX}a.manifest{suffix}") for wildcard in wildcards)


def test_only_this_rule_may_invoke_the_function(watched: SynthesizedStack) -> None:
    (permission,) = watched.of_type("AWS::Lambda::Permission").values()
    assert permission["Properties"] == {
        "Action": "lambda:InvokeFunction",
        "FunctionName": "${Delivered/Checker/Function.Arn}",
        "Principal": "events.amazonaws.com",
        "SourceArn": "${Delivered/Manifests.Arn}",
    }


def test_the_function_reads_manifests_writes_reports_and_lists_the_delivery(watched: SynthesizedStack) -> None:
    listing = {"StringLike": {"s3:prefix": f"{PREFIX}*"}}
    assert {(statement.actions, statement.resources, str(statement.condition)) for statement in of_checker(watched)} == {
        (("logs:CreateLogStream", "logs:PutLogEvents"), ("${Delivered/Checker/Logs.Arn}",), "None"),
        (("s3:GetObject",), (f"{OBJECTS}*.jsonl", f"{OBJECTS}*.manifest"), "None"),
        (("s3:PutObject",), (f"{OBJECTS}*.report.json", f"{OBJECTS}*.report.md"), "None"),
        (("s3:ListBucket",), ("${Bucket/Bucket.Arn}",), str(listing)),
        (("kms:Decrypt", "kms:GenerateDataKey"), ("${Key.Arn}",), str(through_s3("eu-west-1"))),
    }


def test_the_function_is_named_by_its_module_and_its_logs_go_with_the_stack(watched: SynthesizedStack) -> None:
    function = watched.properties("Delivered/Checker/Function")
    assert function["Handler"] == "lambda_handlers.delivered_labels.handler"
    assert function["LoggingConfig"] == {"LogGroup": "${Delivered/Checker/Logs}"}
    assert watched.resources["Delivered/Checker/Logs"]["DeletionPolicy"] == "Delete"


def test_without_a_topic_nobody_is_told(app: cdk.App, stack: cdk.Stack) -> None:
    DeliveredLabels(stack, "Delivered", bucket=OutputBucket(stack, "Bucket"), prefix=PREFIX)
    synthesized = synthesize(app).stacks["Labels"]
    assert list(synthesized.of_type("AWS::Events::Rule")) == ["Delivered/Manifests"]
    assert not any(action.startswith("kms:") for statement in of_checker(synthesized) for action in statement.actions)


def test_without_a_check_there_is_no_function(app: cdk.App, stack: cdk.Stack) -> None:
    topic = sns.Topic(stack, "Topic")
    delivered = DeliveredLabels(stack, "Delivered", bucket=OutputBucket(stack, "Bucket"), prefix=PREFIX, topic=topic, check=False)
    synthesized = synthesize(app).stacks["Labels"]
    assert delivered.checker is None
    assert list(synthesized.of_type("AWS::Events::Rule")) == ["Delivered/Arrivals"]
    assert synthesized.of_type("AWS::Lambda::Function") == {}


def test_two_places_of_one_bucket_can_be_watched(app: cdk.App, stack: cdk.Stack) -> None:
    bucket, topic = OutputBucket(stack, "Bucket"), sns.Topic(stack, "Topic")
    for name in ("cars", "trucks"):
        DeliveredLabels(stack, name, bucket=bucket, prefix=f"ground-truth-plus/output/{name}/", topic=topic)
    synthesized = synthesize(app).stacks["Labels"]
    publishers = [statement.condition for statement in statements(synthesized) if statement.owner == "Topic/Policy"]
    assert publishers == [{"ArnEquals": {"aws:SourceArn": f"${{{name}/Arrivals.Arn}}"}} for name in ("cars", "trucks")]


@pytest.mark.parametrize("prefix", ["", "ground-truth-plus/output/cars", "cars/*/", "cars?/", "cars\\/"])
def test_a_prefix_is_a_folder_without_wildcards(stack: cdk.Stack, prefix: str) -> None:
    expected = re.escape(f"prefix {prefix!r}: expected a slash at the end, and none of * ? \\")
    with pytest.raises(ValueError, match=f"^{expected}$"):
        DeliveredLabels(stack, "Delivered", bucket=OutputBucket(stack, "Bucket"), prefix=prefix)


def test_something_has_to_be_wanted(stack: cdk.Stack) -> None:
    with pytest.raises(ValueError, match=r"^topic None, check False: expected a topic, a check, or both$"):
        DeliveredLabels(stack, "Delivered", bucket=OutputBucket(stack, "Bucket"), prefix=PREFIX, check=False)
