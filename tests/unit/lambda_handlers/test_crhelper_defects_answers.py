"""Responses that crhelper 2.0.12 sends incorrectly or not at all, and its logs: first with bare crhelper, then with our adapter.

Each test is named after its row in the table of crhelper's defects.
"""

import datetime
import logging
from types import SimpleNamespace
from typing import Any

import pytest

from lambda_handlers.custom_resource.delivery import AnswerNotDeliveredError
from lambda_handlers.custom_resource.handler import lambda_handler
from lambda_handlers.errors import ResourceError
from tests.unit.lambda_handlers.bare_crhelper import BareCrhelper, Event
from tests.unit.lambda_handlers.cloudformation_side import (
    LOG_STREAM,
    SECRET_SIGNATURE,
    CustomResource,
    FakeClock,
    FakeContext,
    ResponseBucket,
)
from tests.unit.lambda_handlers.things import PASSWORD, PROPERTIES, Things

pytestmark = pytest.mark.slow

IDENTIFYING = {"StackId", "RequestId", "LogicalResourceId", "PhysicalResourceId"}
TOO_LONG = "the beginning says what went wrong " + "x" * 5000


class GaveUpWatchingError(BaseException):
    """Ends what would otherwise run for ever."""


def create_event(thing: CustomResource) -> Event:
    return thing.event("Create", ResourceProperties=PROPERTIES)


def test_row_08_no_echo(bare: BareCrhelper, thing: CustomResource, things: Things) -> None:
    """The setting of one request persists for the next one of a warm function."""

    def create(event: Event, _context: Any) -> str:
        if event["LogicalResourceId"] == "Secret":
            resource.NoEcho = True
        return "thing"

    resource = bare.resource(create=create)
    assert bare.answer(resource, {**create_event(thing), "LogicalResourceId": "Secret"})["NoEcho"] is True
    assert bare.answer(resource, create_event(thing))["NoEcho"] is True

    things.error = ResourceError("no")
    assert thing.create(PROPERTIES)["Status"] == "FAILED"
    things.error = None
    answer = thing.create(PROPERTIES)
    assert {name: answer[name] for name in ("Status", "Reason", "NoEcho")} == {"Status": "SUCCESS", "Reason": "", "NoEcho": False}


def test_row_09_data_not_json_able(bare: BareCrhelper, thing: CustomResource, things: Things) -> None:
    """A response without its identifiers: the stack waits until the timeout."""
    resource = bare.resource(create=lambda *_: resource.Data.update(Created=datetime.datetime(2026, 11, 22)) or "thing")
    assert not IDENTIFYING & set(bare.answer(resource, create_event(thing)))

    things.data = {"Created": datetime.datetime(2026, 11, 22)}
    answer = thing.create(PROPERTIES)
    assert set(answer) >= IDENTIFYING
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == "thing"
    assert "not JSON" in answer["Reason"]
    assert "datetime" in answer["Reason"]


def test_row_10_data_too_large(bare: BareCrhelper, thing: CustomResource, things: Things) -> None:
    """CloudFormation refuses the response, and waits for another."""
    resource = bare.resource(create=lambda *_: resource.Data.update(Text="ä" * 1000) or "thing")
    bare.send(resource, create_event(thing))
    assert len(bare.connections.bodies[0]) > 4096

    things.data = {"Text": "ä" * 1000}
    answer = thing.create(PROPERTIES)
    assert answer["Status"] == "FAILED"
    assert "CloudFormation accepts 4096" in answer["Reason"]


def test_row_11_http_403(bare: BareCrhelper, thing: CustomResource, things: Things, bucket: ResponseBucket) -> None:
    """Treated as a success: the lost response is not noticed."""
    bare.connections.status = 403
    bare.answer(bare.resource(create=lambda *_: "thing"), create_event(thing))

    bucket.statuses = [403, 403]
    with pytest.raises(AnswerNotDeliveredError, match="HTTP 403"):
        thing.handler(create_event(thing), FakeContext(thing.clock))
    # Lambda then repeats the event; the lifecycle finds the created resource.
    assert len(bucket.puts) == 1
    assert things.existing == {"thing"}


