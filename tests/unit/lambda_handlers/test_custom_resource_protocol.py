"""The protocol between CloudFormation and a handler: exactly one response to each request."""

import json
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from lambda_handlers.custom_resource.deadline import SystemClock
from lambda_handlers.custom_resource.delivery import AnswerNotDeliveredError
from lambda_handlers.custom_resource.handler import lambda_handler
from lambda_handlers.custom_resource.lifecycle import Lifecycle
from lambda_handlers.custom_resource.sender import RESPONSE_ENDPOINT
from lambda_handlers.errors import ResourceError
from tests.unit.lambda_handlers.cloudformation_side import (
    LOG_STREAM,
    SECRET_SIGNATURE,
    CustomResource,
    FakeClock,
    FakeContext,
    ResponseBucket,
)
from tests.unit.lambda_handlers.custom_resource_types import CUSTOM_RESOURCE_TYPES, CustomResourceType, for_each_type
from tests.unit.lambda_handlers.things import PASSWORD, PROPERTIES, Things


def test_the_answer_has_every_field(thing: CustomResource, bucket: ResponseBucket) -> None:
    answer = thing.create(PROPERTIES)
    assert answer == {
        "Status": "SUCCESS",
        "Reason": "",
        "PhysicalResourceId": "thing",
        "StackId": thing.stack_id,
        "RequestId": "00000000-0000-0000-0000-000000000001",
        "LogicalResourceId": "Resource1A2B3C4D",
        "NoEcho": False,
        "Data": {"Arn": "arn:thing"},
    }
    assert bucket.puts[0]["content_type"] == ""
    assert SECRET_SIGNATURE in bucket.puts[0]["path"]


@pytest.mark.parametrize("request_type", ["Update", "Delete"])
def test_a_failure_is_answered_with_the_id(thing: CustomResource, things: Things, request_type: str) -> None:
    things.error = ResourceError("no room for a thing")
    answer = thing.send(request_type, ResourceProperties={"Name": "other"}, PhysicalResourceId="thing")
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == "thing"
    assert answer["Reason"] == f"no room for a thing (log stream: {LOG_STREAM})"


def test_an_unforeseen_error_is_named(thing: CustomResource, things: Things) -> None:
    things.error = KeyError("Arn")
    assert thing.create(PROPERTIES)["Reason"].startswith("KeyError: 'Arn'")


def test_an_error_without_text_has_a_reason(thing: CustomResource, things: Things) -> None:
    things.error = RuntimeError()
    assert thing.create(PROPERTIES)["Reason"].startswith("RuntimeError")


def test_an_update_may_return_another_id(thing: CustomResource) -> None:
    assert thing.update(PROPERTIES, {"Name": "other"}, id="thing")["PhysicalResourceId"] == "other"


def test_a_create_whose_id_is_unknown_is_answered_with_an_id_whose_delete_succeeds(thing: CustomResource, things: Things) -> None:
    refused = thing.create({})
    assert refused["Status"] == "FAILED"
    assert refused["PhysicalResourceId"] == "NeverCreated::Resource1A2B3C4D"
    things.error = ResourceError("delete must not be called")
    deleted = thing.delete({}, id=refused["PhysicalResourceId"])
    assert deleted["Status"] == "SUCCESS"
    assert deleted["PhysicalResourceId"] == refused["PhysicalResourceId"]


@pytest.mark.parametrize("id", [None, "thing"])
def test_a_lifecycle_that_cannot_be_loaded_is_answered(clock: FakeClock, bucket: ResponseBucket, id: str | None) -> None:
    def load() -> Lifecycle:
        raise ModuleNotFoundError("No module named 'crhelper'")

    thing = CustomResource("Custom::Thing", lambda_handler(load=load, clock=clock), clock=clock, bucket=bucket)
    answer = thing.delete(PROPERTIES, id=id) if id else thing.create(PROPERTIES)
    assert answer["Status"] == "FAILED"
    assert "No module named 'crhelper'" in answer["Reason"]
    assert answer["PhysicalResourceId"] == (id or "NeverCreated::Resource1A2B3C4D")


@pytest.mark.slow
def test_the_entry_points_need_only_the_standard_library_to_be_imported() -> None:
    """So that a missing package in the asset causes a response; a failing import would leave the stack waiting."""
    names = [found.package.__name__ for found in CUSTOM_RESOURCE_TYPES]
    code = (
        "import sys\n"
        "for name in ('boto3', 'botocore', 'crhelper'): sys.modules[name] = None\n"
        "import importlib\n"
        f"packages = [importlib.import_module(name) for name in {names}]\n"
        "print(all(callable(package.handler) for package in packages))\n"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(root)}
    )
    assert done.stdout == "True\n", done.stderr


@for_each_type
def test_the_entry_points_answer(resource_type: CustomResourceType, bucket: ResponseBucket, clock: FakeClock) -> None:
    thing = CustomResource("Custom::Thing", resource_type.package.handler, clock=clock, bucket=bucket)
    assert thing.create({"Nonsense": "x"})["Status"] == "FAILED"
    assert "Nonsense is unknown" in bucket.answers[0]["Reason"]
    assert thing.delete({}, id=bucket.answers[0]["PhysicalResourceId"])["Status"] == "SUCCESS"


def test_work_ends_before_the_function_by_more_than_a_call_and_the_answer_take(thing: CustomResource, things: Things) -> None:
    thing.create(PROPERTIES)
    assert things.deadline_seconds == pytest.approx(800)


