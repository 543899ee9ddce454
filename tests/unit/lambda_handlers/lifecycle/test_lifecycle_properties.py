"""Rows of the lifecycle table: properties as sent by CloudFormation, and their absence from logs."""

import logging

import pytest

from lambda_handlers.custom_resource.delivery import AnswerNotDeliveredError
from tests.unit.lambda_handlers.cloudformation_side import SECRET_SIGNATURE, FakeContext
from tests.unit.lambda_handlers.lifecycle.rows import row
from tests.unit.lambda_handlers.lifecycle.subject import SECRET, Subject


@row("strings 'true'/'3'")
def test_strings_that_look_like_something_else(subject: Subject) -> None:
    """CloudFormation sends numbers as strings; a string that looks like a number stays a string."""
    answer = subject.create(subject.text_like)
    assert answer["Status"] == "SUCCESS", answer["Reason"]
    assert subject.text_like_is_kept(answer["PhysicalResourceId"])


@row("unknown property")
def test_unknown_property(subject: Subject) -> None:
    state = subject.state()
    answer = subject.create(subject.unknown)
    assert answer["Status"] == "FAILED"
    assert "invalid properties: Colour is unknown (allowed: " in answer["Reason"]
    assert subject.delete(answer["PhysicalResourceId"], subject.unknown)["Status"] == "SUCCESS"
    assert subject.state() == state


@row("unknown property on Delete")
def test_unknown_property_on_delete(subject: Subject) -> None:
    id = subject.created()
    assert subject.delete(id, subject.unknown)["Status"] == "SUCCESS"
    assert subject.live() == set()


@row("secrets not in log")
def test_no_secret_is_logged_or_answered(subject: Subject, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    """At the most verbose log level that a function's environment can set, on every path."""
    for name in (None, "boto3", "botocore", "urllib3", "crhelper", "lambda_handlers", "lambda_handlers.custom_resource.handler"):
        caplog.set_level(logging.DEBUG, logger=name)
    _go_through_everything(subject)
    printed = "".join(capfd.readouterr())
    answered = "".join(str(answer) for answer in subject.resource.bucket.answers)
    assert '"outcome": "SUCCESS"' in caplog.text
    assert '"outcome": "FAILED"' in caplog.text
    assert '"outcome": "UNDELIVERED"' in caplog.text
    for secret in {SECRET, SECRET_SIGNATURE, *subject.secrets()}:
        assert secret not in caplog.text
        assert secret not in printed
        assert secret not in answered


def _go_through_everything(subject: Subject) -> None:
    for wrong in (subject.unknown, *subject.misused):
        assert subject.create(wrong)["Status"] == "FAILED"
        assert subject.update(wrong, id="none")["Status"] == "FAILED"
    broken = subject.create(subject.break_creation())["PhysicalResourceId"]
    assert subject.delete(broken, subject.unknown)["Status"] == "SUCCESS"
    id = subject.resource.create(subject.properties)["PhysicalResourceId"]
    assert subject.update(subject.properties, id=id)["Status"] == "SUCCESS"
    for _, take_away in subject.obstacles():
        assert subject.delete(id)["Status"] == "FAILED"
        take_away()
    subject.resource.bucket.statuses = [403]
    event = subject.resource.event("Delete", ResourceProperties=subject.unknown, PhysicalResourceId=id)
    with pytest.raises(AnswerNotDeliveredError):
        subject.resource.handler(event, FakeContext(subject.resource.clock))
    assert subject.delete(id, subject.unknown)["Status"] == "SUCCESS"
