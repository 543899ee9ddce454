"""Rows of the lifecycle table: delays and timeouts."""

from types import SimpleNamespace

from tests.unit.lambda_handlers.lifecycle.rows import row
from tests.unit.lambda_handlers.lifecycle.subject import Answer, Operation, Subject


@row("propagation error once, then ok", needs="propagation")
def test_propagation_error_once(subject: Subject) -> None:
    error = subject.fault(subject.create_operation, message=subject.propagation_error)
    id = subject.created()
    assert error.times == 0
    assert subject.resource.clock.slept[0] == 0.2
    assert subject.live() == {id}


@row("propagation error past two minutes", needs="propagation")
def test_propagation_error_for_two_minutes(subject: Subject) -> None:
    _give_up_propagation(subject, longest=120)


@row("propagation error past the deadline", needs="propagation")
def test_propagation_error_until_the_deadline(subject: Subject) -> None:
    subject.resource.seconds = 40
    _give_up_propagation(subject, longest=30)


@row("action in its policy denied, then ok", needs="creation")
def test_policy_that_comes_into_force(subject: Subject) -> None:
    error = subject.fault(subject.create_operation, **_denied(subject))
    id = subject.created()
    assert error.times == 0
    assert subject.resource.clock.slept[0] == 0.2
    assert subject.live() == {id}


@row("action in its policy denied, past two minutes", needs="creation")
def test_policy_that_does_not_come_into_force(subject: Subject) -> None:
    error = subject.fault(subject.create_operation, times=-1, **_denied(subject))
    answer = subject.create()
    assert answer["Status"] == "FAILED"
    assert "seconds of trying again" in answer["Reason"]
    error.times = 0
    assert subject.delete(answer["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert subject.live() == set()


@row("throttling")
def test_throttling(subject: Subject) -> None:
    """botocore retries the call, and gives up after five attempts."""
    subject.patch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=subject.resource.clock.sleep))
    subject.aws.throttle(*_throttled(subject), times=4)
    id, answer = _meet(subject)
    assert answer["Status"] == "SUCCESS", answer["Reason"]
    assert len(subject.resource.clock.slept) >= 4
    subject.delete(id)
    assert subject.live() == set()


@row("permanent throttling")
def test_throttling_that_does_not_end(subject: Subject) -> None:
    subject.patch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=subject.resource.clock.sleep))
    subject.aws.throttle(*_throttled(subject), times=5)
    id, answer = _meet(subject)
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == id
    assert "(reached max retries: 4)" in answer["Reason"]
    assert sum(subject.resource.clock.slept) < 60
    assert subject.delete(id)["Status"] == "SUCCESS"
    assert subject.live() == set()


@row("deadline reached")
def test_deadline(subject: Subject) -> None:
    """The response has the id and the awaited state; a later request continues from there."""
    id, answer = subject.reach_deadline()
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == id
    assert "the function's time ran out while " in answer["Reason"]
    subject.go_on()
    assert subject.delete(id)["Status"] == "SUCCESS"
    assert subject.live() == set()


def _give_up_propagation(subject: Subject, *, longest: float) -> None:
    error = subject.fault(subject.create_operation, times=-1, message=subject.propagation_error)
    answer = subject.create()
    assert answer["Status"] == "FAILED"
    assert subject.propagation_error in answer["Reason"]
    assert "seconds of trying again" in answer["Reason"]
    assert longest / 2 < sum(subject.resource.clock.slept) <= longest
    error.times = 0
    assert subject.delete(answer["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert subject.live() == set()


def _denied(subject: Subject) -> dict[str, str]:
    """IAM's denial of the create operation; S3 names no action."""
    assert subject.create_operation, "nothing is created"
    service, operation = subject.create_operation
    if service == "s3":
        return {"code": "AccessDenied", "message": "Access Denied"}
    return {
        "code": "AccessDeniedException",
        "message": f"User: arn:aws:sts::123456789012:assumed-role/f/f is not authorized to perform: {service}:{operation} on resource: *",
    }


def _throttled(subject: Subject) -> Operation:
    """Create, if the type creates something."""
    return subject.create_operation or subject.delete_operation


def _meet(subject: Subject) -> tuple[str, Answer]:
    """The request that calls the throttled operation; returns the id and the response."""
    answer = subject.create()
    if subject.create_operation is None:
        answer = subject.delete(answer["PhysicalResourceId"])
    return answer["PhysicalResourceId"], answer
