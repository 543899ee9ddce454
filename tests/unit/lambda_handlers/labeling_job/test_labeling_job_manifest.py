"""Custom::GroundTruthLabelingJob: the manifest is read before a job is created."""

import json
import logging

import pytest

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.labeling_job.job_account import about_video_frames, jobs
from tests.unit.lambda_handlers.resource_properties import LINE, OUTPUT

ONE_SOURCE = "a JSON object with exactly one of source and source-ref, here source"


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        ("", "is empty; it must have one JSON object per line"),
        (f"{LINE}\nnot json\n{LINE}\n[1]\n", "has 2 bad of 4 lines (2, 4): line 2: a JSON object; line 4: a JSON object"),
        ('{"source": "a", "source-ref": "s3://b/c"}\n', f"has 1 bad of 1 lines (1): line 1: {ONE_SOURCE}"),
        ('{"text": "a"}\n', f"line 1: {ONE_SOURCE}"),
        ('{"source-ref": "b/c"}\n', "line 1: source-ref as an S3 URI: s3://<bucket>/<key>"),
        ('{"source": 7}', "line 1: source as a text that is not empty"),
        (f"{LINE}\n\n{LINE}\n", "has 1 bad of 3 lines (2): line 2: a JSON object: the line is empty"),
        (b'{"source": "\xff"}\n', "line 1: a line in UTF-8: byte 12 of it is not"),
        (f"\ufeff{LINE}\n", "line 1: a JSON object, without the byte order mark that the file begins with"),
        (json.dumps({"source": "x" * 100_000}) + "\n", "line 1: at most 100000 characters, not 100014"),
        (json.dumps({"source": "x" * 20_001}) + "\n", "line 1: source of at most 20000 characters"),
        ("x" * 3_000_000 + f"\n{LINE}\nx", "has 2 bad of 3 lines (1, 3): line 1: at most 100000 characters; line 3: a JSON object"),
        ("x\n" * 30, "has 30 bad of 30 lines (1-30): lines 1-30: a JSON object"),
    ],
)
def test_a_bad_manifest_is_refused_before_anything_is_made(
    aws: Aws, job: CustomResource, properties: Properties, manifest: str | bytes, expected: str
) -> None:
    aws.put_object("input.manifest", manifest)
    answer = job.create(properties)
    assert answer["Status"] == "FAILED"
    assert "s3://reviews-input/input.manifest" in answer["Reason"]
    assert expected in answer["Reason"]
    assert jobs(aws) == []
    assert aws.versions(OUTPUT) == []


@pytest.mark.parametrize("manifest", [f"{LINE}\n{LINE}", f"{LINE}\r\n{LINE}\r\n", json.dumps({"source": "ä" * 20_000}, ensure_ascii=False)])
def test_good_manifests(job: CustomResource, properties: Properties, aws: Aws, manifest: str) -> None:
    aws.put_object("input.manifest", manifest.encode())
    aws.fault("sagemaker", "CreateLabelingJob", message="reached")
    assert "reached" in job.create(properties)["Reason"]


