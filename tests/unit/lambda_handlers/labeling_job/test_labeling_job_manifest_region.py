"""Custom::GroundTruthLabelingJob: the manifest of a job is in the job's region."""

import logging
from collections.abc import Mapping
from typing import Any

import pytest

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.labeling_job.job_account import jobs
from tests.unit.lambda_handlers.resource_properties import LINE, OUTPUT

ELSEWHERE = "reviews-abroad"
REFUSED = "is in eu-west-1: Ground Truth takes manifests of its own region, us-east-1"
UNKNOWN = "whether the bucket reviews-input is in us-east-1, as Ground Truth demands, is not known: S3 names no region"


@pytest.fixture
def abroad(aws: Aws, properties: Properties) -> Properties:
    """The same job with its manifest in another region, from which S3 returns it normally."""
    bucket = aws.make_bucket(ELSEWHERE, region="eu-west-1")
    source = {"ManifestS3Uri": aws.put_object("input.manifest", f"{LINE}\n", bucket=bucket)}
    return {**properties, "InputConfig": {"DataSource": {"S3DataSource": source}}}


def test_a_manifest_of_another_region_is_refused_before_it_is_read(aws: Aws, job: CustomResource, abroad: Properties) -> None:
    aws.watch("s3", "sagemaker")
    answer = job.create(abroad)
    assert answer["Status"] == "FAILED"
    assert f"the bucket {ELSEWHERE} {REFUSED}" in answer["Reason"]
    assert aws.calls == ["HeadBucket"]
    assert jobs(aws) == []
    assert aws.versions(OUTPUT) == []


def test_a_refusal_names_the_region_too(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.fault("s3", "HeadBucket", code="403", message="Forbidden", headers={"x-amz-bucket-region": "eu-west-1"})
    assert f"the bucket reviews-input {REFUSED}" in job.create(properties)["Reason"]


@pytest.mark.parametrize("silent", [{"code": "403", "message": "Forbidden"}, {"answer": {}}])
def test_where_s3_names_no_region_the_job_is_made_with_a_warning(
    aws: Aws, job: CustomResource, properties: Properties, caplog: pytest.LogCaptureFixture, silent: Mapping[str, Any]
) -> None:
    aws.fault("s3", "HeadBucket", **silent)
    with caplog.at_level(logging.WARNING, logger="lambda_handlers.labeling_job"):
        assert job.create(properties)["Status"] == "SUCCESS"
    assert UNKNOWN in caplog.text


def test_a_manifest_of_the_own_region_is_nothing_to_warn_of(
    job: CustomResource, properties: Properties, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="lambda_handlers.labeling_job.manifest_region"):
        assert job.create(properties)["Status"] == "SUCCESS"
    assert caplog.text == ""


def test_a_missing_bucket_is_told_by_reading_the_manifest(job: CustomResource, properties: Properties) -> None:
    source = {"ManifestS3Uri": "s3://nobodys-bucket/input.manifest"}
    answer = job.create({**properties, "InputConfig": {"DataSource": {"S3DataSource": source}}})
    assert "the manifest s3://nobodys-bucket/input.manifest does not exist (NoSuchBucket)" in answer["Reason"]


def test_a_copied_manifest_may_come_from_anywhere(job: CustomResource, abroad: Properties) -> None:
    assert job.create({**abroad, "CopyManifest": "true"})["Status"] == "SUCCESS"


def test_the_copy_is_in_the_region_of_the_job(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.make_bucket(ELSEWHERE, region="eu-west-1")
    output = {"S3OutputPath": f"s3://{ELSEWHERE}/jobs/"}
    answer = job.create({**properties, "CopyManifest": "true", "OutputConfig": output})
    assert f"the bucket {ELSEWHERE} {REFUSED}" in answer["Reason"]
    assert aws.versions(ELSEWHERE) == []
