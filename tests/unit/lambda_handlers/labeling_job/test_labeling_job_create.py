"""Create of Custom::GroundTruthLabelingJob, through its Lambda handler."""

import re

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, FakeClock, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.labeling_job.job_account import STREAMING, document, jobs, running, status
from tests.unit.lambda_handlers.resource_properties import LABELS, OUTPUT


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
    """It is undocumented whether Ground Truth checks the quota or the name first."""
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
    aws.set_up(dataset_object_quota=1)
    failed = job.create(properties)
    assert failed["Status"] == "FAILED"
    assert "has 2 data objects; a labeling job can have at most 1" in failed["Reason"]
    assert status(aws, failed["PhysicalResourceId"]) == "Failed"
    assert job.delete(properties, id=failed["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert running(aws) == []


def test_a_job_stopped_by_hand_while_initializing_is_a_failure(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.fault("sagemaker", "DescribeLabelingJob", answer={"LabelingJobStatus": "Stopping"})
    assert "it was stopped before it could start" in job.create(properties)["Reason"]


def test_the_deadline_is_answered_with_the_real_id(aws: Aws, job: CustomResource, properties: Properties, clock: FakeClock) -> None:
    aws.fault("sagemaker", "DescribeLabelingJob", times=-1, answer={"LabelingJobStatus": "Initializing"})
    answer = job.create(properties)
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"].startswith("reviews-")
    assert f"waiting for the labeling job '{answer['PhysicalResourceId']}' to be started" in answer["Reason"]
    assert 795 < sum(clock.slept) <= 800
    assert max(clock.slept) <= 15


def test_nothing_is_created_when_no_time_is_left(aws: Aws, job: CustomResource, properties: Properties, clock: FakeClock) -> None:
    aws.on_call("s3", "PutObject", lambda: clock.sleep(820))
    answer = job.create(properties)
    assert "the function's time ran out while creating the labeling job 'reviews-" in answer["Reason"]
    assert jobs(aws) == []
    assert aws.versions(OUTPUT) == []


def test_a_role_made_a_moment_ago_is_waited_for(aws: Aws, job: CustomResource, properties: Properties, clock: FakeClock) -> None:
    aws.fault("sagemaker", "CreateLabelingJob", times=3, message=f"Could not assume role {properties['RoleArn']}. Please ensure that")
    assert job.create(properties)["Status"] == "SUCCESS"
    assert clock.slept[:3] == [0.2, 0.4, 0.8]


def test_a_role_that_can_never_be_assumed_is_given_up(aws: Aws, job: CustomResource, properties: Properties, clock: FakeClock) -> None:
    properties["RoleArn"] = "arn:aws:iam::123456789012:role/missing"
    answer = job.create(properties)
    assert "The role ARN isn't valid." in answer["Reason"]
    assert "(still so after 113 seconds of trying again); the role is arn:aws:iam::123456789012:role/missing" in answer["Reason"]
    assert sum(clock.slept) <= 120
    assert jobs(aws) == []
