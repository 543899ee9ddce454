"""No policy of any kind allows more than what its owner does; where AWS knows nothing finer, the reason is here."""

from __future__ import annotations

import pytest

from tests.synth.conftest import Synthesis
from tests.synth.policies import Statement, allowed, statements

EVERY_RESOURCE = {
    ("cloudwatch:PutMetricData",): "CloudWatch's service authorization reference lists no resource type for it",
    ("sagemaker:ListWorkforces",): "SageMaker's service authorization reference lists no resource type for it",
    ("sagemaker:ListLabelingJobs",): "SageMaker's service authorization reference lists no resource type for it",
}
"""Actions of identity policies that may name the resource `*` -> why."""

EVERY_ACTION = {
    ("AWS::KMS::Key", "kms:*"): "AWS's default key policy: it grants nothing itself but makes IAM policies of the own account count; "
    "without it a key could lock everybody out, see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
}
"""Type of the resource whose policy it is, and a wildcard action -> why."""


@pytest.fixture(scope="module")
def all_statements(synthesis: Synthesis) -> list[Statement]:
    return [statement for stack in synthesis.stacks.values() for statement in statements(stack)]


@pytest.fixture(scope="module")
def granted(all_statements: list[Statement]) -> list[Statement]:
    """The statements that allow something."""
    return [statement for statement in all_statements if statement.effect == "Allow"]


def owner_type(synthesis: Synthesis, statement: Statement) -> str:
    found: str = synthesis.stacks[statement.stack].resources[statement.owner]["Type"]
    return found


def test_no_statement_allows_a_wildcard_action(synthesis: Synthesis, granted: list[Statement]) -> None:
    found = {
        (owner_type(synthesis, statement), action): statement for statement in granted for action in statement.actions if "*" in action
    }
    assert [str(statement) for key, statement in found.items() if key not in EVERY_ACTION] == []
    assert set(EVERY_ACTION) - set(found) == set(), "an exception that nothing needs"


def test_the_wildcard_action_of_a_key_is_for_the_own_account_only(synthesis: Synthesis, granted: list[Statement]) -> None:
    for statement in granted:
        if "kms:*" in statement.actions:
            account = synthesis.environment_of(statement.stack).account
            assert statement.principals == (f"arn:aws:iam::{account}:root",)


def test_no_statement_says_what_it_does_not_mean(all_statements: list[Statement]) -> None:
    """NotAction, NotResource and NotPrincipal reach whatever AWS adds later."""
    known = {"Action", "Condition", "Effect", "Principal", "Resource", "Sid"}
    assert [str(statement) for statement in all_statements if statement.keys - known] == []


def test_no_statement_allows_everybody(granted: list[Statement]) -> None:
    assert [str(statement) for statement in granted if "*" in statement.principals] == []


def test_no_role_has_a_managed_policy(synthesis: Synthesis) -> None:
    for stack in synthesis.stacks.values():
        assert [path for path, role in stack.of_type("AWS::IAM::Role").items() if "ManagedPolicyArns" in role["Properties"]] == []


def test_a_wildcard_resource_is_explained(synthesis: Synthesis, granted: list[Statement]) -> None:
    # In the policy of a key `*` is the key itself.
    found = [statement for statement in granted if "*" in statement.resources and owner_type(synthesis, statement) != "AWS::KMS::Key"]
    assert [str(statement) for statement in found if statement.actions not in EVERY_RESOURCE] == []
    assert set(EVERY_RESOURCE) - {statement.actions for statement in found} == set(), "an exception that nothing needs"


