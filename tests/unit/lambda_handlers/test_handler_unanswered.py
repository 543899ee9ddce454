"""What CloudFormation never learnt of, as the function died before it answered: the Delete comes with another id, or the old one."""

from typing import Any

import pytest

from lambda_handlers import bucket_contents, labeling_job, workforce, workteam
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, MakeCustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import (
    bucket_contents_properties,
    labeling_job_properties,
    workforce_properties,
    workteam_properties,
)

pytestmark = pytest.mark.slow

# As CloudFormation makes one up for a Create that was never answered.
MADE_UP = "dev-Labeling-Resource1A2B3C4D-1QW2ERT3YUI4O"
GOES = ["DELETE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"]
UNDONE = "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"
GOES_ON = ["UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_IN_PROGRESS"]
STREAMING = {"DataSource": {"SnsDataSource": {"SnsTopicArn": "arn:aws:sns:us-east-1:123456789012:reviews"}}}


@pytest.fixture
def job(custom_resource: MakeCustomResource) -> CustomResource:
    return custom_resource(labeling_job)


@pytest.fixture
def team(custom_resource: MakeCustomResource) -> CustomResource:
    return custom_resource(workteam)


@pytest.fixture
def team_properties(aws: Aws) -> Properties:
    config = aws.user_pool(groups=("labelers",))
    aws.sagemaker.create_workforce(WorkforceName="workforce", CognitoConfig=config)
    return workteam_properties(config)


def running(aws: Aws) -> list[str]:
    return sorted(item.name for item in aws.backend.labeling_jobs.values() if item.is_running)


def teams(aws: Aws) -> list[str]:
    return sorted(aws.backend.workteams)


def succeeded(answer: dict[str, Any]) -> bool:
    return bool(answer["Status"] == "SUCCESS")


@pytest.mark.parametrize("status", [*GOES, UNDONE])
def test_the_job_of_an_unanswered_create_is_stopped(aws: Aws, job: CustomResource, status: str) -> None:
    properties = labeling_job_properties(aws)
    name = job.create(properties)["PhysicalResourceId"]
    aws.stack_status = status
    assert succeeded(job.delete(properties, id=MADE_UP))
    assert aws.job(name).status == "Stopped"


@pytest.mark.parametrize("status", GOES_ON)
def test_the_job_of_a_create_that_was_repeated_runs_on(aws: Aws, job: CustomResource, status: str) -> None:
    """With rollback disabled the next deployment creates the resource anew, and then deletes the one that failed."""
    properties = labeling_job_properties(aws)
    name = job.create(properties)["PhysicalResourceId"]
    aws.stack_status = status
    assert succeeded(job.delete(properties, id=MADE_UP))
    assert running(aws) == [name]


def test_the_jobs_of_another_stack_and_of_another_resource_run_on(
    aws: Aws, custom_resource: MakeCustomResource, job: CustomResource, other_stack_id: str
) -> None:
    properties = labeling_job_properties(aws)
    theirs = custom_resource(labeling_job, stack_id=other_stack_id).create(properties, request_id="theirs")["PhysicalResourceId"]
    sibling = job.send("Create", ResourceProperties=properties, LogicalResourceId="Other", RequestId="sibling")["PhysicalResourceId"]
    name = job.create(properties)["PhysicalResourceId"]
    aws.stack_status = "DELETE_IN_PROGRESS"
    assert succeeded(job.delete(properties, id=MADE_UP))
    assert running(aws) == sorted([theirs, sibling])
    assert aws.job(name).status == "Stopped"


@pytest.mark.parametrize("current", [0, 1])
def test_a_stack_that_goes_takes_along_both_jobs_of_an_update_that_was_never_ended(aws: Aws, job: CustomResource, current: int) -> None:
    properties = labeling_job_properties(aws)
    changed = {**properties, "LabelAttributeName": "mood"}
    old = job.create(properties)["PhysicalResourceId"]
    new = job.update(properties, changed, id=old)["PhysicalResourceId"]
    aws.stack_status = "DELETE_IN_PROGRESS"
    assert succeeded(job.delete([properties, changed][current], id=[old, new][current]))
    assert running(aws) == []


