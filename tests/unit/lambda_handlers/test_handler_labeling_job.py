"""Custom::GroundTruthLabelingJob, driven through its Lambda handler."""

import copy
import json
import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from lambda_handlers import labeling_job
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, FakeClock, MakeCustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import LABELS, LINE, OUTPUT, labeling_job_properties

STREAMING = {"DataSource": {"SnsDataSource": {"SnsTopicArn": "arn:aws:sns:us-east-1:123456789012:reviews"}}}


@pytest.fixture
def properties(aws: Aws) -> Properties:
    return labeling_job_properties(aws)


@pytest.fixture
def job(custom_resource: MakeCustomResource) -> CustomResource:
    return custom_resource(labeling_job)


@pytest.fixture
def theirs(custom_resource: MakeCustomResource, other_stack_id: str) -> CustomResource:
    """The same resource of another stack."""
    return custom_resource(labeling_job, stack_id=other_stack_id)


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


def test_create(aws: Aws, job: CustomResource, properties: Properties) -> None:
    answer = job.create(properties)

    assert answer["Status"] == "SUCCESS"
    name = answer["PhysicalResourceId"]
    assert re.fullmatch(r"reviews-[0-9a-f]{8}", name)
    made = aws.sagemaker.describe_labeling_job(LabelingJobName=name)
    assert made["LabelingJobStatus"] == "InProgress"
    assert answer["Data"] == {
        "LabelingJobName": name,
        "LabelingJobArn": made["LabelingJobArn"],
        "OutputManifestS3Uri": f"s3://reviews-output/jobs/{name}/manifests/output/output.manifest",
    }
    assert made["StoppingConditions"] == {"MaxPercentageOfInputDatasetLabeled": 90}
    assert made["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"] == 3
    assert made["LabelCategoryConfigS3Uri"] == f"s3://reviews-output/jobs/{name}/label-categories.json"
    assert document(aws, name) == LABELS
    tags = aws.tags(made["LabelingJobArn"])
    assert re.fullmatch(r"[0-9a-f]{64}", tags.pop("ground-truth-cdk:properties"))
    assert tags == {
        "project": "reviews",
        "ground-truth-cdk:stack-id": job.stack_id,
        "ground-truth-cdk:logical-id": "Resource1A2B3C4D",
    }


def test_the_same_request_twice_makes_one_job(aws: Aws, job: CustomResource, properties: Properties) -> None:
    first = job.create(properties, request_id="same")
    second = job.create(properties, request_id="same")
    assert second["Status"] == "SUCCESS"
    assert second["PhysicalResourceId"] == first["PhysicalResourceId"]
    assert jobs(aws) == [first["PhysicalResourceId"]]
    assert document(aws, first["PhysicalResourceId"]) == LABELS


def test_a_job_that_uses_up_the_quota_does_not_stand_in_the_way_of_its_own_request(
    aws: Aws, job: CustomResource, properties: Properties
) -> None:
    """Whether Ground Truth looks at the quota or at the name first is not documented."""
    name = job.create(properties, request_id="same")["PhysicalResourceId"]
    aws.fault("sagemaker", "CreateLabelingJob", code="ResourceLimitExceeded", message="1 of 1 is in use")
    second = job.create(properties, request_id="same")
    assert second["Status"] == "SUCCESS"
    assert second["PhysicalResourceId"] == name
    assert document(aws, name) == LABELS


def test_another_request_never_meets_a_used_name(job: CustomResource, properties: Properties) -> None:
    first = job.create(properties)["PhysicalResourceId"]
    job.delete(properties, id=first)
    second = job.create(properties)
    assert second["Status"] == "SUCCESS"
    assert second["PhysicalResourceId"] != first


def test_a_job_of_another_stack_is_neither_taken_over_nor_stopped(
    aws: Aws, theirs: CustomResource, job: CustomResource, properties: Properties
) -> None:
    name = theirs.create(properties, request_id="same")["PhysicalResourceId"]
    refused = job.create(properties, request_id="same")
    assert f"the labeling job '{name}' exists already and was made by" in refused["Reason"]
    assert refused["PhysicalResourceId"] == name
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"
    assert status(aws, name) == "InProgress"


