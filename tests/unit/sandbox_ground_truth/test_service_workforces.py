"""Workforces: one per account and region, with a suitable user pool."""

import re
from collections.abc import Callable
from typing import Any

import boto3
import pytest

from tests.unit.conformance.rows import conformance, documented, observed

ENDPOINTS = ("Issuer", "AuthorizationEndpoint", "TokenEndpoint", "UserInfoEndpoint", "LogoutEndpoint", "JwksUri")
OIDC = {"ClientId": "id", "ClientSecret": "secret", **dict.fromkeys(ENDPOINTS, "https://example.com")}
VPC = {"VpcId": "vpc-1", "SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]}


@pytest.fixture
def create(sagemaker: Any, pool: Any) -> Callable[..., Any]:
    def call(**changes: Any) -> Any:
        return sagemaker.create_workforce(**{"WorkforceName": "crowd", "CognitoConfig": pool.config, **changes})

    return call


def status(sagemaker: Any) -> str:
    return str(sagemaker.describe_workforce(WorkforceName="crowd")["Workforce"]["Status"])


@conformance("SubDomain is ten characters of 0-9 and a-z and `.labeling.<region>.sagemaker.aws`", observed("75"))
def test_a_cognito_workforce_is_active_at_once(sagemaker: Any, create: Callable[..., Any], pool: Any) -> None:
    arn = create()["WorkforceArn"]
    described = sagemaker.describe_workforce(WorkforceName="crowd")["Workforce"]
    assert arn == described["WorkforceArn"] == "arn:aws:sagemaker:eu-west-1:123456789012:workforce/crowd"
    assert described["Status"] == "Active"
    assert described["CognitoConfig"] == pool.config
    assert re.fullmatch(r"[0-9a-z]{10}\.labeling\.eu-west-1\.sagemaker\.aws", described["SubDomain"])
    assert described["IpAddressType"] == "ipv4"


@conformance("One private workforce per account and region; a second one is refused with AWS's message", observed("24"))
def test_there_is_only_one(create: Callable[..., Any], refused: Any, make_pool: Any) -> None:
    create()
    other = make_pool(name="others")
    message = refused("ValidationException", create, WorkforceName="second", CognitoConfig=other.config)
    assert message == (
        "Cannot create more than one workforce for account 123456789012. "
        "If you are trying to update existing workforce, please use UpdateWorkforce API"
    )


def test_another_region_has_its_own(create: Callable[..., Any]) -> None:
    create()
    elsewhere = boto3.client("sagemaker", region_name="us-east-1")
    assert elsewhere.list_workforces()["Workforces"] == []
    assert elsewhere.create_workforce(WorkforceName="crowd", OidcConfig=OIDC)["WorkforceArn"].split(":")[3] == "us-east-1"


@pytest.mark.parametrize("configs", [{}, {"OidcConfig": OIDC, "CognitoConfig": {"UserPool": "eu-west-1_a", "ClientId": "c"}}])
def test_it_signs_in_one_way(sagemaker: Any, refused: Any, configs: dict[str, Any]) -> None:
    message = refused("ValidationException", sagemaker.create_workforce, WorkforceName="crowd", **configs)
    assert message == "Exactly one of CognitoConfig and OidcConfig must be provided to create a workforce."


def test_the_pool_must_exist(create: Callable[..., Any], refused: Any) -> None:
    message = refused("ValidationException", create, CognitoConfig={"UserPool": "eu-west-1_missing", "ClientId": "c"})
    assert "Cognito DescribeUserPool failed" in message
    assert "eu-west-1_missing" in message


def test_the_client_must_belong_to_the_pool(create: Callable[..., Any], refused: Any, pool: Any) -> None:
    message = refused("ValidationException", create, CognitoConfig={**pool.config, "ClientId": "missing"})
    assert "Cognito DescribeUserPoolClient failed" in message


@conformance("A workforce's user pool needs a domain", documented("developer guide, sms-workforce-create-private-cognito"))
def test_the_pool_must_have_a_domain(create: Callable[..., Any], refused: Any, make_pool: Any) -> None:
    message = refused("ValidationException", create, CognitoConfig=make_pool(name="bare", domain=False).config)
    assert "has no domain" in message


@conformance("A workforce's app client needs a secret", documented("developer guide, sms-workforce-create-private-cognito"))
def test_the_client_must_have_a_secret(create: Callable[..., Any], refused: Any, make_pool: Any) -> None:
    message = refused("ValidationException", create, CognitoConfig=make_pool(name="public", secret=False).config)
    assert "must have a client secret" in message


def test_a_refused_workforce_leaves_nothing(sagemaker: Any, create: Callable[..., Any], refused: Any, make_pool: Any) -> None:
    refused("ValidationException", create, CognitoConfig=make_pool(name="bare", domain=False).config)
    assert sagemaker.list_workforces()["Workforces"] == []


def test_the_oidc_secret_never_comes_back(sagemaker: Any) -> None:
    sagemaker.create_workforce(WorkforceName="crowd", OidcConfig=OIDC)
    described = sagemaker.describe_workforce(WorkforceName="crowd")["Workforce"]
    assert described["OidcConfig"] == {name: value for name, value in OIDC.items() if name != "ClientSecret"}


@conformance(
    "A missing workforce is a ValidationException, without a `not found` code",
    observed("hashicorp/terraform-provider-aws, `internal/service/sagemaker`"),
)
@pytest.mark.parametrize("operation", ["describe_workforce", "update_workforce", "delete_workforce"])
def test_a_missing_workforce_is_a_validation_exception(sagemaker: Any, refused: Any, operation: str) -> None:
    message = refused("ValidationException", getattr(sagemaker, operation), WorkforceName="nobody")
    assert message.startswith("No workforce found with name 'nobody'")


def test_addresses_can_change(sagemaker: Any, create: Callable[..., Any], clock: Any) -> None:
    create()
    clock.advance(seconds=60)
    updated = sagemaker.update_workforce(WorkforceName="crowd", SourceIpConfig={"Cidrs": ["10.0.0.0/8"]}, IpAddressType="dualstack")
    assert updated["Workforce"]["SourceIpConfig"] == {"Cidrs": ["10.0.0.0/8"]}
    assert updated["Workforce"]["IpAddressType"] == "dualstack"
    assert updated["Workforce"]["LastUpdatedDate"] > updated["Workforce"]["CreateDate"]
    sagemaker.update_workforce(WorkforceName="crowd")
    assert sagemaker.describe_workforce(WorkforceName="crowd")["Workforce"]["SourceIpConfig"] == {"Cidrs": ["10.0.0.0/8"]}


def test_ten_address_ranges_are_enough(sagemaker: Any, create: Callable[..., Any], refused: Any) -> None:
    cidrs = {"Cidrs": [f"10.0.{number}.0/24" for number in range(11)]}
    assert refused("ValidationException", create, SourceIpConfig=cidrs) == "SourceIpConfig.Cidrs has 11 entries; at most 10 are allowed."
    create(SourceIpConfig={"Cidrs": cidrs["Cidrs"][:10]})
    assert len(sagemaker.describe_workforce(WorkforceName="crowd")["Workforce"]["SourceIpConfig"]["Cidrs"]) == 10


def test_a_cognito_workforce_takes_no_oidc_provider(sagemaker: Any, create: Callable[..., Any], refused: Any) -> None:
    create()
    assert "uses Amazon Cognito" in refused("ValidationException", sagemaker.update_workforce, WorkforceName="crowd", OidcConfig=OIDC)


def test_the_oidc_provider_stays_while_there_are_teams(sagemaker: Any, refused: Any) -> None:
    sagemaker.create_workforce(WorkforceName="crowd", OidcConfig=OIDC)
    changed = {**OIDC, "Issuer": "https://new.example.com"}
    members = [{"OidcMemberDefinition": {"Groups": ["annotators"]}}]
    sagemaker.create_workteam(WorkteamName="reviewers", Description="d", MemberDefinitions=members)
    message = refused("ValidationException", sagemaker.update_workforce, WorkforceName="crowd", OidcConfig=changed)
    assert message == "OidcConfig cannot be updated while the workforce 'crowd' has work teams."
    sagemaker.delete_workteam(WorkteamName="reviewers")
    updated = sagemaker.update_workforce(WorkforceName="crowd", OidcConfig=changed)
    assert updated["Workforce"]["OidcConfig"]["Issuer"] == "https://new.example.com"


@conformance("A workforce with work teams cannot be deleted: ResourceInUse", documented("API reference, DeleteWorkforce"))
@pytest.mark.usefixtures("team_arn")
def test_a_workforce_with_teams_is_in_use(sagemaker: Any, refused: Any) -> None:
    assert "reviewers" in refused("ResourceInUse", sagemaker.delete_workforce, WorkforceName="crowd")
    sagemaker.delete_workteam(WorkteamName="reviewers")
    sagemaker.delete_workforce(WorkforceName="crowd")
    assert sagemaker.list_workforces()["Workforces"] == []


def test_after_deletion_the_name_is_free(sagemaker: Any, create: Callable[..., Any]) -> None:
    create()
    sagemaker.delete_workforce(WorkforceName="crowd")
    create()
    assert status(sagemaker) == "Active"


def test_a_vpc_takes_its_time(sagemaker: Any, create: Callable[..., Any], configure: Any, clock: Any) -> None:
    configure(vpc_change_seconds=360)
    create(WorkforceVpcConfig=VPC)
    assert status(sagemaker) == "Initializing"
    clock.advance(seconds=359)
    assert status(sagemaker) == "Initializing"
    clock.advance(seconds=1)
    described = sagemaker.describe_workforce(WorkforceName="crowd")["Workforce"]
    assert described["Status"] == "Active"
    assert described["WorkforceVpcConfig"]["VpcEndpointId"].startswith("vpce-")
    assert described["WorkforceVpcConfig"]["VpcId"] == "vpc-1"


def test_a_busy_workforce_is_left_alone(sagemaker: Any, create: Callable[..., Any], refused: Any, pool: Any) -> None:
    create(WorkforceVpcConfig=VPC)
    assert "Initializing" in refused("ConflictException", sagemaker.update_workforce, WorkforceName="crowd")
    assert "Initializing" in refused("ConflictException", sagemaker.delete_workforce, WorkforceName="crowd")
    team = {"WorkteamName": "t", "Description": "d", "MemberDefinitions": [pool.member()]}
    assert "must be Active" in refused("ValidationException", sagemaker.create_workteam, **team)


def test_an_empty_vpc_configuration_takes_the_vpc_away(sagemaker: Any, create: Callable[..., Any], clock: Any) -> None:
    create(WorkforceVpcConfig=VPC)
    clock.advance(seconds=10)
    updated = sagemaker.update_workforce(WorkforceName="crowd", WorkforceVpcConfig={})["Workforce"]
    assert updated["Status"] == "Updating"
    assert "WorkforceVpcConfig" not in updated
    clock.advance(seconds=10)
    assert status(sagemaker) == "Active"


def test_a_workforce_in_a_vpc_is_deleting_for_a_while(sagemaker: Any, create: Callable[..., Any], clock: Any) -> None:
    create(WorkforceVpcConfig=VPC)
    clock.advance(seconds=10)
    sagemaker.delete_workforce(WorkforceName="crowd")
    assert status(sagemaker) == "Deleting"
    clock.advance(seconds=10)
    assert sagemaker.list_workforces()["Workforces"] == []


def test_a_vpc_configuration_is_whole(create: Callable[..., Any], refused: Any) -> None:
    message = refused("ValidationException", create, WorkforceVpcConfig={"VpcId": "vpc-1"})
    assert message.endswith("missing: SecurityGroupIds, Subnets")


def test_it_is_listed_by_part_of_its_name(sagemaker: Any, workforce: str) -> None:
    assert [item["WorkforceName"] for item in sagemaker.list_workforces(NameContains="row")["Workforces"]] == [workforce]
    assert sagemaker.list_workforces(NameContains="other")["Workforces"] == []
