"""Create of a labeling job, and Delete of a stopped one, without error handling."""

import json
import urllib.request
from typing import Any

import boto3


def handler(event: dict[str, Any], _context: Any) -> None:
    sagemaker = boto3.client("sagemaker")
    job = _create(sagemaker, event) if event["RequestType"] == "Create" else _look_at(sagemaker, event)
    answer = {
        "Status": "SUCCESS",
        "PhysicalResourceId": job["LabelingJobName"],
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "Data": {"LabelingJobArn": job["LabelingJobArn"]},
    }
    body = json.dumps(answer).encode()
    urllib.request.urlopen(urllib.request.Request(event["ResponseURL"], data=body, method="PUT", headers={"Content-Type": ""})).close()


def _create(sagemaker: Any, event: dict[str, Any]) -> Any:
    s3 = boto3.client("s3")
    parameters = {name: value for name, value in event["ResourceProperties"].items() if name not in {"ServiceToken", "Labels"}}
    task = parameters["HumanTaskConfig"]
    for number in ("NumberOfHumanWorkersPerDataObject", "TaskTimeLimitInSeconds"):
        task[number] = int(task[number])
    stopping = parameters["StoppingConditions"]
    stopping["MaxPercentageOfInputDatasetLabeled"] = int(stopping["MaxPercentageOfInputDatasetLabeled"])
    region = s3.head_bucket(Bucket="reviews-input")["BucketRegion"]
    if region != s3.meta.region_name:
        raise ValueError(region)
    for line in s3.get_object(Bucket="reviews-input", Key="input.manifest")["Body"].read().splitlines():
        json.loads(line)
    labels = [{"label": label} for label in event["ResourceProperties"]["Labels"]]
    s3.put_object(Bucket="reviews-output", Key="jobs/labels.json", Body=json.dumps({"labels": labels}).encode())
    sagemaker.create_labeling_job(**parameters)
    return sagemaker.describe_labeling_job(LabelingJobName=parameters["LabelingJobName"])


def _look_at(sagemaker: Any, event: dict[str, Any]) -> Any:
    job = sagemaker.describe_labeling_job(LabelingJobName=event["PhysicalResourceId"])
    sagemaker.list_tags(ResourceArn=job["LabelingJobArn"])
    return job