def test_the_quota_is_named(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.set_up(labeling_job_quota=0)
    refused = job.create(properties)
    assert "L-150039CA" in refused["Reason"]
    assert job.delete(properties, id=refused["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert jobs(aws) == []


def test_the_quota_of_streaming_jobs_is_another(job: CustomResource, properties: Properties) -> None:
    properties["InputConfig"] = STREAMING
    assert "L-C3E706F6" in job.create(properties)["Reason"]


def test_a_job_that_fails_while_initializing_is_reported_and_nothing_lives_on(
    aws: Aws, job: CustomResource, properties: Properties
) -> None:
    aws.put_object("input.manifest", json.dumps({"source-ref": "s3://reviews-input/a.txt"}))
    failed = job.create(properties)
    assert failed["Status"] == "FAILED"
    assert "TextMultiClass takes source" in failed["Reason"]
    assert status(aws, failed["PhysicalResourceId"]) == "Failed"
    assert job.delete(properties, id=failed["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert running(aws) == []


def test_a_job_stopped_by_hand_while_initializing_is_a_failure(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.fault("sagemaker", "DescribeLabelingJob", answer={"LabelingJobStatus": "Stopping"})
    assert "it was stopped before it could start" in job.create(properties)["Reason"]


@pytest.mark.parametrize("stopped", [False, True])
def test_an_update_with_equal_properties_keeps_the_job(aws: Aws, job: CustomResource, properties: Properties, stopped: bool) -> None:
    name = job.create(properties)["PhysicalResourceId"]
    if stopped:
        aws.sagemaker.stop_labeling_job(LabelingJobName=name)
    assert job.update(properties, properties, id=name)["PhysicalResourceId"] == name
    assert jobs(aws) == [name]


def test_a_deployment_without_rollback_goes_on_from_a_job_that_was_never_made(
    aws: Aws, job: CustomResource, properties: Properties
) -> None:
    aws.set_up(labeling_job_quota=0)
    failed = job.create(properties)["PhysicalResourceId"]
    aws.set_up()
    answer = job.update(properties, properties, id=failed)
    assert answer["Status"] == "SUCCESS"
    assert jobs(aws) == [answer["PhysicalResourceId"]]


def test_the_same_update_twice_makes_one_job(aws: Aws, job: CustomResource, properties: Properties) -> None:
    old = job.create(properties)["PhysicalResourceId"]
    first = job.update(properties, changed(properties), id=old)["PhysicalResourceId"]
    job.requests -= 1
    aws.job(first).status = "Initializing"
    assert job.update(properties, changed(properties), id=old)["PhysicalResourceId"] == first
    assert running(aws) == sorted([old, first])
    assert status(aws, first) == "InProgress"


def test_tags_change_in_place(aws: Aws, job: CustomResource, properties: Properties) -> None:
    made = job.create(properties)
    retagged = {**properties, "Tags": [{"Key": "owner", "Value": "data"}]}
    answer = job.update(properties, retagged, id=made["PhysicalResourceId"])
    assert answer["PhysicalResourceId"] == made["PhysicalResourceId"]
    tags = aws.tags(made["Data"]["LabelingJobArn"])
    assert tags["owner"] == "data"
    assert "project" not in tags
    assert tags["ground-truth-cdk:stack-id"] == job.stack_id


def test_another_property_is_another_job_and_the_old_one_runs_on(aws: Aws, job: CustomResource, properties: Properties) -> None:
    old = job.create(properties)["PhysicalResourceId"]
    answer = job.update(properties, changed(properties), id=old)
    assert answer["Status"] == "SUCCESS"
    new = answer["PhysicalResourceId"]
    assert new != old
    assert running(aws) == sorted([old, new])
    assert job.delete(properties, id=old)["Status"] == "SUCCESS"
    assert running(aws) == [new]


def test_a_changed_label_is_another_job(job: CustomResource, properties: Properties) -> None:
    old = job.create(properties)["PhysicalResourceId"]
    other = copy.deepcopy(properties)
    other["LabelCategoryConfig"]["labels"].append({"label": "neutral"})
    assert job.update(properties, other, id=old)["PhysicalResourceId"] != old


@pytest.mark.parametrize("completed", [False, True])
def test_a_rollback_returns_the_job_that_still_lives(aws: Aws, job: CustomResource, properties: Properties, completed: bool) -> None:
    old = job.create(properties)["PhysicalResourceId"]
    if completed:
        aws.job(old).status = "Completed"
    new = job.update(properties, changed(properties), id=old)["PhysicalResourceId"]
    back = job.update(changed(properties), properties, id=new)
    assert back["Status"] == "SUCCESS"
    assert back["PhysicalResourceId"] == old
    assert len(jobs(aws)) == 2


def test_a_job_that_was_deleted_is_not_taken_up_again(aws: Aws, job: CustomResource, properties: Properties) -> None:
    old = job.create(properties)["PhysicalResourceId"]
    new = job.update(properties, changed(properties), id=old)["PhysicalResourceId"]
    aws.job(old).status = "Completed"
    job.delete(properties, id=old)
    third = job.update(changed(properties), properties, id=new)["PhysicalResourceId"]
    assert third not in {old, new}


def test_a_job_of_another_stack_is_no_rollback_target(
    aws: Aws, theirs: CustomResource, job: CustomResource, properties: Properties
) -> None:
    name = theirs.create(properties, request_id="other")["PhysicalResourceId"]
    old = job.create(changed(properties))["PhysicalResourceId"]
    assert job.update(changed(properties), properties, id=old)["PhysicalResourceId"] != name
    assert status(aws, name) == "InProgress"


def test_a_job_of_another_stack_is_not_kept_by_an_update(
    aws: Aws, theirs: CustomResource, job: CustomResource, properties: Properties
) -> None:
    made = theirs.create(properties, request_id="theirs")
    name, tags = made["PhysicalResourceId"], aws.tags(made["Data"]["LabelingJobArn"])
    assert job.update(properties, {**properties, "Tags": []}, id=name)["PhysicalResourceId"] != name
    assert aws.tags(made["Data"]["LabelingJobArn"]) == tags
    assert status(aws, name) == "InProgress"


def test_the_tags_of_jobs_that_are_named_alike_are_not_even_read(aws: Aws, job: CustomResource, properties: Properties) -> None:
    name = job.create(properties)["PhysicalResourceId"]
    job.create({**properties, "LabelingJobName": "reviews-of-books"})
    aws.watch("sagemaker")
    assert job.update(properties, properties, id=name)["PhysicalResourceId"] == name
    assert aws.called("ListTags") == 1


def test_a_failed_replacement_keeps_the_old_id_and_leaves_nothing_running(aws: Aws, job: CustomResource, properties: Properties) -> None:
    old = job.create(properties)["PhysicalResourceId"]
    aws.fault("sagemaker", "DescribeLabelingJob", code="InternalFailure", message="out of order")
    answer = job.update(properties, changed(properties), id=old)
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == old
    aws.sagemaker.list_labeling_jobs()
    assert [name for name in jobs(aws) if status(aws, name) == "InProgress"] == [old]


def test_a_job_left_over_by_a_failed_update_is_stopped_by_the_rollback(aws: Aws, job: CustomResource, properties: Properties) -> None:
    old = job.create(properties)["PhysicalResourceId"]
    aws.fault("sagemaker", "DescribeLabelingJob", code="InternalFailure", message="out of order")
    aws.fault("sagemaker", "StopLabelingJob", code="InternalFailure", message="out of order")
    failed = job.update(properties, changed(properties), id=old)
    assert len(running(aws)) == 2
    back = job.update(changed(properties), properties, id=failed["PhysicalResourceId"])
    assert back["PhysicalResourceId"] == old
    assert running(aws) == [old]


def test_delete_stops_and_waits(aws: Aws, job: CustomResource, properties: Properties) -> None:
    name = job.create(properties)["PhysicalResourceId"]
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"
    assert status(aws, name) == "Stopped"
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"


@pytest.mark.parametrize(
    ("before", "after", "stops"),
    [
        ("Initializing", "Stopped", 1),
        ("InProgress", "Stopped", 1),
        ("Stopping", "Stopped", 0),
        ("Stopped", "Stopped", 0),
        ("Completed", "Completed", 0),
        ("Failed", "Failed", 0),
    ],
)
def test_delete_in_every_state(aws: Aws, job: CustomResource, properties: Properties, before: str, after: str, stops: int) -> None:
    name = job.create(properties)["PhysicalResourceId"]
    aws.job(name).status = before
    aws.watch("sagemaker")
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"
    assert status(aws, name) == after
    assert aws.called("StopLabelingJob") == stops


def test_a_job_that_ends_while_it_is_being_stopped_is_no_failure(aws: Aws, job: CustomResource, properties: Properties) -> None:
    name = job.create(properties)["PhysicalResourceId"]
    ended = aws.fault("sagemaker", "StopLabelingJob", message="The job is not running", meanwhile=lambda: end(aws, name))
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"
    assert ended.times == 0


def test_a_job_that_cannot_be_stopped_is_a_failure(aws: Aws, job: CustomResource, properties: Properties) -> None:
    name = job.create(properties)["PhysicalResourceId"]
    aws.fault("sagemaker", "StopLabelingJob", code="AccessDeniedException", message="not allowed")
    answer = job.delete(properties, id=name)
    assert answer["Status"] == "FAILED"
    assert "not allowed" in answer["Reason"]
    assert answer["PhysicalResourceId"] == name


def test_the_deadline_is_answered_with_the_real_id(aws: Aws, job: CustomResource, properties: Properties, clock: FakeClock) -> None:
    aws.fault("sagemaker", "DescribeLabelingJob", times=-1, answer={"LabelingJobStatus": "Initializing"})
    answer = job.create(properties)
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"].startswith("reviews-")
    assert f"waiting for the labeling job '{answer['PhysicalResourceId']}' to be started" in answer["Reason"]
    assert 805 < sum(clock.slept) <= 810
    assert max(clock.slept) <= 15


def test_nothing_is_created_when_no_time_is_left(aws: Aws, job: CustomResource, properties: Properties, clock: FakeClock) -> None:
    aws.on_call("s3", "PutObject", lambda: clock.sleep(820))
    answer = job.create(properties)
    assert "the function's time ran out while creating the labeling job 'reviews-" in answer["Reason"]
    assert jobs(aws) == []
    assert aws.versions(OUTPUT) == []


def test_the_queue_of_a_streaming_job_is_deleted_with_it(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.set_up(streaming_labeling_job_quota=1)
    properties["InputConfig"] = STREAMING
    name = job.create(properties)["PhysicalResourceId"]
    aws.sqs.create_queue(QueueName=f"GroundTruth-{name}")
    aws.sqs.create_queue(QueueName="GroundTruth-other")
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"
    assert [url.rpartition("/")[2] for url in aws.sqs.list_queues()["QueueUrls"]] == ["GroundTruth-other"]
    assert job.delete(properties, id=name)["Status"] == "SUCCESS"


def test_a_role_made_a_moment_ago_is_waited_for(aws: Aws, job: CustomResource, properties: Properties, clock: FakeClock) -> None:
    aws.fault("sagemaker", "CreateLabelingJob", times=3, message=f"Could not assume role {properties['RoleArn']}. Please ensure that")
    assert job.create(properties)["Status"] == "SUCCESS"
    assert clock.slept[:3] == [0.2, 0.4, 0.8]


def test_a_role_that_can_never_be_assumed_is_given_up(aws: Aws, job: CustomResource, properties: Properties, clock: FakeClock) -> None:
    properties["RoleArn"] = "arn:aws:iam::123456789012:role/missing"
    answer = job.create(properties)
    assert "Could not assume role" in answer["Reason"]
    assert sum(clock.slept) <= 120
    assert jobs(aws) == []


def test_a_real_mistake_is_not_repeated(job: CustomResource, properties: Properties, clock: FakeClock) -> None:
    answer = job.create({**properties, "LabelAttributeName": "sentiment-ref"})
    assert "must not end with '-ref'" in answer["Reason"]
    assert clock.slept == []


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        ("", "is empty"),
        (f"{LINE}\nnot json\n{LINE}\n[1]\n", "has 2 bad of 4 lines: line 2: not JSON; line 4: not a JSON object"),
        ('{"source": "a", "source-ref": "s3://b/c"}\n', "line 1: both source and source-ref"),
        ('{"text": "a"}\n', "line 1: neither source nor source-ref"),
        ('{"source": 7}', "line 1: source is not a string"),
        (f"{LINE}\n\n{LINE}\n", "line 2: empty"),
        (b'{"source": "\xff"}\n', "line 1: not UTF-8"),
        (json.dumps({"source": "x" * 100_000}) + "\n", "line 1: 100,014 characters, more than 100,000"),
        ("x" * 3_000_000 + f"\n{LINE}\nx", "has 2 bad of 3 lines: line 1: longer than 100,000 characters; line 3: not JSON"),
        ("x\n" * 30, "line 20: not JSON; and 10 more"),
    ],
)
def test_a_bad_manifest_is_refused_before_anything_is_made(
    aws: Aws, job: CustomResource, properties: Properties, manifest: str | bytes, expected: str
) -> None:
    aws.put_object("input.manifest", manifest)
    answer = job.create(properties)
    assert answer["Status"] == "FAILED"
    assert "s3://reviews-input/input.manifest" in answer["Reason"]
    assert expected in answer["Reason"]
    assert jobs(aws) == []
    assert aws.versions(OUTPUT) == []


@pytest.mark.parametrize("manifest", [f"{LINE}\n{LINE}", f"{LINE}\r\n{LINE}\r\n", json.dumps({"source": "ä" * 90_000}, ensure_ascii=False)])
def test_good_manifests(job: CustomResource, properties: Properties, aws: Aws, manifest: str) -> None:
    aws.put_object("input.manifest", manifest.encode())
    aws.fault("sagemaker", "CreateLabelingJob", message="reached")
    assert "reached" in job.create(properties)["Reason"]


def test_a_missing_manifest_is_named(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.s3.delete_object(Bucket="reviews-input", Key="input.manifest")
    assert "the manifest s3://reviews-input/input.manifest does not exist" in job.create(properties)["Reason"]


def test_a_manifest_that_may_not_be_read_is_named(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.fault("s3", "GetObject", code="AccessDenied", message="Access Denied")
    reason = job.create(properties)["Reason"]
    assert "cannot be read (AccessDenied: Access Denied)" in reason
    assert "does not exist when its bucket may not be listed" in reason


def test_the_label_category_document_gets_its_types_back(aws: Aws, job: CustomResource, properties: Properties) -> None:
    occluded = {"name": "occluded", "type": "string", "enum": ["1", "2"], "isRequired": "true"}
    properties["LabelCategoryConfig"] = {
        "documentVersion": "2020-03-01",
        "labels": [{"label": "Car", "categoryAttributes": [occluded]}],
        "frameAttributes": [{"name": "count", "description": "cars", "type": "number", "minimum": "0", "maximum": "2.5"}],
    }
    read: list[Any] = []
    aws.fault("sagemaker", "CreateLabelingJob", meanwhile=lambda: read.append(document(aws, aws.versions(OUTPUT)[0].split("/")[1])))
    job.create(properties)
    assert len(read) == 1
    assert read[0]["labels"][0]["categoryAttributes"][0]["isRequired"] is True
    assert read[0]["labels"][0]["categoryAttributes"][0]["enum"] == ["1", "2"]
    assert read[0]["frameAttributes"][0]["minimum"] == 0
    assert read[0]["frameAttributes"][0]["maximum"] == 2.5


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
    """The job may have been made."""
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


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("HumanTaskConfig", "NumberOfHumanWorkersPerDataObject"), "three", "must be a whole number, not 'three'"),
        (("HumanTaskConfig", "NumberOfWorkers"), "3", "HumanTaskConfig.NumberOfWorkers is unknown"),
        (("LabelCategoryConfig", "lables"), [], "LabelCategoryConfig.lables is unknown"),
        (("LabelCategoryConfig", "labels"), [{"label": "a", "isRequired": "true"}], "LabelCategoryConfig.labels[0].isRequired is unknown"),
        (("Labels",), "good", "Labels must be a list, not a single value"),
        (("LabelingJobName",), "-reviews", "LabelingJobName must have 1 to 54 letters"),
        (("LabelingJobName",), "r" * 55, "LabelingJobName must have 1 to 54 letters"),
        (("OutputConfig", "S3OutputPath"), "https://reviews-output/", "OutputConfig.S3OutputPath must be of the form s3://bucket/key"),
    ],
)
def test_invalid_properties(
    aws: Aws, job: CustomResource, properties: Properties, path: tuple[str, ...], value: Any, expected: str
) -> None:
    holder = copy.deepcopy(properties)
    target = holder
    for name in path[:-1]:
        target = target[name]
    target[path[-1]] = value
    answer = job.create(holder)
    assert answer["Status"] == "FAILED"
    assert expected in answer["Reason"]
    assert jobs(aws) == []
    assert job.delete(holder, id=answer["PhysicalResourceId"])["Status"] == "SUCCESS"