def test_nobody_asks_cloudformation_when_there_is_no_other_job(aws: Aws, job: CustomResource) -> None:
    properties = labeling_job_properties(aws)
    name = job.create(properties)["PhysicalResourceId"]
    aws.watch("cloudformation")
    assert succeeded(job.delete(properties, id=name))
    assert aws.calls == []


def test_a_stack_that_cannot_be_asked_after_is_a_failure(aws: Aws, job: CustomResource) -> None:
    properties = labeling_job_properties(aws)
    job.create(properties)
    aws.fault("cloudformation", "DescribeStacks", code="AccessDenied", message="not allowed to describe", times=2)
    answer = job.delete(properties, id=MADE_UP)
    assert "not allowed to describe" in answer["Reason"]
    assert answer["PhysicalResourceId"] == MADE_UP
    assert len(running(aws)) == 1


@pytest.mark.parametrize("properties", [{}, {"LabelingJobName": ["reviews"]}, {"LabelingJobName": "two words"}, {"InputConfig": "s3"}])
def test_a_made_up_id_with_properties_of_an_older_form(aws: Aws, job: CustomResource, properties: Properties) -> None:
    aws.watch("sagemaker", "cloudformation")
    assert succeeded(job.delete(properties, id=MADE_UP))
    assert set(aws.calls) <= {"DescribeLabelingJob"}


def test_queues_go_with_the_streaming_jobs_that_nobody_knows_of(aws: Aws, job: CustomResource) -> None:
    aws.set_up(streaming_labeling_job_quota=None)
    properties = {**labeling_job_properties(aws), "InputConfig": STREAMING}
    names = [job.create(properties)["PhysicalResourceId"] for _ in range(3)]
    aws.sqs.create_queue(QueueName="GroundTruth-other")
    assert len(aws.sqs.list_queues(QueueNamePrefix="GroundTruth-reviews")["QueueUrls"]) == len(names)
    aws.job(names[1]).status = "Stopped"
    aws.stack_status = "DELETE_IN_PROGRESS"
    assert succeeded(job.delete(properties, id=names[0]))
    assert [url.rpartition("/")[2] for url in aws.sqs.list_queues()["QueueUrls"]] == ["GroundTruth-other"]
    assert running(aws) == []


@pytest.mark.parametrize("status", [*GOES, UNDONE])
def test_the_team_of_an_unanswered_create_is_deleted(aws: Aws, team: CustomResource, team_properties: Properties, status: str) -> None:
    team.create(team_properties)
    aws.stack_status = status
    assert succeeded(team.delete(team_properties, id=MADE_UP))
    assert teams(aws) == []


@pytest.mark.parametrize("status", GOES_ON)
def test_the_team_of_a_create_that_was_repeated_stays(aws: Aws, team: CustomResource, team_properties: Properties, status: str) -> None:
    team.create(team_properties)
    aws.stack_status = status
    assert succeeded(team.delete(team_properties, id=MADE_UP))
    assert teams(aws) == ["reviews"]


def test_the_team_of_another_stack_stays(
    aws: Aws, custom_resource: MakeCustomResource, team: CustomResource, team_properties: Properties, other_stack_id: str
) -> None:
    custom_resource(workteam, stack_id=other_stack_id).create(team_properties)
    aws.stack_status = "DELETE_IN_PROGRESS"
    assert succeeded(team.delete(team_properties, id=MADE_UP))
    assert teams(aws) == ["reviews"]


