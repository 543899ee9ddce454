"""Custom::GroundTruthLabelingJob: invalid parameters, refused before anything is created."""

import copy
import logging
from typing import Any

import pytest

from tests.unit.lambda_handlers.cloudformation_side import LOG_STREAM, CustomResource, FakeClock, Properties
from tests.unit.lambda_handlers.handler_account import Aws, clients_in_use
from tests.unit.lambda_handlers.labeling_job.job_account import STREAMING, about_video_frames, jobs

LAMBDAS = "arn:aws:lambda:us-east-1:432418664414:function"
CONSOLIDATE = "HumanTaskConfig.AnnotationConsolidationConfig.AnnotationConsolidationLambdaArn"
UI = "HumanTaskConfig.UiConfig"
TEAM = "arn:aws:sagemaker:us-east-1:123456789012:workteam"


def with_values(properties: Properties, changes: dict[str, Any]) -> Properties:
    """The properties with other values at dotted paths; None removes one."""
    changed = copy.deepcopy(properties)
    for path, value in changes.items():
        *parents, last = path.split(".")
        holder = changed
        for name in parents:
            holder = holder.setdefault(name, {})
        if value is None:
            del holder[last]
        else:
            holder[last] = value
    return changed


def mistakes(answer: dict[str, Any]) -> list[str]:
    """The lines of the reason, one per mistake."""
    assert answer["Status"] == "FAILED"
    head, *lines = str(answer["Reason"]).removesuffix(f" (log stream: {LOG_STREAM})").split("\n")
    assert head == "invalid properties:"
    return lines


