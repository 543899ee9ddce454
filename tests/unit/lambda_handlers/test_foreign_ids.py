"""An Update under a physical id that the handler never answered: a log stream's name, or one that CloudFormation made up."""

import pytest

from lambda_handlers import dataset_manifest, labeling_job, workforce, workteam
from tests.unit.lambda_handlers.cloudformation_side import MakeCustomResource
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.labeling_job.job_account import changed, running
from tests.unit.lambda_handlers.resource_properties import (
    dataset_manifest_properties,
    labeling_job_properties,
    workforce_properties,
    workteam_properties,
)

FOREIGN_IDS = [
    "2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef",
    "my-organisation-dev-GroundTruth-Labeling-ProductReviewsSentimentJobResource1A2B3C4D-1QW2ERT3YUI4O",
    "dev-Labeling-Resource1A2B3C4D-1QW2ERT3YUI4O",
]
foreign = pytest.mark.parametrize("id", FOREIGN_IDS)
CLEANUP = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"


@foreign
def test_a_job_is_kept(aws: Aws, custom_resource: MakeCustomResource, id: str) -> None:
    job, properties = custom_resource(labeling_job), labeling_job_properties(aws)
    name = job.create(properties)["PhysicalResourceId"]
    assert job.update(properties, properties, id=id)["PhysicalResourceId"] == name
    aws.stack_status = CLEANUP
    assert job.delete(properties, id=id)["Status"] == "SUCCESS"
    assert running(aws) == [name]


@foreign
def test_a_changed_job_takes_the_place_of_the_old_one(aws: Aws, custom_resource: MakeCustomResource, id: str) -> None:
    job, properties = custom_resource(labeling_job), labeling_job_properties(aws)
    job.create(properties)
    new = job.update(properties, changed(properties), id=id)["PhysicalResourceId"]
    aws.stack_status = CLEANUP
    assert job.delete(properties, id=id)["Status"] == "SUCCESS"
    assert running(aws) == [new]


@foreign
def test_a_job_runs_on_when_the_new_one_is_refused(aws: Aws, custom_resource: MakeCustomResource, id: str) -> None:
    job, properties = custom_resource(labeling_job), labeling_job_properties(aws)
    name = job.create(properties)["PhysicalResourceId"]
    aws.fault("sagemaker", "CreateLabelingJob", message="no")
    refused = job.update(properties, changed(properties), id=id)
    assert (refused["Status"], refused["PhysicalResourceId"]) == ("FAILED", id)
    assert running(aws) == [name]
    aws.stack_status = "UPDATE_ROLLBACK_IN_PROGRESS"
    assert job.update(changed(properties), properties, id=id)["PhysicalResourceId"] == name
    assert running(aws) == [name]


@foreign
def test_a_team_is_kept(aws: Aws, custom_resource: MakeCustomResource, id: str) -> None:
    config = aws.user_pool()
    aws.sagemaker.create_workforce(WorkforceName="workforce", CognitoConfig=config)
    team, properties = custom_resource(workteam), workteam_properties(config)
    team.create(properties)
    changed_team = {**properties, "Description": "labels reviews"}
    assert team.update(properties, changed_team, id=id)["PhysicalResourceId"] == "reviews"
    assert aws.sagemaker.describe_workteam(WorkteamName="reviews")["Workteam"]["Description"] == "labels reviews"
    aws.stack_status = CLEANUP
    assert team.delete(properties, id=id)["Status"] == "SUCCESS"
    assert sorted(aws.backend.workteams) == ["reviews"]


@foreign
def test_a_renamed_team_takes_the_place_of_the_old_one(aws: Aws, custom_resource: MakeCustomResource, id: str) -> None:
    config = aws.user_pool()
    aws.sagemaker.create_workforce(WorkforceName="workforce", CognitoConfig=config)
    team, properties = custom_resource(workteam), workteam_properties(config)
    team.create(properties)
    renamed = {**properties, "WorkteamName": "opinions"}
    assert team.update(properties, renamed, id=id)["PhysicalResourceId"] == "opinions"
    assert sorted(aws.backend.workteams) == ["opinions", "reviews"]
    aws.stack_status = CLEANUP
    assert team.delete(properties, id=id)["Status"] == "SUCCESS"
    assert sorted(aws.backend.workteams) == ["opinions"]


@foreign
def test_a_team_is_kept_when_its_renaming_is_rolled_back(aws: Aws, custom_resource: MakeCustomResource, id: str) -> None:
    config = aws.user_pool()
    aws.sagemaker.create_workforce(WorkforceName="workforce", CognitoConfig=config)
    team, properties = custom_resource(workteam), workteam_properties(config)
    team.create(properties)
    renamed = {**properties, "WorkteamName": "opinions"}
    # Its answer was lost, so that CloudFormation still holds the former id.
    team.update(properties, renamed, id=id)
    aws.stack_status = "UPDATE_ROLLBACK_IN_PROGRESS"
    assert team.update(renamed, properties, id=id)["PhysicalResourceId"] == "reviews"
    assert sorted(aws.backend.workteams) == ["reviews"]


@foreign
def test_a_workforce_is_kept(aws: Aws, custom_resource: MakeCustomResource, id: str) -> None:
    force, properties = custom_resource(workforce), workforce_properties(aws.user_pool())
    force.create(properties)
    assert force.update(properties, {**properties, "UserPoolRevision": "2"}, id=id)["PhysicalResourceId"] == "ours"
    aws.stack_status = CLEANUP
    assert force.delete(properties, id=id)["Status"] == "SUCCESS"
    assert sorted(aws.backend.workforces) == ["ours"]


@foreign
def test_the_name_of_a_workforce_cannot_change(aws: Aws, custom_resource: MakeCustomResource, id: str) -> None:
    force, properties = custom_resource(workforce), workforce_properties(aws.user_pool())
    force.create(properties)
    answer = force.update(properties, {**properties, "WorkforceName": "theirs"}, id=id)
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("FAILED", id)
    assert "the name of the workforce 'ours' cannot be changed" in answer["Reason"]


@foreign
def test_a_manifest_is_kept_until_the_new_one_is_there(aws: Aws, custom_resource: MakeCustomResource, id: str) -> None:
    manifest, properties = custom_resource(dataset_manifest), dataset_manifest_properties(aws)
    old = manifest.create(properties)["PhysicalResourceId"]
    empty = {**properties, "Prefix": "nothing/"}
    assert manifest.update(properties, empty, id=id)["Status"] == "FAILED"
    assert manifest.update(empty, properties, id=id)["PhysicalResourceId"] == old
    new = manifest.update(properties, {**properties, "Revision": "2"}, id=id)["PhysicalResourceId"]
    assert new != old
    keys = [item["Key"] for item in aws.s3.list_objects_v2(Bucket="reviews-output").get("Contents", [])]
    assert keys == [new.removeprefix("s3://reviews-output/")]


@pytest.mark.parametrize(
    "id", ["2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef", "arn:aws:sagemaker:us-east-1:123456789012:labeling-job/r"]
)
def test_what_a_rollback_kept_survives_the_cleanup_of_the_foreign_id(aws: Aws, custom_resource: MakeCustomResource, id: str) -> None:
    job, properties = custom_resource(labeling_job), labeling_job_properties(aws)
    name = job.create(properties)["PhysicalResourceId"]
    aws.stack_status = "UPDATE_ROLLBACK_IN_PROGRESS"
    assert job.update(changed(properties), properties, id=id)["PhysicalResourceId"] == name
    aws.stack_status = "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"
    assert job.delete(properties, id=id)["Status"] == "SUCCESS"
    assert running(aws) == [name]