def test_a_missing_manifest_is_named(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.s3.delete_object(Bucket="reviews-input", Key="input.manifest")
    assert "the manifest s3://reviews-input/input.manifest does not exist" in job.create(properties)["Reason"]


def test_a_manifest_that_may_not_be_read_is_named(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.fault("s3", "GetObject", times=-1, code="AccessDenied", message="Access Denied")
    reason = job.create(properties)["Reason"]
    assert "cannot be read (AccessDenied: Access Denied (still so after 1" in reason
    assert "does not exist when its bucket may not be listed" in reason


def test_every_bad_line_is_in_the_log_and_the_answer_stays_small(
    aws: Aws, job: CustomResource, properties: Properties, caplog: pytest.LogCaptureFixture
) -> None:
    lines = [LINE if number % 2 else f'{{"source": {number}}}' for number in range(1, 1001)]
    aws.put_object("input.manifest", "\n".join(lines))
    with caplog.at_level(logging.ERROR, logger="lambda_handlers.labeling_job"):
        answer = job.create(properties)
    reason = answer["Reason"]
    assert "has 500 bad of 1000 lines (2, 4, 6, 8, " in reason
    assert ", 198, 200 and 400 more): line 2: source as a text that is not empty; line 4: " in reason
    logged = [record.getMessage() for record in caplog.records if "input.manifest, line" in record.getMessage()]
    assert len(logged) == 500
    assert logged[-1] == "the manifest s3://reviews-input/input.manifest, line 1000: source as a text that is not empty"


def test_lines_that_may_be_wrong_are_logged_and_the_job_is_made(
    aws: Aws, job: CustomResource, properties: Properties, caplog: pytest.LogCaptureFixture
) -> None:
    lines = [json.dumps({"source": "fine", "boxes": ["x" * 100] * 250}), LINE]
    aws.put_object("input.manifest", "\n".join(lines))
    with caplog.at_level(logging.WARNING, logger="lambda_handlers.labeling_job"):
        answer = job.create(properties)
    assert answer["Status"] == "SUCCESS"
    assert "the manifest s3://reviews-input/input.manifest, line 1: boxes of at most 20000 characters of JSON" in caplog.text


def test_automated_labeling_needs_enough_objects(aws: Aws, job: CustomResource, properties: Properties) -> None:
    algorithm = "arn:aws:sagemaker:us-east-1:027400017018:labeling-job-algorithm-specification/text-classification"
    properties["LabelingJobAlgorithmsConfig"] = {"LabelingJobAlgorithmSpecificationArn": algorithm}
    aws.put_object("input.manifest", f"{LINE}\n" * 1_249)
    assert "has 1249 objects: 1250 objects or more for automated labeling" in job.create(properties)["Reason"]
    assert jobs(aws) == []


def test_the_task_type_decides_what_a_line_has(aws: Aws, job: CustomResource, properties: Properties) -> None:
    frames = {**about_video_frames(aws, properties), "LabelCategoryConfig": {"documentVersion": "2020-03-01", "labels": [{"label": "Car"}]}}
    aws.put_object("frames.manifest", json.dumps({"source-ref": "s3://reviews-input/frame.png"}))
    reason = job.create(frames)["Reason"]
    assert "line 1: source-ref of a sequence file (.json), not an image (.png)" in reason


def test_a_manifest_without_any_label_cannot_be_audited(aws: Aws, job: CustomResource, properties: Properties) -> None:
    frames = json.loads(json.dumps(about_video_frames(aws, properties)).replace("-VideoObjectTracking", "-AdjustmentVideoObjectTracking"))
    frames["LabelCategoryConfig"] = {
        "documentVersion": "2020-03-01",
        "labels": [{"label": "Car"}],
        "auditLabelAttributeName": "first-ref",
    }
    reason = job.create(frames)["Reason"]
    assert "frames.manifest has 1 lines, none that can be audited; it must have one line or more with first-ref and " in reason
    assert jobs(aws) == []


def test_a_manifest_with_labels_of_another_type_cannot_be_audited(aws: Aws, job: CustomResource, properties: Properties) -> None:
    frames = json.loads(json.dumps(about_video_frames(aws, properties)).replace("-VideoObjectTracking", "-AdjustmentVideoObjectTracking"))
    labels = {"documentVersion": "2020-03-01", "labels": [{"label": "Car"}], "auditLabelAttributeName": "first-ref"}
    line = {
        "source-ref": "s3://reviews-input/s.json",
        "first-ref": "s3://b/l",
        "first-ref-metadata": {"type": "groundtruth/video-object-detection"},
    }
    aws.put_object("frames.manifest", json.dumps(line))
    reason = job.create({**frames, "LabelCategoryConfig": labels})["Reason"]
    assert "it must have one line or more with first-ref and first-ref-metadata of the type groundtruth/video-object-tracking" in reason
    assert jobs(aws) == []
