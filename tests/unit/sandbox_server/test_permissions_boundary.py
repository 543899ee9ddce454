"""A stack's role may do what its policies and its boundary both allow."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from sandbox.process import Sandbox
from tests.unit.sandbox_server.policies import ACCOUNT, acting_as, allow

Operate = Callable[..., str]


def document(action: str) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": [allow(action, "*")]}


def template(**boundary: Any) -> dict[str, Any]:
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": ACCOUNT}}
    role = {
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]},
        "Policies": [{"PolicyName": "all", "PolicyDocument": document("s3:*")}],
        **boundary,
    }
    return {
        "Resources": {
            "Limit": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": document("sqs:*")}},
            "Role": {"Type": "AWS::IAM::Role", "Properties": role},
        },
        "Outputs": {"Role": {"Value": {"Fn::GetAtt": ["Role", "Arn"]}}},
    }


@pytest.fixture
def answer(sandbox: Sandbox, client: Callable[[str], Any], stacks: Any, name: str) -> Callable[[], str]:
    """The code of S3's response to the role when it lists buckets."""

    def call() -> str:
        role = stacks.describe_stacks(StackName=name)["Stacks"][0]["Outputs"][0]["OutputValue"]
        try:
            acting_as(role, "s3", sandbox=sandbox, client=client).list_buckets()
        except ClientError as refused:
            return str(refused.response["Error"]["Code"])
        return "OK"

    return call


def test_the_boundary_is_in_force_until_it_goes(operate: Operate, name: str, answer: Callable[[], str], client: Any) -> None:
    assert operate("create_stack", name, template(PermissionsBoundary={"Ref": "Limit"})) == "CREATE_COMPLETE"
    assert answer() == "AccessDenied"
    (role,) = [entry["Arn"] for entry in client("iam").list_roles()["Roles"] if f"{name}-" in entry["RoleName"]]
    simulated = client("iam").simulate_principal_policy(PolicySourceArn=role, ActionNames=["s3:ListAllMyBuckets"])
    assert [result["EvalDecision"] for result in simulated["EvaluationResults"]] == ["implicitDeny"]
    assert operate("update_stack", name, template()) == "UPDATE_COMPLETE"
    assert answer() == "OK"


def test_the_boundary_must_be_there(operate: Operate, name: str, reasons: Callable[[str], str]) -> None:
    missing = f"arn:aws:iam::{ACCOUNT}:policy/none"
    assert operate("create_stack", name, template(PermissionsBoundary=missing)) == "ROLLBACK_COMPLETE"
    assert missing in reasons(name)