def test_roles_are_passed_to_sagemaker_only(granted: list[Statement]) -> None:
    found = [statement for statement in granted if "iam:PassRole" in statement.actions]
    assert found
    for statement in found:
        assert statement.actions == ("iam:PassRole",)
        assert statement.resources == ("${ExecutionRole/Role.Arn}",)
        assert statement.condition == {"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}}


def test_roles_are_assumed_by_the_service_that_works_under_them(synthesis: Synthesis) -> None:
    expected = {
        "ExecutionRole/Role": "sagemaker.amazonaws.com",
        "GroundTruthPlusRole/Role": "sagemaker-ground-truth-plus.amazonaws.com",
    }
    for stack in synthesis.stacks.values():
        for path, role in stack.of_type("AWS::IAM::Role").items():
            service = expected.get(path, "lambda.amazonaws.com")
            assert role["Properties"]["AssumeRolePolicyDocument"]["Statement"] == [
                {"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": {"Service": service}}
            ]


def test_what_the_bucket_contents_handler_may_do(synthesis: Synthesis) -> None:
    assert allowed(synthesis.stacks["sandbox/Foundation"], "GroundTruthBucketContentsHandler/Policy") == {
        ("logs:CreateLogStream", "logs:PutLogEvents"): ("${GroundTruthBucketContentsHandler/Logs.Arn}",),
        ("cloudformation:DescribeStacks",): ("${AWS::StackId}",),
        ("s3:GetBucketTagging", "s3:ListBucketVersions"): ("${InputBucket/Bucket.Arn}", "${OutputBucket/Bucket.Arn}"),
        ("s3:DeleteObject", "s3:DeleteObjectVersion"): ("${InputBucket/Bucket.Arn}/*", "${OutputBucket/Bucket.Arn}/*"),
    }


def test_what_the_workforce_handler_may_do(synthesis: Synthesis) -> None:
    assert allowed(synthesis.stacks["sandbox/Foundation"], "GroundTruthWorkforceHandler/Policy") == {
        ("logs:CreateLogStream", "logs:PutLogEvents"): ("${GroundTruthWorkforceHandler/Logs.Arn}",),
        ("cloudformation:DescribeStacks",): ("${AWS::StackId}",),
        ("sagemaker:ListWorkforces",): ("*",),
        (
            "sagemaker:AddTags",
            "sagemaker:CreateWorkforce",
            "sagemaker:DeleteTags",
            "sagemaker:DeleteWorkforce",
            "sagemaker:DescribeWorkforce",
            "sagemaker:ListTags",
            "sagemaker:UpdateWorkforce",
        ): ("arn:aws:sagemaker:us-east-1:123456789012:workforce/sandbox-workforce",),
        (
            "cognito-idp:DescribeUserPool",
            "cognito-idp:DescribeUserPoolClient",
            "cognito-idp:UpdateUserPool",
            "cognito-idp:UpdateUserPoolClient",
        ): ("${Workers/UserPool.Arn}",),
    }


def test_what_the_workteam_handler_may_do(synthesis: Synthesis) -> None:
    assert allowed(synthesis.stacks["sandbox/Foundation"], "GroundTruthWorkteamHandler/Policy") == {
        ("logs:CreateLogStream", "logs:PutLogEvents"): ("${GroundTruthWorkteamHandler/Logs.Arn}",),
        ("cloudformation:DescribeStacks",): ("${AWS::StackId}",),
        (
            "sagemaker:AddTags",
            "sagemaker:CreateWorkteam",
            "sagemaker:DeleteTags",
            "sagemaker:DeleteWorkteam",
            "sagemaker:DescribeWorkteam",
            "sagemaker:ListTags",
            "sagemaker:UpdateWorkteam",
        ): ("arn:aws:sagemaker:us-east-1:123456789012:workteam/private-crowd/*",),
        ("cognito-idp:DescribeUserPool", "cognito-idp:DescribeUserPoolClient", "cognito-idp:GetGroup"): ("${Workers/UserPool.Arn}",),
    }


def test_what_the_labeling_job_handler_may_do_without_customer_keys(synthesis: Synthesis) -> None:
    found = {
        statement.actions: statement.resources
        for statement in statements(synthesis.stacks["sandbox/Labeling"])
        if statement.owner == "GroundTruthLabelingJobHandler/Policy"
    }
    assert found == {
        ("logs:CreateLogStream", "logs:PutLogEvents"): ("${GroundTruthLabelingJobHandler/Logs.Arn}",),
        ("cloudformation:DescribeStacks",): ("${AWS::StackId}",),
        (
            "sagemaker:AddTags",
            "sagemaker:CreateLabelingJob",
            "sagemaker:DeleteTags",
            "sagemaker:DescribeLabelingJob",
            "sagemaker:ListTags",
            "sagemaker:StopLabelingJob",
        ): ("arn:aws:sagemaker:us-east-1:123456789012:labeling-job/*",),
        ("sagemaker:ListLabelingJobs",): ("*",),
        ("iam:PassRole",): ("${ExecutionRole/Role.Arn}",),
        ("s3:GetObject",): ("${InputBucket/Bucket.Arn}/datasets/packages.manifest",),
        ("s3:ListBucket",): ("${InputBucket/Bucket.Arn}",),
        ("s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObject"): (
            "${OutputBucket/Bucket.Arn}/labeling-jobs/*/label-categories.json",
        ),
    }


def test_what_the_execution_role_may_do_without_customer_keys(synthesis: Synthesis) -> None:
    assert allowed(synthesis.stacks["sandbox/Foundation"], "ExecutionRole/Role/DefaultPolicy") == {
        ("s3:GetBucketCORS", "s3:GetBucketLocation", "s3:ListBucket"): ("${InputBucket/Bucket.Arn}", "${OutputBucket/Bucket.Arn}"),
        ("s3:GetObject",): ("${InputBucket/Bucket.Arn}/*",),
        ("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"): ("${OutputBucket/Bucket.Arn}/*",),
        ("logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"): (
            "arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker/*",
        ),
        ("cloudwatch:PutMetricData",): ("*",),
    }


def test_a_job_adds_its_own_files_to_the_execution_role(synthesis: Synthesis) -> None:
    found = allowed(synthesis.stacks["sandbox/Labeling"], "Job package-topics/ReadByRole")
    assert found.keys() == {("s3:GetObject",)}
    manifest, template = sorted(found["s3:GetObject",])
    assert manifest == "${InputBucket/Bucket.Arn}/datasets/packages.manifest"
    assert template.startswith("arn:aws:s3:::cdk-hnb659fds-assets-123456789012-us-east-1/")
    policy = synthesis.stacks["sandbox/Labeling"].properties("Job package-topics/ReadByRole")
    assert policy["Roles"] == ["${ExecutionRole/Role}"]


def test_customer_keys_are_used_by_who_reads_and_writes_the_buckets(synthesis: Synthesis) -> None:
    found = {
        (statement.owner, statement.actions): statement.resources
        for name in ("prod/Foundation", "prod/Labeling")
        for statement in statements(synthesis.stacks[name])
        if statement.actions[0].startswith("kms:") and "kms:*" not in statement.actions
    }
    read, write = ("kms:Decrypt",), ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey")
    assert found == {
        ("ExecutionRole/Role/DefaultPolicy", read): ("${InputKey.Arn}",),
        ("ExecutionRole/Role/DefaultPolicy", write): ("${OutputKey.Arn}",),
        ("GroundTruthLabelingJobHandler/Policy", read): ("${InputKey.Arn}",),
        ("GroundTruthLabelingJobHandler/Policy", write): ("${OutputKey.Arn}",),
        ("Job support-requests/ReadByRole", read): ("${InputKey.Arn}",),
        ("Job damaged-parcels/ReadByRole", read): ("${InputKey.Arn}",),
    }
