"""Undeliverable messages of EventBridge and SNS go to the dead-letter queue, and nothing is delivered without permission."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.unit.sandbox_server.policies import ACCOUNT, REGION

Clients = Callable[[str], Any]
Operate = Callable[..., str]


def send_policy(service: str, *arns: str) -> dict[str, Any]:
    principal = {"Service": f"{service}.amazonaws.com"}
    statements = [{"Effect": "Allow", "Principal": principal, "Action": "sqs:SendMessage", "Resource": arn} for arn in arns]
    return {"Version": "2012-10-17", "Statement": statements}


@pytest.fixture
def queues(client: Clients, number: Iterator[int]) -> Callable[[str], tuple[str, str]]:
    """A queue to which a service, or nobody, may send; returns its URL and ARN."""

    def make(service: str) -> tuple[str, str]:
        name = f"messages-{next(number)}"
        arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}"
        attributes = {"Policy": json.dumps(send_policy(service, arn))} if service else {}
        return client("sqs").create_queue(QueueName=name, Attributes=attributes)["QueueUrl"], arn

    return make


@pytest.fixture
def received(client: Clients) -> Callable[[str], list[dict[str, Any]]]:
    """The messages of a queue, after waiting for them."""

    def call(url: str) -> list[dict[str, Any]]:
        for _ in range(20):
            answer = client("sqs").receive_message(QueueUrl=url, MessageAttributeNames=["All"], MaxNumberOfMessages=10)
            if messages := answer.get("Messages", []):
                return list(messages)
            time.sleep(0.1)
        return []

    return call


def test_a_rule_sends_what_it_may_not_deliver_to_its_dead_letter_queue(
    client: Clients, operate: Operate, name: str, queues: Any, received: Any
) -> None:
    closed_url, closed = queues("")
    dead_url, dead = queues("events")
    missing = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:none"
    targets = [{"Id": str(number), "Arn": arn, "DeadLetterConfig": {"Arn": dead}} for number, arn in enumerate((closed, missing))]
    rule = {"Name": name, "EventPattern": {"source": [name]}, "Targets": targets}
    resources = {"Rule": {"Type": "AWS::Events::Rule", "Properties": rule}}
    assert operate("create_stack", name, {"Resources": resources}) == "CREATE_COMPLETE"
    client("events").put_events(Entries=[{"Source": name, "DetailType": "kind", "Detail": '{"number": 7}'}])
    messages = received(dead_url)
    attributes = [{key: value["StringValue"] for key, value in message["MessageAttributes"].items()} for message in messages]
    assert {entry["TARGET_ARN"]: entry["ERROR_CODE"] for entry in attributes} == {closed: "NO_PERMISSIONS", missing: "NO_RESOURCE"}
    assert {entry["RULE_ARN"] for entry in attributes} == {f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{name}"}
    assert [json.loads(message["Body"])["detail"] for message in messages] == [{"number": 7}] * 2
    assert received(closed_url) == []


def test_a_rule_delivers_where_it_may(client: Clients, operate: Operate, name: str, queues: Any, received: Any) -> None:
    url, arn = queues("events")
    transformer = {"InputPathsMap": {"number": "$.detail.number"}, "InputTemplate": '{"is": <number>}'}
    rule = {"EventPattern": {"source": [name]}, "Targets": [{"Id": "one", "Arn": arn, "InputTransformer": transformer}]}
    resources = {"Rule": {"Type": "AWS::Events::Rule", "Properties": rule}}
    assert operate("create_stack", name, {"Resources": resources}) == "CREATE_COMPLETE"
    client("events").put_events(Entries=[{"Source": name, "DetailType": "kind", "Detail": '{"number": 7}'}])
    assert [json.loads(message["Body"]) for message in received(url)] == [{"is": 7}]


def test_a_subscription_sends_what_it_may_not_deliver_to_its_dead_letter_queue(
    client: Clients, operate: Operate, name: str, queues: Any, received: Any
) -> None:
    _closed_url, closed = queues("")
    dead_url, dead = queues("sns")
    subscription = {
        "TopicArn": {"Ref": "Topic"},
        "Protocol": "sqs",
        "Endpoint": closed,
        "RedrivePolicy": {"deadLetterTargetArn": dead},
    }
    resources = {
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": name}},
        "Subscription": {"Type": "AWS::SNS::Subscription", "Properties": subscription},
    }
    assert operate("create_stack", name, {"Resources": resources}) == "CREATE_COMPLETE"
    client("sns").publish(TopicArn=f"arn:aws:sns:{REGION}:{ACCOUNT}:{name}", Message="seven")
    assert [json.loads(message["Body"])["Message"] for message in received(dead_url)] == ["seven"]


def test_a_subscription_by_mail_stays_pending(client: Clients, operate: Operate, name: str) -> None:
    resources = {
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": name}},
        "Subscription": {
            "Type": "AWS::SNS::Subscription",
            "Properties": {"TopicArn": {"Ref": "Topic"}, "Protocol": "email", "Endpoint": "one@example.com"},
        },
    }
    assert operate("create_stack", name, {"Resources": resources}) == "CREATE_COMPLETE"
    topic = client("sns").get_topic_attributes(TopicArn=f"arn:aws:sns:{REGION}:{ACCOUNT}:{name}")["Attributes"]
    assert (topic["SubscriptionsConfirmed"], topic["SubscriptionsPending"]) == ("0", "1")
    assert operate("delete_stack", name) == "DELETE_COMPLETE"
