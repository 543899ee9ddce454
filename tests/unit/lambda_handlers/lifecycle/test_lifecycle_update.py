"""Rows of the lifecycle table: Update, its rollback, and the Delete of the replaced resource."""

import copy

from tests.unit.lambda_handlers.lifecycle.rows import row
from tests.unit.lambda_handlers.lifecycle.subject import Subject


@row("update equal")
def test_update_with_equal_properties(subject: Subject) -> None:
    id = subject.created()
    state = subject.state()
    subject.aws.watch("sagemaker", "cognito-idp", "s3")
    answer = subject.update(subject.properties, id=id)
    assert [name for name in subject.aws.calls if not name.startswith(("Describe", "Get", "Head", "List"))] == []
    assert answer["Status"] == "SUCCESS"
    assert answer["PhysicalResourceId"] == id
    assert answer["Data"] == subject.data(id)
    assert subject.state() == state


@row("update mutable", needs="change in place")
def test_update_in_place(subject: Subject) -> None:
    id = subject.created()
    before = subject.state()
    answer = subject.update(subject.changed, id=id)
    assert answer["Status"] == "SUCCESS"
    assert answer["PhysicalResourceId"] == id
    assert answer["Data"] == subject.data(id)
    assert subject.state() != before
    assert subject.live() == {id}


@row("update create-only (new id, old unchanged)")
def test_update_by_replacement(subject: Subject) -> None:
    """If there can be only one, the change is refused instead."""
    old = subject.created()
    other = subject.replaced
    answer = subject.update(other, id=old)
    if subject.is_replaced:
        assert answer["Status"] == "SUCCESS"
        assert answer["PhysicalResourceId"] != old
        assert subject.live() == {old, answer["PhysicalResourceId"]}
    else:
        assert answer["Status"] == "FAILED"
        assert "cannot be changed: an account has one private workforce per region" in answer["Reason"]
        assert answer["PhysicalResourceId"] == old
        assert subject.live() == {old}


@row("update rollback (swapped), after a change in place", needs="change in place")
def test_rollback_of_a_change_in_place(subject: Subject) -> None:
    id = subject.created()
    before = subject.data(id)
    tags = copy.deepcopy(_tags(subject))
    subject.update(subject.changed, id=id)
    answer = subject.update(subject.properties, id=id, old=subject.changed)
    assert answer["Status"] == "SUCCESS"
    assert answer["PhysicalResourceId"] == id
    assert answer["Data"] == before
    assert _tags(subject) == tags
    subject.aws.watch("sagemaker", "cognito-idp")
    subject.update(subject.properties, id=id)
    assert [name for name in subject.aws.calls if not name.startswith(("Describe", "List"))] == []


@row("update rollback (swapped), after a create-only change")
def test_rollback_of_a_replacement(subject: Subject) -> None:
    """The old resource still exists and is kept; CloudFormation deletes the new one."""
    old = subject.created()
    other = subject.replaced
    new = subject.update(other, id=old)["PhysicalResourceId"]
    back = subject.update(subject.properties, id=new, old=other)
    assert back["Status"] == "SUCCESS"
    assert back["PhysicalResourceId"] == old
    if new != old:
        assert subject.delete(new, other)["Status"] == "SUCCESS"
    assert subject.live() == {old}


@row("update failed: the old resource remains")
def test_update_that_fails(subject: Subject) -> None:
    old = subject.created()
    before = subject.live()
    answer = subject.update(subject.unknown, id=old)
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == old
    back = subject.update(subject.properties, id=old, old=subject.unknown)
    assert back["Status"] == "SUCCESS"
    assert back["PhysicalResourceId"] == old
    assert subject.live() == before


@row("Delete of the replaced id", needs="replacement")
def test_delete_of_what_was_replaced(subject: Subject) -> None:
    old = subject.created()
    new = subject.update(subject.replaced, id=old)["PhysicalResourceId"]
    assert subject.delete(old)["Status"] == "SUCCESS"
    assert subject.live() == {new}


def _tags(subject: Subject) -> list[dict[str, str]]:
    backend = subject.aws.backend
    return [
        *(workforce.tags for workforce in backend.workforces.values()),
        *(team.tags for team in backend.workteams.values()),
        *(job.tags for job in backend.labeling_jobs.values()),
    ]
