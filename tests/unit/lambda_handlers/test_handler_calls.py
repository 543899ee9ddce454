"""Handler calls without a response, and ids that no call accepts."""

import json

import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ConnectTimeoutError
from moto.core.botocore_stubber import MockRawResponse

from lambda_handlers import workteam
from lambda_handlers.aws import clients
from lambda_handlers.aws.service_shapes import is_possible
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.in_force import check_deadline_in_force, fulfilling
from lambda_handlers.errors import DeadlineReachedError
from tests.unit.lambda_handlers.cloudformation_side import FakeClock, FakeContext, MakeCustomResource
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import workteam_properties

ATTEMPT_SECONDS = 25.0


@pytest.fixture
def unanswered(monkeypatch: pytest.MonkeyPatch, clock: FakeClock) -> list[float]:
    """An unresponsive service: each attempt lasts until the client's timeout. Returns the start time of each attempt."""
    began: list[float] = []

    def send(*_: object) -> None:
        began.append(clock.now)
        clock.sleep(ATTEMPT_SECONDS)
        raise ConnectTimeoutError(endpoint_url="https://api.sagemaker")

    monkeypatch.setattr("moto.core.botocore_stubber.BotocoreStubber.process_request", send)
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)
    return began


@pytest.mark.parametrize(("seconds", "attempts"), [(840, 5), (31, 1), (60, 2)])
def test_a_call_without_an_answer_is_not_repeated_past_the_deadline(
    aws: Aws, custom_resource: MakeCustomResource, request: pytest.FixtureRequest, seconds: float, attempts: int
) -> None:
    """Otherwise the function would be killed during the call, and Lambda would repeat a request that has been answered meanwhile."""
    properties = workteam_properties(aws.user_pool())
    team = custom_resource(workteam, seconds=seconds)
    began: list[float] = request.getfixturevalue("unanswered")
    started = aws.clock.now
    answer = team.create(properties)
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == "reviews"
    assert len(began) == attempts
    assert aws.clock.now - started < seconds
    if attempts < 5:
        assert "ran out while calling CreateWorkteam, which gave no answer (ConnectTimeoutError)" in answer["Reason"]


@pytest.mark.parametrize(("status", "code"), [(500, "InternalFailure"), (503, "ServiceUnavailable"), (400, "ThrottlingException")])
def test_a_call_that_is_answered_slowly_with_an_error_is_not_repeated_past_the_deadline(
    aws: Aws, custom_resource: MakeCustomResource, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, status: int, code: str
) -> None:
    """Each response takes 19 seconds: the second would come after the timer's response, the third after the function's end."""
    properties = workteam_properties(aws.user_pool())
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)
    began: list[float] = []

    def slow(request: AWSPreparedRequest, event_name: str, **_: object) -> AWSResponse | None:
        if not event_name.endswith(".CreateWorkteam"):
            return None
        began.append(clock.now)
        clock.sleep(19)
        body = json.dumps({"__type": code, "message": "busy"}).encode()
        return AWSResponse(request.url, status, HTTPHeaders(), MockRawResponse(body))

    sagemaker = clients.client("sagemaker")
    sagemaker.meta.events.register_last("before-send", slow)
    # It would respond first, with success.
    monkeypatch.setattr("moto.core.botocore_stubber.BotocoreStubber.process_request", lambda *_: None)
    try:
        answer = custom_resource(workteam, seconds=45).create(properties)
    finally:
        sagemaker.meta.events.unregister("before-send", slow)
    assert answer["Status"] == "FAILED"
    assert len(began) == 2
    assert "ran out while calling CreateWorkteam, which was tried 2 times" in answer["Reason"]


def test_without_a_request_there_is_no_deadline() -> None:
    check_deadline_in_force("calling nothing")


def test_a_deadline_is_in_force_for_its_own_request_only(clock: FakeClock) -> None:
    deadline = Deadline(context=FakeContext(clock, 40), clock=clock)
    with fulfilling("Create", deadline):
        check_deadline_in_force("calling something")
        clock.sleep(40)
        with pytest.raises(DeadlineReachedError, match="ran out while calling something"):
            check_deadline_in_force("calling something")
    check_deadline_in_force("calling something")


@pytest.mark.parametrize(
    ("value", "possible"),
    [("reviews", True), ("a" * 63, True), ("a" * 64, False), ("", False), ("-reviews", False), ("AWSCDK::x", False), ("a\nb", False)],
)
@pytest.mark.parametrize(("operation", "member"), [("DescribeWorkteam", "WorkteamName"), ("DescribeLabelingJob", "LabelingJobName")])
def test_what_can_be_a_name(operation: str, member: str, value: str, possible: bool) -> None:
    assert is_possible(clients.client("sagemaker"), operation, member=member, value=value) is possible
