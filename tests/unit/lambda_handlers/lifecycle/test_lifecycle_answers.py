"""Rows of the lifecycle table: responses and their delivery."""

from datetime import UTC, datetime
from typing import Any

import pytest

from lambda_handlers.custom_resource.delivery import AnswerNotDeliveredError
from tests.unit.lambda_handlers.cloudformation_side import FakeContext
from tests.unit.lambda_handlers.lifecycle.rows import row
from tests.unit.lambda_handlers.lifecycle.subject import REQUEST_ID, Subject


@row("oversized Reason")
def test_oversized_reason(subject: Subject) -> None:
    many = {f"Property{number}WithANameOfSomeLength": "x" for number in range(500)}
    answer = subject.create({**subject.properties, **many})
    assert answer["Status"] == "FAILED"
    assert answer["Reason"].startswith("invalid properties: Property0WithANameOfSomeLength is unknown (allowed: ")
    assert "... (cut) (log stream: " in answer["Reason"]


@row("oversized Data", needs="free data")
def test_oversized_data(subject: Subject) -> None:
    _create_with_undeliverable("x" * 5000, "CloudFormation accepts 4096", subject)


@row("non-JSON Data", needs="free data")
def test_non_json_data(subject: Subject) -> None:
    _create_with_undeliverable(datetime(2026, 11, 22, tzinfo=UTC), "Object of type datetime is not JSON serializable", subject)


@row("response sent exactly once, HTTP 403")
def test_answer_refused(subject: Subject) -> None:
    _deliver_at_last([403], "HTTP 403", subject)


@row("response sent exactly once, HTTP 5xx")
def test_answer_meets_a_server_error(subject: Subject) -> None:
    _deliver_at_last([500, 502, 503, 504, 500], "no success after 5 attempts", subject)


@row("response sent exactly once, timeout")
def test_answer_meets_silence(subject: Subject) -> None:
    subject.patch.setattr("lambda_handlers.custom_resource.delivery.ATTEMPT_SECONDS", 0.1)
    subject.resource.bucket.silence = 0.3
    _deliver_at_last([500] * 5, "TimeoutError", subject)


def _create_with_undeliverable(value: Any, expected: str, subject: Subject) -> None:
    """The failure has the id of the created resource, so that CloudFormation's Delete finds it."""
    subject.put_into_data(value)
    answer = subject.create()
    assert answer["Status"] == "FAILED"
    assert expected in answer["Reason"]
    assert answer["Data"] == {}
    assert subject.live() == {answer["PhysicalResourceId"]}
    assert subject.delete(answer["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert subject.live() == set()


def _deliver_at_last(statuses: list[int], failure: str, subject: Subject) -> None:
    """The invocation fails, Lambda repeats the event, and the second response equals the first."""
    resource, bucket = subject.resource, subject.resource.bucket
    event = resource.event("Create", ResourceProperties=subject.properties, RequestId=REQUEST_ID)
    bucket.statuses = list(statuses)
    with pytest.raises(AnswerNotDeliveredError, match=failure):
        resource.handler(event, FakeContext(resource.clock))
    bucket.statuses, bucket.silence = [], 0
    resource.handler(event, FakeContext(resource.clock))
    assert len(bucket.answers) == 1
    assert len({put["body"] for put in bucket.puts}) == 1
    assert bucket.answers[0]["Status"] == "SUCCESS"
    assert subject.live() == {bucket.answers[0]["PhysicalResourceId"]}
