"""Valid jobs: every task type and a custom job, in every region, and the examples of AWS's documentation."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ground_truth.environment import load_environment
from ground_truth.environment.rules.job_chains import chain_mistakes
from labeling_rules.node import Node
from labeling_rules.task_types import GROUND_TRUTH_REGIONS, TASK_TYPES
from tests.unit.environment.jobs import CUSTOM, job

Load = Callable[[Mapping[str, object]], list[str]]
Write = Callable[..., Path]

WITH_SNS = {
    "InputConfig": {"DataSource": {"SnsDataSource": {"SnsTopicArn": "arn:aws:sns:eu-west-1:111122223333:objects"}}},
    "dataset": None,
}
FRAME = {"source-ref": "s3://bucket/f.bin", "source-ref-metadata": {"format": "binary/xyzi", "unix-timestamp": 1566861644.759115}}
BOXES = {"boxes": {"annotations": []}, "boxes-metadata": {"type": "groundtruth/object-detection"}}

CLASSES, VERDICTS = "groundtruth/image-classification", "groundtruth/label-verification"


@pytest.mark.parametrize("region", GROUND_TRUTH_REGIONS)
def test_every_task_type_is_right_in_every_region(write: Write, region: str) -> None:
    jobs = [job(name, {"data_prefixes": [f"{name}/"]}) for name in (*TASK_TYPES, CUSTOM)]
    environment = load_environment(write({"region": region, "labeling_jobs": jobs}))
    assert [settings.task_type for settings in environment.labeling_jobs] == [*TASK_TYPES, None]
    assert [warning.rule for warning in environment.warnings] == ["quota-of-jobs"]


@pytest.mark.parametrize("name", [name for name, task in TASK_TYPES.items() if task.kind != "text"])
def test_functions_and_pages_of_aws_may_be_named_by_hand(mistakes_of: Load, name: str) -> None:
    task, region = TASK_TYPES[name], "eu-west-1"
    changes: dict[str, object] = {
        "task_type": None,
        "HumanTaskConfig.PreHumanTaskLambdaArn": task.pre_annotation_lambda_arn(region),
        "HumanTaskConfig.AnnotationConsolidationConfig": {
            "AnnotationConsolidationLambdaArn": task.annotation_consolidation_lambda_arn(region)
        },
    }
    if not task.uses_template:
        changes["HumanTaskConfig.UiConfig"] = {"HumanTaskUiArn": task.human_task_ui_arn(region)}
    assert mistakes_of({"labeling_jobs.0": job(name, changes)}) == []


@pytest.mark.parametrize(
    ("task_type", "changes"),
    [
        ("BoundingBox", {"HumanTaskConfig.WorkteamArn": "arn:aws:sagemaker:eu-west-1:999999999999:workteam/vendor-crowd/v", "team": None}),
        ("BoundingBox", {"HumanTaskConfig.WorkteamArn": "arn:aws:sagemaker:eu-west-1:111122223333:workteam/private-crowd/p", "team": None}),
        ("BoundingBox", {"OutputConfig": {"KmsKeyId": "arn:aws:kms:eu-west-1:999999999999:key/abc"}}),
        ("BoundingBox", {"OutputConfig": {"KmsKeyId": "1234abcd-12ab-34cd-56ef-1234567890ab"}}),
        ("BoundingBox", {"OutputConfig": {"KmsKeyId": "alias/labels"}}),
        ("BoundingBox", {"OutputConfig": {"SnsTopicArn": "arn:aws:sns:eu-west-1:999999999999:labels"}}),
        ("BoundingBox", WITH_SNS),
        ("BoundingBox", {"LabelingJobAlgorithmsConfig": {}}),
        ("BoundingBox", {"HumanTaskConfig.MaxConcurrentTaskCount": 5000}),
        ("3DPointCloudObjectDetection", {"HumanTaskConfig.TaskTimeLimitInSeconds": 2_592_000}),
        ("3DPointCloudObjectDetection", WITH_SNS),
        ("ImageMultiClass", {"labels": [f"label {number}" for number in range(500)]}),
        ("ImageMultiClass", {"labels": ["x" * 256, "y"]}),
        ("custom", {"HumanTaskConfig.PreHumanTaskLambdaArn": "arn:aws:lambda:eu-west-1:111122223333:function:PRE-BoundingBox"}),
        ("custom", {"HumanTaskConfig.PreHumanTaskLambdaArn": "arn:aws:lambda:eu-west-1:999999999999:function:prepare:live"}),
        ("custom", {"HumanTaskConfig.UiConfig": {"UiTemplateS3Uri": "s3://sagemaker-notebooks/instructions.template"}}),
        ("custom", {"HumanTaskConfig.UiConfig": {"UiTemplateS3Uri": "s3://templates/task"}}),
        ("custom", {"InputConfig": {"DataAttributes": {"ContentClassifiers": ["FreeOfAdultContent"]}}}),
        ("custom", {"StoppingConditions": {"MaxHumanLabeledObjectCount": 1, "MaxPercentageOfInputDatasetLabeled": 100}}),
    ],
)
def test_what_ground_truth_takes_is_right(mistakes_of: Load, task_type: str, changes: dict[str, object]) -> None:
    assert mistakes_of({"labeling_jobs.0": job(task_type, changes)}) == []


@pytest.mark.parametrize(
    ("task_type", "line"),
    [
        ("BoundingBox", {"source-ref": "s3://bucket/path/to an/image.JPG", "weather": "fine"}),
        ("BoundingBox", {"source-ref": "s3://bucket/image-without-an-ending"}),
        ("BoundingBox", {"source-ref": "s3://bucket/image.v2024.1"}),
        ("BoundingBox", {"source-ref": "s3://bucket/image.png", "$sequencer": "00", "$label-object-id": "x"}),
        ("ImageMultiClass", {"source-ref": "s3://bucket/image.webp"}),
        ("VideoMultiClass", {"source-ref": "s3://bucket/clip.webm"}),
        ("VideoObjectDetection", {"source-ref": "s3://bucket/sequence.json"}),
        ("TextMultiClass", {"source": "ä" * 20_000}),
        ("NamedEntityRecognition", {"source": "Lorem ipsum", "id": 7, "nothing": None}),
        ("3DPointCloudObjectDetection", FRAME),
        ("3DPointCloudSemanticSegmentation", {"source-ref": "s3://bucket/f.pcd.bin", "source-ref-metadata": {"unix-timestamp": 1}}),
        ("3DPointCloudObjectTracking", {"source-ref": "s3://bucket/sequence.json"}),
        ("AdjustmentBoundingBox", {"source-ref": "s3://bucket/image.png", **BOXES}),
        ("VerificationBoundingBox", {"source-ref": "s3://bucket/image.png", "boxes-metadata": {"failure-reason": "expired"}}),
        (
            "AdjustmentVideoObjectTracking",
            {"source-ref": "s3://bucket/s.json", "first-ref": "s3://bucket/SeqLabel.json", "first-ref-metadata": {}},
        ),
        # Labels of other jobs beside those to audit, including an earlier run of this one.
        ("AdjustmentBoundingBox", {"source-ref": "s3://bucket/image.png", **BOXES, "kind": 1, "kind-metadata": {"type": CLASSES}}),
        ("AdjustmentBoundingBox", {"source-ref": "s3://bucket/image.png", **BOXES, "label": {}, "label-metadata": BOXES["boxes-metadata"]}),
        ("VerificationBoundingBox", {"source-ref": "s3://bucket/image.png", **BOXES, "label": 1, "label-metadata": {"type": VERDICTS}}),
        ("BoundingBox", {"source-ref": "s3://bucket/image.png", "label": {}, "label-metadata": BOXES["boxes-metadata"]}),
        ("PassThrough", {"source-ref": "s3://bucket/document.pdf"}),
        ("PassThrough", {"source": "text", "prompt": {"a": [1, 2, {"b": None}]}}),
        (CUSTOM, {"source": "text"}),
    ],
)
def test_lines_that_ground_truth_takes_are_right(mistakes_of: Load, folder: Path, task_type: str, line: dict[str, object]) -> None:
    (folder / "m.manifest").write_bytes(f"{json.dumps(line, ensure_ascii=False)}\r\n".encode())
    assert mistakes_of({"labeling_jobs.0": job(task_type, {"dataset": {"manifest": "m.manifest"}})}) == []


def test_jobs_go_on_with_the_output_of_others() -> None:
    jobs = [
        job("BoundingBox", {"LabelingJobName": "first"}),
        job("AdjustmentBoundingBox", {"LabelingJobName": "second", "LabelAttributeName": "adjusted"}),
        job("VerificationBoundingBox", {"LabelingJobName": "third", "LabelAttributeName": "verified"}),
        job("ImageMultiClass", {"LabelingJobName": "fourth", "LabelAttributeName": "class"}),
        job(CUSTOM, {"LabelingJobName": "fifth"}),
        job("AdjustmentBoundingBox", {"LabelingJobName": "sixth", "LabelAttributeName": "adjusted-too"}),
    ]
    for number, before in ((1, "first"), (2, "second"), (3, "first"), (4, "third"), (5, "fourth")):
        jobs[number]["dataset"] = {"output_of": before}
    assert list(chain_mistakes(Node("dev.yaml", "labeling_jobs", jobs), folder=Path())) == []
