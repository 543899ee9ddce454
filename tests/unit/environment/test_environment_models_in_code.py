"""The models as typed arguments of constructs: snake_case names, tokens, and the rules without a file."""

from __future__ import annotations

import pytest
from aws_cdk import Token
from pydantic import ValidationError

from ground_truth.environment import DatasetSettings, EnvironmentLabelingJob
from ground_truth.settings import (
    AnnotationConsolidationConfig,
    HumanTaskConfig,
    InputConfig,
    LabelingJobSettings,
    OutputConfig,
    StoppingConditions,
    Tag,
    UiConfig,
)
from ground_truth.settings.input_config import DataAttributes, DataSource, S3DataSource, SnsDataSource
from ground_truth.settings.labeling_job_algorithms_config import (
    LabelingJobAlgorithmsConfig,
    LabelingJobResourceConfig,
    VpcConfig,
)
from labeling_rules.labeling_job import labeling_job_mistakes
from labeling_rules.node import Node

TASK = HumanTaskConfig(
    task_title="Title",
    task_description="Description",
    number_of_human_workers_per_data_object=1,
    task_time_limit_in_seconds=60,
)


def token() -> str:
    return Token.as_string({"Fn::GetAtt": ["Team", "WorkteamArn"]})


def test_every_parameter_of_create_labeling_job_can_be_said() -> None:
    function = "arn:aws:lambda:us-east-1:111122223333:function:f"
    job = LabelingJobSettings(
        labeling_job_name="job",
        label_attribute_name="label",
        input_config=InputConfig(
            data_source=DataSource(
                s3_data_source=S3DataSource(manifest_s3_uri="s3://bucket/m"),
                sns_data_source=SnsDataSource(sns_topic_arn="arn:aws:sns:us-east-1:111122223333:t"),
            ),
            data_attributes=DataAttributes(content_classifiers=("FreeOfAdultContent",)),
        ),
        output_config=OutputConfig(s3_output_path="s3://bucket/o", kms_key_id="k", sns_topic_arn="arn:aws:sns:us-east-1:111122223333:o"),
        role_arn="arn:aws:iam::111122223333:role/r",
        label_category_config_s3_uri="s3://bucket/l",
        stopping_conditions=StoppingConditions(max_human_labeled_object_count=1, max_percentage_of_input_dataset_labeled=2),
        labeling_job_algorithms_config=LabelingJobAlgorithmsConfig(
            labeling_job_algorithm_specification_arn="arn:a",
            initial_active_learning_model_arn="arn:aws:sagemaker:us-east-1:111122223333:model/m",
            labeling_job_resource_config=LabelingJobResourceConfig(
                volume_kms_key_id="k", vpc_config=VpcConfig(security_group_ids=("sg-1",), subnets=("subnet-1",))
            ),
        ),
        human_task_config=HumanTaskConfig(
            workteam_arn="arn:aws:sagemaker:us-east-1:111122223333:workteam/private-crowd/t",
            ui_config=UiConfig(ui_template_s3_uri="s3://bucket/t"),
            pre_human_task_lambda_arn=function,
            task_keywords=("k",),
            task_title="t",
            task_description="d",
            number_of_human_workers_per_data_object=1,
            task_time_limit_in_seconds=30,
            task_availability_lifetime_in_seconds=60,
            max_concurrent_task_count=1,
            annotation_consolidation_config=AnnotationConsolidationConfig(annotation_consolidation_lambda_arn=function),
        ),
        tags=(Tag(key="k", value="v"),),
    )
    assert job.api_parameters() == {
        "LabelingJobName": "job",
        "LabelAttributeName": "label",
        "InputConfig": {
            "DataSource": {
                "S3DataSource": {"ManifestS3Uri": "s3://bucket/m"},
                "SnsDataSource": {"SnsTopicArn": "arn:aws:sns:us-east-1:111122223333:t"},
            },
            "DataAttributes": {"ContentClassifiers": ["FreeOfAdultContent"]},
        },
        "OutputConfig": {"S3OutputPath": "s3://bucket/o", "KmsKeyId": "k", "SnsTopicArn": "arn:aws:sns:us-east-1:111122223333:o"},
        "RoleArn": "arn:aws:iam::111122223333:role/r",
        "LabelCategoryConfigS3Uri": "s3://bucket/l",
        "StoppingConditions": {"MaxHumanLabeledObjectCount": 1, "MaxPercentageOfInputDatasetLabeled": 2},
        "LabelingJobAlgorithmsConfig": {
            "LabelingJobAlgorithmSpecificationArn": "arn:a",
            "InitialActiveLearningModelArn": "arn:aws:sagemaker:us-east-1:111122223333:model/m",
            "LabelingJobResourceConfig": {
                "VolumeKmsKeyId": "k",
                "VpcConfig": {"SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]},
            },
        },
        "HumanTaskConfig": {
            "WorkteamArn": "arn:aws:sagemaker:us-east-1:111122223333:workteam/private-crowd/t",
            "UiConfig": {"UiTemplateS3Uri": "s3://bucket/t"},
            "PreHumanTaskLambdaArn": function,
            "TaskKeywords": ["k"],
            "TaskTitle": "t",
            "TaskDescription": "d",
            "NumberOfHumanWorkersPerDataObject": 1,
            "TaskTimeLimitInSeconds": 30,
            "TaskAvailabilityLifetimeInSeconds": 60,
            "MaxConcurrentTaskCount": 1,
            "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": function},
        },
        "Tags": [{"Key": "k", "Value": "v"}],
    }


