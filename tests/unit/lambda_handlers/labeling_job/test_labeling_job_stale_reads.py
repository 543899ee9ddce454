"""Custom::GroundTruthLabelingJob: stale reads, and failing cleanups."""

import pytest
from botocore.exceptions import ConnectionClosedError

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.labeling_job.job_account import changed, document, jobs, status
from tests.unit.lambda_handlers.resource_properties import LABELS

LOOKS = [1, 2]


@pytest.mark.parametrize("looks", LOOKS)
def test_a_delete_waits_for_the_tags_of_its_job(aws: Aws, job: CustomResource, properties: Properties, looks: int) -> None:
    name = job.create(properties)["PhysicalResourceId"]
    aws.fault("sagemaker", "ListTags", times=looks, answer={"Tags": []})
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"
    assert status(aws, name) == "Stopped"


@pytest.mark.parametrize("looks", LOOKS)
def test_an_update_waits_for_the_tags_of_its_job(aws: Aws, job: CustomResource, properties: Properties, looks: int) -> None:
    name = job.create(properties)["PhysicalResourceId"]
    aws.fault("sagemaker", "ListTags", times=looks, answer={"Tags": []})
    assert job.update(properties, properties, id=name)["PhysicalResourceId"] == name
    assert jobs(aws) == [name]


def test_a_job_without_an_owner_is_left_alone(aws: Aws, job: CustomResource, properties: Properties) -> None:
    made = job.create(properties)
    name, arn = made["PhysicalResourceId"], made["Data"]["LabelingJobArn"]
    aws.sagemaker.delete_tags(ResourceArn=arn, TagKeys=list(aws.tags(arn)))
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"
    assert status(aws, name) == "InProgress"


@pytest.mark.parametrize("looks", LOOKS)
def test_a_job_that_is_not_shown_yet_keeps_its_labels(aws: Aws, job: CustomResource, properties: Properties, looks: int) -> None:
    """The response to its creation was lost, and the call retried."""
    name = job.create(properties, request_id="same")["PhysicalResourceId"]
    aws.s3.delete_object(Bucket="reviews-output", Key=f"jobs/{name}/label-categories.json")
    aws.fault("sagemaker", "CreateLabelingJob", code="ResourceInUse", message="not again")
    aws.fault("sagemaker", "DescribeLabelingJob", times=looks, message="Could not find the labeling job")
    again = job.create(properties, request_id="same")
    assert (again["Status"], again["PhysicalResourceId"]) == ("SUCCESS", name)
    assert document(aws, name) == LABELS


def test_why_the_new_job_failed_is_told_although_stopping_it_fails(aws: Aws, job: CustomResource, properties: Properties) -> None:
    old = job.create(properties)["PhysicalResourceId"]

    def break_off() -> None:
        raise ConnectionClosedError(endpoint_url="https://api.sagemaker.us-east-1.amazonaws.com/")

    aws.set_up(dataset_object_quota=1)
    aws.on_call("sagemaker", "StopLabelingJob", break_off)
    reason = job.update(properties, changed(properties), id=old)["Reason"]
    assert "a labeling job can have at most 1" in reason
    assert "Connection was closed" not in reason
