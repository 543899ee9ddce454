"""Encrypted topics and queues check KMS permissions of publishers, senders and receivers, including services."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from sandbox.process import Sandbox
from tests.unit.sandbox_server.policies import ACCOUNT, REGION, Statement, acting_as, allow

Clients = Callable[[str], Any]
BOTH = ["kms:GenerateDataKey", "kms:Decrypt"]
RIGHTS = [allow(["sns:*", "sqs:*"], "*")]
ACCOUNT_MAY = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:*", "Resource": "*"}


def key_policy(*more: Statement) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [ACCOUNT_MAY, *more]})


@pytest.fixture
def key_arn(client: Clients) -> str:
    arn: str = client("kms").create_key(Policy=key_policy())["KeyMetadata"]["Arn"]
    return arn


@pytest.fixture
def topic_arn(client: Clients, key_arn: str, number: Iterator[int]) -> str:
    arn: str = client("sns").create_topic(Name=f"encrypted-{next(number)}", Attributes={"KmsMasterKeyId": key_arn})["TopicArn"]
    return arn


@pytest.fixture
def queue_url(client: Clients, key_arn: str, number: Iterator[int]) -> str:
    url: str = client("sqs").create_queue(QueueName=f"encrypted-{next(number)}", Attributes={"KmsMasterKeyId": key_arn})["QueueUrl"]
    return url


@pytest.fixture
def role_client(sandbox: Sandbox, client: Clients, make_role: Callable[..., str]) -> Callable[..., Any]:
    def make(service: str, *statements: Statement) -> Any:
        return acting_as(make_role([*RIGHTS, *statements]), service, sandbox=sandbox, client=client)

    return make


def code(operation: Callable[[], Any]) -> str:
    with pytest.raises(ClientError) as refused:
        operation()
    return str(refused.value.response["Error"]["Code"])


@pytest.mark.parametrize("missing", BOTH)
def test_publishing_needs_the_key(role_client: Callable[..., Any], topic_arn: str, key_arn: str, missing: str) -> None:
    allowed = [action for action in BOTH if action != missing]
    assert code(lambda: role_client("sns", allow(allowed, key_arn)).publish(TopicArn=topic_arn, Message="one")) == "KMSAccessDenied"
    role_client("sns", allow(BOTH, key_arn)).publish(TopicArn=topic_arn, Message="one")
    entry = {"Id": "one", "Message": "one"}
    batch = role_client("sns", allow(allowed, key_arn))
    assert code(lambda: batch.publish_batch(TopicArn=topic_arn, PublishBatchRequestEntries=[entry])) == "KMSAccessDenied"


def test_sending_and_receiving_need_the_key(role_client: Callable[..., Any], queue_url: str, key_arn: str) -> None:
    without = role_client("sqs")
    assert code(lambda: without.send_message(QueueUrl=queue_url, MessageBody="one")) == "KMS.AccessDeniedException"
    role_client("sqs", allow(BOTH, key_arn)).send_message(QueueUrl=queue_url, MessageBody="one")
    assert code(lambda: without.receive_message(QueueUrl=queue_url)) == "KMS.AccessDeniedException"
    received = role_client("sqs", allow("kms:Decrypt", key_arn)).receive_message(QueueUrl=queue_url)
    assert [message["Body"] for message in received["Messages"]] == ["one"]


def test_a_key_must_be_enabled(client: Clients, topic_arn: str, queue_url: str, key_arn: str) -> None:
    client("kms").disable_key(KeyId=key_arn)
    assert code(lambda: client("sns").publish(TopicArn=topic_arn, Message="one")) == "KMSDisabled"
    assert code(lambda: client("sqs").send_message(QueueUrl=queue_url, MessageBody="one")) == "KMS.DisabledException"


def test_the_key_that_aws_manages_is_open(client: Clients, role_client: Callable[..., Any], number: Iterator[int]) -> None:
    topic = client("sns").create_topic(Name=f"encrypted-{next(number)}", Attributes={"KmsMasterKeyId": "alias/aws/sns"})["TopicArn"]
    role_client("sns").publish(TopicArn=topic, Message="one")


def test_a_service_needs_the_key_too(client: Clients, queue_url: str, key_arn: str, number: Iterator[int]) -> None:
    queue_arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{queue_url.rpartition('/')[2]}"
    to_queue = {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": queue_arn}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [to_queue]})
    client("sqs").set_queue_attributes(QueueUrl=queue_url, Attributes={"Policy": policy})
    topic = client("sns").create_topic(Name=f"plain-{next(number)}")["TopicArn"]
    client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue_arn)

    def received() -> list[str]:
        messages = client("sqs").receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
        return [json.loads(message["Body"])["Message"] for message in messages]

    client("sns").publish(TopicArn=topic, Message="lost")
    assert received() == []
    with_key = {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": BOTH, "Resource": "*"}
    client("kms").put_key_policy(KeyId=key_arn, PolicyName="default", Policy=key_policy(with_key))
    client("sns").publish(TopicArn=topic, Message="delivered")
    assert received() == ["delivered"]
