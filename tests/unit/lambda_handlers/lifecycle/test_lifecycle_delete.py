"""Rows of the lifecycle table: Delete, in every state and with every physical id."""

from tests.unit.lambda_handlers.lifecycle.rows import row
from tests.unit.lambda_handlers.lifecycle.subject import Subject

MARKERS = [
    "AWSCDK::CustomResourceProviderFramework::CREATE_FAILED",
    "AWSCDK::CustomResourceProviderFramework::MISSING_PHYSICAL_ID",
    "NeverCreated::Resource1A2B3C4D",
]
# Ids from CloudFormation or an earlier implementation: too long for a name, malformed, or unknown.
FOREIGN_IDS = [
    "dev-Labeling-Resource1A2B3C4D-" + "1ABCDEFGHIJKL" * 4,
    "2026/11/22/[$LATEST]0123456789abcdef",
    "dev-Labeling-1ABCDEF",
    "x" * 300,
]


@row("Delete with a CREATE_FAILED marker")
def test_delete_with_a_marker(subject: Subject) -> None:
    """Nothing was created, so nothing is looked up or deleted."""
    subject.created()
    state = subject.state()
    subject.aws.watch("sagemaker", "cognito-idp", "s3", "sqs")
    for marker in MARKERS:
        answer = subject.delete(marker)
        assert answer["Status"] == "SUCCESS"
        assert answer["PhysicalResourceId"] == marker
    assert subject.aws.calls == []
    assert subject.state() == state


@row("Delete with a foreign physical id")
def test_delete_with_a_foreign_id(subject: Subject) -> None:
    subject.created()
    state = subject.state()
    for id in FOREIGN_IDS:
        answer = subject.delete(id)
        assert answer["Status"] == "SUCCESS", answer["Reason"]
        assert answer["PhysicalResourceId"] == id
    assert subject.state() == state


@row("delete")
def test_delete(subject: Subject) -> None:
    id = subject.created()
    answer = subject.delete(id)
    assert answer["Status"] == "SUCCESS"
    assert answer["PhysicalResourceId"] == id
    assert subject.live() == set()


@row("delete twice")
def test_delete_twice(subject: Subject) -> None:
    id = subject.created()
    subject.delete(id)
    assert subject.live() == set()
    state = subject.state()
    subject.aws.watch("sagemaker", "cognito-idp", "s3")
    answer = subject.delete(id)
    assert subject.aws.called(subject.delete_operation[1]) == 0
    assert answer["Status"] == "SUCCESS"
    assert answer["PhysicalResourceId"] == id
    assert subject.state() == state


@row("delete after manual deletion")
def test_delete_of_what_was_removed_by_hand(subject: Subject) -> None:
    id = subject.created()
    subject.remove_by_hand(id)
    assert subject.live() == set()
    subject.aws.watch("sagemaker", "cognito-idp", "s3")
    answer = subject.delete(id)
    assert subject.aws.called(subject.delete_operation[1]) == 0
    assert answer["Status"] == "SUCCESS"
    assert answer["PhysicalResourceId"] == id


@row("delete while Initializing", needs="status")
def test_delete_while_initializing(subject: Subject) -> None:
    _delete_while("Initializing", subject)


@row("delete while InProgress (a workforce: Updating)", needs="status")
def test_delete_while_in_progress(subject: Subject) -> None:
    _delete_while("InProgress", subject)


@row("delete while Stopping (a workforce: Deleting)", needs="status")
def test_delete_while_stopping(subject: Subject) -> None:
    _delete_while("Stopping", subject)


@row("delete while Completed", needs="completion")
def test_delete_while_completed(subject: Subject) -> None:
    _delete_while("Completed", subject)


@row("delete while Failed", needs="status")
def test_delete_while_failed(subject: Subject) -> None:
    _delete_while("Failed", subject)


@row("delete with an old property schema")
def test_delete_with_properties_of_an_older_version(subject: Subject) -> None:
    id = subject.created()
    assert subject.delete(id, subject.older)["Status"] == "SUCCESS"
    assert subject.live() == set()


@row("delete blocked (`Success: false`, ResourceInUse)")
def test_delete_that_is_blocked(subject: Subject) -> None:
    """It fails, names the obstacle and keeps the resource; without the obstacle it succeeds."""
    id = subject.created()
    for expected, take_away in subject.obstacles():
        answer = subject.delete(id)
        assert answer["Status"] == "FAILED"
        assert answer["PhysicalResourceId"] == id
        assert expected in answer["Reason"]
        assert subject.live() == {id}
        take_away()
    assert subject.delete(id)["Status"] == "SUCCESS"
    assert subject.live() == set()


@row("delete a resource with another stack's tags")
def test_delete_of_what_another_stack_made(subject: Subject) -> None:
    id, _ = subject.foreign()
    assert subject.live() == {id}
    state = subject.state()
    assert subject.delete(id)["Status"] == "SUCCESS"
    assert subject.state() == state


def _delete_while(status: str, subject: Subject) -> None:
    id = subject.created()
    subject.become(status, id)
    answer = subject.delete(id)
    assert answer["Status"] == "SUCCESS", answer["Reason"]
    assert answer["PhysicalResourceId"] == id
    assert subject.live() == set()
