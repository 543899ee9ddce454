"""Custom::GroundTruthLabelingJob: the label category file is written for the job."""

import json
import logging
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.labeling_job.job_account import about_video_frames, document, failing, jobs, label_file, with_labels
from tests.unit.lambda_handlers.resource_properties import LABELS, OUTPUT


def test_the_label_category_document_gets_its_types_back(aws: Aws, job: CustomResource, properties: Properties) -> None:
    occluded = {"name": "occluded", "type": "string", "enum": ["1", "2"], "isRequired": "true"}
    properties = about_video_frames(aws, properties)
    properties["LabelCategoryConfig"] = {
        "documentVersion": "2020-03-01",
        "labels": [{"label": "Car", "categoryAttributes": [occluded]}],
        "frameAttributes": [{"name": "count", "description": "cars", "type": "number", "minimum": "0", "maximum": "25"}],
    }
    read: list[Any] = []
    aws.fault("sagemaker", "CreateLabelingJob", meanwhile=lambda: read.append(document(aws, aws.versions(OUTPUT)[0].split("/")[1])))
    job.create(properties)
    assert len(read) == 1
    assert read[0]["labels"][0]["categoryAttributes"][0]["isRequired"] is True
    assert read[0]["labels"][0]["categoryAttributes"][0]["enum"] == ["1", "2"]
    assert read[0]["frameAttributes"][0]["minimum"] == 0
    assert read[0]["frameAttributes"][0]["maximum"] == 25


def test_a_document_in_s3_already_is_used_as_it_is(aws: Aws, job: CustomResource, properties: Properties) -> None:
    del properties["LabelCategoryConfig"]
    properties["LabelCategoryConfigS3Uri"] = aws.put_object("labels.json", json.dumps(LABELS))
    name = job.create(properties)["PhysicalResourceId"]
    assert aws.sagemaker.describe_labeling_job(LabelingJobName=name)["LabelCategoryConfigS3Uri"] == "s3://reviews-input/labels.json"


def test_plain_labels_become_a_document_in_their_order(aws: Aws, job: CustomResource, properties: Properties) -> None:
    made = job.create(with_labels(properties, "good", "bad", "größer als 3"))
    name = made["PhysicalResourceId"]
    assert made["Status"] == "SUCCESS"
    described = aws.sagemaker.describe_labeling_job(LabelingJobName=name)
    assert described["LabelCategoryConfigS3Uri"] == f"s3://{OUTPUT}/{label_file(name)}"
    assert document(aws, name) == {
        "document-version": "2018-11-28",
        "labels": [{"label": "good"}, {"label": "bad"}, {"label": "größer als 3"}],
    }


def test_plain_labels_and_the_same_document_are_the_same_job(aws: Aws, job: CustomResource, properties: Properties) -> None:
    plain = with_labels(properties, "good", "bad")
    made = job.create(plain)
    assert job.update(plain, properties, id=made["PhysicalResourceId"])["PhysicalResourceId"] == made["PhysicalResourceId"]
    assert job.update(properties, plain, id=made["PhysicalResourceId"])["PhysicalResourceId"] == made["PhysicalResourceId"]
    fingerprints = [aws.tags(job.create(form)["Data"]["LabelingJobArn"])["ground-truth-cdk:properties"] for form in (plain, properties)]
    assert fingerprints == [aws.tags(made["Data"]["LabelingJobArn"])["ground-truth-cdk:properties"]] * 2


@pytest.mark.parametrize("labels", [("good", "poor"), ("bad", "good"), ("good", "bad", "neutral")])
def test_other_plain_labels_are_another_job(aws: Aws, job: CustomResource, properties: Properties, labels: tuple[str, ...]) -> None:
    before, after = with_labels(properties, "good", "bad"), with_labels(properties, *labels)
    old = job.create(before)["PhysicalResourceId"]
    new = job.update(before, after, id=old)["PhysicalResourceId"]
    assert new != old
    assert [item["label"] for item in document(aws, new)["labels"]] == list(labels)
    assert job.update(after, before, id=new)["PhysicalResourceId"] == old


