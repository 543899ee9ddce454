"""The labels in a manifest line that an audit works on."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest

from labeling_rules.manifest.labels_to_audit import labels_in_use, labels_to_audit, own_labels_of_an_audit, type_of_labels_to_audit
from labeling_rules.task_types import BUILT_IN_LABEL_TYPES, TASK_TYPES, TaskType
from sandbox.ground_truth.audited_labels import audit_mistakes, require_audited_labels
from sandbox.ground_truth.label_types import CUSTOM_TYPE, audited_type, label_type
from sandbox.ground_truth.manifest import InvalidInputError
from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES

AUDITS = [task for task in TASK_TYPES.values() if task.audits]


def line(*labels: tuple[str, object]) -> dict[str, Any]:
    """An object with labels, each with a name and a type; None: without type."""
    made: dict[str, Any] = {"source-ref": "s3://b/o", "source-ref-metadata": {"unix-timestamp": 1}}
    for name, label_type_of_it in labels:
        made |= {name: {}, f"{name}-metadata": {} if label_type_of_it is None else {"type": label_type_of_it}}
    return made


def rules_said(data_object: dict[str, Any], task: TaskType, *names: str | None) -> list[str]:
    rules = (labels_to_audit, own_labels_of_an_audit, type_of_labels_to_audit)
    return [rule.__name__ for rule in rules if rule(data_object, task, *names) is not None]


@pytest.mark.parametrize("task", TASK_TYPES.values(), ids=lambda task: task.name)
def test_the_types_are_those_of_the_sandbox(task: TaskType) -> None:
    in_sandbox = BUILT_IN_TASK_TYPES[task.name]
    assert task.output_metadata_type in (label_type(in_sandbox), None)
    if task.audits:
        assert task.audited_metadata_type == audited_type(in_sandbox)


@pytest.mark.parametrize("task", AUDITS, ids=lambda task: task.name)
@pytest.mark.parametrize("named", [None, "first"])
def test_labels_of_the_type_can_be_worked_on_and_those_of_others_not(task: TaskType, named: str | None) -> None:
    in_sandbox, label_file = BUILT_IN_TASK_TYPES[task.name], {"auditLabelAttributeName": "first", "labels": []}
    for label_type_of_it in BUILT_IN_LABEL_TYPES:
        data_object = line(("first", label_type_of_it))
        is_right = not list(audit_mistakes(data_object, label_file, in_sandbox))
        assert is_right == (label_type_of_it == task.audited_metadata_type)
        assert rules_said(data_object, task, named, "own") == ([] if is_right else ["labels_to_audit"])


@pytest.mark.parametrize("task", AUDITS, ids=lambda task: task.name)
@pytest.mark.parametrize("named", [None, "first"])
@pytest.mark.parametrize("unsure", [None, CUSTOM_TYPE, "groundTruth/Custom", "mine", 7, ["a"]])
def test_other_types_are_doubtful(task: TaskType, named: str | None, unsure: object) -> None:
    assert rules_said(line(("first", unsure)), task, named, "own") == ["type_of_labels_to_audit"]
    assert rules_said(line(("second", unsure), ("first", task.audited_metadata_type)), task, named, "own") == []


@pytest.mark.parametrize("task", AUDITS, ids=lambda task: task.name)
def test_what_is_under_the_job_s_own_name_an_earlier_run_made(task: TaskType) -> None:
    first, own = ("first", task.audited_metadata_type), ("own", task.output_metadata_type)
    assert rules_said(line(first, own), task, None, "own") == []
    assert rules_said(line(own), task, None, "own") == ["labels_to_audit"]
    assert "labels_to_audit" in rules_said(line(("own", task.audited_metadata_type)), task, None, "own")
    assert rules_said(line(("own", task.audited_metadata_type)), task, None, None) == []
    # Another rule reports that it names its own labels.
    assert rules_said(line(("own", task.audited_metadata_type)), task, "own", "own") == []


@pytest.mark.parametrize("task", AUDITS, ids=lambda task: task.name)
@pytest.mark.parametrize("named", [None, "first"])
@pytest.mark.parametrize("own", [*sorted(map(str, BUILT_IN_LABEL_TYPES)), CUSTOM_TYPE, None])
def test_other_labels_under_the_job_s_own_name_are_told(task: TaskType, named: str | None, own: str | None) -> None:
    data_object, label_file = line(("first", task.audited_metadata_type), ("own", own)), {"auditLabelAttributeName": "first"}
    is_right = own == task.output_metadata_type
    assert rules_said(data_object, task, named, "own") == ([] if is_right else ["own_labels_of_an_audit"])
    with nullcontext() if is_right else pytest.raises(InvalidInputError, match="must differ"):
        require_audited_labels([data_object], label_attribute="own", label_file=label_file, task_type=BUILT_IN_TASK_TYPES[task.name])


@pytest.mark.parametrize(
    ("task", "classes", "told"),
    [
        ("AdjustmentBoundingBox", {"class-map": {"0": "Car", "1": "Bus"}}, "Bus"),
        ("Adjustment3DPointCloudObjectDetection", {"class_map": {"0": "Bus", "1": "Bike"}}, "Bike"),
        ("AdjustmentBoundingBox", {"class-map": {"0": "Car"}}, None),
        ("AdjustmentBoundingBox", {"class-map": ["Bus"]}, None),
        ("AdjustmentBoundingBox", {}, None),
        ("VerificationBoundingBox", {"class-map": {"0": "Bus"}}, None),
        ("BoundingBox", {"class-map": {"0": "Bus"}}, None),
    ],
)
def test_a_label_in_use_that_an_adjustment_lacks_is_named(task: str, classes: dict[str, Any], told: str | None) -> None:
    facts = TASK_TYPES[task]
    data_object = line(("first", facts.audited_metadata_type or facts.output_metadata_type))
    data_object["first-metadata"] |= classes
    found = labels_in_use(data_object, facts, labels=["Car", "Van"])
    assert found == (told and f"labels that the job has too, not {told} ({task})")
    assert labels_in_use(data_object, facts, labels=[]) is None
    # It is unknown which of several is audited.
    assert labels_in_use(data_object | line(("second", facts.audited_metadata_type)), facts, labels=["Car", "Van"]) is None


@pytest.mark.parametrize("task", [task for task in TASK_TYPES.values() if not task.audits], ids=lambda task: task.name)
def test_other_jobs_need_no_labels(task: TaskType) -> None:
    assert rules_said(line(), task, None, "own") == rules_said(line(("own", None)), task, None, "own") == []