def test_a_late_answer_waits_until_the_first_is_delivered(things: Things, bucket: ResponseBucket) -> None:
    """Lambda freezes the function when its handler returns, even during a PUT."""
    things.seconds, bucket.silence = 0.3, 0.4
    clock = FakeClock()
    handler = lambda_handler(load=lambda: things, clock=clock)
    thing = CustomResource("Custom::Thing", handler, clock=clock, bucket=bucket, seconds=0.2)
    handler(thing.event("Create", ResourceProperties=PROPERTIES), FakeContext(clock, 0.2))
    assert [answer["Status"] for answer in bucket.answers] == ["FAILED"]


def test_the_timer_does_not_outlive_the_request(thing: CustomResource) -> None:
    thing.create(PROPERTIES)
    timers = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    for timer in timers:
        timer.join(timeout=5)
    assert [timer for timer in timers if timer.is_alive()] == []


@pytest.mark.parametrize("text", ["x" * 100_000, "ä" * 50_000, "\U0001f600" * 5_000, '"\\\n' * 5_000])
def test_a_long_reason_keeps_its_head_and_names_the_log_stream(
    thing: CustomResource, things: Things, bucket: ResponseBucket, text: str
) -> None:
    things.error = ResourceError(f"the beginning says what went wrong {text}")
    answer = thing.create(PROPERTIES)
    assert answer["Reason"].startswith("the beginning says what went wrong ")
    assert answer["Reason"].endswith("... (cut) (log stream: 2026/11/22/[$LATEST]0123456789abcdef)")
    assert 3900 < len(bucket.puts[0]["body"]) <= 4096


@pytest.mark.parametrize("statuses", [[500], [503, 429], [500, 502, 503, 504]])
def test_server_errors_are_tried_again_with_the_same_answer(
    thing: CustomResource, bucket: ResponseBucket, clock: FakeClock, statuses: list[int]
) -> None:
    bucket.statuses = list(statuses)
    assert thing.create(PROPERTIES)["Status"] == "SUCCESS"
    assert len({put["body"] for put in bucket.puts}) == 1
    assert len(bucket.puts) == len(statuses) + 1
    assert clock.slept == [0.5, 1, 2, 4][: len(statuses)]


@pytest.mark.parametrize("url", [f"http://127.0.0.1:1/{SECRET_SIGNATURE}", f"http://127.0.0.1:1/a b{SECRET_SIGNATURE}"])
def test_an_unreachable_url_is_an_error_that_does_not_name_it(
    thing: CustomResource, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv(RESPONSE_ENDPOINT, "http://127.0.0.1:1")
    with pytest.raises(AnswerNotDeliveredError) as raised:
        thing.handler({**thing.event("Create", ResourceProperties=PROPERTIES), "ResponseURL": url}, FakeContext(thing.clock))
    assert SECRET_SIGNATURE not in str(raised.value)
    assert SECRET_SIGNATURE not in caplog.text
    assert '"outcome": "UNDELIVERED"' in caplog.text


@pytest.mark.parametrize(("statuses", "code"), [([307], ""), ([301, 302], ""), ([400], "RequestTimeout")])
def test_what_s3_takes_a_moment_later_is_tried_again(thing: CustomResource, bucket: ResponseBucket, statuses: list[int], code: str) -> None:
    """To the same address: the URL is signed for its host, and CloudFormation did not name a redirect's target."""
    bucket.statuses, bucket.error_code = list(statuses), code
    assert thing.create(PROPERTIES)["Status"] == "SUCCESS"
    assert [put["status"] for put in bucket.puts] == [*statuses, 200]
    assert {put["path"] for put in bucket.puts} == {f"/response?X-Amz-Signature={SECRET_SIGNATURE}"}


@pytest.mark.parametrize("status", [400, 403])
def test_what_s3_refuses_for_good_is_not_tried_again(thing: CustomResource, bucket: ResponseBucket, status: int) -> None:
    bucket.statuses = [status]
    with pytest.raises(AnswerNotDeliveredError, match=f"HTTP {status}"):
        thing.handler(thing.event("Create", ResourceProperties=PROPERTIES), FakeContext(thing.clock))
    assert len(bucket.puts) == 1


def test_one_line_per_event_and_no_secret_in_the_log(thing: CustomResource, things: Things, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger().setLevel(logging.DEBUG)
    thing.create(PROPERTIES)
    things.error = ResourceError("no room")
    thing.update(PROPERTIES, PROPERTIES, id="thing")

    lines = [json.loads(record.message) for record in caplog.records if record.message.startswith("{")]
    assert [(line["requestType"], line["outcome"]) for line in lines] == [("Create", "SUCCESS"), ("Update", "FAILED")]
    assert lines[0] == {
        "resourceType": "Custom::Thing",
        "requestType": "Create",
        "logicalResourceId": "Resource1A2B3C4D",
        "physicalResourceId": "thing",
        "requestId": "00000000-0000-0000-0000-000000000001",
        "stackId": thing.stack_id,
        "outcome": "SUCCESS",
        "durationMs": 0,
    }
    assert SECRET_SIGNATURE not in caplog.text
    assert PASSWORD not in caplog.text
    assert "arn:thing" not in caplog.text


def test_failures_are_logged_as_errors(thing: CustomResource, things: Things, caplog: pytest.LogCaptureFixture) -> None:
    things.error = ResourceError("no room")
    thing.delete(PROPERTIES, id="thing")
    summary = [record for record in caplog.records if '"requestType": "Delete"' in record.message]
    assert [record.levelno for record in summary] == [logging.ERROR]


def test_the_system_clock_passes() -> None:
    clock = SystemClock()
    before = clock.monotonic()
    clock.sleep(0.01)
    assert clock.monotonic() - before >= 0.01
