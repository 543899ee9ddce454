"""Custom::GroundTruthLabelingJob: the job of an unanswered rename is found again, under either name."""

import pytest

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.labeling_job.job_account import STREAMING, changed, running


@pytest.fixture(params=["manifest", "stream"])
def source(request: pytest.FixtureRequest, aws: Aws, properties: Properties) -> Properties:
    if request.param == "stream":
        aws.set_up(streaming_labeling_job_quota=None)
        properties["InputConfig"] = STREAMING
    return properties


def renamed(properties: Properties, name: str = "opinions") -> Properties:
    return {**properties, "LabelingJobName": name}


def queues(aws: Aws) -> list[str]:
    return sorted(url.rpartition("/")[2] for url in aws.sqs.list_queues().get("QueueUrls", []))


def lost_renaming(job: CustomResource, properties: Properties) -> tuple[str, str]:
    """The job that CloudFormation knows, and that of an update whose response was lost."""
    old = job.create(properties)["PhysicalResourceId"]
    new = job.update(properties, renamed(properties), id=old)["PhysicalResourceId"]
    return old, new


def test_the_rollback_ends_the_new_job(aws: Aws, job: CustomResource, source: Properties) -> None:
    old, new = lost_renaming(job, source)
    aws.stack_status = "UPDATE_ROLLBACK_IN_PROGRESS"
    assert job.update(renamed(source), source, id=old)["PhysicalResourceId"] == old
    assert running(aws) == [old]
    assert f"GroundTruth-{new}" not in queues(aws)


@pytest.mark.parametrize("next_name", ["reviews", "third"])
def test_the_next_update_ends_the_new_job(aws: Aws, job: CustomResource, source: Properties, next_name: str) -> None:
    """The rollback was lost, too."""
    old, new = lost_renaming(job, source)
    current = job.update(source, renamed(changed(source), next_name), id=old)["PhysicalResourceId"]
    assert current not in {old, new}
    assert running(aws) == sorted([old, current])
    assert f"GroundTruth-{new}" not in queues(aws)


@pytest.mark.parametrize("ended", [False, True])
def test_the_delete_of_the_stack_ends_both(aws: Aws, job: CustomResource, source: Properties, ended: bool) -> None:
    old, new = lost_renaming(job, source)
    if ended:
        aws.job(new).status = "Stopped"
    aws.stack_status = "DELETE_IN_PROGRESS"
    assert job.delete(source, id=old)["Status"] == "SUCCESS"
    assert running(aws) == []
    assert queues(aws) == []


def test_the_delete_of_the_new_job_finds_the_old_one(aws: Aws, job: CustomResource, source: Properties) -> None:
    """The rollback of the renaming failed, or the Delete of the old job did."""
    _, new = lost_renaming(job, source)
    aws.stack_status = "DELETE_IN_PROGRESS"
    assert job.delete(renamed(source), id=new)["Status"] == "SUCCESS"
    assert running(aws) == []
    assert queues(aws) == []


def test_the_delete_of_the_old_job_leaves_the_new_one(aws: Aws, job: CustomResource, source: Properties) -> None:
    old, new = lost_renaming(job, source)
    assert job.delete(source, id=old)["Status"] == "SUCCESS"
    assert running(aws) == [new]


def test_a_rollback_of_a_renaming_returns_the_old_job(aws: Aws, job: CustomResource, source: Properties) -> None:
    old, new = lost_renaming(job, source)
    aws.stack_status = "UPDATE_ROLLBACK_IN_PROGRESS"
    assert job.update(renamed(source), source, id=new)["PhysicalResourceId"] == old
    assert running(aws) == sorted([old, new])
