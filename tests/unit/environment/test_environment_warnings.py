"""Warnings, which do not stop a synthesis: values that may be valid, or are valid in some accounts only."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ground_truth.environment import load_environment
from ground_truth.settings.job_choices import choices
from labeling_rules.labeling_job import labeling_job_mistakes, labeling_job_warnings
from labeling_rules.node import Node
from tests.unit.environment.bad_inputs.bad_input import (
    ALGORITHMS,
    AUTOMATED,
    CONSOLIDATE,
    LAMBDAS,
    MANIFEST,
    PAGE,
    PREPARE,
    REGION,
    SOURCE,
    TOPIC,
    UI,
)
from tests.unit.environment.jobs import CUSTOM, job

STREAM = {"dataset": None, f"{SOURCE}.SnsDataSource": {"SnsTopicArn": TOPIC}}
STREAM_QUOTA = (
    "quota-of-streams",
    "LabelingJobName: a streaming job: 0 at a time in a new account: "
    "quota L-C3E706F6 (Ground Truth streaming labeling jobs) has to allow more",
)
OTHER_ACCOUNT = f"arn:aws:lambda:{REGION}:999999999999:function:PRE-BoundingBox"
OWN_PAGE = f"arn:aws:sagemaker:{REGION}:111122223333:human-task-ui/mine"
IMAGE = '{"source-ref": "s3://bucket/i.png"}\n'
BOXED = '{"source-ref": "s3://bucket/i.png", "boxes": {}, "boxes-metadata": {"type": "groundtruth/object-detection"}}\n'


def with_classes(*names: str) -> str:
    """A line with boxes of these labels."""
    classes = json.dumps({str(number): name for number, name in enumerate(names)})
    return BOXED.replace('-detection"', f'-detection", "class-map": {classes}')


@pytest.mark.parametrize(
    ("task_type", "changes", "warnings"),
    [
        (CUSTOM, {}, []),
        ("BoundingBox", {}, []),
        (
            "3DPointCloudObjectDetection",
            {"HumanTaskConfig.TaskTimeLimitInSeconds": 604_801},
            [
                (
                    "time-of-a-task-on-the-task-pages",
                    "HumanTaskConfig.TaskTimeLimitInSeconds: 604801: "
                    "at most 604800 (7 days) is what the task's page allows (3DPointCloudObjectDetection)",
                )
            ],
        ),
        (
            "VideoMultiClass",
            {"HumanTaskConfig.TaskTimeLimitInSeconds": 28_801},
            [
                (
                    "time-of-a-video-clip",
                    "HumanTaskConfig.TaskTimeLimitInSeconds: 28801: at most 28800 (8 hours), to be safe (VideoMultiClass)",
                )
            ],
        ),
        ("VideoMultiClass", {"HumanTaskConfig.TaskTimeLimitInSeconds": 28_800}, []),
        (
            "VerificationSemanticSegmentation",
            {"LabelAttributeName": "label-ref"},
            [
                (
                    "label-attribute-ref-of-a-verification",
                    'LabelAttributeName: "label-ref": a name that does not end with -ref, to be safe (VerificationSemanticSegmentation)',
                )
            ],
        ),
        (
            "NamedEntityRecognition",
            {UI: {"UiTemplateS3Uri": "s3://templates/task.html"}},
            [
                (
                    "template-of-named-entities",
                    f'{UI}.UiTemplateS3Uri: "s3://templates/task.html": '
                    "nothing, to be safe: AWS provides a page for NamedEntityRecognition, and documents no template any more",
                )
            ],
        ),
        *(
            (
                task_type,
                {UI: {"HumanTaskUiArn": OWN_PAGE}},
                [
                    (
                        "page-of-your-own",
                        f'{PAGE}: "{OWN_PAGE}": '
                        "a page of AWS (account 394669845002) or UiTemplateS3Uri, to be safe: one of your own is not documented",
                    )
                ],
            )
            for task_type in ("NamedEntityRecognition", "VideoObjectTracking", "BoundingBox", CUSTOM)
        ),
        (
            "TextMultiClass",
            {"RoleArn": "arn:aws:iam::111122223333:role/own", UI: {"UiTemplateS3Uri": "https://s3.amazonaws.com/b/task.html"}},
            [
                (
                    "https-uris-with-a-role-of-your-own",
                    f'{UI}.UiTemplateS3Uri: "https://s3.amazonaws.com/b/task.html": s3://<bucket>/<key>, to be safe',
                )
            ],
        ),
        (
            CUSTOM,
            {"label_categories": {"labels": [{"label": "a", "shortDisplayName": "A"}], "annotationType": "Polygon"}},
            [
                (
                    "label-file-members-of-custom-jobs",
                    f"label_categories.{member}: {value}: "
                    f"nothing, unless your page or functions read it: AWS does not document {name} for a custom task",
                )
                for member, name, value in (
                    ("annotationType", "annotationType", '"Polygon"'),
                    ("labels[0].shortDisplayName", "shortDisplayName", '"A"'),
                )
            ],
        ),
        (
            "VideoObjectDetection",
            {
                "labels": None,
                "label_categories": {
                    "labels": [{"label": "car", "categoryAttributes": [{"name": "b", "type": "string", "enum": ["x", "y", "x"]}]}],
                    "frameAttributes": [{"name": "a", "type": "string", "description": "A", "enum": ["a", "a"]}],
                },
            },
            [
                (
                    "attribute-values-differ",
                    f'label_categories.{attribute}.enum[{number}]: "{value}": '
                    f"another value: label_categories.{attribute}.enum[0] is the same",
                )
                for attribute, number, value in (("frameAttributes[0]", 1, "a"), ("labels[0].categoryAttributes[0]", 2, "x"))
            ],
        ),
        (
            "BoundingBox",
            {"HumanTaskConfig.MaxConcurrentTaskCount": 1_001},
            [
                (
                    "concurrent-tasks",
                    "HumanTaskConfig.MaxConcurrentTaskCount: 1001: 1 to 1000, unless AWS Support has raised it for the account",
                )
            ],
        ),
        (
            "BoundingBox",
            {**AUTOMATED, "HumanTaskConfig.TaskAvailabilityLifetimeInSeconds": 864_001},
            [
                (
                    "availability-with-automated-labeling",
                    "HumanTaskConfig.TaskAvailabilityLifetimeInSeconds: 864001: "
                    "at most 864000 (10 days) was the limit with automated labeling",
                )
            ],
        ),
        (
            "BoundingBox",
            {UI: {"UiTemplateS3Uri": "s3://templates/task"}},
            [
                (
                    "template-is-named-as-one",
                    f'{UI}.UiTemplateS3Uri: "s3://templates/task": an object whose key ends with .html, .liquid or .template',
                )
            ],
        ),
        (
            "BoundingBox",
            {"dataset": None, MANIFEST: "s3://elsewhere/m.manifest"},
            [
                (
                    "cors-of-other-input-buckets",
                    f'{MANIFEST}: "s3://elsewhere/m.manifest": objects in buckets with the CORS rule of BoundingBox: GET from every origin',
                )
            ],
        ),
        (
            "VideoObjectTracking",
            {"OutputConfig": {"S3OutputPath": "s3://elsewhere/labels"}},
            [
                (
                    "cors-of-other-output-buckets",
                    'OutputConfig.S3OutputPath: "s3://elsewhere/labels": '
                    "a bucket with the CORS rule of VideoObjectTracking: GET, HEAD, PUT from every origin",
                )
            ],
        ),
        ("BoundingBox", {"OutputConfig": {"S3OutputPath": "s3://elsewhere/labels"}}, []),
        ("BoundingBox", STREAM, [STREAM_QUOTA]),
        (
            "BoundingBox",
            {**STREAM, "StoppingConditions": {"MaxHumanLabeledObjectCount": 5}},
            [
                (
                    "stopping-conditions-of-streams",
                    'StoppingConditions: {"MaxHumanLabeledObjectCount": 5}: '
                    "nothing: a streaming job ignores it, and runs until it is stopped or idle for 10 days",
                ),
                STREAM_QUOTA,
            ],
        ),
        (
            "BoundingBox",
            {**STREAM, "OutputConfig": {"SnsTopicArn": TOPIC}},
            [
                (
                    "topics-of-their-own",
                    f'OutputConfig.SnsTopicArn: "{TOPIC}": '
                    "another topic than InputConfig.DataSource.SnsDataSource.SnsTopicArn: each label would become an object",
                ),
                STREAM_QUOTA,
            ],
        ),
        (
            "TextMultiClass",
            {**STREAM, MANIFEST: "s3://bucket/stream/m.manifest", "OutputConfig": {"S3OutputPath": "s3://bucket/stream"}},
            [
                (
                    "output-beside-the-input",
                    'OutputConfig.S3OutputPath: "s3://bucket/stream": '
                    "another place than that of the input, s3://bucket/stream/, from which S3 may publish objects",
                ),
                STREAM_QUOTA,
            ],
        ),
        (
            "3DPointCloudObjectDetection",
            {"stream": {}},
            [STREAM_QUOTA],
        ),
        (
            "VideoObjectTracking",
            {"labels": ["x" * 17]},
            [("label-length-on-frames", f'labels[0]: "{"x" * 17}": 1 to 16 characters, to be safe (VideoObjectTracking)')],
        ),
        (
            "VideoObjectTracking",
            {
                "labels": None,
                "label_categories": {"labels": ["Car"], "frameAttributes": [{"name": "n" * 17, "type": "number", "description": "d"}]},
            },
            [
                (
                    "attribute-name-length",
                    f'label_categories.frameAttributes[0].name: "{"n" * 17}": 1 to 16 characters, to be safe',
                ),
                *(
                    (
                        "limits-of-numbers",
                        f"label_categories.frameAttributes[0].{limit}: missing: "
                        "a whole number, to be safe: required for the type number, though AWS's examples have none",
                    )
                    for limit in ("minimum", "maximum")
                ),
            ],
        ),
        (
            "SemanticSegmentation",
            {"labels": None, "label_categories": {"labels": ["Car"], "instructions": {"shortInstruction": "s", "fullInstruction": "f"}}},
            [
                (
                    "instructions-beside-a-template",
                    'label_categories.instructions: {"shortInstruction": "s", "fullInstruction": "f"}: '
                    "nothing: the instructions of SemanticSegmentation are in the worker task template",
                )
            ],
        ),
        (
            CUSTOM,
            {PREPARE: f"{LAMBDAS}:PRE-BoundingBox", "labels": ["a"]},
            [
                (
                    "functions-of-one-owner",
                    f'{PREPARE}: "{LAMBDAS}:PRE-BoundingBox": together with ACS-BoundingBox, or a function of your own here too',
                )
            ],
        ),
        (
            CUSTOM,
            {PREPARE: OTHER_ACCOUNT},
            [
                (
                    "functions-named-like-built-in-ones",
                    f'{PREPARE}: "{OTHER_ACCOUNT}": {LAMBDAS}:PRE-BoundingBox, if AWS\'s function is meant',
                )
            ],
        ),
        ("BoundingBox", {"LabelingJobAlgorithmsConfig": {"LabelingJobAlgorithmSpecificationArn": f"{ALGORITHMS}/object-detection"}}, []),
        (CUSTOM, {CONSOLIDATE: f"arn:aws:lambda:{REGION}:111122223333:function:mine"}, []),
    ],
)
def test_a_job_is_warned_of(task_type: str, changes: dict[str, Any], warnings: list[tuple[str, str]]) -> None:
    document = Node("LabelingJob", "", job(task_type, changes))
    found = list(labeling_job_warnings(document, region=REGION, account=None))
    assert [(warning.rule, str(warning).removeprefix("LabelingJob: ")) for warning in found] == warnings
    assert {warning.level for warning in found} <= {"warning"}
    assert [*choices(document), *labeling_job_mistakes(document, region=REGION, account=None)] == []


@pytest.mark.parametrize(
    ("task_type", "changes", "lines", "rule", "warning"),
    [
        (
            "ImageMultiClass",
            {},
            IMAGE + '{"source-ref": "s3://bucket/i.webp"}\n' * 2 + IMAGE + '{"source-ref": "s3://bucket/i.webp"}\n',
            "documented-extensions",
            "lines 2-3, 5 of m.manifest: source-ref of an image (.jpg, .jpeg, .png); that .webp works is documented nowhere",
        ),
        (
            "ImageMultiClass",
            {},
            '{"source-ref": "s3://bucket/images/"}\n' + IMAGE,
            "documented-extensions",
            "line 1 of m.manifest: source-ref of an image (.jpg, .jpeg, .png); what ends with a slash is a folder, as a rule",
        ),
        (
            "VideoObjectTracking",
            {},
            '{"source-ref": "s3://bucket/s.json"}\n{"source-ref": "s3://bucket/sequence.json/"}\n',
            "documented-extensions",
            "line 2 of m.manifest: source-ref of a sequence file (.json); what ends with a slash is a folder, as a rule",
        ),
        (
            "ImageMultiClass",
            {},
            '{"source-ref": "s3://bucket/i.png", "boxes": ["' + "x" * 20_001 + '"]}\n',
            "lengths-of-structures",
            "line 1 of m.manifest: boxes of at most 20000 characters of JSON",
        ),
        (
            "AdjustmentBoundingBox",
            {},
            IMAGE
            + BOXED
            + IMAGE
            + '{"source-ref": "s3://bucket/i.png", "kind": 1, "kind-metadata": {"type": "groundtruth/image-classification"}}',
            "labels-to-audit",
            "lines 1, 3-4 of m.manifest: a label and its -metadata of the type groundtruth/object-detection, "
            "which the job works on, under another name than its own, label (AdjustmentBoundingBox)",
        ),
        (
            "AdjustmentBoundingBox",
            {"LabelAttributeName": "boxes"},
            BOXED + '{"source-ref": "s3://bucket/i.png", "old": {}, "old-metadata": {"type": "groundtruth/object-detection"}}',
            "labels-to-audit",
            "line 1 of m.manifest: a label and its -metadata of the type groundtruth/object-detection, "
            "which the job works on, under another name than its own, boxes (AdjustmentBoundingBox)",
        ),
        (
            "AdjustmentBoundingBox",
            {},
            BOXED
            + '{"source-ref": "s3://bucket/i.png", "boxes": {}, "boxes-metadata": {}}\n'
            + '{"source-ref": "s3://bucket/i.png", "boxes": {}, "boxes-metadata": {"type": "groundtruth/custom"}}\n'
            + '{"source-ref": "s3://bucket/i.png", "boxes": {}, "boxes-metadata": 1}\n',
            "type-of-labels-to-audit",
            "lines 2-4 of m.manifest: "
            "the type groundtruth/object-detection in the -metadata of a label, to be safe (AdjustmentBoundingBox)",
        ),
        (
            "AdjustmentBoundingBox",
            {},
            BOXED + BOXED.replace("}}", '}, "label": 0, "label-metadata": {"type": "groundtruth/image-classification"}}') + BOXED,
            "own-labels-of-an-audit",
            "line 2 of m.manifest: nothing under label but labels of the type groundtruth/object-detection, "
            "which an earlier run of the job made (AdjustmentBoundingBox)",
        ),
        (
            "AdjustmentBoundingBox",
            {},
            with_classes("car", "truck") + with_classes("car", "van", "bus") + with_classes(),
            "labels-in-use",
            "line 2 of m.manifest: labels that the job has too, not bus (AdjustmentBoundingBox)",
        ),
        (
            "AdjustmentVideoObjectTracking",
            {},
            '{"source-ref": "s3://bucket/s.json", "first-ref": "s3://bucket/l.json", "first-ref-metadata": {"class-map": {"0": "car"}}}',
            "type-of-labels-to-audit",
            "line 1 of m.manifest: "
            "the type groundtruth/video-object-tracking in first-ref-metadata, to be safe (AdjustmentVideoObjectTracking)",
        ),
        (
            "TextMultiClass",
            {},
            '{"source-ref": "s3://bucket/t.txt"}\n',
            "texts-in-s3",
            "line 1 of m.manifest: source with the text itself: TextMultiClass may show the S3 URI in its place",
        ),
        (
            "ImageMultiClass",
            AUTOMATED,
            IMAGE * 4_999,
            "recommended-objects-of-automated-labeling",
            "4999 objects in m.manifest: 5000 objects or more are recommended for automated labeling",
        ),
        (
            "ImageMultiClass",
            {},
            IMAGE * 10_001,
            "quota-of-objects-in-service-quotas",
            "10001 objects in m.manifest: at most 10000 objects in a new account, by the General Reference's list of quotas",
        ),
        (
            "VideoObjectDetection",
            {},
            '{"source-ref": "s3://bucket/s.json"}\n' * 11,
            "quota-of-objects",
            "11 objects in m.manifest: at most 10 objects, unless a quota was raised (VideoObjectDetection)",
        ),
    ],
)
def test_a_file_is_warned_of(
    write: Callable[..., Path], folder: Path, task_type: str, changes: dict[str, Any], lines: str, rule: str, warning: str
) -> None:
    (folder / "m.manifest").write_text(lines, encoding="utf-8")
    environment = load_environment(write({"labeling_jobs.0": job(task_type, {**changes, "dataset": {"manifest": "m.manifest"}})}))
    assert [(found.rule, str(found)) for found in environment.warnings] == [
        (rule, f"environments/dev.yaml: labeling_jobs[0].dataset.manifest: {warning}")
    ]


def test_more_jobs_than_a_new_account_may_run_are_warned_of(write: Callable[..., Path]) -> None:
    environment = load_environment(write({"labeling_jobs.1": job("TextMultiClass", {"dataset": {"lines": ["a"]}})}))
    assert [str(found) for found in environment.warnings] == [
        "environments/dev.yaml: labeling_jobs: 2 labeling jobs: "
        "1 at a time in a new account: quota L-150039CA (Ground Truth labeling jobs) has to allow more"
    ]


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        ({}, {}, "BoundingBox-job, ImageMultiClass-job"),
        ({"data_prefixes": ["boxes/"]}, {}, "ImageMultiClass-job"),
        ({"data_prefixes": ["boxes/"]}, {"data_prefixes": []}, None),
        ({}, {"RoleArn": "arn:aws:iam::111122223333:role/labeling"}, "BoundingBox-job"),
        ({}, {"dataset": {"crawl": {"prefix": "images/", "objects": "images"}}}, "BoundingBox-job"),
        ({}, {"dataset": None, f"{SOURCE}.S3DataSource": {"ManifestS3Uri": "s3://elsewhere/one.manifest"}}, None),
        (
            {"dataset": {"crawl": {"prefix": "a/", "objects": "images"}}},
            {"dataset": {"crawl": {"prefix": "b/", "objects": "images"}}},
            None,
        ),
    ],
)
def test_jobs_whose_roles_read_the_objects_of_others_are_warned_of(
    write: Callable[..., Path], first: dict[str, Any], second: dict[str, Any], named: str | None
) -> None:
    jobs = [job("BoundingBox", first), job("ImageMultiClass", second)]
    found = [found for found in load_environment(write({"labeling_jobs": jobs})).warnings if found.rule == "objects-of-other-jobs"]
    lines = [f"environments/dev.yaml: labeling_jobs: {named}: data_prefixes in each of these jobs"] if named else []
    assert [str(line).partition(": what the keys")[0] for line in found] == lines


def test_data_that_can_be_opened_from_anywhere_are_warned_of_where_the_portal_cannot(write: Callable[..., Path]) -> None:
    closed: dict[str, object] = {"workforce.source_ip_cidrs": ["203.0.113.0/24"], "teams.0.presigned_urls_from": "source_ip"}
    environment = load_environment(write(closed))
    assert [(found.rule, str(found)) for found in environment.parameter_warnings] == [
        (
            "data-urls-stay-with-the-workers",
            "environments/dev.yaml: teams[1].presigned_urls_from: anywhere: source_ip: source_ip_cidrs restricts only the portal, "
            "and the URL of an object from a worker page works from anywhere",
        )
    ]
    closed["teams.1.presigned_urls_from"] = "vpc_source_ip"
    assert load_environment(write(closed)).parameter_warnings == ()
    assert load_environment(write()).parameter_warnings == ()
