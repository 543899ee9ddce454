"""Rows of the lifecycle table: Create, and the leftovers of a failed one."""

from tests.unit.lambda_handlers.lifecycle.rows import row
from tests.unit.lambda_handlers.lifecycle.subject import REQUEST_ID, Subject


@row("create")
def test_create(subject: Subject) -> None:
    answer = subject.create()
    id = answer["PhysicalResourceId"]
    assert answer["Status"] == "SUCCESS"
    assert answer["Data"] == subject.data(id)
    assert subject.live() == {id}


@row("create twice, same RequestId")
def test_create_twice(subject: Subject) -> None:
    first = subject.create()
    state = subject.state()
    second = subject.create()
    assert second == first
    assert second["Status"] == "SUCCESS"
    assert subject.live() == {second["PhysicalResourceId"]}
    assert str(subject.state()) == str(state)


@row("create, resource exists with a foreign owner")
def test_create_what_another_stack_has(subject: Subject) -> None:
    """It is refused, and CloudFormation's Delete for it keeps the other stack's resource."""
    id, refusal = subject.foreign()
    state = subject.state()
    answer = subject.create()
    assert answer["Status"] == ("FAILED" if refusal else "SUCCESS")
    assert refusal in answer["Reason"]
    assert answer["PhysicalResourceId"] == id
    assert subject.delete(id)["Status"] == "SUCCESS"
    assert subject.state() == state
    assert subject.live() == {id}


@row("create refused (quota)", needs="creation")
def test_create_beyond_the_quota(subject: Subject) -> None:
    expected = subject.use_up_quota()
    live = subject.live()
    answer = subject.create()
    assert answer["Status"] == "FAILED"
    assert expected in answer["Reason"]
    # The time to search for the result of an earlier delivery.
    assert sum(subject.resource.clock.slept) <= 7.5
    assert subject.delete(answer["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert subject.live() == live


@row("create ok, then status Failed", needs="status")
def test_create_that_fails_later(subject: Subject) -> None:
    reason = subject.fail_after_creation()
    answer = subject.create()
    assert answer["Status"] == "FAILED"
    assert reason in answer["Reason"]
    assert subject.delete(answer["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert subject.live() == set()


@row("create failed before anything was created, then Delete with that id")
def test_delete_after_a_create_that_made_nothing(subject: Subject) -> None:
    state = subject.state()
    properties = subject.refuse_creation()
    answer = subject.create(properties)
    assert answer["Status"] == "FAILED"
    assert subject.delete(answer["PhysicalResourceId"], properties)["Status"] == "SUCCESS"
    assert subject.state() == state


@row("create failed after something was created, then Delete with that id")
def test_delete_after_a_create_that_made_something(subject: Subject) -> None:
    before = subject.live()
    properties = subject.break_creation()
    answer = subject.create(properties)
    assert answer["Status"] == "FAILED"
    assert subject.live() == before or subject.live() == {answer["PhysicalResourceId"]}
    assert subject.delete(answer["PhysicalResourceId"], properties)["Status"] == "SUCCESS"
    assert subject.live() == before


@row("create again after Delete")
def test_create_again(subject: Subject) -> None:
    """A job's name cannot be reused: another request creates another one."""
    first = subject.created()
    subject.delete(first)
    assert subject.live() == set()
    again = subject.resource.create(subject.properties)
    assert again["Status"] == "SUCCESS"
    assert again["RequestId"] != REQUEST_ID
    assert again["Data"] == subject.data(again["PhysicalResourceId"])
