"""Custom::GroundTruthLabelingJob: the job reads a copy of its manifest in its own folder, if requested."""

import pytest

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, Properties
from tests.unit.lambda_handlers.handler_account import DENIED_FOR_GOOD, Aws
from tests.unit.lambda_handlers.resource_properties import OUTPUT


@pytest.fixture
def copying(properties: Properties) -> Properties:
    return {**properties, "CopyManifest": "true"}


def manifest_of(aws: Aws, name: str) -> str:
    source = aws.sagemaker.describe_labeling_job(LabelingJobName=name)["InputConfig"]["DataSource"]["S3DataSource"]
    return str(source["ManifestS3Uri"])


def content(aws: Aws, uri: str) -> bytes:
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    body: bytes = aws.s3.get_object(Bucket=bucket, Key=key)["Body"].read()
    return body


def test_the_job_reads_the_copy(aws: Aws, job: CustomResource, copying: Properties) -> None:
    name = job.create(copying)["PhysicalResourceId"]
    copy = manifest_of(aws, name)
    assert copy == f"s3://{OUTPUT}/jobs/{name}/input.manifest"
    assert content(aws, copy) == content(aws, copying["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"])


@pytest.mark.parametrize("copies", ["false", None])
def test_otherwise_it_reads_the_manifest_where_it_is(aws: Aws, job: CustomResource, properties: Properties, copies: str | None) -> None:
    desired = properties if copies is None else {**properties, "CopyManifest": copies}
    name = job.create(desired)["PhysicalResourceId"]
    assert manifest_of(aws, name) == properties["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"]


def test_neither_file_of_a_refused_job_stays(aws: Aws, job: CustomResource, copying: Properties) -> None:
    aws.s3.put_bucket_versioning(Bucket=OUTPUT, VersioningConfiguration={"Status": "Enabled"})
    seen: list[list[str]] = []
    aws.fault(
        "sagemaker", "CreateLabelingJob", code="ValidationException", message="no", meanwhile=lambda: seen.append(aws.versions(OUTPUT))
    )
    assert job.create(copying)["Status"] == "FAILED"
    assert [key.rpartition("/")[2] for key in seen[0]] == ["input.manifest", "label-categories.json"]
    assert aws.versions(OUTPUT) == []


def test_a_manifest_that_cannot_be_copied_leaves_nothing(aws: Aws, job: CustomResource, copying: Properties) -> None:
    aws.fault("s3", "CopyObject", **DENIED_FOR_GOOD)
    answer = job.create(copying)
    assert answer["Status"] == "FAILED"
    assert "CopyObject" in answer["Reason"]
    assert aws.versions(OUTPUT) == []
    assert aws.sagemaker.list_labeling_jobs()["LabelingJobSummaryList"] == []


def test_a_repeated_delivery_finds_its_job(aws: Aws, job: CustomResource, copying: Properties) -> None:
    first = job.create(copying, request_id="the same")
    again = job.create(copying, request_id="the same")
    assert again["PhysicalResourceId"] == first["PhysicalResourceId"]
    assert len(aws.sagemaker.list_labeling_jobs()["LabelingJobSummaryList"]) == 1


def test_a_copy_is_another_job(aws: Aws, job: CustomResource, properties: Properties, copying: Properties) -> None:
    old = job.create(properties)["PhysicalResourceId"]
    new = job.update(properties, copying, id=old)["PhysicalResourceId"]
    assert new != old
    assert manifest_of(aws, new).endswith("/input.manifest")
