"""Failures inside a handler, or between it and CloudFormation: exactly one response, with the correct id and a useful Reason."""

import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from lambda_handlers.custom_resource.delivery import AnswerNotDeliveredError
from lambda_handlers.custom_resource.handler import lambda_handler
from lambda_handlers.custom_resource.lifecycle import Lifecycle, Outcome
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, FakeClock, FakeContext, ResponseBucket
from tests.unit.lambda_handlers.custom_resource_types import CustomResourceType, for_each_type
from tests.unit.lambda_handlers.things import PROPERTIES, Things

NEVER_CREATED = "NeverCreated::Resource1A2B3C4D"
# The id in the response to each request that created nothing.
ID_ANSWERED = {"Create": NEVER_CREATED, "Update": "thing", "Delete": "thing"}

MakeThing = Callable[..., CustomResource]


@pytest.fixture
def make_thing(things: Things, clock: FakeClock, bucket: ResponseBucket) -> MakeThing:
    def make(load: Callable[[], Lifecycle] = lambda: things, **fields: Any) -> CustomResource:
        return CustomResource("Custom::Thing", lambda_handler(load=load, clock=clock), clock=clock, bucket=bucket, **fields)

    return make


def existing(request_type: str) -> dict[str, Any]:
    return {"ResourceProperties": PROPERTIES, **({} if request_type == "Create" else {"PhysicalResourceId": "thing"})}


@pytest.mark.parametrize("request_type", ID_ANSWERED)
@for_each_type
def test_a_lifecycle_module_that_cannot_be_imported(
    make_thing: MakeThing, monkeypatch: pytest.MonkeyPatch, resource_type: CustomResourceType, request_type: str
) -> None:
    module = f"{resource_type.package.__name__}.lifecycle"
    monkeypatch.setitem(sys.modules, module, None)
    answer = make_thing(resource_type.package.load_lifecycle).send(request_type, **existing(request_type))
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == ID_ANSWERED[request_type]
    assert answer["Reason"].startswith("ModuleNotFoundError: import of " + module)


@pytest.mark.parametrize("request_type", ID_ANSWERED)
@pytest.mark.parametrize("end", [SystemExit(1), KeyboardInterrupt()])
def test_a_lifecycle_module_that_ends_the_process(make_thing: MakeThing, request_type: str, end: BaseException) -> None:
    def load() -> Lifecycle:
        raise end

    answer = make_thing(load).send(request_type, **existing(request_type))
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == ID_ANSWERED[request_type]
    assert answer["Reason"].startswith(type(end).__name__)


@pytest.mark.parametrize("request_type", ID_ANSWERED)
@pytest.mark.parametrize("end", [SystemExit("no more"), KeyboardInterrupt("no more")])
def test_a_lifecycle_that_ends_the_process(thing: CustomResource, things: Things, request_type: str, end: BaseException) -> None:
    things.error = end
    answer = thing.send(request_type, **existing(request_type))
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == "thing"
    assert answer["Reason"].startswith(f"{type(end).__name__}: no more")


def test_an_error_that_cannot_be_put_into_words(thing: CustomResource, things: Things) -> None:
    class SpeechlessError(Exception):
        def __str__(self) -> str:
            raise ValueError("no words")

    things.error = SpeechlessError()
    answer = thing.create(PROPERTIES)
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == "thing"


@pytest.mark.parametrize("request_type", ["Read", "create", ""])
def test_an_unknown_request_type(thing: CustomResource, request_type: str) -> None:
    answer = thing.send(request_type, **existing("Update"))
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == "thing"
    assert f"RequestType must be one of Create, Update, Delete, not '{request_type}'" in answer["Reason"]


@pytest.mark.parametrize("id", [{}, {"PhysicalResourceId": None}, {"PhysicalResourceId": ""}])
def test_a_delete_without_an_id_succeeds(thing: CustomResource, things: Things, id: dict[str, str | None]) -> None:
    """CloudFormation has no id, and would never get one."""
    things.existing.add("thing")
    answer = thing.send("Delete", ResourceProperties=PROPERTIES, **id)
    assert answer["Status"] == "SUCCESS"
    assert answer["PhysicalResourceId"] == NEVER_CREATED
    assert things.existing == {"thing"}


def test_an_update_without_an_id_creates(thing: CustomResource, things: Things) -> None:
    answer = thing.send("Update", ResourceProperties=PROPERTIES, OldResourceProperties={})
    assert answer["Status"] == "SUCCESS"
    assert answer["PhysicalResourceId"] == "thing"
    assert things.existing == {"thing"}


