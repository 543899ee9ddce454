"""No policy allows more than its owner needs; wildcard resources have their reason here."""

from __future__ import annotations

import re

import pytest

from ground_truth.labeling_job.execution_rights import OUTPUT_KEY_ACTIONS
from tests.synth.conftest import Synthesis
from tests.synth.policies import Statement, allowed, statements, through_s3

EVERY_ACTION = {
    ("AWS::KMS::Key", "kms:*"): "AWS's default key policy: it grants nothing itself but makes IAM policies of the own account count; "
    "without it a key could lock everybody out, see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
}
"""Resource type of the policy, and a wildcard action -> reason."""


@pytest.fixture(scope="module")
def all_statements(linted: Synthesis) -> list[Statement]:
    return [statement for stack in linted.stacks.values() for statement in statements(stack)]


@pytest.fixture(scope="module")
def granted(all_statements: list[Statement]) -> list[Statement]:
    """The Allow statements."""
    return [statement for statement in all_statements if statement.effect == "Allow"]


def owner_type(linted: Synthesis, statement: Statement) -> str:
    found: str = linted.stacks[statement.stack].resources[statement.owner]["Type"]
    return found


def test_no_statement_allows_a_wildcard_action(linted: Synthesis, granted: list[Statement]) -> None:
    found = {(owner_type(linted, statement), action): statement for statement in granted for action in statement.actions if "*" in action}
    assert [str(statement) for key, statement in found.items() if key not in EVERY_ACTION] == []
    assert set(EVERY_ACTION) - set(found) == set(), "an exception that nothing needs"


def test_the_wildcard_action_of_a_key_is_for_the_own_account_only(linted: Synthesis, granted: list[Statement]) -> None:
    for statement in granted:
        if "kms:*" in statement.actions:
            account = linted.environment_of(statement.stack).account
            assert statement.principals == (f"arn:aws:iam::{account}:root",)


def test_no_statement_says_what_it_does_not_mean(all_statements: list[Statement]) -> None:
    """NotAction, NotResource and NotPrincipal include whatever AWS adds later."""
    known = {"Action", "Condition", "Effect", "Principal", "Resource", "Sid"}
    assert [str(statement) for statement in all_statements if statement.keys - known] == []


def test_no_statement_allows_everybody(granted: list[Statement]) -> None:
    assert [str(statement) for statement in granted if "*" in statement.principals] == []


def test_no_role_has_a_managed_policy(linted: Synthesis) -> None:
    for stack in linted.stacks.values():
        assert [path for path, role in stack.of_type("AWS::IAM::Role").items() if "ManagedPolicyArns" in role["Properties"]] == []


PASSED = (
    # This path has only the execution roles of the stack's jobs.
    r"arn:aws:iam::\d{12}:role/ground-truth/[a-z]+-[a-z]+-\d/[a-z]+-Labeling/\*",
    # The role that the file names.
    r"arn:aws:iam::\d{12}:role/labeling",
    # With automated labeling a role passes itself.
    r"\$\{Job [a-z-]+/ExecutionRole( [0-9a-f]{8})?/Role\.Arn\}",
)


def test_roles_are_passed_to_sagemaker_only(granted: list[Statement]) -> None:
    """The people of a Ground Truth Plus project pass a role to another service; `test_synth_plus_people` checks that."""
    passing = [statement for statement in granted if "iam:PassRole" in statement.actions]
    found = [statement for statement in passing if not statement.owner.startswith("GroundTruthPlus ")]
    assert found
    for statement in found:
        assert statement.actions == ("iam:PassRole",)
        assert [resource for resource in statement.resources if not any(re.fullmatch(known, resource) for known in PASSED)] == []
        assert statement.condition == {"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}}


ASSUMED_BY = {
    r"Job [a-z0-9-]+/ExecutionRole( [0-9a-f]{8})?/Role": "sagemaker.amazonaws.com",
    r"GroundTruthPlusRole/Role|GroundTruthPlus [a-z0-9-]+/Role/Role": "sagemaker-ground-truth-plus.amazonaws.com",
    r"\w+Handler/Role|P(re|ost)Annotation [a-z-]+/Lambda/Role": "lambda.amazonaws.com",
    r"GroundTruthPlus [a-z0-9-]+/Delivery/Labels/Checker/Role": "lambda.amazonaws.com",
}
"""Path of a role -> the service that assumes it."""

ASSUMED_BY_ROLES_TOO = {
    "Job assuming-functions/ExecutionRole/Role": {"AWS": "${PostAnnotation assuming-functions/Lambda/Role.Arn}"},
}
"""Path of a role -> the function's role that assumes it, where the file says `assumes_execution_role`."""


def test_roles_are_assumed_by_the_service_that_works_under_them(linted: Synthesis) -> None:
    for stack in linted.stacks.values():
        for path, role in stack.of_type("AWS::IAM::Role").items():
            (service,) = (service for pattern, service in ASSUMED_BY.items() if re.fullmatch(pattern, path))
            principal = {"Service": service, **ASSUMED_BY_ROLES_TOO.get(path, {})}
            trust = [{"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": principal}]
            assert role["Properties"]["AssumeRolePolicyDocument"]["Statement"] == trust


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
            "cognito-idp:ListGroups",
            "cognito-idp:ListUsers",
            "cognito-idp:UpdateUserPool",
            "cognito-idp:UpdateUserPoolClient",
        ): ("${Workers/UserPool.Arn}",),
        ("cognito-idp:DescribeUserPoolDomain",): ("*",),
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
        ("sagemaker:ListWorkforces",): ("*",),
        (
            "cognito-idp:AdminListGroupsForUser",
            "cognito-idp:DescribeUserPool",
            "cognito-idp:DescribeUserPoolClient",
            "cognito-idp:ListGroups",
            "cognito-idp:UpdateUserPool",
            "cognito-idp:UpdateUserPoolClient",
        ): ("${Workers/UserPool.Arn}",),
    }


