"""The labeling jobs of an account, and properties that differ."""

import copy
import json
from collections.abc import Callable
from typing import Any

from tests.unit.lambda_handlers.cloudformation_side import Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import OUTPUT

STREAMING = {"DataSource": {"SnsDataSource": {"SnsTopicArn": "arn:aws:sns:us-east-1:123456789012:reviews"}}}


def changed(properties: Properties, title: str = "Mood") -> Properties:
    other = copy.deepcopy(properties)
    other["HumanTaskConfig"]["TaskTitle"] = title
    return other


def with_labels(properties: Properties, *labels: str) -> Properties:
    return {name: value for name, value in properties.items() if name != "LabelCategoryConfig"} | {"Labels": list(labels)}


def failing(error: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def status(aws: Aws, name: str) -> str:
    return str(aws.job(name).status)


def jobs(aws: Aws) -> list[str]:
    return [item["LabelingJobName"] for item in aws.sagemaker.list_labeling_jobs()["LabelingJobSummaryList"]]


def end(aws: Aws, name: str) -> None:
    aws.job(name).status = "Completed"


def running(aws: Aws) -> list[str]:
    return sorted(item.name for item in aws.backend.labeling_jobs.values() if item.is_running)


def label_file(name: str) -> str:
    return f"jobs/{name}/label-categories.json"


def document(aws: Aws, name: str) -> Any:
    return json.loads(aws.s3.get_object(Bucket=OUTPUT, Key=label_file(name))["Body"].read())


def about_video_frames(aws: Aws, properties: Properties) -> Properties:
    """The same job for another task type: workers track objects over frames, on a page provided by AWS."""
    manifest = aws.put_object("frames.manifest", json.dumps({"source-ref": "s3://reviews-input/frames.json"}))
    function = "arn:aws:lambda:us-east-1:432418664414:function"
    task = {
        **properties["HumanTaskConfig"],
        "UiConfig": {"HumanTaskUiArn": "arn:aws:sagemaker:us-east-1:394669845002:human-task-ui/VideoObjectTracking"},
        "PreHumanTaskLambdaArn": f"{function}:PRE-VideoObjectTracking",
        "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": f"{function}:ACS-VideoObjectTracking"},
        "NumberOfHumanWorkersPerDataObject": "1",
    }
    source = {"DataSource": {"S3DataSource": {"ManifestS3Uri": manifest}}}
    return {**properties, "LabelAttributeName": "tracks-ref", "InputConfig": source, "HumanTaskConfig": task}
