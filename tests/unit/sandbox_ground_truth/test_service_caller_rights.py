"""The caller's permissions used by SageMaker: each action that AWS names for a workforce or a work team, and no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.caller_permissions import named_by_aws
from tests.unit.conformance.rows import assumed, conformance, documented
from tests.unit.sandbox_ground_truth.gatekeeper import Gatekeeper

VPC = {"VpcId": "vpc-1", "SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1", "subnet-2"]}
NETWORK = "arn:aws:ec2:eu-west-1:123456789012"
WORKFORCE, WORKTEAM = "AWS::SageMaker::Workforce", "AWS::SageMaker::Workteam"
SCHEMAS = "CloudFormation's resource schemas; developer guide, api-permissions-reference"

Pool = Any


def on_behalf(gatekeeper: Gatekeeper) -> set[str]:
    """The checked permissions in other services, and in SageMaker beyond the operation itself and its tags."""
    return {action for action, _ in gatekeeper.actions()[1:] if action != "sagemaker:AddTags"}


def named(resource_type: str, operation: str, *services: str) -> set[str]:
    return {action for action in named_by_aws(resource_type, operation) if action.startswith(services)}


@conformance("CreateWorkforce requires every action on Amazon Cognito that AWS names", documented(SCHEMAS))
def test_a_workforce(sagemaker: Any, pool: Pool, gatekeeper: Gatekeeper) -> None:
    sagemaker.create_workforce(WorkforceName="crowd", CognitoConfig=pool.config)
    assert on_behalf(gatekeeper) == named(WORKFORCE, "create", "cognito-idp:")


@conformance("CreateWorkteam requires every action on Amazon Cognito that AWS names, and ListWorkforces", documented(SCHEMAS))
@pytest.mark.usefixtures("workforce")
def test_a_work_team(sagemaker: Any, pool: Pool, gatekeeper: Gatekeeper) -> None:
    sagemaker.create_workteam(WorkteamName="reviewers", Description="d", MemberDefinitions=[pool.member()])
    assert on_behalf(gatekeeper) == named(WORKTEAM, "create", "cognito-idp:", "sagemaker:ListWorkforces")


@conformance("UpdateWorkteam requires what CreateWorkteam requires", assumed("the guide names UpdateUserPool only for the creation"))
@pytest.mark.usefixtures("team_arn")
@pytest.mark.parametrize("given", ["Description", "MemberDefinitions"])
def test_a_change_of_a_work_team(sagemaker: Any, pool: Pool, gatekeeper: Gatekeeper, given: str) -> None:
    parameters = {"Description": "e", "MemberDefinitions": [pool.member()]}
    sagemaker.update_workteam(WorkteamName="reviewers", **{given: parameters[given]})
    assert on_behalf(gatekeeper) == named(WORKTEAM, "update", "cognito-idp:", "sagemaker:ListWorkforces") | {"cognito-idp:UpdateUserPool"}


@conformance("A workforce in a VPC requires the actions on Amazon EC2 that AWS names", documented(SCHEMAS))
def test_a_workforce_in_a_vpc(sagemaker: Any, pool: Pool, gatekeeper: Gatekeeper, clock: Any) -> None:
    sagemaker.create_workforce(WorkforceName="crowd", CognitoConfig=pool.config, WorkforceVpcConfig=VPC)
    assert {action for action in on_behalf(gatekeeper) if action.startswith("ec2:")} == named(WORKFORCE, "create", "ec2:")
    clock.advance(seconds=10)
    gatekeeper.asked.clear()
    sagemaker.delete_workforce(WorkforceName="crowd")
    assert on_behalf(gatekeeper) == named(WORKFORCE, "delete", "ec2:")


def test_a_workforce_that_gets_a_vpc_and_gives_it_up(sagemaker: Any, workforce: str, gatekeeper: Gatekeeper, clock: Any) -> None:
    sagemaker.update_workforce(WorkforceName=workforce, WorkforceVpcConfig=VPC)
    assert on_behalf(gatekeeper) == named(WORKFORCE, "update", "ec2:")
    clock.advance(seconds=10)
    gatekeeper.asked.clear()
    sagemaker.update_workforce(WorkforceName=workforce, WorkforceVpcConfig={})
    assert on_behalf(gatekeeper) == {"ec2:DeleteVpcEndpoints", "ec2:DescribeVpcEndpoints"}


def test_actions_are_asked_for_on_what_they_know(sagemaker: Any, pool: Pool, gatekeeper: Gatekeeper) -> None:
    sagemaker.create_workforce(WorkforceName="crowd", CognitoConfig=pool.config, WorkforceVpcConfig=VPC)
    asked = gatekeeper.actions()
    assert ("cognito-idp:ListUsers", f"arn:aws:cognito-idp:eu-west-1:123456789012:userpool/{pool.user_pool}") in asked
    assert ("cognito-idp:DescribeUserPoolDomain", "*") in asked
    created = [resource for action, resource in asked if action == "ec2:CreateVpcEndpoint"]
    parts = ("vpc/vpc-1", "subnet/subnet-1", "subnet/subnet-2", "security-group/sg-1", "vpc-endpoint/*")
    assert created == [f"{NETWORK}:{part}" for part in parts]
    assert {resource for action, resource in asked if action.startswith("ec2:Describe")} == {"*"}


def test_without_amazon_cognito_nothing_of_it_is_asked_for(sagemaker: Any, gatekeeper: Gatekeeper) -> None:
    endpoints = ("Issuer", "AuthorizationEndpoint", "TokenEndpoint", "UserInfoEndpoint", "LogoutEndpoint", "JwksUri")
    oidc = {"ClientId": "c", "ClientSecret": "s", **dict.fromkeys(endpoints, "https://example.com")}
    sagemaker.create_workforce(WorkforceName="crowd", OidcConfig=oidc)
    assert on_behalf(gatekeeper) == set()
    gatekeeper.asked.clear()
    members = [{"OidcMemberDefinition": {"Groups": ["annotators"]}}]
    sagemaker.create_workteam(WorkteamName="reviewers", WorkforceName="crowd", Description="d", MemberDefinitions=members)
    assert on_behalf(gatekeeper) == {"sagemaker:ListWorkforces"}


@pytest.mark.parametrize("action", sorted(named(WORKFORCE, "create", "cognito-idp:", "ec2:")))
def test_a_workforce_without_one_of_them_is_not_created(
    sagemaker: Any, pool: Pool, gatekeeper: Gatekeeper, refused: Callable[..., str], action: str
) -> None:
    gatekeeper.denied.add(action)
    request = {"WorkforceName": "crowd", "CognitoConfig": pool.config, "WorkforceVpcConfig": VPC}
    assert f"not authorized to perform: {action}" in refused("AccessDeniedException", sagemaker.create_workforce, **request)
    assert sagemaker.list_workforces()["Workforces"] == []


@pytest.mark.usefixtures("workforce")
@pytest.mark.parametrize("action", sorted(named(WORKTEAM, "create", "cognito-idp:", "sagemaker:ListWorkforces")))
def test_a_team_without_one_of_them_is_not_created(
    sagemaker: Any, pool: Pool, gatekeeper: Gatekeeper, refused: Callable[..., str], action: str
) -> None:
    gatekeeper.denied.add(action)
    request = {"WorkteamName": "reviewers", "Description": "d", "MemberDefinitions": [pool.member()]}
    assert f"not authorized to perform: {action}" in refused("AccessDeniedException", sagemaker.create_workteam, **request)
    assert sagemaker.list_workteams()["Workteams"] == []
