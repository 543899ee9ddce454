"""Adjustment and verification jobs: the manifest must have the labels to audit."""

import json
from typing import Any

import pytest

from sandbox.ground_truth.audited_labels import require_audited_labels
from sandbox.ground_truth.manifest import InvalidInputError
from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES
from tests.unit.conformance.rows import conformance, documented

Job = dict[str, Any]
CARS = {"cars-ref": "s3://b/SeqLabel.json", "cars-ref-metadata": {"type": "groundtruth/video-object-tracking", "class-map": {"0": "Car"}}}
BOXES = {"boxes": {"annotations": []}, "boxes-metadata": {"type": "groundtruth/object-detection"}}
MASK = {"mask-ref": "s3://b/mask.png", "mask-ref-metadata": {"type": "groundtruth/semantic-segmentation"}}
START = "The input manifest has 1 lines without the labels to adjust or verify: line 1: "


def check(line: Job, task_type: str, label_attribute: str = "better", **label_file: Any) -> None:
    file = {"labels": [{"label": "Car"}], "auditLabelAttributeName": "cars-ref", **label_file}
    found, lines = BUILT_IN_TASK_TYPES[task_type], [{"source-ref": "s3://b/k", **line}]
    require_audited_labels(lines, label_attribute=label_attribute, label_file=file, task_type=found)


@pytest.mark.parametrize(
    ("line", "task_type"),
    [
        (CARS, "AdjustmentVideoObjectTracking"),
        (BOXES, "AdjustmentBoundingBox"),
        ({**CARS, **BOXES}, "VerificationBoundingBox"),
        (MASK, "AdjustmentSemanticSegmentation"),
        ({}, "BoundingBox"),
    ],
)
def test_labels_of_the_same_kind_are_taken(line: Job, task_type: str) -> None:
    check(line, task_type)


@conformance(
    "Each line of an audit has a label of the audited type with its metadata", documented("developer guide, sms-verification-data")
)
@pytest.mark.parametrize(
    ("line", "task_type", "mistake"),
    [
        ({}, "AdjustmentBoundingBox", "it has no label of the type groundtruth/object-detection"),
        (MASK, "VerificationBoundingBox", "it has no label of the type groundtruth/object-detection"),
        ({"boxes": {}, "boxes-metadata": 1}, "AdjustmentBoundingBox", "it has no label of the type"),
        (BOXES, "AdjustmentVideoObjectTracking", "it has no 'cars-ref' with a 'cars-ref-metadata', which auditLabelAttributeName"),
        (
            CARS,
            "AdjustmentVideoObjectDetection",
            "'cars-ref-metadata' has the type 'groundtruth/video-object-tracking', not 'groundtruth/video-object-detection'",
        ),
        (
            {**MASK, "mask-ref-metadata": {**MASK["mask-ref-metadata"], "internal-color-map": {"0": {"class-name": "BACKGROUND"}}}},  # type: ignore[dict-item]
            "AdjustmentSemanticSegmentation",
            "internal-color-map of 'mask-ref-metadata' must give each class its hex-color",
        ),
    ],
)
def test_other_labels_are_not(line: Job, task_type: str, mistake: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        check(line, task_type)
    assert str(raised.value).startswith(START + mistake)


def labels(name: str, label_type: str) -> Job:
    return {name: {}, f"{name}-metadata": {"type": f"groundtruth/{label_type}"}}


VERDICT = labels("own", "label-verification")
ADJUSTED = labels("own", "object-detection")
TRACKS = labels("own", "video-object-tracking")


@conformance(
    "A label under the job's own name comes from an earlier run of it: it is passed on", documented("developer guide, sms-reusing-data")
)
@pytest.mark.parametrize(
    ("line", "task_type"),
    [
        ({**BOXES, **ADJUSTED}, "AdjustmentBoundingBox"),
        ({**ADJUSTED, **BOXES}, "AdjustmentBoundingBox"),
        ({**BOXES, **VERDICT}, "VerificationBoundingBox"),
        ({**CARS, **TRACKS}, "AdjustmentVideoObjectTracking"),
        ({**BOXES, "own-metadata": {"type": "groundtruth/object-detection", "failure-reason": "x"}}, "AdjustmentBoundingBox"),
    ],
)
def test_what_an_earlier_run_of_the_audit_left_is_taken(line: Job, task_type: str) -> None:
    check(line, task_type, "own")


@pytest.mark.parametrize(
    ("line", "task_type", "label_file"),
    [
        (ADJUSTED, "AdjustmentBoundingBox", {}),
        ({**MASK, **ADJUSTED}, "AdjustmentBoundingBox", {}),
        ({**BOXES, **VERDICT}, "AdjustmentBoundingBox", {}),
        ({**BOXES, **labels("own", "image-classification")}, "AdjustmentBoundingBox", {}),
        ({**BOXES, **ADJUSTED}, "VerificationBoundingBox", {}),
        ({**BOXES, "own": {}}, "AdjustmentBoundingBox", {}),
        ({**CARS, **TRACKS}, "AdjustmentVideoObjectTracking", {"auditLabelAttributeName": "own"}),
    ],
)
def test_other_labels_under_the_own_name_are_not(line: Job, task_type: str, label_file: Job) -> None:
    with pytest.raises(InvalidInputError, match="'own' must differ from that of the labels to adjust or verify"):
        check(line, task_type, "own", **label_file)


@conformance(
    "The label category file of a frame audit repeats the labels of the earlier job",
    documented("developer guide, sms-label-cat-config-attributes"),
)
def test_the_label_file_has_all_labels_of_the_earlier_job() -> None:
    with pytest.raises(InvalidInputError, match="'cars-ref' has labels that the label file lacks: Car"):
        check(CARS, "AdjustmentVideoObjectTracking", labels=[{"label": "Bus"}])


def test_a_job_without_the_labels_fails(failure: Any, frame_job: Job, bucket: Any, use_functions: Any) -> None:
    labels = {"documentVersion": "2020-03-01", "labels": [{"label": "Car"}], "auditLabelAttributeName": "cars-ref"}
    frame_job["LabelCategoryConfigS3Uri"] = bucket.put("input/audit-labels.json", json.dumps(labels))
    line = {"source-ref": bucket.uri("input/sequence.json"), "trucks-ref": "s3://b/k", "trucks-ref-metadata": {}}
    bucket.put("input/sequences.jsonl", json.dumps(line) + "\n")
    frame_job["LabelAttributeName"] = "better-cars-ref"
    frame_job["HumanTaskConfig"].update(use_functions("AdjustmentVideoObjectTracking"))
    assert failure(frame_job) == f"ClientError: {START}it has no 'cars-ref' with a 'cars-ref-metadata', " + (
        "which auditLabelAttributeName of the label file names"
    )