def test_row_11_no_timeout(bare: BareCrhelper, thing: CustomResource, bucket: ResponseBucket, monkeypatch: pytest.MonkeyPatch) -> None:
    bare.answer(bare.resource(create=lambda *_: "thing"), create_event(thing))
    assert "timeout" not in bare.connections.options[0]

    monkeypatch.setattr("lambda_handlers.custom_resource.delivery.ATTEMPT_SECONDS", 0.05)
    bucket.silence = 0.2
    with pytest.raises(AnswerNotDeliveredError, match="TimeoutError"):
        thing.handler(create_event(thing), FakeContext(thing.clock))
    assert 1 <= len(bucket.puts) <= 5


def test_row_11_endless_retry_on_exceptions(
    bare: BareCrhelper, thing: CustomResource, monkeypatch: pytest.MonkeyPatch, bucket: ResponseBucket
) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 100:
            raise GaveUpWatchingError

    monkeypatch.setattr("crhelper.utils.time", SimpleNamespace(sleep=sleep))
    bare.connections.broken = True
    with pytest.raises(GaveUpWatchingError):
        bare.send(bare.resource(create=lambda *_: "thing"), create_event(thing))

    bucket.statuses = [500] * 100
    with pytest.raises(AnswerNotDeliveredError, match="no success after 5 attempts, the last one: HTTP 500"):
        thing.handler(create_event(thing), FakeContext(thing.clock))
    assert len(bucket.puts) == 5


def test_row_12_default_log_level(bare: BareCrhelper, thing: CustomResource, things: Things, caplog: pytest.LogCaptureFixture) -> None:
    """The properties, the ResponseURL and NoEcho data are logged."""
    secret_data = "the-secret-among-the-data"

    def create(_event: Event, _context: Any) -> str:
        resource.NoEcho = True
        resource.Data["Secret"] = secret_data
        return "thing"

    resource = bare.resource(create=create)
    bare.send(resource, create_event(thing))
    assert PASSWORD in caplog.text
    assert SECRET_SIGNATURE in caplog.text
    assert secret_data in caplog.text

    caplog.clear()
    for name in (None, "crhelper", "lambda_handlers"):
        caplog.set_level(logging.DEBUG, logger=name)
    things.data = {"Secret": secret_data}
    thing.create(PROPERTIES)
    assert '"outcome": "SUCCESS"' in caplog.text
    assert PASSWORD not in caplog.text
    assert SECRET_SIGNATURE not in caplog.text
    assert secret_data not in caplog.text


def test_row_13_delete_by_default(bare: BareCrhelper, thing: CustomResource) -> None:
    """Two minutes of sleep, in case logs are slow."""
    fields = {"ResourceProperties": PROPERTIES, "PhysicalResourceId": "thing"}
    bare.answer(bare.resource(delete=lambda *_: None), thing.event("Delete", **fields))
    assert bare.slept == [120]

    bare.slept.clear()
    assert thing.send("Delete", **fields)["Status"] == "SUCCESS"
    assert bare.slept == []
    assert thing.clock.slept == []


def test_row_14_patching_send_response(
    bare: BareCrhelper, things: Things, clock: FakeClock, bucket: ResponseBucket, thing: CustomResource, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No effect, since the function is bound as a default argument: tests still use the network."""
    sent_by_patch: list[Any] = []
    monkeypatch.setattr("crhelper.resource_helper._send_response", lambda *arguments: sent_by_patch.append(arguments))
    bare.answer(bare.resource(create=lambda *_: "thing"), create_event(thing))
    assert sent_by_patch == []

    sent: list[bytes] = []
    handler = lambda_handler(load=lambda: things, clock=clock, put=lambda _url, body, _seconds: sent.append(body))
    handler(create_event(thing), FakeContext(clock))
    assert len(sent) == 1
    assert bucket.puts == []


def test_row_17_long_error(bare: BareCrhelper, thing: CustomResource, things: Things) -> None:
    """Only the last 240 characters are kept; the first ones, which describe the error, are lost."""

    def create(_event: Event, _context: Any) -> str:
        raise ResourceError(TOO_LONG)

    reason = bare.answer(bare.resource(create=create), create_event(thing))["Reason"]
    assert reason == "ERROR: (truncated) " + "x" * 240

    things.error = ResourceError(TOO_LONG)
    reason = thing.create(PROPERTIES)["Reason"]
    assert reason.startswith("the beginning says what went wrong xxx")
    assert reason.endswith(f"... (cut) (log stream: {LOG_STREAM})")
