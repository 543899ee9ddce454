"""SQS queues: names, a single kind of encryption, and a dead-letter queue of the same kind.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused
from sandbox.template_validation.service_rules.documents import parsed

_NAME = re.compile(r"(?=.{1,80}$)[A-Za-z0-9_-]+")
_FIFO_NAME = re.compile(r"(?=.{1,80}$)[A-Za-z0-9_-]+\.fifo")


def queue_errors(queue: Resource) -> Iterator[str]:
    """SQS's error messages for a queue."""
    properties = queue.properties
    is_fifo, name = _is_true(properties.get("FifoQueue")), properties.get("QueueName")
    if name is not None and not (_FIFO_NAME if is_fifo else _NAME).fullmatch(name):
        yield refused("Sqs", "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length", at="QueueName")
    if properties.get("KmsMasterKeyId") and _is_true(properties.get("SqsManagedSseEnabled")):
        message = "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE."
        yield refused("Sqs", message, at="SqsManagedSseEnabled")
    redrive = parsed(properties.get("RedrivePolicy"))
    target = redrive.get("deadLetterTargetArn") if isinstance(redrive, dict) else None
    if isinstance(target, str) and target.endswith(".fifo") != is_fifo:
        reason = "Reason: Dead-letter queue must be same type of queue as the source."
        yield refused("Sqs", f"Value {_text(redrive)} for parameter RedrivePolicy is invalid. {reason}", at="RedrivePolicy")


def _text(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _is_true(value: object) -> bool:
    return str(value).lower() == "true"
