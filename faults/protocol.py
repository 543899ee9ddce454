"""What CloudFormation demands of the answers to one event."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from faults.delivery import Delivery

COPIED = ("StackId", "RequestId", "LogicalResourceId")


def protocol_violations(event: Mapping[str, Any], deliveries: list[Delivery]) -> Iterator[str]:
    """One answer for each run of the function that came to its end, and each of them one that CloudFormation takes."""
    for number, delivery in enumerate(deliveries, start=1):
        desired = 0 if delivery.killed else 1
        if len(delivery.answers) != desired:
            yield f"{event['RequestType']}: delivery {number} was answered {len(delivery.answers)} times"
        for body in delivery.answers:
            yield from (f"{event['RequestType']}: {problem}" for problem in _problems(event, body))


def _problems(event: Mapping[str, Any], body: bytes) -> Iterator[str]:
    answer = json.loads(body)
    if len(body) > 4096:
        yield f"the answer has {len(body)} bytes"
    if any(answer[name] != event[name] for name in COPIED):
        yield "the answer is not for this request"
    if not 1 <= len(answer["PhysicalResourceId"]) <= 1024:
        yield f"{answer['PhysicalResourceId']!r} cannot be a physical id"
    if answer["Status"] == "FAILED" and not answer["Reason"]:
        yield "a failure without a reason"
