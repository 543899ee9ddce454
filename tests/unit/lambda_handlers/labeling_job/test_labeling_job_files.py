"""Custom::GroundTruthLabelingJob: the files of jobs that were never created are deleted with the Delete; those of a job stay."""

import pytest
from botocore.exceptions import ConnectionClosedError

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.labeling_job.job_account import failing, label_file
from tests.unit.lambda_handlers.resource_properties import OUTPUT

MADE_UP = "dev-Labeling-Resource1A2B3C4D-1QW2ERT3YUI4O"
BROKEN = ConnectionClosedError(endpoint_url="https://api.sagemaker.us-east-1.amazonaws.com/")


def files(aws: Aws) -> list[str]:
    return [item["Key"] for item in aws.s3.list_objects_v2(Bucket=OUTPUT).get("Contents", [])]


@pytest.fixture
def never_made(aws: Aws, job: CustomResource, properties: Properties) -> str:
    """A job whose creation lost its connection after its files were written."""
    aws.on_call("sagemaker", "CreateLabelingJob", failing(BROKEN))
    name = str(job.create(properties)["PhysicalResourceId"])
    assert files(aws) == [label_file(name)]
    return name


@pytest.mark.parametrize("status", ["ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"])
def test_the_files_go_with_the_delete(aws: Aws, job: CustomResource, properties: Properties, never_made: str, status: str) -> None:
    aws.stack_status = status
    assert job.delete(properties, id=never_made)["Status"] == "SUCCESS"
    assert files(aws) == []


@pytest.mark.usefixtures("never_made")
def test_the_files_of_a_create_that_was_never_answered_go_with_the_stack(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.stack_status = "ROLLBACK_IN_PROGRESS"
    assert job.delete(properties, id=MADE_UP)["Status"] == "SUCCESS"
    assert files(aws) == []


def test_every_version_goes(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.s3.put_bucket_versioning(Bucket=OUTPUT, VersioningConfiguration={"Status": "Enabled"})
    aws.on_call("sagemaker", "CreateLabelingJob", failing(BROKEN))
    name = job.create(properties, request_id="same")["PhysicalResourceId"]
    job.create(properties, request_id="same")
    assert len(aws.versions(OUTPUT)) == 2
    aws.stack_status = "ROLLBACK_IN_PROGRESS"
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"
    assert aws.versions(OUTPUT) == []


def test_the_files_of_a_job_stay(aws: Aws, job: CustomResource, properties: Properties) -> None:
    """Its record is permanent and refers to them."""
    name = job.create(properties)["PhysicalResourceId"]
    aws.stack_status = "DELETE_IN_PROGRESS"
    aws.fault("sagemaker", "DescribeLabelingJob", times=2, message="Could not find the labeling job")
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"
    assert label_file(name) in files(aws)
    assert aws.job(name).status == "Stopped"


def test_files_of_others_stay(aws: Aws, job: CustomResource, theirs: CustomResource, properties: Properties, never_made: str) -> None:
    aws.s3.put_object(Bucket=OUTPUT, Key="jobs/reviews-0123abcd/label-categories.json", Body="a person's")
    aws.s3.put_object(Bucket=OUTPUT, Key=f"jobs/{never_made}/notes.txt", Body="a person's")
    aws.on_call("sagemaker", "CreateLabelingJob", failing(BROKEN))
    theirs.requests = 100
    of_theirs = theirs.create(properties)["PhysicalResourceId"]
    aws.stack_status = "DELETE_IN_PROGRESS"
    assert job.delete(properties, id=never_made)["Status"] == "SUCCESS"
    assert files(aws) == sorted([label_file("reviews-0123abcd"), f"jobs/{never_made}/notes.txt", label_file(of_theirs)])


@pytest.mark.parametrize("operation", ["ListObjectsV2", "HeadObject", "DeleteObject"])
def test_a_file_that_cannot_be_removed_breaks_no_delete(
    aws: Aws, job: CustomResource, properties: Properties, never_made: str, operation: str, caplog: pytest.LogCaptureFixture
) -> None:
    aws.stack_status = "ROLLBACK_IN_PROGRESS"
    aws.fault("s3", operation, times=9, code="InvalidObjectState", message="not now")
    assert job.delete(properties, id=never_made)["Status"] == "SUCCESS"
    assert "never made" in caplog.text
