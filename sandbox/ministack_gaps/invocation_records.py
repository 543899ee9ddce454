"""Lambda's records of asynchronous invocations for destinations and dead-letter queues, sent with the function role's permissions.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
"""

import json
import logging
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from ministack.services import lambda_svc

from sandbox.settings import own_endpoint

_LOG = logging.getLogger("sandbox.asynchronous_invocations")
_LONGEST_ERROR_MESSAGE = 1_024
_COLONS_OF_A_FUNCTION_ARN = 6


@dataclass(frozen=True)
class Invocation:
    """A request to run a function: the function's configuration and the event."""

    request_id: str
    config: Mapping[str, Any]
    event: Any


@dataclass(frozen=True)
class Outcome:
    """An event's result: Lambda's condition, the number of attempts, and MiniStack's result of the last one."""

    condition: str
    attempts: int
    result: Mapping[str, Any]

    @property
    def is_success(self) -> bool:
        """True if the function returned."""
        return self.condition == "Success"


def send_records(invocation: Invocation, outcome: Outcome, destinations: Mapping[str, Any]) -> None:
    """Notify the outcome's destination and, on failure, the dead-letter queue or topic. Undeliverable records are lost."""
    destination = (destinations.get("OnSuccess" if outcome.is_success else "OnFailure") or {}).get("Destination")
    if destination:
        _send(invocation, destination, lambda client: _RECORD_SENDERS[_service(destination)](client, destination, invocation, outcome))
    dead_letters = (invocation.config.get("DeadLetterConfig") or {}).get("TargetArn")
    if dead_letters and not outcome.is_success:
        _send(invocation, dead_letters, lambda client: _send_event(client, dead_letters, invocation, outcome))


def _send(invocation: Invocation, target: str, send: Callable[[Any], None]) -> None:
    try:
        send(_client(_service(target), invocation.config, region=target.split(":")[3]))
    except (BotoCoreError, ClientError) as error:
        _LOG.warning("%s: nothing was delivered to %s: %s", invocation.config["FunctionArn"], target, error)


def _client(service: str, config: Mapping[str, Any], *, region: str) -> Any:
    """A client with the permissions of the function's role."""
    keys = lambda_svc.execution_credentials(dict(config))
    session = boto3.Session(
        aws_access_key_id=keys["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=keys["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=keys["AWS_SESSION_TOKEN"],
        region_name=region or config["FunctionArn"].split(":")[3],
    )
    return session.client(service, endpoint_url=own_endpoint())  # type: ignore[call-overload]


def _qualified(function_arn: str) -> str:
    return f"{function_arn}:$LATEST" if function_arn.count(":") == _COLONS_OF_A_FUNCTION_ARN else function_arn


def _service(arn: str) -> str:
    return arn.split(":")[2]


def _record(invocation: Invocation, outcome: Outcome) -> dict[str, Any]:
    record: dict[str, Any] = {
        "version": "1.0",
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "requestContext": {
            "requestId": invocation.request_id,
            "functionArn": _qualified(invocation.config["FunctionArn"]),
            "condition": outcome.condition,
            "approximateInvokeCount": outcome.attempts,
        },
        "requestPayload": invocation.event,
    }
    if outcome.result:
        failed = {} if outcome.is_success else {"functionError": outcome.result.get("function_error") or "Unhandled"}
        context = {"statusCode": 200, "executedVersion": invocation.config.get("Version", "$LATEST"), **failed}
        record |= {"responseContext": context, "responsePayload": outcome.result.get("body")}
    return record


def _send_to_queue(client: Any, arn: str, invocation: Invocation, outcome: Outcome) -> None:
    client.send_message(QueueUrl=_queue_url(arn), MessageBody=json.dumps(_record(invocation, outcome)))


def _send_to_topic(client: Any, arn: str, invocation: Invocation, outcome: Outcome) -> None:
    client.publish(TopicArn=arn, Message=json.dumps(_record(invocation, outcome)))


def _send_to_function(client: Any, arn: str, invocation: Invocation, outcome: Outcome) -> None:
    client.invoke(FunctionName=arn, InvocationType="Event", Payload=json.dumps(_record(invocation, outcome)).encode())


def _send_to_event_bus(client: Any, arn: str, invocation: Invocation, outcome: Outcome) -> None:
    record = _record(invocation, outcome)
    entry = {
        "Source": "lambda",
        "DetailType": f"Lambda Function Invocation Result - {'Success' if outcome.is_success else 'Failure'}",
        "Resources": [arn, record["requestContext"]["functionArn"]],
        "Detail": json.dumps(record),
        "EventBusName": arn,
    }
    client.put_events(Entries=[entry])


def _send_to_bucket(client: Any, arn: str, invocation: Invocation, outcome: Outcome) -> None:
    now = datetime.now(UTC)
    key = f"aws/lambda/async/{invocation.config['FunctionName']}/{now:%Y/%m/%d}/{now:%Y-%m-%dT%H.%M.%S}-{uuid.uuid4()}"
    client.put_object(Bucket=arn.rpartition(":")[2], Key=key, Body=json.dumps(_record(invocation, outcome)).encode())


_RECORD_SENDERS = {
    "sqs": _send_to_queue,
    "sns": _send_to_topic,
    "lambda": _send_to_function,
    "events": _send_to_event_bus,
    "s3": _send_to_bucket,
}


def _send_event(client: Any, arn: str, invocation: Invocation, outcome: Outcome) -> None:
    """Send the event itself, with the error in the message attributes."""
    body = outcome.result.get("body")
    message = str(body.get("errorMessage", "")) if isinstance(body, dict) else str(body or outcome.condition)
    attributes = {
        "RequestID": {"DataType": "String", "StringValue": invocation.request_id},
        "ErrorCode": {"DataType": "Number", "StringValue": "200" if outcome.result and not outcome.result.get("throttle") else "429"},
        "ErrorMessage": {"DataType": "String", "StringValue": message[:_LONGEST_ERROR_MESSAGE] or outcome.condition},
    }
    if _service(arn) == "sqs":
        client.send_message(QueueUrl=_queue_url(arn), MessageBody=json.dumps(invocation.event), MessageAttributes=attributes)
    else:
        client.publish(TopicArn=arn, Message=json.dumps(invocation.event), MessageAttributes=attributes)


def _queue_url(arn: str) -> str:
    _arn, _partition, _service, _region, account, name = arn.split(":")
    return f"{own_endpoint()}/{account}/{name}"
