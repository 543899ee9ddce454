"""A job as the rules see it, from any description."""

from __future__ import annotations

from typing import Any

import pytest
from aws_cdk import Token

from labeling_rules.built_in_functions import BuiltInFunction
from labeling_rules.data_source import crawled_objects
from labeling_rules.job import Job
from labeling_rules.labeling_job import labeling_job_mistakes
from labeling_rules.node import Node
from labeling_rules.task_types import GROUND_TRUTH_REGIONS, TASK_TYPES

PREPARE = "arn:aws:lambda:eu-west-1:568282634449:function:PRE-BoundingBox"


def job(properties: dict[str, Any]) -> Job:
    return Job(Node("", "", properties), region="eu-west-1", account="111122223333")


@pytest.mark.parametrize("region", GROUND_TRUTH_REGIONS)
@pytest.mark.parametrize("name", TASK_TYPES)
def test_a_function_of_aws_tells_the_task_type(name: str, region: str) -> None:
    task = TASK_TYPES[name]
    for arn, prefix in ((task.pre_annotation_lambda_arn(region), "PRE"), (task.annotation_consolidation_lambda_arn(region), "ACS")):
        function = BuiltInFunction.of_arn(arn, prefix=prefix)
        assert function is not None
        assert (function.task_type, function.region) == (task, region)
    assert job({"HumanTaskConfig": {"PreHumanTaskLambdaArn": task.pre_annotation_lambda_arn(region)}}).task_type is task


@pytest.mark.parametrize(
    "arn",
    [
        None,
        "",
        "arn:aws:lambda:eu-west-1:111122223333:function:PRE-BoundingBox",
        "arn:aws:lambda:eu-west-1:568282634449:function:prepare",
        f"{PREPARE}:live",
        pytest.param(Token.as_string({"Fn::GetAtt": ["Prepare", "Arn"]}), id="token"),
    ],
)
def test_any_other_function_is_one_of_a_custom_job(arn: str | None) -> None:
    assert BuiltInFunction.of_arn(arn) is None
    found = job({"HumanTaskConfig": {"PreHumanTaskLambdaArn": arn}})
    assert (found.built_in, found.is_custom, found.task_name) == (None, True, "a custom task")


def test_a_task_type_that_does_not_exist_is_no_custom_job() -> None:
    found = job({"task_type": "BoundingBoxes", "HumanTaskConfig": {"PreHumanTaskLambdaArn": PREPARE}})
    assert (found.built_in, found.is_custom, found.task_type) == (None, False, None)


@pytest.mark.parametrize(
    "properties",
    [
        {"labels": ["a", "b"]},
        {"Labels": ["a", "b"]},
        {"label_categories": {"labels": ["a", {"label": "b"}]}},
        {"LabelCategoryConfig": {"labels": [{"label": "a"}, {"label": "b"}]}},
    ],
)
def test_labels_are_found_wherever_they_are_said(properties: dict[str, Any]) -> None:
    assert [name.text for name in job(properties).labels] == ["a", "b"]


def test_the_label_attribute_is_the_job_s_name_where_a_file_says_none() -> None:
    assert job({"LabelingJobName": "boxes"}).label_attribute == "boxes"
    assert job({"LabelingJobName": "boxes", "LabelAttributeName": "box"}).label_attribute == "box"


def test_tokens_are_taken_as_right() -> None:
    token = Token.as_string({"Fn::GetAtt": ["Something", "Arn"]})
    task = {
        "WorkteamArn": token,
        "UiConfig": {"UiTemplateS3Uri": token},
        "NumberOfHumanWorkersPerDataObject": Token.as_number({"Ref": "N"}),
    }
    properties = {
        "task_type": "BoundingBox",
        "LabelAttributeName": token,
        "labels": ["a"],
        "RoleArn": token,
        "HumanTaskConfig": task,
        "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": f"s3://{token}/m"}}},
        "OutputConfig": {"KmsKeyId": token, "SnsTopicArn": token},
        "LabelingJobAlgorithmsConfig": {"LabelingJobAlgorithmSpecificationArn": token},
    }
    assert list(labeling_job_mistakes(Node("", "", properties), region="eu-west-1", account="111122223333")) == []


@pytest.mark.parametrize(
    ("task_type", "objects", "allowed"),
    [
        ("ImageMultiClass", "images", None),
        ("VideoMultiClass", "videos", None),
        ("NamedEntityRecognition", "text_files", None),
        ("PassThrough", "videos", None),
        ("ImageMultiClass", "videos", "images, which ImageMultiClass labels"),
        ("TextMultiClass", "images", "text_files, which TextMultiClass labels"),
        ("VideoObjectTracking", "videos", "a manifest instead: VideoObjectTracking labels sequence files, which are not crawled"),
        (
            "3DPointCloudObjectDetection",
            "images",
            "a manifest instead: 3DPointCloudObjectDetection labels point cloud frames, which are not crawled",
        ),
    ],
)
def test_what_is_crawled_is_what_is_labeled(task_type: str, objects: str, allowed: str | None) -> None:
    found = [mistake.allowed for mistake in crawled_objects(job({"task_type": task_type, "dataset": {"crawl": {"objects": objects}}}))]
    assert found == ([] if allowed is None else [allowed])


OTHER_TABLE = "arn:aws:dynamodb:us-east-1:999999999999:table/objects"
OTHER_ROLE = "arn:aws:iam::999999999999:role/other"


@pytest.mark.parametrize(
    "properties",
    [
        {"workflow": {"pre_annotation": {"environment": {"TableArn": OTHER_TABLE, "RoleArn": OTHER_ROLE, "ManifestS3Uri": "https://b/m"}}}},
        {"tags": {"OwnerArn": OTHER_ROLE, "TableArn": OTHER_TABLE}},
    ],
    ids=["variables of a function", "tags"],
)
def test_names_of_the_user_s_own_are_no_fields(properties: dict[str, Any]) -> None:
    assert list(labeling_job_mistakes(Node("", "", properties), region="eu-west-1", account="111122223333")) == []


def test_fields_beside_them_are_looked_at() -> None:
    properties = {"RoleArn": OTHER_ROLE, "workflow": {"pre_annotation": {"environment": {}, "topic_arn": OTHER_TABLE}}}
    found = labeling_job_mistakes(Node("", "", properties), region="eu-west-1", account="111122223333")
    assert [(mistake.path, mistake.rule) for mistake in found] == [
        ("workflow.pre_annotation.topic_arn", "region-of-arns"),
        ("RoleArn", "account-of-arns"),
    ]