TABLE: list[tuple[dict[str, Any], list[str]]] = [
    # what the model states: lengths, ranges, patterns, enumerations
    ({"HumanTaskConfig.NumberOfHumanWorkersPerDataObject": "12"}, ["HumanTaskConfig.NumberOfHumanWorkersPerDataObject: 12: 1 to 9"]),
    ({"HumanTaskConfig.TaskTimeLimitInSeconds": "5"}, ["HumanTaskConfig.TaskTimeLimitInSeconds: 5: 30 or more"]),
    ({"HumanTaskConfig.TaskTitle": ""}, [r'HumanTaskConfig.TaskTitle: "": 1 to 128 characters matching [\t\n\r -\uD7FF\uE000-\uFFFD]*']),
    (
        {"HumanTaskConfig.TaskKeywords": ["a-b"]},
        ['HumanTaskConfig.TaskKeywords[0]: "a-b": 1 to 30 characters matching [A-Za-z0-9]+( [A-Za-z0-9]+)*'],
    ),
    (
        {"InputConfig.DataAttributes": {"ContentClassifiers": ["FreeOfCost"]}},
        [
            'InputConfig.DataAttributes.ContentClassifiers[0]: "FreeOfCost": '
            "one of FreeOfPersonallyIdentifiableInformation, FreeOfAdultContent"
        ],
    ),
    (
        {"RoleArn": "arn:aws:iam::1:role/x"},
        [r'RoleArn: "arn:aws:iam::1:role/x": 20 to 2048 characters matching arn:aws[a-z\-]*:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+'],
    ),
    # the rules between them
    ({"LabelAttributeName": "mood-ref"}, ['LabelAttributeName: "mood-ref": a name that must not end with -ref (TextMultiClass)']),
    (
        {"RoleArn": "arn:aws:iam::999999999999:role/labeling"},
        ['RoleArn: "arn:aws:iam::999999999999:role/labeling": an ARN of the account 123456789012'],
    ),
    (
        {"OutputConfig.SnsTopicArn": "arn:aws:sns:eu-west-1:123456789012:labels"},
        ['OutputConfig.SnsTopicArn: "arn:aws:sns:eu-west-1:123456789012:labels": an ARN of the region us-east-1'],
    ),
    (
        {"HumanTaskConfig.PreHumanTaskLambdaArn": "arn:aws:lambda:us-east-1:568282634449:function:PRE-TextMultiClass"},
        [
            'HumanTaskConfig.PreHumanTaskLambdaArn: "arn:aws:lambda:us-east-1:568282634449:function:PRE-TextMultiClass": '
            f"{LAMBDAS}:PRE-TextMultiClass"
        ],
    ),
    (
        {CONSOLIDATE: f"{LAMBDAS}:ACS-BoundingBox"},
        [f'{CONSOLIDATE}: "{LAMBDAS}:ACS-BoundingBox": ACS-TextMultiClass, which goes with PRE-TextMultiClass'],
    ),
    (
        {"HumanTaskConfig.WorkteamArn": "arn:aws:sagemaker:us-east-1:394669845002:workteam/public-crowd/default"},
        [
            'HumanTaskConfig.WorkteamArn: "arn:aws:sagemaker:us-east-1:394669845002:workteam/public-crowd/default": '
            "a private or vendor work team, since Amazon Mechanical Turk closed on 30 September 2026"
        ],
    ),
    (
        {"HumanTaskConfig.WorkteamArn": f"{TEAM}/reviewers"},
        [
            f'HumanTaskConfig.WorkteamArn: "{TEAM}/reviewers": '
            "a team's ARN that ends with workteam/private-crowd/<name> or workteam/vendor-crowd/<name>"
        ],
    ),
    (
        {f"{UI}.UiTemplateS3Uri": None, f"{UI}.HumanTaskUiArn": "arn:aws:sagemaker:us-east-1:394669845002:human-task-ui/mine"},
        [
            f'{UI}.HumanTaskUiArn: "arn:aws:sagemaker:us-east-1:394669845002:human-task-ui/mine": '
            "UiTemplateS3Uri instead: TextMultiClass has a worker task template"
        ],
    ),
    ({f"{UI}.UiTemplateS3Uri": None}, [f"{UI}: {{}}: exactly one of UiTemplateS3Uri, HumanTaskUiArn"]),
    (
        {"LabelCategoryConfig": None},
        ["LabelCategoryConfigS3Uri: missing: required: Labels, LabelCategoryConfig or LabelCategoryConfigS3Uri (TextMultiClass)"],
    ),
    ({"LabelCategoryConfig": None, "Labels": ["good"]}, ["Labels: 1 label: 2 or more labels (TextMultiClass)"]),
    (
        {"OutputConfig.S3OutputPath": "https://reviews-output/"},
        ['OutputConfig.S3OutputPath: "https://reviews-output/": s3://<bucket>/<key>'],
    ),
    (
        {"Tags": [{"Key": f"key-{number}", "Value": ""} for number in range(46)]},
        ["Tags: 51 tags, with the environment's and the 5 of ownership: at most 50 tags"],
    ),
]


@pytest.mark.parametrize(("changes", "lines"), TABLE, ids=[", ".join(changes) for changes, _ in TABLE])
def test_what_the_rules_refuse_is_one_line_and_nothing_is_called(
    aws: Aws, job: CustomResource, properties: Properties, clock: FakeClock, changes: dict[str, Any], lines: list[str]
) -> None:
    wrong = with_values(properties, changes)
    aws.watch(*clients_in_use())
    answer = job.create(wrong)
    assert mistakes(answer) == lines
    assert aws.calls == []
    assert clock.slept == []
    assert job.delete(wrong, id=answer["PhysicalResourceId"])["Status"] == "SUCCESS"


def test_every_mistake_comes_at_once(job: CustomResource, properties: Properties) -> None:
    wrong = with_values(
        about_video_frames_without_manifest(properties),
        {
            "HumanTaskConfig.NumberOfHumanWorkersPerDataObject": "2",
            "LabelAttributeName": "tracks",
            "StoppingConditions.MaxPercentageOfInputDatasetLabeled": "101",
            f"{UI}.HumanTaskUiArn": "arn:aws:sagemaker:us-east-1:394669845002:human-task-ui/3DPointCloudObjectTracking",
        },
    )
    assert [line.partition(": ")[0] for line in mistakes(job.create(wrong))] == [
        "StoppingConditions.MaxPercentageOfInputDatasetLabeled",
        "LabelAttributeName",
        "HumanTaskConfig.NumberOfHumanWorkersPerDataObject",
        f"{UI}.HumanTaskUiArn",
    ]


