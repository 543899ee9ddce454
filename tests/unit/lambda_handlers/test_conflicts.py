"""Concurrent changes: SageMaker and Cognito refuse the second one, and it is retried after the first."""

import json
from types import SimpleNamespace

import pytest

from lambda_handlers import workforce
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, FakeClock, MakeCustomResource, Properties
from tests.unit.lambda_handlers.handler_account import THROTTLED, Aws
from tests.unit.lambda_handlers.resource_properties import workforce_properties

# botocore's models; hashicorp/terraform-provider-aws #19794 for Cognito's message.
COGNITO = {
    "code": "ConcurrentModificationException",
    "message": "Only one request to update user pool client can be processed at a time.",
}
SAGEMAKER = {
    "code": "ConflictException",
    "message": "There was a conflict when you attempted to modify a SageMaker AI entity such as an Experiment or Artifact.",
}
INVITATION = {"EmailSubject": "Label", "EmailMessage": "{username} {####} {portal}"}


@pytest.fixture
def config(aws: Aws) -> dict[str, str]:
    return aws.user_pool()


@pytest.fixture
def properties(config: dict[str, str]) -> Properties:
    return {**workforce_properties(config), "InvitationMessage": INVITATION}


@pytest.fixture
def force(custom_resource: MakeCustomResource) -> CustomResource:
    return custom_resource(workforce)


@pytest.mark.parametrize("operation", ["UpdateUserPoolClient", "UpdateUserPool"])
def test_a_change_of_the_pool_is_made_after_the_other_one(
    aws: Aws, force: CustomResource, properties: Properties, clock: FakeClock, operation: str
) -> None:
    aws.fault("cognito-idp", operation, times=3, **COGNITO)
    answer = force.create(properties)
    assert answer["Status"] == "SUCCESS", answer["Reason"]
    assert clock.slept == [0.2, 0.4, 0.8]


def test_the_other_change_of_the_client_is_not_undone(
    aws: Aws, force: CustomResource, properties: Properties, config: dict[str, str]
) -> None:
    """The handler sends back all settings that it read, so it must read them after the other change."""

    def other_change() -> None:
        client = aws.app_client(config)
        kept = {name: client[name] for name in ("ClientName", "AllowedOAuthFlows", "AllowedOAuthScopes", "LogoutURLs") if name in client}
        urls = [*client["CallbackURLs"], "https://another-stack.test/callback"]
        aws.cognito.update_user_pool_client(UserPoolId=config["UserPool"], ClientId=config["ClientId"], CallbackURLs=urls, **kept)

    aws.fault("cognito-idp", "UpdateUserPoolClient", meanwhile=other_change, **COGNITO)
    answer = force.create(properties)
    callbacks = aws.app_client(config)["CallbackURLs"]
    assert callbacks == ["https://another-stack.test/callback", f"{answer['Data']['PortalUrl']}/oauth2/idpresponse"]


def test_a_conflict_that_does_not_end_fails_after_two_minutes(
    aws: Aws, force: CustomResource, properties: Properties, clock: FakeClock
) -> None:
    aws.fault("cognito-idp", "UpdateUserPoolClient", times=-1, **COGNITO)
    answer = force.create(properties)
    assert f"{COGNITO['message']} (still so after 113 seconds of trying again)" in answer["Reason"]
    assert 100 < sum(clock.slept) <= 120


def test_a_conflict_ends_at_the_deadline(aws: Aws, custom_resource: MakeCustomResource, properties: Properties, clock: FakeClock) -> None:
    aws.fault("cognito-idp", "UpdateUserPoolClient", times=-1, **COGNITO)
    answer = custom_resource(workforce, seconds=40).create(properties)
    assert COGNITO["message"] in answer["Reason"]
    assert sum(clock.slept) <= 30


def test_a_right_that_is_not_in_force_yet_is_waited_for_within_a_change(
    aws: Aws, force: CustomResource, properties: Properties, clock: FakeClock
) -> None:
    message = "User: arn:aws:sts::1:assumed-role/f/f is not authorized to perform: cognito-idp:UpdateUserPool on resource: arn"
    aws.fault("cognito-idp", "UpdateUserPool", times=2, code="AccessDeniedException", message=message)
    aws.fault("cognito-idp", "UpdateUserPoolClient", **COGNITO)
    assert force.create(properties)["Status"] == "SUCCESS"
    assert clock.slept == [0.2, 0.2, 0.4]


@pytest.mark.parametrize(("operation", "request_type"), [("UpdateWorkforce", "Update"), ("DeleteWorkforce", "Delete")])
def test_a_change_of_the_workforce_is_made_after_the_other_one(
    aws: Aws, force: CustomResource, properties: Properties, clock: FakeClock, operation: str, request_type: str
) -> None:
    id = force.create(properties)["PhysicalResourceId"]
    aws.fault("sagemaker", operation, times=2, **SAGEMAKER)
    changed = {**properties, "SourceIpConfig": {"Cidrs": ["10.0.0.0/8"]}}
    answer = force.update(properties, changed, id=id) if request_type == "Update" else force.delete(properties, id=id)
    assert answer["Status"] == "SUCCESS", answer["Reason"]
    assert clock.slept[:2] == [0.2, 0.4]


def test_too_many_requests_are_throttling_which_botocore_repeats(
    aws: Aws, force: CustomResource, properties: Properties, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With Cognito's error."""
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=clock.sleep))
    monkeypatch.setitem(THROTTLED, "cognito-idp", (400, json.dumps({"__type": "TooManyRequestsException"}).encode()))
    aws.throttle("cognito-idp", "UpdateUserPoolClient", times=3)
    assert force.create(properties)["Status"] == "SUCCESS"
    assert len(clock.slept) == 3
