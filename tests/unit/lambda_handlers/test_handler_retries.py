"""Retries: propagation errors, identified by message, for at most two minutes; nothing else."""

from typing import Any

import pytest

from lambda_handlers import labeling_job, workforce, workteam
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, FakeClock, MakeCustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws
from tests.unit.lambda_handlers.resource_properties import labeling_job_properties, workforce_properties, workteam_properties

PACKAGES = {"Workforce": workforce, "Workteam": workteam, "LabelingJob": labeling_job}
PROPAGATION = {
    "Workforce": "Cognito DescribeUserPool failed: User pool us-east-1_abc does not exist.",
    "Workteam": "Cognito GetGroup failed: Group not found.",
    "LabelingJob": "Could not assume role arn:aws:iam::123456789012:role/r. Please ensure that the role exists",
}
# Other errors with the same code as a propagation error, and other codes with a similar message.
AT_ONCE = [
    ("ValidationException", "1 validation error detected: Value '' at 'name' failed to satisfy constraint"),
    ("ValidationException", "You cannot use a user pool of another account"),
    ("AccessDeniedException", "User: arn:aws:sts::123456789012:assumed-role/f is not authorized to perform: sagemaker:Create"),
    ("InternalFailure", "out of order"),
]
QUOTAS = {
    "Workteam": ("Ground Truth work teams", "L-1BAEE5A7"),
    "LabelingJob": ("Ground Truth labeling jobs", "L-150039CA"),
    "StreamingLabelingJob": ("Ground Truth streaming labeling jobs", "L-C3E706F6"),
}
TOPIC = {"DataSource": {"SnsDataSource": {"SnsTopicArn": "arn:aws:sns:us-east-1:123456789012:reviews"}}}


@pytest.fixture(params=PACKAGES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def resource(custom_resource: MakeCustomResource, name: str) -> CustomResource:
    return custom_resource(PACKAGES[name])


@pytest.fixture
def properties(aws: Aws, name: str) -> Properties:
    return properties_of(aws, name)


def properties_of(aws: Aws, name: str) -> Properties:
    if name == "LabelingJob":
        return labeling_job_properties(aws)
    config = aws.user_pool()
    if name == "Workforce":
        return workforce_properties(config)
    aws.sagemaker.create_workforce(WorkforceName="workforce", CognitoConfig=config)
    return workteam_properties(config)


def counted(aws: Aws, operation: str) -> list[str]:
    """Grows with each call of the operation, including those that a fault answers."""
    calls: list[str] = []
    aws.on_call("sagemaker", operation, lambda: calls.append(operation))
    return calls


def failed(answer: dict[str, Any]) -> bool:
    return bool(answer["Status"] == "FAILED")


def test_a_propagation_error_is_tried_again(
    aws: Aws, resource: CustomResource, properties: Properties, name: str, clock: FakeClock
) -> None:
    calls = counted(aws, f"Create{name}")
    aws.fault("sagemaker", f"Create{name}", times=3, message=PROPAGATION[name])
    assert not failed(resource.create(properties))
    assert len(calls) == 4
    assert clock.slept[:3] == [0.2, 0.4, 0.8]


def test_a_propagation_error_is_given_up_after_two_minutes(
    aws: Aws, resource: CustomResource, properties: Properties, name: str, clock: FakeClock
) -> None:
    calls = counted(aws, f"Create{name}")
    aws.fault("sagemaker", f"Create{name}", times=-1, message=PROPAGATION[name])
    answer = resource.create(properties)
    assert PROPAGATION[name] in answer["Reason"]
    assert "seconds of trying again" in answer["Reason"]
    assert 100 < sum(clock.slept) <= 120
    assert len(calls) == len(clock.slept) + 1


@pytest.mark.parametrize(("code", "message"), AT_ONCE)
def test_everything_else_fails_at_once(
    aws: Aws, resource: CustomResource, properties: Properties, name: str, clock: FakeClock, code: str, message: str
) -> None:
    calls = counted(aws, f"Create{name}")
    aws.fault("sagemaker", f"Create{name}", times=-1, code=code, message=message)
    answer = resource.create(properties)
    assert failed(answer)
    assert message in answer["Reason"]
    assert len(calls) == 1
    assert clock.slept == []


@pytest.mark.parametrize(
    ("name", "operation", "change"),
    [
        ("Workforce", "UpdateWorkforce", {"SourceIpConfig": {"Cidrs": ["10.0.0.0/8"]}}),
        ("Workteam", "UpdateWorkteam", {"Description": "other"}),
        ("Workteam", "AddTags", {"Tags": [{"Key": "owner", "Value": "data"}]}),
        ("LabelingJob", "AddTags", {"Tags": [{"Key": "owner", "Value": "data"}]}),
        ("LabelingJob", "CreateLabelingJob", {"LabelAttributeName": "mood"}),
    ],
)
def test_an_update_that_is_refused_fails_at_once(
    aws: Aws, resource: CustomResource, properties: Properties, clock: FakeClock, operation: str, change: Properties
) -> None:
    physical_id = resource.create(properties)["PhysicalResourceId"]
    clock.slept.clear()
    calls = counted(aws, operation)
    aws.fault("sagemaker", operation, times=-1, message="not like this")
    assert failed(resource.update(properties, {**properties, **change}, id=physical_id))
    assert len(calls) == 1
    assert clock.slept == []


@pytest.mark.parametrize(
    ("name", "operation"), [("Workforce", "DeleteWorkforce"), ("Workteam", "DeleteWorkteam"), ("LabelingJob", "StopLabelingJob")]
)
def test_a_delete_that_is_refused_fails_at_once(
    aws: Aws, resource: CustomResource, properties: Properties, clock: FakeClock, operation: str
) -> None:
    physical_id = resource.create(properties)["PhysicalResourceId"]
    clock.slept.clear()
    calls = counted(aws, operation)
    # Even with a propagation error's message: nothing is retried during a deletion.
    aws.fault("sagemaker", operation, times=-1, message="The user pool does not exist")
    assert failed(resource.delete(properties, id=physical_id))
    assert len(calls) == 1
    assert clock.slept == []


@pytest.mark.parametrize("quota", QUOTAS)
def test_a_quota_is_named_with_its_code_and_the_call_not_repeated(
    aws: Aws, custom_resource: MakeCustomResource, clock: FakeClock, quota: str
) -> None:
    name = quota.removeprefix("Streaming")
    properties = {**properties_of(aws, name), **({"InputConfig": TOPIC} if quota != name else {})}
    calls = counted(aws, f"Create{name}")
    aws.fault("sagemaker", f"Create{name}", times=-1, code="ResourceLimitExceeded", message="The account-level service limit is 1")
    answer = custom_resource(PACKAGES[name]).create(properties)
    text, code = QUOTAS[quota]
    assert f"the quota '{text}' ({code}," in answer["Reason"]
    assert "The account-level service limit is 1" in answer["Reason"]
    assert len(calls) == 1
    # The time to search for the result of an earlier delivery.
    assert sum(clock.slept) <= 7.5
