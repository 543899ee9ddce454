"""Validation of a whole request against botocore's service model."""

from __future__ import annotations

from typing import Any

import pytest

from labeling_rules.api_limits import find_shape
from labeling_rules.api_model import api_model_mistakes
from labeling_rules.node import Node

GOOD: dict[str, Any] = {
    "LabelingJobName": "topics-0123abcd",
    "LabelAttributeName": "topics",
    "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://b/m"}}},
    "OutputConfig": {"S3OutputPath": "s3://b/o"},
    "RoleArn": "arn:aws:iam::111122223333:role/labeling",
    "HumanTaskConfig": {
        "WorkteamArn": "arn:aws:sagemaker:eu-west-1:111122223333:workteam/private-crowd/t",
        "UiConfig": {"UiTemplateS3Uri": "s3://b/t"},
        "TaskTitle": "Title",
        "TaskDescription": "Description",
        "NumberOfHumanWorkersPerDataObject": 1,
        "TaskTimeLimitInSeconds": 30,
    },
}


def mistakes(parameters: object, shape: str = "CreateLabelingJobRequest") -> list[str]:
    return [str(mistake).removeprefix(": ") for mistake in api_model_mistakes(Node("", "", parameters), find_shape(shape))]


def changed(path: str, value: object) -> dict[str, Any]:
    *parents, last = path.split(".")
    request: dict[str, Any] = {**GOOD, "HumanTaskConfig": {**GOOD["HumanTaskConfig"]}}
    place = request
    for name in parents:
        place = place.setdefault(name, {})
    place[last] = value
    return request


def test_a_request_within_the_limits_is_right() -> None:
    assert mistakes(GOOD) == []


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("LabelingJobName", "-a", 'LabelingJobName: "-a": 1 to 63 characters matching [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}'),
        ("LabelAttributeName", "", 'LabelAttributeName: "": 1 to 127 characters matching [a-zA-Z0-9](-*[a-zA-Z0-9]){0,126}'),
        ("HumanTaskConfig.TaskKeywords", [], "HumanTaskConfig.TaskKeywords: []: 1 to 5 items"),
        ("HumanTaskConfig.TaskKeywords", ["x"] * 6, 'HumanTaskConfig.TaskKeywords: ["x", "x", "x", "x", "x", "x"]: 1 to 5 items'),
        ("HumanTaskConfig.MaxConcurrentTaskCount", 5_001, "HumanTaskConfig.MaxConcurrentTaskCount: 5001: 1 to 5000"),
        ("Tags", [{"Key": "k"}], r"Tags[0].Value: missing: required: at most 256 characters matching ([\p{L}\p{Z}\p{N}_.:/=+\-@]*)"),
        ("StoppingConditions", {"MaxHumanLabeledObjectCount": 0}, "StoppingConditions.MaxHumanLabeledObjectCount: 0: 1 or more"),
        (
            "LabelingJobAlgorithmsConfig",
            {},
            "LabelingJobAlgorithmsConfig.LabelingJobAlgorithmSpecificationArn: missing: required: at most 2048 characters matching arn:.*",
        ),
        ("OutputConfig", None, "OutputConfig: missing: required"),
        (
            "InputConfig",
            {"DataSource": {}, "DataAttributes": {"ContentClassifiers": ["FreeOfCost"]}},
            'InputConfig.DataAttributes.ContentClassifiers[0]: "FreeOfCost": '
            "one of FreeOfPersonallyIdentifiableInformation, FreeOfAdultContent",
        ),
    ],
)
def test_what_is_beyond_a_limit_is_named(path: str, value: object, line: str) -> None:
    assert mistakes(changed(path, value)) == [line]


def test_everything_is_named_at_once() -> None:
    found = mistakes({"Tags": [{"Key": ""}]})
    assert [line.partition(": ")[0] for line in found] == [
        "LabelingJobName",
        "LabelAttributeName",
        "InputConfig",
        "OutputConfig",
        "RoleArn",
        "HumanTaskConfig",
        "Tags[0].Value",
        "Tags[0].Key",
    ]


@pytest.mark.parametrize("value", [7, True, ["x"], {"a": 1}, None])
def test_of_a_value_of_another_type_nothing_is_said(value: object) -> None:
    assert mistakes(value, "HumanTaskConfig.TaskTitle") == []
    assert mistakes(["text"], "HumanTaskConfig.TaskTimeLimitInSeconds") == []


def test_members_that_the_api_does_not_have_are_left_to_others() -> None:
    assert mistakes({**GOOD, "Labels": ["x"]}) == []


def test_the_full_name_of_a_job_is_measured() -> None:
    assert len(mistakes(changed("LabelingJobName", "a" * 64))) == 1
    assert mistakes(changed("LabelingJobName", "a" * 63)) == []
