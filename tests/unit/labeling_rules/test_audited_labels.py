"""A job that adjusts another job's labels."""

from __future__ import annotations

from typing import Any

import pytest

from labeling_rules.audited_labels import audited_annotation_type, audited_labels_are_all_there, audited_task
from labeling_rules.job import Job
from labeling_rules.node import Node


def job(number: int, **fields: Any) -> Job:
    return Job(Node("dev.yaml", f"labeling_jobs[{number}]", fields))


def said(audit: dict[str, Any], audited: dict[str, Any]) -> list[str]:
    jobs = job(1, **audit), job(0, **audited)
    return [str(mistake) for rule in (audited_labels_are_all_there, audited_annotation_type) for mistake in rule(*jobs)]


BOXES = {"task_type": "BoundingBox", "labels": ["Car", "Bus"]}
ADJUSTED = {"task_type": "AdjustmentBoundingBox"}
TRACKS = {"task_type": "VideoObjectTracking", "label_categories": {"labels": ["Car"], "annotationType": "Polygon"}}


@pytest.mark.parametrize("labels", [["Car", "Bus"], ["Bike", "Bus", "Car"]])
def test_an_adjustment_has_all_the_labels(labels: list[str]) -> None:
    assert said({**ADJUSTED, "labels": labels}, BOXES) == []
    assert said({**ADJUSTED, "label_categories": {"labels": [{"label": label} for label in labels]}}, BOXES) == []


def test_a_label_that_an_adjustment_lacks_is_named() -> None:
    assert said({**ADJUSTED, "labels": ["Bike"]}, BOXES) == [
        "dev.yaml: labeling_jobs[1].labels: 1 label: every label of labeling_jobs[0], here Car, Bus too"
    ]


def test_an_image_verification_has_labels_of_its_own() -> None:
    assert said({"task_type": "VerificationBoundingBox", "labels": ["good", "bad"]}, BOXES) == []


def test_another_task_has_nothing_to_do_with_it() -> None:
    assert said({"task_type": "VideoObjectTracking", "labels": ["Bus"]}, TRACKS) == []


@pytest.mark.parametrize(
    ("audit", "audited", "line"),
    [
        ({"annotationType": "Polygon"}, {"annotationType": "Polygon"}, None),
        ({}, {"annotationType": "BoundingBox"}, None),
        ({"annotationType": "BoundingBox"}, {}, None),
        (
            {"annotationType": "Polyline"},
            {"annotationType": "Polygon"},
            'label_categories.annotationType: "Polyline": Polygon, as in labeling_jobs[0]',
        ),
        ({}, {"annotationType": "Polygon"}, "label_categories.annotationType: missing: Polygon, as in labeling_jobs[0]"),
        ({"annotationType": "Polygon"}, {}, 'label_categories.annotationType: "Polygon": BoundingBox, as in labeling_jobs[0]'),
    ],
)
def test_video_frames_are_adjusted_with_the_same_tool(audit: dict[str, str], audited: dict[str, str], line: str | None) -> None:
    adjustment = {"task_type": "AdjustmentVideoObjectTracking", "label_categories": {"labels": ["Car"], **audit}}
    original = {"task_type": "VideoObjectTracking", "label_categories": {"labels": ["Car"], **audited}}
    assert said(adjustment, original) == ([f"dev.yaml: labeling_jobs[1].{line}"] if line else [])


def test_plain_labels_cannot_say_the_tool() -> None:
    assert said({"task_type": "AdjustmentVideoObjectTracking", "labels": ["Car"]}, TRACKS) == [
        'dev.yaml: labeling_jobs[1].labels: ["Car"]: label_categories instead, with the annotationType Polygon, as in labeling_jobs[0]'
    ]


def jobs_before(*task_types: str | None) -> list[Job]:
    """Nearest first; each writes labels under its number. None: a custom job."""
    return [job(number, task_type=task_type, LabelAttributeName=str(number)) for number, task_type in enumerate(task_types)]


@pytest.mark.parametrize(
    ("audit", "before", "audited"),
    [
        ("AdjustmentBoundingBox", ["BoundingBox"], "0"),
        ("VerificationBoundingBox", ["AdjustmentBoundingBox", "BoundingBox"], "0"),
        ("AdjustmentBoundingBox", ["VerificationBoundingBox", "ImageMultiClass", "BoundingBox", "BoundingBox"], "2"),
        ("AdjustmentBoundingBox", ["PassThrough", None, "BoundingBox"], "2"),
        ("AdjustmentBoundingBox", ["ImageMultiClass", None, "PassThrough"], "1"),
        ("AdjustmentBoundingBox", ["SemanticSegmentation", "VerificationBoundingBox", "no such type"], None),
        ("AdjustmentVideoObjectTracking", ["VideoObjectDetection", "AdjustmentVideoObjectTracking"], "1"),
        ("AdjustmentBoundingBox", [], None),
        ("BoundingBox", ["BoundingBox", "PassThrough"], None),
        (None, ["BoundingBox", "PassThrough"], None),
    ],
)
def test_the_audited_job_is_the_nearest_with_labels_of_the_type(audit: str | None, before: list[str | None], audited: str | None) -> None:
    found = audited_task(job(9, task_type=audit, LabelAttributeName="own"), jobs_before(*before))
    assert (found and found.label_attribute) == audited


def test_an_earlier_run_of_the_audit_is_passed_over() -> None:
    before = jobs_before("AdjustmentBoundingBox", "BoundingBox")
    assert audited_task(job(9, task_type="AdjustmentBoundingBox", LabelAttributeName="0"), before) is before[1]
    assert audited_task(job(9, task_type="VerificationBoundingBox", LabelAttributeName="0"), before) is before[0]


@pytest.mark.parametrize(("named", "audited"), [("0", "0"), ("1", "1"), ("2", None), ("other", None)])
def test_an_audit_may_name_the_labels(named: str, audited: str | None) -> None:
    before = jobs_before("AdjustmentVideoObjectTracking", "VideoObjectTracking", "VideoObjectDetection")
    found = audited_task(job(9, task_type="AdjustmentVideoObjectTracking", LabelAttributeName="own"), before, named=named)
    assert (found and found.label_attribute) == audited
