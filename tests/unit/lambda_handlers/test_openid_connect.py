"""Workforces with OpenID Connect sign-in: each mode reports it in one line, with the alternatives."""

import pytest

from lambda_handlers import workforce, workteam
from tests.unit.lambda_handlers.cloudformation_side import FakeClock, MakeCustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import member, workforce_properties, workteam_properties

ISSUER = "https://idp.example.com"
OIDC = {
    "ClientId": "abc",
    "ClientSecret": "a-secret",
    "Issuer": ISSUER,
    **{f"{name}Endpoint": f"{ISSUER}/{name}" for name in ("Authorization", "Token", "UserInfo", "Logout")},
    "JwksUri": f"{ISSUER}/jwks",
}
MET = f"the workforce 'default', whose workers sign in through OpenID Connect (issuer {ISSUER})"
POSSIBLE = (
    "only workforces over a Cognito user pool are supported; `workforce.mode: create` makes one in another region or account, or here once "
    "that one is deleted"
)


@pytest.fixture(autouse=True)
def _workforce(aws: Aws) -> None:
    aws.sagemaker.create_workforce(WorkforceName="default", OidcConfig=OIDC)


def reason(answer: dict[str, str]) -> str:
    """The single line of a failure, without the log stream's name."""
    assert answer["Status"] == "FAILED"
    assert "a-secret" not in answer["Reason"]
    (line,) = answer["Reason"].splitlines()
    return line.partition(" (log stream")[0]


@pytest.mark.parametrize("mode", ["adopt", "import"])
def test_it_is_neither_adopted_nor_imported(custom_resource: MakeCustomResource, clock: FakeClock, mode: str) -> None:
    answer = custom_resource(workforce).create({"Mode": mode, "WorkforceName": "default"})
    assert reason(answer) == f"mode {mode} met {MET}: {POSSIBLE}"
    assert clock.slept == []


@pytest.mark.parametrize("mode", ["adopt", "import"])
def test_a_workforce_that_became_one_is_told_by_the_next_update(aws: Aws, custom_resource: MakeCustomResource, mode: str) -> None:
    aws.sagemaker.delete_workforce(WorkforceName="default")
    aws.sagemaker.create_workforce(WorkforceName="default", CognitoConfig=aws.user_pool())
    force, properties = custom_resource(workforce), {"Mode": mode, "WorkforceName": "default"}
    id = force.create(properties)["PhysicalResourceId"]
    aws.sagemaker.delete_workforce(WorkforceName="default")
    aws.sagemaker.create_workforce(WorkforceName="default", OidcConfig=OIDC)
    answer = force.update(properties, {**properties, "UserPoolRevision": "2"}, id=id)
    assert reason(answer) == f"mode {mode} met {MET}: {POSSIBLE}"
    assert force.delete(properties, id=id)["Status"] == "SUCCESS"


@pytest.mark.parametrize("name", ["ours", "default"])
def test_beside_it_none_is_created(aws: Aws, custom_resource: MakeCustomResource, name: str) -> None:
    properties = {**workforce_properties(aws.user_pool()), "WorkforceName": name}
    answer = custom_resource(workforce).create(properties)
    assert reason(answer) == (
        f"this account has a private workforce in this region already, {MET}, and cannot have a second one: {POSSIBLE}"
    )
    assert "adopt" not in answer["Reason"]
    assert custom_resource(workforce).delete(properties, id=answer["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert aws.sagemaker.list_workforces()["Workforces"][0]["WorkforceName"] == "default"


def test_one_that_took_the_place_of_ours_is_told_by_the_next_update(aws: Aws, custom_resource: MakeCustomResource) -> None:
    aws.sagemaker.delete_workforce(WorkforceName="default")
    properties = {**workforce_properties(aws.user_pool()), "WorkforceName": "default"}
    force = custom_resource(workforce)
    id = force.create(properties)["PhysicalResourceId"]
    aws.sagemaker.delete_workforce(WorkforceName="default")
    aws.sagemaker.create_workforce(WorkforceName="default", OidcConfig=OIDC)
    answer = force.update(properties, {**properties, "UserPoolRevision": "2"}, id=id)
    assert reason(answer) == f"mode create met {MET}: {POSSIBLE}"
    assert force.delete(properties, id=id)["Status"] == "SUCCESS"


@pytest.fixture
def team_properties(aws: Aws) -> Properties:
    """A work team with a user pool, in a workforce without one."""
    return {**workteam_properties(aws.user_pool()), "WorkforceName": "default"}


def test_no_team_of_a_user_pool_is_made_in_it(custom_resource: MakeCustomResource, team_properties: Properties, clock: FakeClock) -> None:
    answer = custom_resource(workteam).create(team_properties)
    assert reason(answer) == f"the work team 'reviews' consists of groups of a user pool and met {MET}: {POSSIBLE}"
    assert clock.slept == []


@pytest.mark.parametrize(
    ("empty", "told"),
    [
        ({"UserPool": "", "ClientId": ""}, "UserPool and ClientId are empty"),
        ({"UserPool": "", "ClientId": "c"}, "UserPool is empty"),
        ({"UserPool": "us-east-1_x", "ClientId": ""}, "ClientId is empty"),
    ],
)
def test_no_team_of_no_user_pool_is_made(
    custom_resource: MakeCustomResource, team_properties: Properties, empty: dict[str, str], told: str
) -> None:
    """The values that a workforce without a user pool passes to its work teams."""
    answer = custom_resource(workteam).create({**team_properties, "MemberDefinitions": [member(empty, "labelers")]})
    assert reason(answer) == (
        f"the work team 'reviews' cannot have the group 'labelers', whose {told}: its workforce has no user pool; {POSSIBLE}"
    )


def test_where_nobody_may_look_sagemakers_own_words_are_told(
    aws: Aws, custom_resource: MakeCustomResource, team_properties: Properties
) -> None:
    aws.fault("sagemaker", "ListWorkforces", code="AccessDeniedException", message="not allowed")
    answer = custom_resource(workteam).create(team_properties)
    assert "CognitoMemberDefinition must name the user pool and client of the workforce" in reason(answer)
