"""Ids that crhelper 2.0.12 loses or invents, and a false success: first with bare crhelper, then with our adapter.

Each test is named after its row in the table of crhelper's defects.
"""

import re
import time
from typing import Any

import boto3
import pytest

from lambda_handlers.custom_resource.handler import lambda_handler
from lambda_handlers.custom_resource.lifecycle import Lifecycle
from lambda_handlers.errors import ResourceError
from tests.unit.lambda_handlers.bare_crhelper import BareCrhelper, Event
from tests.unit.lambda_handlers.cloudformation_side import LOG_STREAM, CustomResource, FakeClock, ResponseBucket
from tests.unit.lambda_handlers.things import PROPERTIES, Things

pytestmark = pytest.mark.slow

RANDOM_ID = r"dev-Labeling_Resource1A2B3C4D_[A-Z0-9]{8}"
EXISTING = {"PhysicalResourceId": "thing", "ResourceProperties": PROPERTIES}


def refuse(_event: Event, _context: Any) -> str:
    raise ResourceError("no room for a thing")


def test_row_01_create_raises(bare: BareCrhelper, thing: CustomResource, things: Things) -> None:
    """A random id: CloudFormation deletes something that never existed, and the created resource remains."""
    answer = bare.answer(bare.resource(create=refuse), thing.event("Create", ResourceProperties=PROPERTIES))
    assert answer["Status"] == "FAILED"
    assert re.fullmatch(RANDOM_ID, answer["PhysicalResourceId"])

    things.error = ResourceError("no room for a thing")
    answer = thing.create(PROPERTIES)
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == "thing"
    assert answer["Reason"] == f"no room for a thing (log stream: {LOG_STREAM})"
    assert answer["Data"] == {}


@pytest.mark.parametrize("request_type", ["Update", "Delete"])
def test_row_02_init_failure(bare: BareCrhelper, thing: CustomResource, monkeypatch: pytest.MonkeyPatch, request_type: str) -> None:
    """An empty id, which CloudFormation refuses: the deletion is blocked."""
    resource = bare.resource(update=lambda *_: "thing", delete=lambda *_: None)
    resource.init_failure(RuntimeError("no logging today"))
    answer = bare.answer(resource, thing.event(request_type, **EXISTING))
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == ""

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("no logging today")

    monkeypatch.setattr("crhelper.log_helper.setup", fail)
    answer = thing.send(request_type, **EXISTING)
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == "thing"
    assert "no logging today" in answer["Reason"]


@pytest.mark.parametrize(("request_type", "fields"), [("Create", {"ResourceProperties": PROPERTIES}), ("Update", EXISTING)])
def test_row_03_timeout_timer(
    bare: BareCrhelper, things: Things, clock: FakeClock, bucket: ResponseBucket, request_type: str, fields: Event
) -> None:
    """Two responses, the first without an id."""
    thing = CustomResource("Custom::Thing", lambda_handler(load=lambda: things, clock=clock), clock=clock, bucket=bucket, seconds=0.2)

    def work(_event: Event, _context: Any) -> str:
        time.sleep(0.15)
        return "thing"

    bare.send(bare.resource(create=work, update=work), thing.event(request_type, **fields), seconds=0.55)
    assert [(answer["Status"], answer["PhysicalResourceId"]) for answer in bare.answers] == [("FAILED", ""), ("SUCCESS", "thing")]

    things.seconds = 0.3
    answer = thing.send(request_type, **fields)
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == "thing"
    assert answer["Reason"] == (
        f"{request_type} of Resource1A2B3C4D was not finished within the function's time; what it made is found again by the next request "
        f"(log stream: {LOG_STREAM})"
    )
    time.sleep(0.05)
    assert len(bucket.puts) == 1


def test_row_15_no_region_in_the_environment(bare: BareCrhelper, thing: CustomResource, monkeypatch: pytest.MonkeyPatch) -> None:
    """crhelper always creates clients for polling; without a region that fails, and row 2 follows."""
    monkeypatch.setattr("crhelper.resource_helper.boto3", boto3)
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    answer = bare.answer(bare.resource(delete=lambda *_: None), thing.event("Delete", **EXISTING))
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == ""
    assert "region" in answer["Reason"]

    assert thing.delete(PROPERTIES, id="thing")["Status"] == "SUCCESS"


@pytest.mark.parametrize("request_type", ["Update", "Delete"])
def test_row_16_no_handler_registered_for_the_event(
    bare: BareCrhelper, things: Things, clock: FakeClock, bucket: ResponseBucket, request_type: str
) -> None:
    """A silent SUCCESS: the missing Delete leaves an orphan."""

    class OnlyCreate:
        physical_resource_id = things.physical_resource_id
        create = things.create

    def load() -> Lifecycle:
        return OnlyCreate()  # type: ignore[return-value]

    thing = CustomResource("Custom::Thing", lambda_handler(load=load, clock=clock), clock=clock, bucket=bucket)
    resource = bare.resource(create=lambda *_: "thing")
    assert bare.answer(resource, thing.event(request_type, **EXISTING))["Status"] == "SUCCESS"

    answer = thing.send(request_type, **EXISTING)
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == "thing"
    assert f"has no attribute '{request_type.lower()}'" in answer["Reason"]