def test_what_the_labeling_job_handler_may_do_without_customer_keys(synthesis: Synthesis) -> None:
    handlers = [
        statement
        for statement in statements(synthesis.stacks["sandbox/Labeling"])
        if statement.owner == "GroundTruthLabelingJobHandler/Policy"
    ]
    # Files of jobs that were never created are searched only in the output.
    listed = [statement for statement in handlers if statement.resources == ("${OutputBucket/Bucket.Arn}",)]
    assert [(statement.actions, statement.condition) for statement in listed] == [
        (("s3:ListBucket",), {"StringLike": {"s3:prefix": "labeling-jobs/*"}})
    ]
    found = {statement.actions: statement.resources for statement in handlers if statement not in listed}
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
        ("iam:PassRole",): ("arn:aws:iam::123456789012:role/ground-truth/us-east-1/sandbox-Labeling/*",),
        ("sqs:DeleteQueue", "sqs:GetQueueUrl"): ("arn:aws:sqs:us-east-1:123456789012:GroundTruth-*",),
        ("s3:GetObject",): ("${InputBucket/Bucket.Arn}/datasets/packages.manifest",),
        ("s3:ListBucket",): ("${InputBucket/Bucket.Arn}",),
        ("s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObject", "s3:PutObject"): (
            "${OutputBucket/Bucket.Arn}/labeling-jobs/*/label-categories.json",
        ),
    }


EXECUTION_ROLE = "Job package-topics/ExecutionRole/Role"


def inline_policy(synthesis: Synthesis) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Actions -> resources of the execution role, without its trust policy."""
    found = [statement for statement in statements(synthesis.stacks["sandbox/Labeling"]) if statement.owner == EXECUTION_ROLE]
    assert all(statement.effect == "Allow" and statement.condition is None for statement in found)
    return {statement.actions: statement.resources for statement in found if not statement.principals}


def test_what_an_execution_role_may_do_without_customer_keys(synthesis: Synthesis) -> None:
    found = inline_policy(synthesis)
    (template,) = [resource for resource in found["s3:GetObject",] if resource.startswith("arn:aws:s3:::cdk-hnb659fds-assets-")]
    assets = template.partition("/")[0]
    assert found == {
        ("s3:GetBucketCORS", "s3:GetBucketLocation", "s3:ListBucket"): (
            "${InputBucket/Bucket.Arn}",
            "${OutputBucket/Bucket.Arn}",
            assets,
        ),
        ("s3:GetObject",): ("${InputBucket/Bucket.Arn}/datasets/packages.manifest", template),
        ("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"): (
            "${OutputBucket/Bucket.Arn}/labeling-jobs/package-topics-????????/*",
        ),
        ("logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"): (
            "arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker/*",
        ),
        ("cloudwatch:PutMetricData",): ("*",),
    }


def test_customer_keys_are_used_by_who_reads_and_writes_the_buckets(synthesis: Synthesis) -> None:
    used = [
        statement
        for name in ("prod/Foundation", "prod/Labeling")
        for statement in statements(synthesis.stacks[name])
        if statement.actions[0].startswith("kms:") and "kms:*" not in statement.actions
    ]
    found = {(statement.owner, statement.actions): statement.resources for statement in used}
    read, write, output = ("kms:Decrypt",), ("kms:Decrypt", "kms:GenerateDataKey"), OUTPUT_KEY_ACTIONS
    condition = through_s3(synthesis.environments["prod"].region)
    assert [statement for statement in used if statement.condition != (None if statement.actions == output else condition)] == []
    assert found == {
        ("GroundTruthLabelingJobHandler/Policy", read): ("${InputKey.Arn}",),
        ("GroundTruthLabelingJobHandler/Policy", write): ("${OutputKey.Arn}",),
        ("Job support-requests/ExecutionRole/Role", read): ("${InputKey.Arn}",),
        ("Job support-requests/ExecutionRole/Role", output): ("${OutputKey.Arn}",),
        ("Job damaged-parcels/ExecutionRole/Role", read): ("${InputKey.Arn}",),
        ("Job damaged-parcels/ExecutionRole/Role", output): ("${OutputKey.Arn}",),
    }
