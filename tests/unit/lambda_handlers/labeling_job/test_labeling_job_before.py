"""A job whose manifest is the output of another job."""

import pytest

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import LINE, OUTPUT


def of_the_output(properties: Properties, uri: str) -> Properties:
    source = {"DataSource": {"S3DataSource": {"ManifestS3Uri": uri}}}
    return {**properties, "LabelingJobName": "again", "InputConfig": source}


@pytest.fixture
def before(aws: Aws, job: CustomResource, properties: Properties) -> str:
    """The first job, which is running and has written part of its output."""
    answer = job.create(properties)
    uri = str(answer["Data"]["OutputManifestS3Uri"])
    aws.put_object(uri.removeprefix(f"s3://{OUTPUT}/"), f"{LINE}\n", bucket=OUTPUT)
    return str(answer["PhysicalResourceId"])


@pytest.mark.parametrize("status", ["Initializing", "InProgress", "Stopping"])
def test_while_the_first_job_runs_nothing_is_made(aws: Aws, job: CustomResource, properties: Properties, before: str, status: str) -> None:
    aws.set_up(labeling_job_quota=2)
    aws.job(before).status = status
    uri = f"s3://{OUTPUT}/jobs/{before}/manifests/output/output.manifest"
    answer = job.create(of_the_output(properties, uri))
    assert answer["Status"] == "FAILED"
    assert answer["Reason"].startswith(f"the manifest {uri} is the output of the labeling job '{before}', which is ")
    assert "; deploy this job when that one has ended" in answer["Reason"]
    assert len(aws.backend.labeling_jobs) == 1


@pytest.mark.parametrize("status", ["Completed", "Stopped", "Failed"])
def test_once_it_has_ended_its_output_is_labeled(aws: Aws, job: CustomResource, properties: Properties, before: str, status: str) -> None:
    aws.job(before).status = status
    answer = job.create(of_the_output(properties, f"s3://{OUTPUT}/jobs/{before}/manifests/output/output.manifest"))
    assert answer["Status"] == "SUCCESS", answer["Reason"]


def test_an_output_without_its_job_is_a_manifest_like_any_other(aws: Aws, job: CustomResource, properties: Properties) -> None:
    key = "copies/topics-0123abcd/manifests/output/output.manifest"
    uri = aws.put_object(key, f"{LINE}\n", bucket=OUTPUT)
    assert job.create(of_the_output(properties, uri))["Status"] == "SUCCESS"


def test_a_first_job_that_left_no_output(aws: Aws, job: CustomResource, properties: Properties, before: str) -> None:
    aws.job(before).status = "Failed"
    key = f"jobs/{before}/manifests/output/output.manifest"
    aws.s3.delete_object(Bucket=OUTPUT, Key=key)
    answer = job.create(of_the_output(properties, f"s3://{OUTPUT}/{key}"))
    assert f"the manifest s3://{OUTPUT}/{key} does not exist" in answer["Reason"]


def test_other_manifests_ask_for_no_job(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.watch("sagemaker")
    job.create(properties)
    assert aws.calls[0] == "CreateLabelingJob"
