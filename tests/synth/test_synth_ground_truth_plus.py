"""The access of Ground Truth Plus, compared with the JSON in AWS's documentation."""

from __future__ import annotations

import json
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_kms as kms

from ground_truth import GroundTruthPlusAccountAccess, GroundTruthPlusRole, InputBucket
from tests.synth.cloud_assembly import Json, synthesize
from tests.synth.conftest import Synthesis
from tests.synth.policies import as_tuple

# https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-request-project.html; the guide's former page on sharing data had the same
# permissions as a bucket policy, with the principal that is added below.
DOCUMENTED_PERMISSIONS = """
{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": [
                "s3:GetObject",
                "s3:GetBucketLocation",
                "s3:ListBucket",
                "s3:PutObject"
            ],
            "Resource": [
                "arn:aws:s3:::your-bucket-name",
                "arn:aws:s3:::your-bucket-name/*"
            ]
        }
    ]
}
"""

DOCUMENTED_TRUST = """
{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {
                "Service": "sagemaker-ground-truth-plus.amazonaws.com"
            },
            "Action": "sts:AssumeRole"
        }
    ]
}
"""


def documented(text: str, **elements: Any) -> Json:
    """A documented policy for the input bucket, with further elements in its statement."""
    policy: Json = json.loads(text.replace("arn:aws:s3:::your-bucket-name", "${InputBucket/Bucket.Arn}"))
    policy["Statement"][0] |= elements
    return meaning(policy)


def meaning(policy: Json) -> Json:
    """A normalized policy, independent of order and of single values or lists."""
    return {**policy, "Statement": [{key: element(value) for key, value in statement.items()} for statement in policy["Statement"]]}


def element(value: Any) -> Any:
    return {key: as_tuple(entry) for key, entry in value.items()} if isinstance(value, dict) else as_tuple(value)


def without_tls_statement(policy: Json) -> Json:
    return {**policy, "Statement": [statement for statement in policy["Statement"] if statement["Effect"] == "Allow"]}


def test_account_mode_is_the_documented_bucket_policy(synthesis: Synthesis) -> None:
    environment = synthesis.environments["sandbox"]
    assert environment.ground_truth_plus is not None
    policy = synthesis.stacks["sandbox/Foundation"].properties("InputBucket/Bucket/Policy")["PolicyDocument"]
    expected = documented(DOCUMENTED_PERMISSIONS, Principal={"AWS": [environment.ground_truth_plus.account_id]})
    assert meaning(without_tls_statement(policy)) == expected


@pytest.mark.parametrize("name", ["sandbox", "dev"])
def test_role_mode_is_the_documented_role(synthesis: Synthesis, name: str) -> None:
    stack = synthesis.stacks[f"{name}/Foundation"]
    assert meaning(stack.properties("GroundTruthPlusRole/Role")["AssumeRolePolicyDocument"]) == documented(DOCUMENTED_TRUST)
    policy = stack.properties("GroundTruthPlusRole/Role/DefaultPolicy")
    assert meaning(policy["PolicyDocument"]) == documented(DOCUMENTED_PERMISSIONS)
    assert policy["Roles"] == ["${GroundTruthPlusRole/Role}"]


def test_the_role_is_an_output_for_the_project_request(synthesis: Synthesis) -> None:
    for name, present in {"sandbox": True, "dev": True, "prod": False}.items():
        assert ("GroundTruthPlusRoleArn" in synthesis.stacks[f"{name}/Foundation"].template["Outputs"]) == present


@pytest.mark.parametrize(("name", "bucket"), [("dev", "InputBucket"), ("prod", "InputBucket"), ("sandbox", "OutputBucket")])
def test_no_other_account_reaches_a_bucket_unasked(synthesis: Synthesis, name: str, bucket: str) -> None:
    policy = synthesis.stacks[f"{name}/Foundation"].properties(f"{bucket}/Bucket/Policy")["PolicyDocument"]
    assert without_tls_statement(policy)["Statement"] == []


def test_without_ground_truth_plus_there_is_no_role_for_it(synthesis: Synthesis) -> None:
    assert not [path for path in synthesis.stacks["prod/Foundation"].resources if "GroundTruthPlus" in path]


def test_a_customer_key_is_opened_to_both_modes(stack: cdk.Stack, app: cdk.App) -> None:
    bucket = InputBucket(stack, "InputBucket", encryption_key=kms.Key(stack, "Key"))
    GroundTruthPlusAccountAccess(stack, "Account", bucket=bucket, account_id="999999999999")
    GroundTruthPlusRole(stack, "Role", bucket=bucket)
    synthesized = synthesize(app).stacks["Labels"]
    use = ["kms:Decrypt", "kms:GenerateDataKey"]
    assert {
        "Action": use,
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::999999999999:root"},
        "Resource": "*",
    } in synthesized.properties("Key")["KeyPolicy"]["Statement"]
    role_statements = synthesized.properties("Role/Role/DefaultPolicy")["PolicyDocument"]["Statement"]
    assert {"Action": use, "Effect": "Allow", "Resource": "${Key.Arn}"} in role_statements


def test_the_role_may_have_a_name(stack: cdk.Stack, app: cdk.App) -> None:
    GroundTruthPlusRole(stack, "Role", bucket=InputBucket(stack, "InputBucket"), role_name="ground-truth-plus")
    assert synthesize(app).stacks["Labels"].properties("Role/Role")["RoleName"] == "ground-truth-plus"
