"""Workers: sign-in, accounts and teams."""

from __future__ import annotations

import aws_cdk as cdk
import pytest
from aws_cdk.assertions import Template

from ground_truth.settings import PasswordSettings, UserPoolSettings
from ground_truth.stacks.environment_resources import user_pool
from tests.synth.conftest import Synthesis

ENVIRONMENTS = ["sandbox", "dev", "prod"]


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_passwords_are_strong_and_nobody_signs_up(synthesis: Synthesis, name: str) -> None:
    pool = synthesis.stacks[f"{name}/Foundation"].properties("Workers/UserPool")
    assert pool["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    assert pool["Policies"]["PasswordPolicy"] == {
        "MinimumLength": 12,
        "RequireLowercase": True,
        "RequireNumbers": True,
        "RequireSymbols": True,
        "RequireUppercase": True,
        "TemporaryPasswordValidityDays": 7,
    }
    assert pool["UsernameConfiguration"] == {"CaseSensitive": False}


@pytest.mark.parametrize(("name", "mfa"), [("sandbox", "OPTIONAL"), ("dev", "OPTIONAL"), ("prod", "ON")])
def test_mfa_is_as_the_environment_says_and_by_app_only(synthesis: Synthesis, name: str, mfa: str) -> None:
    pool = synthesis.stacks[f"{name}/Foundation"].properties("Workers/UserPool")
    assert pool["MfaConfiguration"] == mfa
    assert pool["EnabledMfas"] == ["SOFTWARE_TOKEN_MFA"]


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_client_is_what_ground_truth_asks_for(synthesis: Synthesis, name: str) -> None:
    client = synthesis.stacks[f"{name}/Foundation"].properties("Workers/UserPool/Client")
    assert client["GenerateSecret"] is True
    assert client["AllowedOAuthFlowsUserPoolClient"] is True
    assert client["AllowedOAuthFlows"] == ["code"]
    assert sorted(client["AllowedOAuthScopes"]) == ["email", "openid", "profile"]
    assert client["SupportedIdentityProviders"] == ["COGNITO"]
    assert client["PreventUserExistenceErrors"] == "ENABLED"


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_sign_in_page_is_there_before_the_workforce(synthesis: Synthesis, name: str) -> None:
    stack = synthesis.stacks[f"{name}/Foundation"]
    assert stack.properties("Workers/UserPool/Domain")["Domain"] == f"ground-truth-{name}-workers"
    assert "Workers/UserPool/Domain" in stack.resources["Workforce"]["DependsOn"]


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_every_team_is_a_group(synthesis: Synthesis, name: str) -> None:
    groups = synthesis.stacks[f"{name}/Foundation"].of_type("AWS::Cognito::UserPoolGroup")
    assert {path: group["Properties"] for path, group in groups.items()} == {
        f"Team {team.name}/Group": {"GroupName": f"{name}-{team.name}", "UserPoolId": "${Workers/UserPool}"}
        for team in synthesis.environments[name].teams
    }


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_a_worker_is_one_user_in_however_many_teams(synthesis: Synthesis, name: str) -> None:
    users = synthesis.stacks[f"{name}/Foundation"].of_type("AWS::Cognito::UserPoolUser").values()
    addresses = [member.email for team in synthesis.environments[name].teams for member in team.members]
    assert sorted(user["Properties"]["Username"] for user in users) == sorted(set(addresses))
    if name != "dev":
        assert len(addresses) > len(set(addresses)), "this environment shows a worker in two teams"


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_every_member_is_placed_in_the_teams_group_once_invited(synthesis: Synthesis, name: str) -> None:
    stack = synthesis.stacks[f"{name}/Foundation"]
    users = {user["Properties"]["Username"]: path for path, user in stack.of_type("AWS::Cognito::UserPoolUser").items()}
    placed = stack.of_type("AWS::Cognito::UserPoolUserToGroupAttachment")
    assert sorted((entry["Properties"]["GroupName"], entry["Properties"]["Username"]) for entry in placed.values()) == sorted(
        (f"${{Team {team.name}/Group}}", member.email) for team in synthesis.environments[name].teams for member in team.members
    )
    for attachment in placed.values():
        assert attachment["Properties"]["UserPoolId"] == "${Workers/UserPool}"
        assert attachment["DependsOn"] == [users[attachment["Properties"]["Username"]]]


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_workers_are_invited_by_mail_when_the_portal_is_known(synthesis: Synthesis, name: str) -> None:
    """The invitation contains the portal's URL; the workforce's handler writes it to the pool."""
    for user in synthesis.stacks[f"{name}/Foundation"].of_type("AWS::Cognito::UserPoolUser").values():
        address = user["Properties"]["Username"]
        assert user["Properties"]["DesiredDeliveryMediums"] == ["EMAIL"]
        assert {"Name": "email", "Value": address} in user["Properties"]["UserAttributes"]
        assert {"Name": "email_verified", "Value": "true"} in user["Properties"]["UserAttributes"]
        assert "MessageAction" not in user["Properties"]
        assert user["DependsOn"] == ["Workforce"]


def test_a_pool_is_as_its_settings_say() -> None:
    settings = UserPoolSettings(
        domain_prefix="labeling-workers",
        password=PasswordSettings(minimum_length=20, symbols=False, history=5, temporary_password_days=2),
        threat_protection="enforced",
        deletion_protection=True,
        implicit_flow=True,
    )
    stack = cdk.Stack(cdk.App(), "Stack")
    user_pool(stack, "Workers", settings=settings, removal_policy=cdk.RemovalPolicy.RETAIN)
    template = Template.from_stack(stack)
    policy = {"MinimumLength": 20, "RequireSymbols": False, "PasswordHistorySize": 5, "TemporaryPasswordValidityDays": 2}
    template.has_resource_properties(
        "AWS::Cognito::UserPool",
        {
            "Policies": {"PasswordPolicy": policy},
            "UserPoolAddOns": {"AdvancedSecurityMode": "ENFORCED"},
            "UserPoolTier": "PLUS",
            "DeletionProtection": "ACTIVE",
        },
    )
    template.has_resource_properties("AWS::Cognito::UserPoolClient", {"AllowedOAuthFlows": ["implicit", "code"]})
