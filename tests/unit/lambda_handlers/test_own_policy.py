"""Calls denied although the function's own policy grants them: CloudFormation's CREATE_COMPLETE comes before IAM's propagation."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from lambda_handlers import bucket_contents, dataset_manifest, delivered_labels, labeling_job, workforce, workteam
from lambda_handlers.aws.denial import denial
from lambda_handlers.aws.propagation import is_propagation
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, FakeClock, MakeCustomResource, Properties
from tests.unit.lambda_handlers.custom_resource_types import type_of
from tests.unit.lambda_handlers.handler_account import Aws

pytestmark = pytest.mark.slow

NOBODY_ALLOWS = "because no identity-based policy allows the {action} action"
# https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
OTHERS_DENY = [
    "with an explicit deny in a service control policy",
    "with an explicit deny in an identity-based policy",
    "with an explicit deny in a VPC endpoint policy",
    "because no service control policy allows the {action} action",
    "because no resource control policy allows the {action} action",
    "because no permissions boundary allows the {action} action",
    "because no session policy allows the {action} action",
    "because no resource-based policy allows the {action} action",
]
JOB_ROLE = "assumed-role/labeling/SageMaker"
S3_SAYS: dict[str, Any] = {"code": "AccessDenied", "message": "Access Denied"}
HEAD_SAYS: dict[str, Any] = {"code": "403", "message": "Forbidden"}


def denied(action: str, why: str = NOBODY_ALLOWS, *, to: str = "assumed-role/f/f", code: str = "AccessDeniedException") -> dict[str, Any]:
    message = f"User: arn:aws:sts::123456789012:{to} is not authorized to perform: {action} on resource: arn {why.format(action=action)}"
    return {"code": code, "message": message}


# Calls of each handler's Create, and their denials.
CALLS = [
    (workteam, "sagemaker", "CreateWorkteam", denied("sagemaker:CreateWorkteam")),
    (workteam, "sagemaker", "CreateWorkteam", denied("cognito-idp:DescribeUserPool", code="ValidationException")),
    (workteam, "sagemaker", "DescribeWorkteam", denied("sagemaker:DescribeWorkteam", why="")),
    (labeling_job, "sagemaker", "CreateLabelingJob", denied("iam:PassRole")),
    (
        labeling_job,
        "sagemaker",
        "CreateLabelingJob",
        denied("s3:GetObject", to=JOB_ROLE, code="ValidationException"),
    ),
    (labeling_job, "s3", "GetObject", S3_SAYS),
    (labeling_job, "s3", "GetObject", denied("s3:GetObject", code="AccessDenied")),
    (labeling_job, "s3", "GetObject", denied("kms:Decrypt", code="AccessDenied")),
    (labeling_job, "s3", "PutObject", S3_SAYS),
    (dataset_manifest, "s3", "ListObjectVersions", S3_SAYS),
    (dataset_manifest, "s3", "ListObjectsV2", S3_SAYS),
    (dataset_manifest, "s3", "CreateMultipartUpload", S3_SAYS),
    (dataset_manifest, "s3", "UploadPart", S3_SAYS),
    (dataset_manifest, "s3", "CompleteMultipartUpload", S3_SAYS),
    (workforce, "sagemaker", "CreateWorkforce", denied("sagemaker:CreateWorkforce")),
    (workforce, "cognito-idp", "DescribeUserPoolClient", denied("cognito-idp:DescribeUserPoolClient")),
    (workforce, "cognito-idp", "UpdateUserPoolClient", denied("cognito-idp:UpdateUserPoolClient")),
]


@pytest.fixture(params=CALLS, ids=[f"{row[0].__name__.rpartition('.')[2]}-{row[2]}-{row[3]['message'][-40:]}" for row in CALLS])
def call(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_a_policy_that_comes_into_force_is_waited_for(aws: Aws, custom_resource: MakeCustomResource, clock: FakeClock, call: Any) -> None:
    package, service, operation, how = call
    properties = type_of(package).properties(aws)
    aws.fault(service, operation, times=4, **how)
    answer = custom_resource(package).create(properties)
    assert answer["Status"] == "SUCCESS", answer["Reason"]
    assert clock.slept[:4] == [0.2, 0.4, 0.8, 1.6]


def test_a_right_that_is_really_missing_fails_after_two_minutes(
    aws: Aws, custom_resource: MakeCustomResource, clock: FakeClock, call: Any
) -> None:
    package, service, operation, how = call
    properties = type_of(package).properties(aws)
    aws.fault(service, operation, times=-1, **how)
    answer = custom_resource(package).create(properties)
    assert answer["Status"] == "FAILED"
    assert how["message"] in answer["Reason"]
    assert "(still so after 113 seconds of trying again)" in answer["Reason"]
    assert 100 < sum(clock.slept[:16]) <= 120


def test_a_manifest_whose_part_was_denied_is_whole(aws: Aws, custom_resource: MakeCustomResource) -> None:
    """The data of the denied part is read again."""
    properties = type_of(dataset_manifest).properties(aws)
    aws.fault("s3", "UploadPart", times=2, **S3_SAYS)
    answer = custom_resource(dataset_manifest).create(properties)
    bucket, _, key = answer["Data"]["ManifestS3Uri"].removeprefix("s3://").partition("/")
    assert aws.s3.get_object(Bucket=bucket, Key=key)["Body"].read().count(b"\n") == 2


@pytest.mark.parametrize("seconds", ["0", "3"])
def test_the_time_is_a_setting_of_the_function(
    aws: Aws, custom_resource: MakeCustomResource, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, seconds: str
) -> None:
    monkeypatch.setenv("PROPAGATION_SECONDS", seconds)
    properties = type_of(workteam).properties(aws)
    aws.fault("sagemaker", "CreateWorkteam", times=-1, **denied("sagemaker:CreateWorkteam"))
    answer = custom_resource(workteam).create(properties)
    assert "sagemaker:CreateWorkteam" in answer["Reason"]
    assert sum(clock.slept) <= float(seconds)
    assert ("still so after" in answer["Reason"]) is (seconds != "0")


def test_the_deadline_comes_first(aws: Aws, custom_resource: MakeCustomResource, clock: FakeClock) -> None:
    properties = type_of(workteam).properties(aws)
    aws.fault("sagemaker", "CreateWorkteam", times=-1, **denied("sagemaker:CreateWorkteam"))
    answer = custom_resource(workteam, seconds=40).create(properties)
    assert "sagemaker:CreateWorkteam on resource" in answer["Reason"]
    assert sum(clock.slept) <= 30


@pytest.mark.parametrize(
    "how",
    [
        denied("sagemaker:CreateWorkteamX"),
        denied("ec2:CreateVpcEndpoint"),
        denied("s3:PutObject", to="assumed-role/another/SageMaker"),
        {"code": "AccessDeniedException", "message": "Ground Truth is not available to new customers"},
        *(denied("sagemaker:CreateWorkteam", why) for why in OTHERS_DENY),
    ],
    ids=lambda how: how["message"][-60:],
)
def test_what_our_policy_does_not_lift_fails_at_once(
    aws: Aws, custom_resource: MakeCustomResource, clock: FakeClock, how: dict[str, Any]
) -> None:
    properties = type_of(workteam).properties(aws)
    aws.fault("sagemaker", "CreateWorkteam", times=-1, **how)
    answer = custom_resource(workteam).create(properties)
    assert how["message"] in answer["Reason"]
    assert "still so" not in answer["Reason"]
    assert clock.slept == []


def test_what_the_roles_policy_does_not_grant_fails_at_once(aws: Aws, custom_resource: MakeCustomResource, clock: FakeClock) -> None:
    properties = type_of(labeling_job).properties(aws)
    how = denied("kms:Decrypt", to=JOB_ROLE, code="ValidationException")
    aws.fault("sagemaker", "CreateLabelingJob", times=-1, **how)
    assert "kms:Decrypt" in custom_resource(labeling_job).create(properties)["Reason"]
    assert clock.slept == []


@pytest.mark.parametrize(
    ("operation", "action", "parameters", "is_waited_for"),
    [
        ("ListTags", "sagemaker:ListTags", {"ResourceArn": "arn:aws:sagemaker:us-east-1:1:workforce/ours"}, False),
        ("AddTags", "sagemaker:AddTags", {"ResourceArn": "arn:aws:sagemaker:us-east-1:1:workforce/ours"}, False),
        ("CreateWorkforce", "sagemaker:AddTags", {"WorkforceName": "ours"}, False),
        ("CreateWorkforce", "sagemaker:CreateWorkforce", {"WorkforceName": "ours"}, True),
        ("ListTags", "sagemaker:ListTags", {"ResourceArn": "arn:aws:sagemaker:us-east-1:1:labeling-job/workforce"}, True),
    ],
)
def test_no_policy_lets_anybody_tag_a_workforce(
    monkeypatch: pytest.MonkeyPatch, operation: str, action: str, parameters: dict[str, str], is_waited_for: bool
) -> None:
    monkeypatch.setenv("GRANTED_ACTIONS", "sagemaker:AddTags sagemaker:CreateWorkforce sagemaker:ListTags")
    how = denied(action)
    error = ClientError({"Error": {"Code": how["code"], "Message": how["message"]}}, operation)
    found = denial(error, service="sagemaker", parameters=parameters)
    assert found is not None
    assert found.is_lifted_by_own_policy is is_waited_for


@pytest.mark.parametrize("setting", [None, "", "sagemaker:createworkteam"])
def test_a_function_that_is_not_told_takes_any_action_for_one_of_its_own(monkeypatch: pytest.MonkeyPatch, setting: str | None) -> None:
    """Action names are case-insensitive."""
    monkeypatch.delenv("GRANTED_ACTIONS", raising=False)
    if setting is not None:
        monkeypatch.setenv("GRANTED_ACTIONS", setting)
    how = denied("sagemaker:CreateWorkteam")
    error = ClientError({"Error": {"Code": how["code"], "Message": how["message"]}}, "CreateWorkteam")
    assert is_propagation(error) is (setting != "")


def test_a_region_is_asked_for_without_a_right(aws: Aws, custom_resource: MakeCustomResource, clock: FakeClock) -> None:
    """S3 returns it with a denial, too."""
    properties = type_of(labeling_job).properties(aws)
    aws.fault("s3", "HeadBucket", headers={"x-amz-bucket-region": "us-east-1"}, **HEAD_SAYS)
    assert custom_resource(labeling_job).create(properties)["Status"] == "SUCCESS"
    assert 0.2 not in clock.slept


@pytest.fixture
def made(aws: Aws, custom_resource: MakeCustomResource, clock: FakeClock) -> tuple[CustomResource, Properties, str]:
    """A work team: its resource, properties and id."""
    properties, team = type_of(workteam).properties(aws), custom_resource(workteam)
    id = team.create(properties)["PhysicalResourceId"]
    clock.slept.clear()
    return team, properties, id


@pytest.mark.parametrize("operation", ["UpdateWorkteam", "DescribeWorkteam", "ListTags"])
def test_an_update_waits_too(aws: Aws, made: tuple[CustomResource, Properties, str], clock: FakeClock, operation: str) -> None:
    team, properties, id = made
    aws.fault("sagemaker", operation, times=2, **denied(f"sagemaker:{operation}"))
    answer = team.update(properties, {**properties, "Description": "other"}, id=id)
    assert answer["Status"] == "SUCCESS", answer["Reason"]
    assert clock.slept == [0.2, 0.4]


@pytest.mark.parametrize("operation", ["ListTags", "DeleteWorkteam"])
def test_a_delete_waits_once_there_is_something(
    aws: Aws, made: tuple[CustomResource, Properties, str], clock: FakeClock, operation: str
) -> None:
    """A rollback may start as early as the policy."""
    team, properties, id = made
    aws.fault("sagemaker", operation, times=2, **denied(f"sagemaker:{operation}"))
    assert team.delete(properties, id=id)["Status"] == "SUCCESS"
    assert clock.slept[:2] == [0.2, 0.4]
    assert aws.sagemaker.list_workteams()["Workteams"] == []


def test_a_delete_of_what_is_not_there_waits_for_nothing(aws: Aws, custom_resource: MakeCustomResource, clock: FakeClock) -> None:
    """For a work team that was never created: its creation was denied for as long, and so is the lookup."""
    properties = type_of(workteam).properties(aws)
    team = custom_resource(workteam)
    aws.fault("sagemaker", "DescribeWorkteam", times=-1, **denied("sagemaker:DescribeWorkteam"))
    answer = team.delete(properties, id="reviews")
    assert "sagemaker:DescribeWorkteam" in answer["Reason"]
    assert clock.slept == []


def test_what_the_stack_says_of_itself_is_no_sign_of_a_bucket(aws: Aws, custom_resource: MakeCustomResource, clock: FakeClock) -> None:
    """After an unanswered Create, with an id generated by CloudFormation."""
    aws.stack_status = "ROLLBACK_IN_PROGRESS"
    aws.fault("s3", "GetBucketTagging", times=-1, **S3_SAYS)
    answer = custom_resource(bucket_contents).delete({"BucketName": "labels"}, id="dev-Labeling-Contents-1ABCDEF")
    assert "GetBucketTagging" in answer["Reason"]
    assert clock.slept == []


def test_a_function_that_is_no_custom_resource_waits_for_nothing(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lambda repeats its event; and a delivery may refer to objects that it may not read."""
    monkeypatch.delenv("GRANTED_ACTIONS", raising=False)
    aws.make_bucket("delivery")
    calls: list[str] = []
    aws.on_call("s3", "GetObject", lambda: calls.append("GetObject"))
    aws.fault("s3", "GetObject", times=-1, **S3_SAYS)
    with pytest.raises(ClientError, match="Access Denied"):
        delivered_labels.handler({"detail": {"bucket": {"name": "delivery"}, "object": {"key": "a.manifest"}}}, None)
    assert calls == ["GetObject"]


@pytest.mark.parametrize(
    ("operation", "actions"),
    [
        ("HeadObject", ("s3:GetObject", "s3:GetObjectVersion")),
        ("ListMultipartUploads", ("s3:ListBucketMultipartUploads",)),
        ("HeadBucket", None),
    ],
)
def test_s3_names_no_action(operation: str, actions: tuple[str, ...] | None) -> None:
    error = ClientError({"Error": {"Code": "403", "Message": "Forbidden"}}, operation)
    found = denial(error, service="s3")
    assert (found and found.actions) == actions
    assert denial(error, service="sagemaker") is None
