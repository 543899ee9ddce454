"""The functions of a custom workflow: their permissions, their invokers, and their access to the workers' responses."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from ground_truth import OutputBucket
from ground_truth.buckets.s3_object import S3Object
from ground_truth.custom_workflow.annotation_functions import PostAnnotationFunction, PreAnnotationFunction
from ground_truth.custom_workflow.function_code import FunctionCode
from ground_truth.labeling_job.execution_role import ExecutionRole
from ground_truth.role_policy import RolePolicy
from tests.synth.acknowledgements import CFN_LINT_IGNORED
from tests.synth.cloud_assembly import SynthesizedStack, synthesize
from tests.synth.policies import allowed, statements, through_s3

ROLE_ARN = "arn:aws:iam::111122223333:role/labeling"
LOGS = ("logs:CreateLogStream", "logs:PutLogEvents")


@pytest.fixture
def prepare(workflow_folder: Path) -> FunctionCode:
    return FunctionCode(folder=workflow_folder, handler="pre_annotation.handler")


@pytest.fixture
def consolidate(workflow_folder: Path) -> FunctionCode:
    return FunctionCode(folder=workflow_folder, handler="post_annotation.handler")


@pytest.fixture
def made(app: cdk.App, stack: cdk.Stack, prepare: FunctionCode, consolidate: FunctionCode) -> SynthesizedStack:
    """Both functions, and nothing else."""
    PreAnnotationFunction(stack, "Prepare", function=prepare)
    PostAnnotationFunction(stack, "Consolidate", function=consolidate)
    return synthesize(app).stacks["Labels"]


@pytest.mark.parametrize(("path", "handler"), [("Prepare", "pre_annotation.handler"), ("Consolidate", "post_annotation.handler")])
def test_what_lambda_is_told(made: SynthesizedStack, path: str, handler: str) -> None:
    properties = made.properties(f"{path}/Lambda/Function")
    assert (properties["Handler"], properties["Runtime"]) == (handler, "python3.13")
    assert (properties["Timeout"], properties["MemorySize"]) == (60, 256)
    assert "Environment" not in properties


@pytest.mark.parametrize("path", ["Prepare", "Consolidate"])
def test_a_function_may_write_its_own_log_and_nothing_else(made: SynthesizedStack, path: str) -> None:
    policies = [
        name for name, policy in made.of_type("AWS::IAM::Policy").items() if policy["Properties"]["Roles"] == [f"${{{path}/Lambda/Role}}"]
    ]
    assert policies == [f"{path}/Lambda/Policy"]
    assert allowed(made, f"{path}/Lambda/Policy") == {LOGS: (f"${{{path}/Lambda/Logs.Arn}}",)}
    role = made.properties(f"{path}/Lambda/Role")
    assert role["AssumeRolePolicyDocument"]["Statement"] == [
        {"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}}
    ]
    assert {"ManagedPolicyArns", "Policies"} & role.keys() == set()


@pytest.mark.parametrize("path", ["Prepare", "Consolidate"])
def test_the_log_goes_with_the_stack(made: SynthesizedStack, path: str) -> None:
    assert made.properties(f"{path}/Lambda/Function")["LoggingConfig"] == {"LogGroup": f"${{{path}/Lambda/Logs}}"}
    group = made.resources[f"{path}/Lambda/Logs"]
    assert (group["DeletionPolicy"], group["Properties"]["RetentionInDays"]) == ("Delete", 30)


def test_a_role_of_ones_own_may_invoke_just_this_function(app: cdk.App, stack: cdk.Stack, prepare: FunctionCode) -> None:
    role = iam.Role(stack, "Labeling", assumed_by=iam.ServicePrincipal("sagemaker.amazonaws.com"))
    PreAnnotationFunction(stack, "Prepare", function=prepare).grant_invoke(role)
    synthesized = synthesize(app).stacks["Labels"]
    assert allowed(synthesized, "Labeling/DefaultPolicy") == {("lambda:InvokeFunction",): ("${Prepare/Lambda/Function.Arn}",)}


def test_the_role_of_a_job_may_invoke_just_its_functions(
    app: cdk.App, stack: cdk.Stack, prepare: FunctionCode, consolidate: FunctionCode
) -> None:
    pre = PreAnnotationFunction(stack, "Prepare", function=prepare)
    post = PostAnnotationFunction(stack, "Consolidate", function=consolidate)
    ExecutionRole(stack, "ExecutionRole", grants=[*pre.invoke_rights(), *post.invoke_rights()])
    (statement,) = [found for found in statements(synthesize(app).stacks["Labels"]) if "lambda:InvokeFunction" in found.actions]
    assert (statement.owner, statement.actions) == ("ExecutionRole/Role", ("lambda:InvokeFunction",))
    assert statement.resources == ("${Consolidate/Lambda/Function.Arn}", "${Prepare/Lambda/Function.Arn}")


def read_payload(
    stack: cdk.Stack,
    post: PostAnnotationFunction,
    *,
    output: OutputBucket | None = None,
    execution_role_arn: str = ROLE_ARN,
    kms_key_id: str | None = None,
) -> RolePolicy:
    """Grants access as a labeling job of the stack does."""
    job = Construct(stack, "Job")
    where = S3Object.below(output or OutputBucket(stack, "Output"), "labeling-jobs/")
    return post.grant_read_payload(job, output=replace(where, kms_key_id=kms_key_id), execution_role_arn=execution_role_arn)


def test_by_default_a_function_reads_the_jobs_output(app: cdk.App, stack: cdk.Stack, consolidate: FunctionCode) -> None:
    post = PostAnnotationFunction(stack, "Consolidate", function=consolidate)
    read_payload(stack, post)
    synthesized = synthesize(app).stacks["Labels"]
    assert allowed(synthesized, "Job/ReadPayload") == {("s3:GetObject",): ("${Output/Bucket.Arn}/labeling-jobs/*",)}
    assert synthesized.properties("Job/ReadPayload")["Roles"] == ["${Consolidate/Lambda/Role}"]
    assert post.trusted_principals() == []


def test_with_a_customer_key_it_may_decrypt(app: cdk.App, stack: cdk.Stack, consolidate: FunctionCode) -> None:
    output = OutputBucket(stack, "Output", encryption_key=kms.Key(stack, "Key"))
    read_payload(stack, PostAnnotationFunction(stack, "Consolidate", function=consolidate), output=output)
    found = [statement for statement in statements(synthesize(app).stacks["Labels"]) if statement.owner == "Job/ReadPayload"]
    assert [(statement.actions, statement.resources, statement.condition) for statement in found] == [
        (("s3:GetObject",), ("${Output/Bucket.Arn}/labeling-jobs/*",), None),
        (("kms:Decrypt",), ("${Key.Arn}",), through_s3("eu-west-1")),
    ]


@pytest.mark.parametrize(
    ("key_id", "resource", "condition"),
    [
        ("arn:aws:kms:eu-west-1:111122223333:key/abc", "arn:aws:kms:eu-west-1:111122223333:key/abc", {}),
        ("abc", "arn:aws:kms:eu-west-1:111122223333:key/abc", {}),
        ("alias/labels", "arn:aws:kms:eu-west-1:111122223333:key/*", {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/labels"}}),
    ],
)
def test_the_key_of_the_output_in_each_of_its_forms(
    app: cdk.App, stack: cdk.Stack, consolidate: FunctionCode, key_id: str, resource: str, condition: Any
) -> None:
    read_payload(stack, PostAnnotationFunction(stack, "Consolidate", function=consolidate), kms_key_id=key_id)
    found = [statement for statement in statements(synthesize(app).stacks["Labels"]) if statement.actions == ("kms:Decrypt",)]
    assert [(statement.owner, statement.resources, statement.condition) for statement in found] == [
        ("Job/ReadPayload", (resource,), {**condition, **through_s3("eu-west-1")})
    ]


def test_a_function_may_assume_the_jobs_role_which_trusts_it(app: cdk.App, stack: cdk.Stack, consolidate: FunctionCode) -> None:
    post = PostAnnotationFunction(stack, "Consolidate", function=consolidate, assumes_execution_role=True)
    role = ExecutionRole(stack, "ExecutionRole", grants=list(post.invoke_rights()), trusted=post.trusted_principals())
    read_payload(stack, post, execution_role_arn=role.role_arn)
    synthesized = synthesize(app).stacks["Labels"]
    trust = synthesized.properties("ExecutionRole/Role")["AssumeRolePolicyDocument"]["Statement"]
    assert {"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": {"AWS": "${Consolidate/Lambda/Role.Arn}"}} in trust
    assert {"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}} in trust
    assert len(trust) == 2
    assert allowed(synthesized, "Job/ReadPayload") == {("sts:AssumeRole",): ("${ExecutionRole/Role.Arn}",)}
    variables = synthesized.properties("Consolidate/Lambda/Function")["Environment"]["Variables"]
    assert variables == {"ASSUME_EXECUTION_ROLE": "true"}


@pytest.mark.parametrize("assumes_execution_role", [False, True])
def test_cloudformation_finds_an_order(
    app: cdk.App, stack: cdk.Stack, prepare: FunctionCode, consolidate: FunctionCode, assumes_execution_role: bool
) -> None:
    """Role and function refer to each other; a job that depends on both is no dependency of either."""
    pre = PreAnnotationFunction(stack, "Prepare", function=prepare)
    post = PostAnnotationFunction(stack, "Consolidate", function=consolidate, assumes_execution_role=assumes_execution_role)
    grants = [*pre.invoke_rights(), *post.invoke_rights()]
    role = ExecutionRole(stack, "ExecutionRole", grants=grants, trusted=post.trusted_principals())
    policy = read_payload(stack, post, execution_role_arn=role.role_arn)
    job = cdk.CfnResource(stack, "Resource", type="Custom::Job", properties={"ServiceToken": pre.function_arn, "RoleArn": role.role_arn})
    job.node.add_dependency(pre, post, policy)
    template = synthesize(app).stacks["Labels"].template_file
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--ignore-checks", *CFN_LINT_IGNORED, "--", str(template)]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (process.returncode, process.stdout) == (0, "")


@pytest.mark.parametrize("assumes_execution_role", [False, True])
def test_the_function_may_be_in_another_stack_than_the_job(
    app: cdk.App, stack: cdk.Stack, consolidate: FunctionCode, assumes_execution_role: bool
) -> None:
    """The permissions are in the job's stack, so that the function's stack does not depend on its jobs."""
    shared = cdk.Stack(app, "Shared", env=cdk.Environment(account="111122223333", region="eu-west-1"))
    post = PostAnnotationFunction(shared, "Consolidate", function=consolidate, assumes_execution_role=assumes_execution_role)
    role = ExecutionRole(stack, "ExecutionRole", grants=list(post.invoke_rights()), trusted=post.trusted_principals())
    read_payload(stack, post, execution_role_arn=role.role_arn)
    stacks = synthesize(app).stacks
    assert "Job/ReadPayload" in stacks["Labels"].resources
    assert list(stacks["Shared"].of_type("AWS::IAM::Policy")) == ["Consolidate/Lambda/Policy"]


def test_nothing_is_allowed_on_everything(app: cdk.App, stack: cdk.Stack, prepare: FunctionCode, consolidate: FunctionCode) -> None:
    PreAnnotationFunction(stack, "Prepare", function=prepare)
    read_payload(stack, PostAnnotationFunction(stack, "Consolidate", function=consolidate))
    found = [statement for statement in statements(synthesize(app).stacks["Labels"]) if statement.effect == "Allow"]
    assert [str(statement) for statement in found if "*" in statement.resources or any("*" in action for action in statement.actions)] == []


def existing(stack: cdk.Stack, *, with_role: bool) -> lambda_.IFunction:
    arn = "arn:aws:lambda:eu-west-1:111122223333:function:mine"
    role = iam.Role.from_role_arn(stack, "Theirs", "arn:aws:iam::111122223333:role/mine") if with_role else None
    return lambda_.Function.from_function_attributes(stack, "Existing", function_arn=arn, role=role, same_environment=True)


def test_a_function_that_exists_keeps_what_it_is(app: cdk.App, stack: cdk.Stack) -> None:
    pre = PreAnnotationFunction(stack, "Prepare", function=existing(stack, with_role=False))
    ExecutionRole(stack, "ExecutionRole", grants=list(pre.invoke_rights()))
    synthesized = synthesize(app).stacks["Labels"]
    assert synthesized.of_type("AWS::Lambda::Function") == {}
    (statement,) = [found for found in statements(synthesized) if "lambda:InvokeFunction" in found.actions]
    assert statement.resources == ("arn:aws:lambda:eu-west-1:111122223333:function:mine",)


def test_the_role_of_an_existing_function_is_let_read(app: cdk.App, stack: cdk.Stack) -> None:
    read_payload(stack, PostAnnotationFunction(stack, "Consolidate", function=existing(stack, with_role=True)))
    synthesized = synthesize(app).stacks["Labels"]
    assert synthesized.properties("Job/ReadPayload")["Roles"] == ["mine"]
    assert allowed(synthesized, "Job/ReadPayload") == {("s3:GetObject",): ("${Output/Bucket.Arn}/labeling-jobs/*",)}


def test_a_function_whose_role_nobody_knows(stack: cdk.Stack) -> None:
    expected = (
        "the role of function 'mine' is not known: expected one that is made in this application, or imported with "
        "Function.from_function_attributes(..., role=...)"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(expected)}$"):
        PostAnnotationFunction(stack, "Consolidate", function=existing(stack, with_role=False))
