"""A workforce that cannot be tagged: everything but its tags works, and its user pool proves its ownership."""

from typing import Any

import pytest

from lambda_handlers import workforce
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, MakeCustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import workforce_properties

TAGS = [{"Key": "project", "Value": "reviews"}]
OTHER_TAGS = [{"Key": "owner", "Value": "data"}]
CIDRS = {"SourceIpConfig": {"Cidrs": ["10.0.0.0/8"]}}
ALWAYS = -1
OPERATIONS = ("ListTags", "AddTags", "DeleteTags")
REFUSALS = {
    "of the type": {"code": "ValidationException", "message": "Invalid resource type: workforce"},
    "denied": {"code": "AccessDeniedException", "message": "User: arn:aws:sts::1:assumed-role/r is not authorized to perform this action"},
    "denied by its other code": {"code": "AccessDenied", "message": "Access denied"},
}


@pytest.fixture
def config(aws: Aws) -> dict[str, str]:
    aws.set_up(workforce_tags_known=True)
    return aws.user_pool()


@pytest.fixture
def properties(config: dict[str, str]) -> Properties:
    return {**workforce_properties(config), "Tags": TAGS}


@pytest.fixture
def force(custom_resource: MakeCustomResource) -> CustomResource:
    return custom_resource(workforce)


@pytest.fixture(params=list(REFUSALS.values()), ids=list(REFUSALS))
def refusal(request: pytest.FixtureRequest) -> dict[str, Any]:
    return {**request.param, "times": ALWAYS}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_update_goes_on(
    aws: Aws, force: CustomResource, properties: Properties, refusal: dict[str, Any], operation: str, caplog: pytest.LogCaptureFixture
) -> None:
    force.create(properties)
    aws.fault("sagemaker", operation, **refusal)
    changed = {**properties, **CIDRS, "Tags": OTHER_TAGS}
    assert force.update(properties, changed, id="ours")["Status"] == "SUCCESS"
    assert aws.backend.workforces["ours"].source_ip_config == CIDRS["SourceIpConfig"]
    assert f"when calling the {operation} operation" in caplog.text


@pytest.mark.parametrize("operation", OPERATIONS)
def test_destroy_goes_on(aws: Aws, force: CustomResource, properties: Properties, refusal: dict[str, Any], operation: str) -> None:
    force.create(properties)
    aws.fault("sagemaker", operation, **refusal)
    assert force.delete(properties, id="ours")["Status"] == "SUCCESS"
    assert not aws.backend.workforces


def test_one_of_another_pool_is_left_alone(aws: Aws, force: CustomResource, properties: Properties, refusal: dict[str, Any]) -> None:
    aws.sagemaker.create_workforce(WorkforceName="ours", CognitoConfig=aws.user_pool("others"))
    aws.fault("sagemaker", "ListTags", **refusal)
    assert force.delete(properties, id="ours")["Status"] == "SUCCESS"
    assert list(aws.backend.workforces) == ["ours"]
    assert "user pool" in force.update(properties, {**properties, **CIDRS}, id="ours")["Reason"]


def test_a_repeated_create_finds_its_workforce(aws: Aws, force: CustomResource, properties: Properties, refusal: dict[str, Any]) -> None:
    force.create(properties)
    aws.fault("sagemaker", "ListTags", **refusal)
    assert force.create(properties)["Status"] == "SUCCESS"
    assert list(aws.backend.workforces) == ["ours"]


@pytest.mark.parametrize(
    "refusal",
    [
        {"code": "ValidationException", "message": "Invalid resource type: workforce"},
        {"code": "AccessDeniedException", "message": "User: r is not authorized to perform: sagemaker:AddTags on resource: workforce/ours"},
    ],
    ids=["of the type", "denied"],
)
@pytest.mark.parametrize("known", [True, False])
def test_tags_that_the_creation_is_refused_for_are_left_out(
    aws: Aws, force: CustomResource, properties: Properties, refusal: dict[str, Any], known: bool, caplog: pytest.LogCaptureFixture
) -> None:
    aws.fault("sagemaker", "CreateWorkforce", **refusal)
    assert force.create(properties)["Status"] == "SUCCESS"
    assert aws.backend.workforces["ours"].tags == {}
    assert "the workforce ours is created without tags" in caplog.text

    aws.set_up(workforce_tags_known=known)
    assert force.update(properties, {**properties, **CIDRS}, id="ours")["Status"] == "SUCCESS"
    assert force.delete({**properties, **CIDRS}, id="ours")["Status"] == "SUCCESS"
    assert not aws.backend.workforces


def test_a_creation_that_is_denied_itself_is_not_tried_without_tags(aws: Aws, force: CustomResource, properties: Properties) -> None:
    denied = "User: r is not authorized to perform: sagemaker:CreateWorkforce on resource: workforce/ours"
    aws.fault("sagemaker", "CreateWorkforce", times=ALWAYS, code="AccessDeniedException", message=denied)
    answer = force.create(properties)
    assert answer["Status"] == "FAILED"
    assert "sagemaker:CreateWorkforce" in answer["Reason"]
    assert not aws.backend.workforces


@pytest.mark.parametrize("operation", OPERATIONS)
def test_another_error_is_told(aws: Aws, force: CustomResource, properties: Properties, operation: str) -> None:
    force.create(properties)
    aws.fault("sagemaker", operation, code="InternalFailure", message="out of order")
    answer = force.update(properties, {**properties, "Tags": OTHER_TAGS}, id="ours")
    assert (answer["Status"], "out of order" in answer["Reason"]) == ("FAILED", True)