@pytest.mark.parametrize("name", ["x" * 1025, "ä" * 300, "\x00" * 200])
def test_an_id_that_is_too_long_is_refused_before_anything_is_made(thing: CustomResource, things: Things, name: str) -> None:
    answer = thing.create({"Name": name})
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == NEVER_CREATED
    assert "as a PhysicalResourceId, CloudFormation accepts 1 to 1024" in answer["Reason"]
    assert things.existing == set()


@pytest.mark.parametrize("id", ["", "x" * 1025])
def test_an_id_that_cloudformation_refuses_fails_an_update(
    thing: CustomResource, things: Things, monkeypatch: pytest.MonkeyPatch, id: str
) -> None:
    monkeypatch.setattr(things, "update", lambda *_: Outcome(physical_resource_id=id))
    answer = thing.update(PROPERTIES, PROPERTIES, id="thing")
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == "thing"


@pytest.mark.parametrize(
    "data",
    [{"Text": "x" * 4096}, {"Set": {1}}, {"Number": float("nan")}, {b"key": 1}, {"Text": b"bytes"}],
    ids=lambda data: next(iter(data)),
)
@pytest.mark.parametrize("request_type", ["Create", "Update"])
def test_data_that_cannot_be_sent(thing: CustomResource, things: Things, data: Any, request_type: str) -> None:
    things.data = data
    answer = thing.send(request_type, **existing(request_type))
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == "thing"
    assert answer["Reason"].startswith("the handler made an answer ")
    assert answer["Data"] == {}


@pytest.mark.parametrize("depth", [10, 10_000])
def test_deeply_nested_data(thing: CustomResource, things: Things, depth: int) -> None:
    for _ in range(depth):
        things.data = {"Inner": things.data}
    assert thing.create(PROPERTIES)["Status"] == ("SUCCESS" if depth == 10 else "FAILED")


@pytest.mark.parametrize("statuses", [[403], [500] * 5, [404], [503, 403]])
@pytest.mark.parametrize("request_type", ID_ANSWERED)
def test_an_answer_that_is_refused_is_answered_when_lambda_repeats_the_event(
    thing: CustomResource, bucket: ResponseBucket, request_type: str, statuses: list[int]
) -> None:
    """Until then the same response is sent, never another."""
    event = thing.event(request_type, **existing(request_type))
    bucket.statuses = list(statuses)
    with pytest.raises(AnswerNotDeliveredError, match=f"HTTP {statuses[-1]}"):
        thing.handler(event, FakeContext(thing.clock))
    assert bucket.answers == []
    thing.handler(event, FakeContext(thing.clock))
    assert len(bucket.answers) == 1
    assert bucket.answers[0]["Status"] == "SUCCESS"
    assert bucket.answers[0]["PhysicalResourceId"] == "thing"
    assert len({put["body"] for put in bucket.puts}) == 1


def test_a_timer_of_an_earlier_request_has_no_say_in_the_next(things: Things, make_thing: MakeThing, bucket: ResponseBucket) -> None:
    """Lambda freezes a function between events, including timers: they may fire during the next event."""
    warm = make_thing(seconds=0.4)
    first = warm.create(PROPERTIES)
    things.seconds, warm.seconds = 0.5, 840
    second = warm.create(PROPERTIES)
    assert [first["Status"], second["Status"]] == ["SUCCESS", "SUCCESS"]
    assert len(bucket.puts) == 2


def test_a_request_that_overtakes_another_in_the_same_process_gets_its_own_answer(
    things: Things, make_thing: MakeThing, bucket: ResponseBucket
) -> None:
    """The first request's timer fires during the second."""
    slow, quick = Things(), things
    slow.seconds = 0.5
    first, second = make_thing(lambda: slow, seconds=0.2), make_thing(lambda: quick)
    running = threading.Thread(
        target=first.handler, args=(first.event("Create", RequestId="first", **existing("Create")), FakeContext(first.clock, 0.2))
    )
    running.start()
    time.sleep(0.05)
    quick.seconds = 0.3
    second.handler(second.event("Create", RequestId="second", **existing("Create")), FakeContext(second.clock))
    running.join()
    assert sorted((answer["RequestId"], answer["Status"]) for answer in bucket.answers) == [("first", "FAILED"), ("second", "SUCCESS")]


def test_a_timer_that_cannot_deliver_fails_the_invocation(things: Things, make_thing: MakeThing, bucket: ResponseBucket) -> None:
    """The handler's own, later response is not sent in its place."""
    things.seconds = 0.3
    bucket.statuses = [403]
    slow = make_thing(seconds=0.2)
    with pytest.raises(AnswerNotDeliveredError, match="HTTP 403"):
        slow.handler(slow.event("Create", **existing("Create")), FakeContext(slow.clock, 0.2))
    assert len(bucket.puts) == 1
