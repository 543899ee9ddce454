"""Asynchronous invocations: retries, age and destinations as configured, and as the function's role allows."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.unit.sandbox_server.policies import ACCOUNT, REGION, Statement, allow

Clients = Callable[[str], Any]
FAILS = "def handler(event, context): raise ValueError('no')"
WORKS = "def handler(event, context): return {'seen': event}"
WAIT_SECONDS = 20


class Queue:
    """A queue and its messages."""

    def __init__(self, clients: Clients, name: str) -> None:
        self._sqs = clients("sqs")
        self.url = self._sqs.create_queue(QueueName=name)["QueueUrl"]
        self.arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}"

    def message(self, seconds: float = WAIT_SECONDS) -> dict[str, Any] | None:
        """The next message; None if none arrives within the time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            received = self._sqs.receive_message(QueueUrl=self.url, MessageAttributeNames=["All"])
            for message in received.get("Messages", []):
                found: dict[str, Any] = message
                return found
            time.sleep(0.1)
        return None

    def record(self) -> dict[str, Any]:
        message = self.message()
        assert message is not None, "nothing came"
        record: dict[str, Any] = json.loads(message["Body"])
        return record


@pytest.fixture
def queue(client: Clients, number: Iterator[int]) -> Queue:
    return Queue(client, f"records-{next(number)}")


@pytest.fixture
def function(client: Clients, make_function: Callable[..., str], queue: Queue) -> Callable[..., str]:
    """A function with CloudFormation's property names; returns its ARN."""

    def make(code: str, *, rights: list[Statement] | None = None, dead_letters: str = "", **config: Any) -> str:
        settings = {"DeadLetterConfig": {"TargetArn": dead_letters}} if dead_letters else {}
        arn = make_function(code, [allow("sqs:SendMessage", queue.arn)] if rights is None else rights, **settings)
        if config:
            client("lambda").put_function_event_invoke_config(FunctionName=arn, **config)
        return arn

    return make


def to(queue: Queue, outcome: str = "OnFailure") -> dict[str, Any]:
    return {"DestinationConfig": {outcome: {"Destination": queue.arn}}}


def invoke(client: Clients, arn: str) -> None:
    client("lambda").invoke(FunctionName=arn, InvocationType="Event", Payload=json.dumps({"number": 7}).encode())


@pytest.mark.parametrize(
    ("config", "condition", "attempts"),
    [
        ({"MaximumRetryAttempts": 0}, "RetriesExhausted", 1),
        ({"MaximumRetryAttempts": 1}, "RetriesExhausted", 2),
        # The first retry would come after a minute, the second after two more.
        ({"MaximumEventAgeInSeconds": 60}, "EventAgeExceeded", 1),
        ({"MaximumEventAgeInSeconds": 120}, "EventAgeExceeded", 2),
    ],
)
def test_a_failure_ends_as_configured(
    client: Clients, function: Callable[..., str], queue: Queue, config: dict[str, int], condition: str, attempts: int
) -> None:
    arn = function(FAILS, **to(queue), **config)
    invoke(client, arn)
    record = queue.record()
    assert (record["requestContext"]["condition"], record["requestContext"]["approximateInvokeCount"]) == (condition, attempts)
    assert record["requestContext"]["functionArn"] == f"{arn}:$LATEST"
    assert record["requestPayload"] == {"number": 7}
    assert record["responseContext"]["functionError"] == "Unhandled"
    assert record["responsePayload"]["errorMessage"] == "no"


def test_a_success_has_a_destination_of_its_own(client: Clients, function: Callable[..., str], queue: Queue) -> None:
    invoke(client, function(WORKS, **to(queue, "OnSuccess")))
    record = queue.record()
    assert record["requestContext"]["condition"] == "Success"
    assert record["responsePayload"] == {"seen": {"number": 7}}


def test_a_dead_letter_queue_gets_the_event(client: Clients, function: Callable[..., str], queue: Queue) -> None:
    invoke(client, function(FAILS, dead_letters=queue.arn, MaximumRetryAttempts=0))
    message = queue.message()
    assert message is not None
    assert json.loads(message["Body"]) == {"number": 7}
    attributes = {name: value["StringValue"] for name, value in message["MessageAttributes"].items()}
    assert attributes["ErrorMessage"] == "no"
    assert attributes.keys() == {"RequestID", "ErrorCode", "ErrorMessage"}


def test_no_concurrency_is_told_at_once(client: Clients, function: Callable[..., str], queue: Queue) -> None:
    arn = function(WORKS, **to(queue))
    client("lambda").put_function_concurrency(FunctionName=arn, ReservedConcurrentExecutions=0)
    invoke(client, arn)
    assert queue.record()["requestContext"] | {"requestId": ""} == {
        "requestId": "",
        "functionArn": f"{arn}:$LATEST",
        "condition": "ZeroReservedConcurrency",
        "approximateInvokeCount": 0,
    }


def test_a_destination_needs_the_rights_of_the_role(client: Clients, function: Callable[..., str], queue: Queue) -> None:
    arn = function(WORKS, rights=[allow("sqs:ReceiveMessage", queue.arn)])
    with pytest.raises(ClientError, match="does not have permissions to call SendMessage on"):
        client("lambda").put_function_event_invoke_config(FunctionName=arn, **to(queue, "OnSuccess"))


def test_a_topic_invokes_as_configured_and_where_it_may(client: Clients, function: Callable[..., str], queue: Queue, number: Any) -> None:
    arn = function(FAILS, MaximumRetryAttempts=0, **to(queue))
    topic = client("sns").create_topic(Name=f"invoking-{next(number)}")["TopicArn"]
    client("sns").subscribe(TopicArn=topic, Protocol="lambda", Endpoint=arn)
    client("sns").publish(TopicArn=topic, Message="not allowed")
    assert queue.message(seconds=2) is None
    principal = {"Principal": "sns.amazonaws.com", "SourceArn": topic}
    client("lambda").add_permission(FunctionName=arn, StatementId="topic", Action="lambda:InvokeFunction", **principal)
    client("sns").publish(TopicArn=topic, Message="allowed")
    assert queue.record()["requestPayload"]["Records"][0]["Sns"]["Message"] == "allowed"
