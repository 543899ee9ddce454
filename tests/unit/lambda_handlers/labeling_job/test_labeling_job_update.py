"""Custom::GroundTruthLabelingJob: changes, replacements and rollbacks."""

import copy

import pytest

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.labeling_job.job_account import (
    changed,
    jobs,
    running,
    status,
)


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


ENDED = ["Stopping", "Stopped", "Failed", "Completed"]


@pytest.mark.parametrize("ended", ENDED)
def test_the_rollback_of_an_update_that_made_no_job_keeps_a_job_that_has_ended(
    aws: Aws, job: CustomResource, properties: Properties, ended: str
) -> None:
    name = job.create(properties)["PhysicalResourceId"]
    aws.job(name).status = ended
    refused = {**properties, "LabelAttributeName": "not valid!"}
    assert job.update(properties, refused, id=name)["Status"] == "FAILED"
    assert job.update(refused, properties, id=name)["PhysicalResourceId"] == name
    assert jobs(aws) == [name]


@pytest.mark.parametrize("ended", ENDED)
def test_the_rollback_of_a_replacement_returns_a_job_that_has_ended(
    aws: Aws, job: CustomResource, properties: Properties, ended: str
) -> None:
    old = job.create(properties)["PhysicalResourceId"]
    aws.job(old).status = ended
    new = job.update(properties, changed(properties), id=old)["PhysicalResourceId"]
    aws.stack_status = "UPDATE_ROLLBACK_IN_PROGRESS"
    back = job.update(changed(properties), properties, id=new)
    assert (back["Status"], back["PhysicalResourceId"]) == ("SUCCESS", old)
    assert sorted(jobs(aws)) == sorted([old, new])


@pytest.mark.parametrize("ended", ["Stopped", "Failed"])
def test_an_update_to_the_properties_of_an_earlier_job_makes_a_new_one(
    aws: Aws, job: CustomResource, properties: Properties, ended: str
) -> None:
    """A failed job is not reused when the same change is deployed again."""
    old = job.create(properties)["PhysicalResourceId"]
    tried = job.update(properties, changed(properties), id=old)["PhysicalResourceId"]
    aws.job(tried).status = ended
    aws.stack_status = "UPDATE_IN_PROGRESS"
    again = job.update(properties, changed(properties), id=old)
    assert again["Status"] == "SUCCESS"
    assert again["PhysicalResourceId"] not in {old, tried}


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
    _let_the_new_job_be_unreadable(aws)
    answer = job.update(properties, changed(properties), id=old)
    assert answer["Status"] == "FAILED"
    assert answer["PhysicalResourceId"] == old
    aws.sagemaker.list_labeling_jobs()
    assert [name for name in jobs(aws) if status(aws, name) == "InProgress"] == [old]


def test_a_job_left_over_by_a_failed_update_is_stopped_by_the_rollback(aws: Aws, job: CustomResource, properties: Properties) -> None:
    old = job.create(properties)["PhysicalResourceId"]
    _let_the_new_job_be_unreadable(aws)
    aws.fault("sagemaker", "StopLabelingJob", code="InternalFailure", message="out of order")
    failed = job.update(properties, changed(properties), id=old)
    assert len(running(aws)) == 2
    back = job.update(changed(properties), properties, id=failed["PhysicalResourceId"])
    assert back["PhysicalResourceId"] == old
    assert running(aws) == [old]


def _let_the_new_job_be_unreadable(aws: Aws) -> None:
    aws.on_call(
        "sagemaker",
        "CreateLabelingJob",
        lambda: aws.fault("sagemaker", "DescribeLabelingJob", code="InternalFailure", message="out of order"),
    )
