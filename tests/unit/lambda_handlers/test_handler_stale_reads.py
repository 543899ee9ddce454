"""Work teams and workforces: stale reads after a change."""

import pytest

from lambda_handlers import workforce, workteam
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, MakeCustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import workforce_properties, workteam_properties

LOOKS = [1, 2]
NO_TEAM = "The work team 'reviews' does not exist or you do not have access to it."
NO_WORKFORCE = "No workforce found with name 'ours' in account 123456789012, region us-east-1."


@pytest.fixture
def team(custom_resource: MakeCustomResource) -> CustomResource:
    return custom_resource(workteam)


@pytest.fixture
def team_properties(aws: Aws) -> Properties:
    config = aws.user_pool()
    aws.sagemaker.create_workforce(WorkforceName="workforce", CognitoConfig=config)
    return workteam_properties(config)


@pytest.fixture
def force(custom_resource: MakeCustomResource) -> CustomResource:
    return custom_resource(workforce)


@pytest.fixture
def force_properties(aws: Aws) -> Properties:
    return workforce_properties(aws.user_pool())


@pytest.mark.parametrize("looks", LOOKS)
@pytest.mark.parametrize("id", ["reviews", "dev-Labeling-Resource1A2B3C4D-1QW2ERT3YUI4O"])
def test_a_team_that_is_not_described_yet_goes_with_the_delete(
    aws: Aws, team: CustomResource, team_properties: Properties, looks: int, id: str
) -> None:
    team.create(team_properties)
    aws.stack_status = "ROLLBACK_IN_PROGRESS"
    aws.fault("sagemaker", "DescribeWorkteam", times=looks, message=NO_TEAM)
    assert team.delete(team_properties, id=id)["Status"] == "SUCCESS"
    assert list(aws.backend.workteams) == []


@pytest.mark.parametrize("looks", LOOKS)
@pytest.mark.parametrize("code", ["ResourceInUse", "ResourceLimitExceeded"])
def test_a_team_that_an_earlier_delivery_made_is_found(
    aws: Aws, team: CustomResource, team_properties: Properties, looks: int, code: str
) -> None:
    team.create(team_properties, request_id="same")
    aws.fault("sagemaker", "CreateWorkteam", code=code, message="not again")
    aws.fault("sagemaker", "DescribeWorkteam", times=looks, message=NO_TEAM)
    aws.fault("sagemaker", "ListTags", times=looks, answer={"Tags": []})
    again = team.create(team_properties, request_id="same")
    assert (again["Status"], again["PhysicalResourceId"]) == ("SUCCESS", "reviews")


@pytest.mark.parametrize("looks", LOOKS)
def test_the_team_of_a_renaming_that_is_rolled_back_goes_when_its_tags_lag(
    aws: Aws, team: CustomResource, team_properties: Properties, looks: int
) -> None:
    team.create(team_properties)
    renamed = {**team_properties, "WorkteamName": "opinions"}
    team.update(team_properties, renamed, id="reviews")
    aws.stack_status = "UPDATE_ROLLBACK_IN_PROGRESS"
    aws.fault("sagemaker", "ListTags", times=looks, answer={"Tags": []})
    assert team.update(renamed, team_properties, id="reviews")["Status"] == "SUCCESS"
    assert list(aws.backend.workteams) == ["reviews"]


@pytest.mark.parametrize("looks", LOOKS)
def test_a_workforce_that_is_not_described_yet_is_waited_for(
    aws: Aws, force: CustomResource, force_properties: Properties, looks: int
) -> None:
    aws.fault("sagemaker", "DescribeWorkforce", times=looks, message=NO_WORKFORCE)
    assert force.create(force_properties)["Status"] == "SUCCESS"


@pytest.mark.parametrize("looks", LOOKS)
@pytest.mark.parametrize("id", ["ours", "dev-Labeling-Resource1A2B3C4D-1QW2ERT3YUI4O"])
def test_a_workforce_that_is_not_described_yet_goes_with_the_delete(
    aws: Aws, force: CustomResource, force_properties: Properties, looks: int, id: str
) -> None:
    force.create(force_properties)
    aws.stack_status = "ROLLBACK_IN_PROGRESS"
    aws.fault("sagemaker", "DescribeWorkforce", times=looks, message=NO_WORKFORCE)
    assert force.delete(force_properties, id=id)["Status"] == "SUCCESS"
    assert list(aws.backend.workforces) == []


@pytest.mark.parametrize("looks", LOOKS)
def test_a_portal_that_has_no_address_yet_is_waited_for(aws: Aws, force: CustomResource, force_properties: Properties, looks: int) -> None:
    incomplete = {
        "WorkforceName": "ours",
        "WorkforceArn": "arn:aws:sagemaker:us-east-1:123456789012:workforce/ours",
        "CognitoConfig": force_properties["CognitoConfig"],
    }
    aws.fault("sagemaker", "DescribeWorkforce", times=looks, answer={"Workforce": incomplete})
    made = force.create(force_properties)
    assert made["Data"]["SubDomain"] == aws.backend.workforces["ours"].sub_domain


def test_a_portal_that_never_has_an_address_is_a_failure(aws: Aws, force: CustomResource, force_properties: Properties) -> None:
    incomplete = {
        "WorkforceName": "ours",
        "WorkforceArn": "arn:aws:sagemaker:us-east-1:123456789012:workforce/ours",
        "CognitoConfig": force_properties["CognitoConfig"],
    }
    aws.fault("sagemaker", "DescribeWorkforce", times=1000, answer={"Workforce": incomplete})
    assert "the workforce 'ours' has no SubDomain" in force.create(force_properties)["Reason"]


def test_a_workforce_that_is_not_there_is_not_waited_for(aws: Aws, force: CustomResource) -> None:
    before = aws.clock.now
    assert "does not exist" in force.create({"Mode": "adopt", "WorkforceName": "theirs"})["Reason"]
    assert aws.clock.now == before