def test_the_rollback_of_an_unanswered_renaming_removes_the_new_team(aws: Aws, team: CustomResource, team_properties: Properties) -> None:
    renamed = {**team_properties, "WorkteamName": "opinions"}
    team.create(team_properties)
    team.update(team_properties, renamed, id="reviews")
    # CloudFormation never got that answer, so it holds the old name.
    assert team.update(renamed, team_properties, id="reviews")["PhysicalResourceId"] == "reviews"
    assert teams(aws) == ["reviews"]


def test_the_rollback_of_a_refused_renaming_leaves_the_team_of_the_other_stack(
    aws: Aws, custom_resource: MakeCustomResource, team: CustomResource, team_properties: Properties, other_stack_id: str
) -> None:
    renamed = {**team_properties, "WorkteamName": "opinions"}
    custom_resource(workteam, stack_id=other_stack_id).create(renamed)
    team.create(team_properties)
    assert not succeeded(team.update(team_properties, renamed, id="reviews"))
    assert succeeded(team.update(renamed, team_properties, id="reviews"))
    assert teams(aws) == ["opinions", "reviews"]


@pytest.mark.parametrize("held", ["reviews", "opinions"])
def test_a_stack_that_goes_takes_along_both_teams_of_a_renaming(
    aws: Aws, team: CustomResource, team_properties: Properties, held: str
) -> None:
    renamed = {**team_properties, "WorkteamName": "opinions"}
    team.create(team_properties)
    team.update(team_properties, renamed, id="reviews")
    aws.stack_status = "DELETE_IN_PROGRESS"
    assert succeeded(team.delete({**team_properties, "WorkteamName": held}, id=held))
    assert teams(aws) == []


def test_a_team_that_takes_up_the_whole_quota_does_not_stand_in_the_way_of_its_own_request(
    aws: Aws, team: CustomResource, team_properties: Properties
) -> None:
    """Whether SageMaker looks at the quota or at the name first is not documented."""
    team.create(team_properties, request_id="same")
    aws.fault("sagemaker", "CreateWorkteam", code="ResourceLimitExceeded", message="25 of 25 are in use")
    assert succeeded(team.create(team_properties, request_id="same"))
    assert teams(aws) == ["reviews"]


@pytest.mark.parametrize(("status", "left"), [*((status, []) for status in [*GOES, UNDONE]), *((status, ["ours"]) for status in GOES_ON)])
@pytest.mark.parametrize("listed", [False, True])
def test_the_workforce_of_an_unanswered_create(
    aws: Aws, custom_resource: MakeCustomResource, status: str, left: list[str], listed: bool
) -> None:
    aws.set_up(workforce_tags_known=listed)
    force, properties = custom_resource(workforce), workforce_properties(aws.user_pool())
    force.create(properties)
    aws.stack_status = status
    assert succeeded(force.delete(properties, id=MADE_UP))
    assert list(aws.backend.workforces) == left


@pytest.mark.parametrize("mode", ["adopt", "import"])
def test_a_shared_workforce_stays_whatever_the_id(aws: Aws, custom_resource: MakeCustomResource, mode: str) -> None:
    aws.sagemaker.create_workforce(WorkforceName="theirs", CognitoConfig=aws.user_pool("others"))
    aws.stack_status = "DELETE_IN_PROGRESS"
    for held in (MADE_UP, "theirs"):
        assert succeeded(custom_resource(workforce).delete({"Mode": mode, "WorkforceName": "theirs"}, id=held))
    assert list(aws.backend.workforces) == ["theirs"]


@pytest.mark.parametrize(("status", "left"), [*((status, 0) for status in [*GOES, UNDONE]), *((status, 4) for status in GOES_ON)])
def test_the_contents_of_a_bucket_whose_create_was_unanswered(
    aws: Aws, custom_resource: MakeCustomResource, status: str, left: int
) -> None:
    properties = bucket_contents_properties(aws)
    aws.stack_status = status
    assert succeeded(custom_resource(bucket_contents).delete(properties, id=MADE_UP))
    assert len(aws.versions("labels")) == left