def about_video_frames_without_manifest(properties: Properties) -> Properties:
    function = "arn:aws:lambda:us-east-1:432418664414:function"
    return with_values(
        properties,
        {
            f"{UI}.UiTemplateS3Uri": None,
            "HumanTaskConfig.PreHumanTaskLambdaArn": f"{function}:PRE-VideoObjectTracking",
            CONSOLIDATE: f"{function}:ACS-VideoObjectTracking",
        },
    )


def test_more_mistakes_than_an_answer_holds_are_counted_and_logged(
    job: CustomResource, properties: Properties, caplog: pytest.LogCaptureFixture
) -> None:
    tags = [{"Key": f"aws:{number:02}{'x' * 60}", "Value": ""} for number in range(40)]
    with caplog.at_level(logging.ERROR, logger="lambda_handlers.labeling_job"):
        lines = mistakes(job.create({**properties, "Tags": tags}))
    assert lines[0].startswith('Tags[0].Key: "aws:00xxx')
    assert lines[-1] == f"and {40 - len(lines) + 1} more, which the log has"
    assert sum("Tags[" in record.getMessage() for record in caplog.records if record.name == "lambda_handlers.labeling_job.checks") == 40


def test_what_may_be_right_is_logged_and_the_job_is_made(
    aws: Aws, job: CustomResource, properties: Properties, caplog: pytest.LogCaptureFixture
) -> None:
    aws.set_up(streaming_labeling_job_quota=1)
    with caplog.at_level(logging.WARNING, logger="lambda_handlers.labeling_job"):
        assert job.create({**properties, "InputConfig": STREAMING})["Status"] == "SUCCESS"
    assert 'StoppingConditions: {"MaxPercentageOfInputDatasetLabeled": 90}: nothing: a streaming job ignores it' in caplog.text


def test_a_job_of_another_task_type_is_made_by_the_same_rules(aws: Aws, job: CustomResource, properties: Properties) -> None:
    frames = about_video_frames(aws, properties)
    frames["LabelCategoryConfig"] = {"documentVersion": "2020-03-01", "labels": [{"label": "Car"}]}
    aws.fault("sagemaker", "CreateLabelingJob", message="reached")
    assert "reached" in job.create(frames)["Reason"]


def test_a_real_mistake_is_not_repeated(aws: Aws, job: CustomResource, properties: Properties, clock: FakeClock) -> None:
    aws.fault("sagemaker", "CreateLabelingJob", message="not like this")
    assert "not like this" in job.create(properties)["Reason"]
    assert clock.slept == []


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("HumanTaskConfig.NumberOfHumanWorkersPerDataObject", "three", "must be a whole number, not 'three'"),
        ("HumanTaskConfig.NumberOfWorkers", "3", "HumanTaskConfig.NumberOfWorkers is unknown"),
        ("LabelCategoryConfig.lables", [], "LabelCategoryConfig.lables is unknown"),
        ("LabelCategoryConfig.labels", [{"label": "a", "isRequired": "true"}], "LabelCategoryConfig.labels[0].isRequired is unknown"),
        ("Labels", "good", "Labels must be a list, not a single value"),
        ("LabelingJobName", "-reviews", "LabelingJobName must have 1 to 54 letters"),
        ("LabelingJobName", "r" * 55, "LabelingJobName must have 1 to 54 letters"),
    ],
)
def test_properties_of_no_known_name_or_type(
    aws: Aws, job: CustomResource, properties: Properties, path: str, value: Any, expected: str
) -> None:
    wrong = with_values(properties, {path: value})
    answer = job.create(wrong)
    assert answer["Status"] == "FAILED"
    assert expected in answer["Reason"]
    assert jobs(aws) == []
    assert job.delete(wrong, id=answer["PhysicalResourceId"])["Status"] == "SUCCESS"
