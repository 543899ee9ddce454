"""Delivered labels through the deployed S3, EventBridge, function with its own role, and topic."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns

from ground_truth import DeliveredLabels, OutputBucket
from sandbox.cdk_cli import CdkCli
from sandbox.inventory import remaining
from sandbox.process import Sandbox
from tests.e2e.account_view import AccountView

REGION = "eu-west-2"
STACK = "Delivery"
PREFIX = "ground-truth-plus/output/cars/"
MANIFEST = f"{PREFIX}batch1/output.manifest"
SECONDS = 60.0


class DeliveryStack(cdk.Stack):
    """A bucket, a topic, and the notification from one to the other."""

    def __init__(self, scope: cdk.App, account: str) -> None:
        super().__init__(scope, STACK, env=cdk.Environment(account=account, region=REGION))
        key = kms.Key(self, "Key", removal_policy=cdk.RemovalPolicy.DESTROY)
        bucket = OutputBucket(self, "Bucket", encryption_key=key, removal_policy=cdk.RemovalPolicy.DESTROY)
        topic = sns.Topic(self, "Topic", enforce_ssl=True)
        DeliveredLabels(self, "Delivered", bucket=bucket, prefix=PREFIX, topic=topic)
        cdk.CfnOutput(self, "BucketName", value=bucket.bucket_name)
        cdk.CfnOutput(self, "TopicArn", value=topic.topic_arn)


@pytest.fixture(scope="module")
def account(bootstrapped: Callable[[str], AccountView]) -> AccountView:
    return bootstrapped(REGION)


@pytest.fixture(scope="module")
def deployed(account: AccountView, sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The stack's outputs; afterwards the account is empty again."""
    folder: Path = tmp_path_factory.mktemp("assembly")
    app = cdk.App(analytics_reporting=False, outdir=str(folder))
    DeliveryStack(app, sandbox.account)
    app.synth()
    cli = CdkCli(sandbox, environments=folder, application=folder)
    cli.run("deploy", STACK)
    yield account.outputs(STACK)
    cli.run("destroy", "--force", STACK)
    # A key is deleted after a waiting period.
    assert [item for item in remaining(account.items()) if item.kind != "key"] == []


@pytest.fixture(scope="module")
def messages(account: AccountView, deployed: dict[str, str]) -> Iterator[Callable[[], list[Any]]]:
    """Reads the topic's events from a queue of the test."""
    sqs, sns_client = account.client("sqs"), account.client("sns")
    queue = sqs.create_queue(QueueName="delivered")["QueueUrl"]
    queue_arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    statement = {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": queue_arn}
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": json.dumps({"Statement": [statement]})})
    subscription = sns_client.subscribe(TopicArn=deployed["TopicArn"], Protocol="sqs", Endpoint=queue_arn, ReturnSubscriptionArn=True)

    def read() -> list[Any]:
        found = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=1).get("Messages", [])
        return [json.loads(json.loads(message["Body"])["Message"]) for message in found]

    yield read
    sns_client.unsubscribe(SubscriptionArn=subscription["SubscriptionArn"])
    sqs.delete_queue(QueueUrl=queue)


@pytest.fixture(scope="module")
def delivered(account: AccountView, deployed: dict[str, str], messages: Callable[[], list[Any]]) -> list[Any]:
    """The topic's messages for a manifest with one label, one missing mask and one bad line, and for its reports."""
    source = {"source-ref": "s3://cars/1.jpg"}
    mask = {
        "mask-ref": f"s3://{deployed['BucketName']}/{PREFIX}batch1/1.png",
        "mask-ref-metadata": {"type": "groundtruth/semantic-segmentation"},
    }
    lines = [
        json.dumps({**source, "kind": 0, "kind-metadata": {"type": "groundtruth/custom", "human-annotated": "yes"}}),
        json.dumps({**source, **mask}),
        "{",
    ]
    account.upload(bucket=deployed["BucketName"], key="elsewhere/output.manifest", text="{")
    account.upload(bucket=deployed["BucketName"], key=MANIFEST, text="\n".join(lines))
    told: list[Any] = []
    end = time.monotonic() + SECONDS
    while len(told) < 3 and time.monotonic() < end:
        told += messages()
    return told


@pytest.mark.usefixtures("delivered")
def test_a_delivered_manifest_gets_a_report(account: AccountView, deployed: dict[str, str]) -> None:
    body = account.client("s3").get_object(Bucket=deployed["BucketName"], Key=f"{MANIFEST}.report.json")["Body"]
    report = json.load(body)
    assert (report["lines"], report["labeled"], report["bad_lines"], report["references_missing"]) == (3, 2, 1, 1)
    assert report["named_problems"] == [
        {"line": 2, "problem": f"s3://{deployed['BucketName']}/{PREFIX}batch1/1.png does not exist"},
        {"line": 3, "problem": "not JSON"},
    ]


def test_the_topic_tells_of_everything_that_arrives_and_of_nothing_else(delivered: list[Any], messages: Callable[[], list[Any]]) -> None:
    keys = [event["detail"]["object"]["key"] for event in delivered]
    assert sorted(keys) == [MANIFEST, f"{MANIFEST}.report.json", f"{MANIFEST}.report.md"]
    assert {event["detail-type"] for event in delivered} == {"Object Created"}
    assert messages() == []


@pytest.mark.usefixtures("delivered")
def test_nothing_is_written_that_starts_another_check(account: AccountView, deployed: dict[str, str]) -> None:
    objects = account.client("s3").list_objects_v2(Bucket=deployed["BucketName"])["Contents"]
    assert [found["Key"] for found in objects] == [
        "elsewhere/output.manifest",
        MANIFEST,
        f"{MANIFEST}.report.json",
        f"{MANIFEST}.report.md",
    ]