def test_tokens_are_taken_where_a_pattern_would_refuse_them() -> None:
    arn = token()
    config = TASK.model_copy(update={"workteam_arn": arn})
    assert HumanTaskConfig(**{**TASK.model_dump(), "workteam_arn": arn}) == config
    assert OutputConfig(s3_output_path=f"{arn}/labels").s3_output_path == f"{arn}/labels"
    with pytest.raises(ValidationError):
        HumanTaskConfig(**{**TASK.model_dump(), "workteam_arn": "no token"})


def test_numbers_that_are_tokens_are_taken() -> None:
    number = Token.as_number({"Ref": "Workers"})
    config = HumanTaskConfig(**{**TASK.model_dump(), "number_of_human_workers_per_data_object": number})
    assert config.number_of_human_workers_per_data_object == number


def mistakes(job: LabelingJobSettings, *, region: str | None) -> list[tuple[str, str]]:
    found = labeling_job_mistakes(Node("LabelingJob", "", job.model_dump(by_alias=True)), region=region, account=None)
    return [(mistake.path, mistake.value) for mistake in found]


def test_a_job_of_a_file_as_settings_of_a_construct() -> None:
    settings = LabelingJobSettings(labeling_job_name="job", labels=("a", "b"), data_buckets=("images",), human_task_config=TASK)
    of_file = EnvironmentLabelingJob(
        labeling_job_name="job",
        labels=("a", "b"),
        data_buckets=("images",),
        human_task_config=TASK,
        team="reviewers",
        dataset=DatasetSettings(input_bucket_key="k"),
    )
    assert of_file.settings == settings
    assert of_file.api_parameters() == settings.api_parameters()


def test_the_settings_of_a_construct_have_no_fields_of_a_file() -> None:
    with pytest.raises(ValidationError, match="team"):
        LabelingJobSettings.model_validate({"LabelingJobName": "job", "HumanTaskConfig": TASK, "team": "reviewers"})


def test_the_rules_hold_without_a_file_and_leave_tokens_alone() -> None:
    job = LabelingJobSettings(labeling_job_name="job", task_type="TextMultiClass", labels=("a", token()), human_task_config=TASK)
    assert mistakes(job, region="us-east-1") == []
    wrong = job.model_copy(update={"labels": ("a",), "label_attribute_name": token()})
    assert mistakes(wrong, region=None) == [("labels", "1 label")]
