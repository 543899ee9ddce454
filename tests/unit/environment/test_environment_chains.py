"""Jobs that continue with another job's output."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ground_truth.environment.rules.job_chains import chain_mistakes
from labeling_rules.node import Node
from tests.unit.environment.jobs import CUSTOM, job


def first(task_type: str, **changes: Any) -> dict[str, Any]:
    return job(task_type, {"LabelingJobName": "first", **changes})


def second(task_type: str, before: str = "first", **changes: Any) -> dict[str, Any]:
    return job(task_type, {"LabelingJobName": "second", "dataset": {"output_of": before}, **changes})


CRAWL = {"crawl": {"objects": "images"}}


def verified(name: str = "second", before: str = "first") -> dict[str, Any]:
    attribute = "verdict" if name == "second" else f"verdict-{name}"
    return second("VerificationBoundingBox", before, LabelingJobName=name, LabelAttributeName=attribute, labels=["good", "bad"])


def third(task_type: str, before: str = "second", **changes: Any) -> dict[str, Any]:
    return second(task_type, before, **{"LabelingJobName": "third", "LabelAttributeName": "adjusted", **changes})


def classified() -> dict[str, Any]:
    return second("ImageMultiClass", LabelAttributeName="class")


def custom() -> dict[str, Any]:
    return second(CUSTOM, LabelAttributeName="anything")


def tracked(name: str, attribute: str, **categories: Any) -> dict[str, Any]:
    labels = {"labels": ["car", "truck"], **categories}
    return job(
        "VideoObjectTracking", {"LabelingJobName": name, "LabelAttributeName": attribute, "label_categories": labels, "labels": None}
    )


def adjusted_tracks(audited: str | None, **categories: Any) -> dict[str, Any]:
    labels = {"labels": ["car", "truck"], **categories, **({"auditLabelAttributeName": audited} if audited else {})}
    return third("AdjustmentVideoObjectTracking", LabelAttributeName="adjusted-ref", label_categories=labels)


def detected(before: str = "first") -> dict[str, Any]:
    return second("VideoObjectDetection", before, LabelAttributeName="boxes-ref")


def said(jobs: list[dict[str, Any]], folder: Path = Path()) -> list[str]:
    return [str(mistake).removeprefix("dev.yaml: ") for mistake in chain_mistakes(Node("dev.yaml", "jobs", jobs), folder=folder)]


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
            ['jobs[0].dataset.output_of: "second": a job that does not itself wait for this one'],
        ),
        # Each name once, and not that of the job itself.
        (
            [first("BoundingBox"), first("BoundingBox"), second("BoundingBox", "none")],
            ['jobs[2].dataset.output_of: "none": the LabelingJobName of another job of this file: first'],
        ),
        ([first("BoundingBox"), first("BoundingBox", dataset={"output_of": "first"})], []),
        (
            [first("BoundingBox", dataset=CRAWL), second("AdjustmentSemanticSegmentation")],
            [
                'jobs[1].dataset.output_of: "first": '
                "a job with labels of SemanticSegmentation, which AdjustmentSemanticSegmentation works on, not of BoundingBox"
            ],
        ),
        (
            [first("BoundingBox", dataset=CRAWL), second("VerificationSemanticSegmentation", LabelAttributeName="other")],
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
        (
            [first("TextMultiClass"), second("AdjustmentBoundingBox")],
            [
                'jobs[1].dataset.output_of: "first": '
                "a job about the same kind of objects: AdjustmentBoundingBox does not label those of TextMultiClass"
            ],
        ),
        (
            [first("3DPointCloudObjectDetection"), second("3DPointCloudObjectTracking", LabelAttributeName="tracks-ref")],
            [
                'jobs[1].dataset.output_of: "first": '
                "a job about the same kind of objects: 3DPointCloudObjectTracking does not label those of 3DPointCloudObjectDetection"
            ],
        ),
        # A verification adds verdicts: a later adjustment audits the verified labels.
        (
            [first("BoundingBox"), verified(), third("AdjustmentBoundingBox", labels=["truck"])],
            ["jobs[2].labels: 1 label: every label of jobs[0], here car too"],
        ),
        (
            [first("BoundingBox"), verified(), third("AdjustmentBoundingBox", LabelAttributeName="label")],
            ['jobs[2].LabelAttributeName: "label": another name than that of jobs[0], whose labels the job works on'],
        ),
        (
            [first("BoundingBox"), verified(), third("AdjustmentBoundingBox", LabelAttributeName="verdict")],
            ['jobs[2].LabelAttributeName: "verdict": another name than that of jobs[1], whose labels are in its input'],
        ),
        ([first("BoundingBox"), verified(), third("AdjustmentBoundingBox")], []),
        ([first("BoundingBox"), verified(), verified("again", "second"), third("AdjustmentBoundingBox", "again")], []),
        ([first("VerificationBoundingBox", labels=["good", "bad"]), second("AdjustmentBoundingBox", LabelAttributeName="new")], []),
        # Every job passes on its input.
        ([first("BoundingBox"), classified(), third("AdjustmentBoundingBox")], []),
        ([first("BoundingBox"), custom(), third("AdjustmentBoundingBox")], []),
        ([first("BoundingBox"), classified(), third("VerificationBoundingBox", labels=["good", "bad"])], []),
        (
            [first("BoundingBox"), classified(), third("AdjustmentBoundingBox", labels=["truck"])],
            ["jobs[2].labels: 1 label: every label of jobs[0], here car too"],
        ),
        (
            [first("BoundingBox"), classified(), third("AdjustmentBoundingBox", LabelAttributeName="label")],
            ['jobs[2].LabelAttributeName: "label": another name than that of jobs[0], whose labels the job works on'],
        ),
        (
            [first("BoundingBox"), classified(), third("AdjustmentBoundingBox", LabelAttributeName="class")],
            ['jobs[2].LabelAttributeName: "class": another name than that of jobs[1], whose labels are in its input'],
        ),
        (
            [first("BoundingBox"), custom(), third("VerificationBoundingBox", LabelAttributeName="anything", labels=["good", "bad"])],
            ['jobs[2].LabelAttributeName: "anything": another name than that of jobs[1], whose labels are in its input'],
        ),
        (
            [first("ImageMultiClass", dataset=CRAWL), classified(), third("AdjustmentBoundingBox")],
            [
                'jobs[2].dataset.output_of: "second": '
                "a job with labels of BoundingBox, which AdjustmentBoundingBox works on, not of ImageMultiClass"
            ],
        ),
        (
            [first("BoundingBox", dataset=CRAWL), classified(), third("AdjustmentSemanticSegmentation", LabelAttributeName="adjusted-ref")],
            [
                'jobs[2].dataset.output_of: "second": '
                "a job with labels of SemanticSegmentation, which AdjustmentSemanticSegmentation works on, not of ImageMultiClass"
            ],
        ),
        # The nearest of several jobs with such labels is adjusted.
        (
            [first("BoundingBox"), second("BoundingBox", LabelAttributeName="more", labels=["bus"]), third("AdjustmentBoundingBox")],
            ["jobs[2].labels: 2 labels: every label of jobs[1], here bus too"],
        ),
        # A stopped audit continues under its own name, with the labels that it left.
        ([first("BoundingBox"), second("AdjustmentBoundingBox", LabelAttributeName="adjusted"), third("AdjustmentBoundingBox")], []),
        ([first("AdjustmentBoundingBox", LabelAttributeName="adjusted"), third("AdjustmentBoundingBox", "first")], []),
        ([first("BoundingBox"), verified(), third("VerificationBoundingBox", LabelAttributeName="verdict", labels=["good", "bad"])], []),
        (
            [first("BoundingBox"), second("AdjustmentBoundingBox", LabelAttributeName="adjusted"), third("VerificationBoundingBox")],
            ['jobs[2].LabelAttributeName: "adjusted": another name than that of jobs[1], whose labels the job works on'],
        ),
        # The same labels again, for objects that an earlier job left unlabeled.
        ([first("BoundingBox"), second("BoundingBox")], []),
        ([first("BoundingBox"), second("ImageMultiClass", LabelAttributeName="other")], []),
        ([first("PassThrough"), second("BoundingBox", LabelAttributeName="other")], []),
        ([first(CUSTOM), second("PassThrough")], []),
    ],
)
def test_the_job_before_has_to_suit(jobs: list[dict[str, Any]], lines: list[str]) -> None:
    assert said(jobs) == lines


POLYGON = {"annotationType": "Polygon"}
NAME = "jobs[2].label_categories.auditLabelAttributeName"


@pytest.mark.parametrize(
    ("jobs", "lines"),
    [
        ([tracked("first", "tracks-ref"), detected(), adjusted_tracks(None)], []),
        ([tracked("first", "tracks-ref"), detected(), adjusted_tracks("tracks-ref")], []),
        (
            [tracked("first", "tracks-ref", **POLYGON), detected(), adjusted_tracks(None)],
            ["jobs[2].label_categories.annotationType: missing: Polygon, as in jobs[0]"],
        ),
        # Of several, the named one.
        (
            [
                tracked("first", "tracks-ref", **POLYGON),
                {**tracked("second", "boxes-ref"), "dataset": {"output_of": "first"}},
                adjusted_tracks("tracks-ref", **POLYGON),
            ],
            [],
        ),
        (
            [tracked("first", "tracks-ref"), detected(), adjusted_tracks("boxes-ref")],
            [f'{NAME}: "boxes-ref": the label attribute name of a job before this one with labels of VideoObjectTracking: tracks-ref'],
        ),
        (
            [
                tracked("first", "tracks-ref"),
                detected(),
                adjusted_tracks("tracks-ref"),
                {**adjusted_tracks("boxes-ref"), "LabelingJobName": "fourth", "dataset": {"output_of": "third"}},
            ],
            [
                'jobs[3].label_categories.auditLabelAttributeName: "boxes-ref": '
                "the label attribute name of a job before this one with labels of VideoObjectTracking: tracks-ref"
            ],
        ),
        # Two mistakes, and the existing names.
        (
            [
                {**tracked("first", "tracks-ref"), "dataset": CRAWL},
                {**adjusted_tracks("none-ref"), "LabelAttributeName": "tracks-ref", "dataset": {"output_of": "first"}},
            ],
            [
                'jobs[1].label_categories.auditLabelAttributeName: "none-ref": '
                "the label attribute name of a job before this one with labels of VideoObjectTracking: tracks-ref",
                'jobs[1].LabelAttributeName: "tracks-ref": another name than that of jobs[0], whose labels are in its input',
            ],
        ),
        # Another rule reports its own name.
        (
            [
                {**adjusted_tracks("tracks-ref"), "dataset": {"input_bucket_key": "tracks.manifest"}},
                {**adjusted_tracks("adjusted-ref"), "LabelingJobName": "fourth", "dataset": {"output_of": "third"}},
            ],
            [],
        ),
        # A manifest in S3 may have others.
        ([tracked("first", "tracks-ref"), detected(), adjusted_tracks("before-ref")], []),
        (
            [first("VideoObjectDetection", LabelAttributeName="first-ref"), detected(), adjusted_tracks("first-ref")],
            [
                'jobs[2].dataset.output_of: "second": '
                "a job with labels of VideoObjectTracking, which AdjustmentVideoObjectTracking works on, not of VideoObjectDetection"
            ],
        ),
    ],
)
def test_an_adjustment_of_frames_may_name_the_labels(jobs: list[dict[str, Any]], lines: list[str]) -> None:
    assert [line for line in said(jobs) if "unless the manifest" not in line] == lines


def test_an_adjustment_of_frames_names_labels_that_no_job_made() -> None:
    jobs = [first("VideoObjectDetection", LabelAttributeName="first-ref"), detected(), adjusted_tracks(None)]
    _, line = said(jobs)
    assert line == f"{NAME}: missing: required: the label attribute name of the audited job (AdjustmentVideoObjectTracking)"


IMAGE = '"source-ref": "s3://bucket/i.png"'
BOXES = '"boxes": {}, "boxes-metadata": {"type": "groundtruth/object-detection"}'
BOXED = "a label and its -metadata of the type groundtruth/object-detection, which the job works on, under another name than its own"
NO_OTHER_KIND = "nothing under kind but labels of the type groundtruth/object-detection, which an earlier run of the job made"
CLASS = '"kind": 0, "kind-metadata": {"type": "groundtruth/image-classification"}'


@pytest.mark.parametrize(
    ("content", "attribute", "lacking"),
    [
        (f"{{{IMAGE}}}\n{{{IMAGE}, {CLASS}, {BOXES}}}\n", "adjusted", None),
        (f"{{{IMAGE}, {BOXES}}}\n", "boxes", f"{BOXED}, boxes"),
        (f"{{{IMAGE}, {CLASS}}}\n", "adjusted", f"{BOXED}, adjusted"),
        (f"{{{IMAGE}, {BOXES}, {CLASS}}}\n", "kind", NO_OTHER_KIND),
        (f"{{{IMAGE}}}\n" * 2, "adjusted", f"{BOXED}, adjusted"),
    ],
)
def test_the_manifest_of_the_first_job_may_have_the_labels(tmp_path: Path, content: str, attribute: str, lacking: str | None) -> None:
    (tmp_path / "m.manifest").write_text(content, encoding="utf-8")
    jobs = [first("ImageMultiClass", dataset={"manifest": "m.manifest"}), second("AdjustmentBoundingBox", LabelAttributeName=attribute)]
    refused = (
        'jobs[1].dataset.output_of: "first": '
        "a job with labels of BoundingBox, which AdjustmentBoundingBox works on, not of ImageMultiClass; "
        f"or in the manifest of jobs[0] one line or more with {lacking} (AdjustmentBoundingBox)"
    )
    assert said(jobs, tmp_path) == ([refused] if lacking else [])


def test_a_custom_job_has_another_name_too() -> None:
    assert said([first(CUSTOM, LabelAttributeName="label"), second("AdjustmentBoundingBox")]) == [
        'jobs[1].LabelAttributeName: "label": another name than that of jobs[0], whose labels the job works on',
        'jobs[1].dataset.output_of: "first": '
        "a job with labels of BoundingBox, to be safe: jobs[0] is a custom one, whose labels may differ",
    ]


def test_a_manifest_that_is_not_there_has_its_own_mistake(tmp_path: Path) -> None:
    adjusted = second("AdjustmentBoundingBox", LabelAttributeName="adjusted")
    assert said([first("ImageMultiClass", dataset={"manifest": "m.manifest"}), adjusted], tmp_path) == []


OTHER_TASK = (
    "label-attribute-of-another-task",
    'jobs[1].LabelAttributeName: "label": '
    "another name than that of jobs[0], to be safe: only what jobs[0] left unlabeled is labeled under it",
)
UNLESS = "a job with labels of BoundingBox, unless the manifest of jobs[0] has them already"


@pytest.mark.parametrize(
    ("jobs", "rule", "line"),
    [
        ([first("BoundingBox"), second("ImageMultiClass")], *OTHER_TASK),
        ([first("PassThrough"), second("BoundingBox")], *OTHER_TASK),
        ([first("AdjustmentBoundingBox"), second("BoundingBox")], *OTHER_TASK),
        # The third continues with the second.
        ([first("BoundingBox"), second("ImageMultiClass"), third("ImageMultiClass", LabelAttributeName="label")], *OTHER_TASK),
        (
            [first("ImageMultiClass"), second("AdjustmentBoundingBox", LabelAttributeName="adjusted")],
            "labels-of-the-first-manifest",
            f'jobs[1].dataset.output_of: "first": {UNLESS}',
        ),
        (
            [first("ImageMultiClass", dataset=CRAWL, stream={}), second("AdjustmentBoundingBox", LabelAttributeName="adjusted")],
            "labels-of-the-first-manifest",
            f'jobs[1].dataset.output_of: "first": {UNLESS}',
        ),
        (
            [
                {**first("ImageMultiClass", dataset=CRAWL), "task_type": "ImageMulti"},
                second("AdjustmentBoundingBox", LabelAttributeName="new"),
            ],
            "labels-of-the-first-manifest",
            f'jobs[1].dataset.output_of: "first": {UNLESS}',
        ),
        *(
            (
                [first(name, dataset=CRAWL, labels=["x"]), second("AdjustmentBoundingBox", LabelAttributeName="adjusted")],
                "labels-of-a-custom-job",
                'jobs[1].dataset.output_of: "first": '
                "a job with labels of BoundingBox, to be safe: jobs[0] is a custom one, whose labels may differ",
            )
            for name in (CUSTOM, "PassThrough")
        ),
    ],
)
def test_what_may_be_right_all_the_same_is_warned_of(jobs: list[dict[str, Any]], rule: str, line: str) -> None:
    (found,) = chain_mistakes(Node("dev.yaml", "jobs", jobs), folder=Path())
    assert (found.rule, found.level, str(found)) == (rule, "warning", f"dev.yaml: {line}")
