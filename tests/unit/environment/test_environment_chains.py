"""Jobs that go on with the output of another."""

from __future__ import annotations

from typing import Any

import pytest

from ground_truth.environment.rules.job_chains import chain_mistakes
from labeling_rules.node import Node
from tests.unit.environment.jobs import job


def first(task_type: str, **changes: Any) -> dict[str, Any]:
    return job(task_type, {"LabelingJobName": "first", **changes})


def second(task_type: str, before: str = "first", **changes: Any) -> dict[str, Any]:
    return job(task_type, {"LabelingJobName": "second", "dataset": {"output_of": before}, **changes})


def verified(name: str = "second", before: str = "first") -> dict[str, Any]:
    attribute = "verdict" if name == "second" else f"verdict-{name}"
    return second("VerificationBoundingBox", before, LabelingJobName=name, LabelAttributeName=attribute, labels=["good", "bad"])


def third(task_type: str, before: str = "second", **changes: Any) -> dict[str, Any]:
    return second(task_type, before, **{"LabelingJobName": "third", "LabelAttributeName": "adjusted", **changes})


@pytest.mark.parametrize(
    ("jobs", "lines"),
    [
        (
            [first("BoundingBox"), second("AdjustmentBoundingBox", "frist", LabelAttributeName="other")],
            ['jobs[1].dataset.output_of: "frist": the LabelingJobName of another job of this file, did you mean first?'],
        ),
        (
            [second("ImageMultiClass", "second")],
            ['jobs[0].dataset.output_of: "second": a job that does not itself wait for this one'],
        ),
        (
            [first("ImageMultiClass", dataset={"output_of": "second"}), second("ImageMultiClass")],
            [
                'jobs[0].dataset.output_of: "second": a job that does not itself wait for this one',
                'jobs[1].dataset.output_of: "first": a job that does not itself wait for this one',
            ],
        ),
        (
            [first("BoundingBox"), second("AdjustmentSemanticSegmentation")],
            [
                'jobs[1].dataset.output_of: "first": '
                "a job with labels of SemanticSegmentation, which AdjustmentSemanticSegmentation works on, not of BoundingBox"
            ],
        ),
        (
            [first("BoundingBox"), second("VerificationSemanticSegmentation", LabelAttributeName="other")],
            [
                'jobs[1].dataset.output_of: "first": '
                "a job with labels of SemanticSegmentation, which VerificationSemanticSegmentation works on, not of BoundingBox"
            ],
        ),
        (
            [first("BoundingBox"), second("AdjustmentBoundingBox")],
            ['jobs[1].LabelAttributeName: "label": another name than that of jobs[0], whose labels the job works on'],
        ),
        (
            [first("BoundingBox", LabelAttributeName="second"), second("VerificationBoundingBox", LabelAttributeName=None)],
            [
                'jobs[1].LabelAttributeName: "second" (from LabelingJobName): '
                "another name than that of jobs[0], whose labels the job works on"
            ],
        ),
        (
            [first("TextMultiClass"), second("BoundingBox")],
            [
                'jobs[1].dataset.output_of: "first": '
                "a job about the same kind of objects: BoundingBox does not label those of TextMultiClass"
            ],
        ),
        # A verification adds verdicts: what is adjusted after it are the labels that it verified.
        (
            [first("BoundingBox"), verified(), third("AdjustmentBoundingBox", labels=["truck"])],
            ["jobs[2].labels: 1 labels: every label of jobs[0], here car too"],
        ),
        (
            [first("BoundingBox"), verified(), third("AdjustmentBoundingBox", LabelAttributeName="label")],
            ['jobs[2].LabelAttributeName: "label": another name than that of jobs[0], whose labels the job works on'],
        ),
        (
            [first("BoundingBox"), verified(), third("AdjustmentBoundingBox", LabelAttributeName="verdict")],
            ['jobs[2].LabelAttributeName: "verdict": another name than that of jobs[1], whose labels the job works on'],
        ),
        ([first("BoundingBox"), verified(), third("AdjustmentBoundingBox")], []),
        ([first("BoundingBox"), verified(), verified("again", "second"), third("AdjustmentBoundingBox", "again")], []),
        ([first("VerificationBoundingBox", labels=["good", "bad"]), second("AdjustmentBoundingBox", LabelAttributeName="new")], []),
        # The same labels once more, of what an earlier job left unlabeled.
        ([first("BoundingBox"), second("BoundingBox")], []),
        ([first("BoundingBox"), second("ImageMultiClass", LabelAttributeName="other")], []),
        ([first("PassThrough"), second("BoundingBox")], []),
    ],
)
def test_the_job_before_has_to_suit(jobs: list[dict[str, Any]], lines: list[str]) -> None:
    found = chain_mistakes(Node("dev.yaml", "jobs", jobs))
    assert [str(mistake) for mistake in found] == [f"dev.yaml: {line}" for line in lines]