@pytest.mark.parametrize("refusal", [("ValidationException", "not like this"), ("ResourceLimitExceeded", "1 of 1 is in use")])
@pytest.mark.parametrize("versioning", [None, "Enabled", "Suspended"])
def test_the_label_categories_of_a_refused_job_are_taken_away_again(
    aws: Aws, job: CustomResource, properties: Properties, refusal: tuple[str, str], versioning: str | None
) -> None:
    if versioning:
        aws.s3.put_bucket_versioning(Bucket=OUTPUT, VersioningConfiguration={"Status": "Enabled"})
        aws.s3.put_bucket_versioning(Bucket=OUTPUT, VersioningConfiguration={"Status": versioning})
    written: list[str] = []
    code, message = refusal
    aws.fault("sagemaker", "CreateLabelingJob", code=code, message=message, meanwhile=lambda: written.extend(aws.versions(OUTPUT)))
    answer = job.create(properties)
    assert message in answer["Reason"]
    assert written == [label_file(answer["PhysicalResourceId"])]
    assert aws.versions(OUTPUT) == []


def test_parameters_that_are_not_even_sent_leave_no_label_categories_behind(aws: Aws, job: CustomResource, properties: Properties) -> None:
    properties["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"] = "0"
    assert "NumberOfHumanWorkersPerDataObject" in job.create(properties)["Reason"]
    assert aws.versions(OUTPUT) == []


def test_only_the_version_that_was_just_written_is_taken_away(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.s3.put_bucket_versioning(Bucket=OUTPUT, VersioningConfiguration={"Status": "Enabled"})
    aws.fault("sagemaker", "CreateLabelingJob", message="not like this")
    name = job.create(properties, request_id="same")["PhysicalResourceId"]
    aws.put_object(label_file(name), '"by somebody else"', bucket=OUTPUT)
    aws.fault("sagemaker", "CreateLabelingJob", message="not like this")
    job.create(properties, request_id="same")
    assert document(aws, name) == "by somebody else"


def test_after_a_broken_connection_the_label_categories_stay(aws: Aws, job: CustomResource, properties: Properties) -> None:
    """The job may have been created."""
    aws.on_call("sagemaker", "CreateLabelingJob", failing(ReadTimeoutError(endpoint_url="https://api.sagemaker")))
    answer = job.create(properties)
    assert "Read timeout" in answer["Reason"]
    assert aws.versions(OUTPUT) == [label_file(answer["PhysicalResourceId"])]


@pytest.mark.parametrize(
    "error",
    [
        ClientError({"Error": {"Code": "AccessDenied", "Message": "not allowed to delete"}}, "DeleteObject"),
        EndpointConnectionError(endpoint_url="https://s3"),
    ],
)
def test_label_categories_that_cannot_be_taken_away_do_not_hide_why_the_job_was_refused(
    aws: Aws, job: CustomResource, properties: Properties, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    aws.fault("sagemaker", "CreateLabelingJob", message="not like this")
    aws.on_call("s3", "DeleteObject", failing(error))
    with caplog.at_level(logging.WARNING, logger="lambda_handlers.labeling_job"):
        answer = job.create(properties)
    assert answer["Status"] == "FAILED"
    assert "not like this" in answer["Reason"]
    assert str(error) not in answer["Reason"]
    left = label_file(answer["PhysicalResourceId"])
    assert aws.versions(OUTPUT) == [left]
    assert f"{left} of a labeling job that was refused stays in the bucket {OUTPUT}: {error}" in caplog.text


@pytest.mark.parametrize(
    "given",
    [
        ("LabelCategoryConfig", "LabelCategoryConfigS3Uri"),
        ("LabelCategoryConfig", "Labels"),
        ("LabelCategoryConfigS3Uri", "Labels"),
        ("LabelCategoryConfig", "LabelCategoryConfigS3Uri", "Labels"),
    ],
)
def test_more_than_one_way_to_give_labels_is_refused(aws: Aws, job: CustomResource, properties: Properties, given: tuple[str, ...]) -> None:
    ways = {"LabelCategoryConfig": properties.pop("LabelCategoryConfig"), "LabelCategoryConfigS3Uri": "s3://b/k", "Labels": ["good"]}
    answer = job.create({**properties, **{name: ways[name] for name in given}})
    assert f"invalid properties: give only one of {', '.join(given)} (log stream" in answer["Reason"]
    assert jobs(aws) == []
    assert aws.versions(OUTPUT) == []
