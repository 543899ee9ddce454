"""An event that Lambda delivers again after CloudFormation has continued: it creates, changes and stops nothing."""

from typing import Any

import pytest

from lambda_handlers import labeling_job
from tests.unit.lambda_handlers.cloudformation_side import MakeCustomResource
from tests.unit.lambda_handlers.custom_resource_types import CustomResourceType, for_each_type
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.labeling_job.job_account import changed, running
from tests.unit.lambda_handlers.resource_properties import labeling_job_properties

SETTLED = ["CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "ROLLBACK_COMPLETE", "DELETE_COMPLETE", "CREATE_FAILED"]
DELETING = [
    "ROLLBACK_IN_PROGRESS",
    "DELETE_IN_PROGRESS",
    "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
    "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
]


def what_there_is(aws: Aws) -> Any:
    backend = aws.backend
    objects = {bucket["Name"]: aws.versions(bucket["Name"]) for bucket in aws.s3.list_buckets()["Buckets"]}
    return sorted(backend.labeling_jobs), sorted(backend.workteams), sorted(backend.workforces), objects, running(aws)


@for_each_type
@pytest.mark.parametrize("status", [*SETTLED, *DELETING])
def test_a_late_create_makes_nothing(aws: Aws, custom_resource: MakeCustomResource, resource_type: CustomResourceType, status: str) -> None:
    resource, properties = custom_resource(resource_type.package), resource_type.properties(aws)
    before = what_there_is(aws)
    aws.stack_status = status
    answer = resource.create(properties)
    assert what_there_is(aws) == before
    if str(resource_type) == "bucket_contents":
        # Its Create does nothing at any time.
        assert answer["Status"] == "SUCCESS"
        return
    assert answer["Status"] == "FAILED"
    assert f"this Create came late, and nothing was done: the stack is {status}" in answer["Reason"]


@for_each_type
@pytest.mark.parametrize("status", SETTLED)
def test_a_late_delete_removes_nothing(
    aws: Aws, custom_resource: MakeCustomResource, resource_type: CustomResourceType, status: str
) -> None:
    resource, properties = custom_resource(resource_type.package), resource_type.properties(aws)
    id = resource.create(properties)["PhysicalResourceId"]
    before = what_there_is(aws)
    aws.stack_status = status
    answer = resource.delete(properties, id=id)
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("FAILED", id)
    assert "this Delete came late" in answer["Reason"]
    assert what_there_is(aws) == before


@pytest.mark.parametrize("status", [*SETTLED, *DELETING])
def test_a_late_update_stops_no_live_job(aws: Aws, custom_resource: MakeCustomResource, status: str) -> None:
    job, properties = custom_resource(labeling_job), labeling_job_properties(aws)
    live = job.create(properties)["PhysicalResourceId"]
    aws.stack_status = status
    assert "this Update came late" in job.update(changed(properties), properties, id=live)["Reason"]
    assert running(aws) == [live]


def test_an_update_that_comes_again_during_the_next_one_stops_no_live_job(aws: Aws, custom_resource: MakeCustomResource) -> None:
    job, first = custom_resource(labeling_job), labeling_job_properties(aws)
    second, third = changed(first, "Mood"), changed(first, "Sentiment of a review")
    ids = [job.create(first)["PhysicalResourceId"]]
    update = job.event("Update", ResourceProperties=second, OldResourceProperties=first, PhysicalResourceId=ids[0])
    ids.append(job.send("Update", **update)["PhysicalResourceId"])
    assert job.delete(first, id=ids[0])["Status"] == "SUCCESS"
    ids.append(job.update(second, third, id=ids[1])["PhysicalResourceId"])
    assert job.send("Update", **update)["PhysicalResourceId"] == ids[1]
    assert running(aws) == sorted(ids[1:])


@pytest.mark.parametrize("status", ["UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS", *DELETING])
def test_a_delete_is_expected_in_a_stack_that_changes(aws: Aws, custom_resource: MakeCustomResource, status: str) -> None:
    job, properties = custom_resource(labeling_job), labeling_job_properties(aws)
    id = job.create(properties)["PhysicalResourceId"]
    aws.stack_status = status
    assert job.delete(properties, id=id)["Status"] == "SUCCESS"
    assert running(aws) == []


def test_a_stack_that_cannot_be_asked_after_is_deployed(aws: Aws, custom_resource: MakeCustomResource) -> None:
    job, properties = custom_resource(labeling_job), labeling_job_properties(aws)
    aws.fault("cloudformation", "DescribeStacks", code="ValidationError", message="no such stack")
    assert job.create(properties)["Status"] == "SUCCESS"


def test_cloudformation_is_asked_once(aws: Aws, custom_resource: MakeCustomResource) -> None:
    job, properties = custom_resource(labeling_job), labeling_job_properties(aws)
    asked: list[str] = []
    aws.on_call("cloudformation", "DescribeStacks", lambda: asked.append(aws.stack_status))
    id = job.create(properties)["PhysicalResourceId"]
    aws.stack_status = "ROLLBACK_IN_PROGRESS"
    job.delete(properties, id=id)
    assert asked == ["UPDATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"]
