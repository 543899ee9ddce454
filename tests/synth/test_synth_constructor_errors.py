"""Constructor errors at synthesis, with the value and the allowed ones; unknown values pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
import pytest
from constructs import Construct

from ground_truth import (
    GroundTruthPlusAccountAccess,
    InputBucket,
    LabelingJob,
    Member,
    OutputBucket,
    WorkerPool,
    Workforce,
    WorkforceVpc,
    Workteam,
)
from ground_truth.functions.custom_resource import CustomResourceHandler
from ground_truth.settings import LabelingJobSettings
from ground_truth.workers.workforce import WORKFORCE
from tests.synth.cloud_assembly import synthesize
from tests.synth.labeling_task import TASK


def message(text: str) -> str:
    """The whole message, as a pattern."""
    return f"^{re.escape(text)}$"


@pytest.mark.parametrize("prefix", ["", "Labels", "-labels", "labels-", "under_score", "x" * 64, "my-aws-labels", "amazonian", "cognito-1"])
def test_domain_prefix(stack: cdk.Stack, prefix: str) -> None:
    expected = f"domain_prefix {prefix!r}: expected 1 to 63 lower-case letters, digits and inner hyphens, without aws, amazon or cognito"
    with pytest.raises(ValueError, match=message(expected)):
        WorkerPool(stack, "Workers", domain_prefix=prefix)


@pytest.mark.parametrize("name", ["", "-labeling", "under_score", "x" * 64, "with space"])
def test_workforce_name(stack: cdk.Stack, name: str) -> None:
    expected = f"workforce_name {name!r}: expected 1 to 63 letters, digits and hyphens, beginning with a letter or digit"
    with pytest.raises(ValueError, match=message(expected)):
        Workforce.adopt(stack, "Workforce", workforce_name=name)


@pytest.mark.parametrize(("mode", "with_pool"), [("create", False), ("adopt", True), ("import", True), ("crate", False), ("crate", True)])
def test_workforce_mode(stack: cdk.Stack, mode: str, with_pool: bool) -> None:
    pool = WorkerPool(stack, "Workers", domain_prefix="labels") if with_pool else None
    expected = f"mode {mode!r}: expected create with a worker_pool, or adopt or import without one"
    with pytest.raises(ValueError, match=message(expected)):
        Workforce(stack, "Workforce", workforce_name="labeling", worker_pool=pool, mode=mode)


def test_number_of_address_ranges(stack: cdk.Stack) -> None:
    cidrs = [f"203.0.113.{number}/32" for number in range(11)]
    with pytest.raises(ValueError, match=message("source_ip_cidrs has 11 entries: Ground Truth allows 10")):
        Workforce.adopt(stack, "Workforce", workforce_name="labeling", source_ip_cidrs=cidrs)


@pytest.mark.parametrize(
    ("groups", "subnets", "expected"),
    [
        ([], ["subnet-1"], "the VPC of a workforce has 0 security groups: expected 1 to 5"),
        (["sg-1"] * 6, ["subnet-1"], "the VPC of a workforce has 6 security groups: expected 1 to 5"),
        (["sg-1"], [], "the VPC of a workforce has 0 subnets: expected 1 to 16"),
        (["sg-1"], ["subnet-1"] * 17, "the VPC of a workforce has 17 subnets: expected 1 to 16"),
    ],
)
def test_parts_of_a_workforces_vpc(groups: list[str], subnets: list[str], expected: str) -> None:
    with pytest.raises(ValueError, match=message(expected)):
        WorkforceVpc("vpc-1", groups, subnets)


@pytest.fixture
def workforce(stack: cdk.Stack) -> Workforce:
    return Workforce(stack, "Workforce", workforce_name="labeling", worker_pool=WorkerPool(stack, "Workers", domain_prefix="labels"))


@pytest.mark.parametrize("name", ["", "reviewers-", "-reviewers", "under_score", "x" * 64])
def test_workteam_name(stack: cdk.Stack, workforce: Workforce, name: str) -> None:
    expected = f"workteam_name {name!r}: expected 1 to 63 letters, digits and inner hyphens"
    with pytest.raises(ValueError, match=message(expected)):
        Workteam(stack, "Team", workforce=workforce, workteam_name=name, description="Reviews")


@pytest.mark.parametrize("description", ["", "x" * 201, "two\nlines"])
def test_workteam_description(stack: cdk.Stack, workforce: Workforce, description: str) -> None:
    expected = f"description {description!r}: expected 1 to 200 characters on one line"
    with pytest.raises(ValueError, match=message(expected)):
        Workteam(stack, "Team", workforce=workforce, workteam_name="reviewers", description=description)


def test_a_member_named_twice(stack: cdk.Stack, workforce: Workforce) -> None:
    members = [Member("one@example.com"), Member("two@example.com"), Member("One@example.com")]
    with pytest.raises(ValueError, match=message("members of 'reviewers': one@example.com named more than once")):
        Workteam(stack, "Team", workforce=workforce, workteam_name="reviewers", description="Reviews", members=members)


def test_removal_policy(stack: cdk.Stack) -> None:
    with pytest.raises(ValueError, match=message("removal_policy RemovalPolicy.SNAPSHOT: a data bucket takes RETAIN or DESTROY")):
        InputBucket(stack, "Input", removal_policy=cdk.RemovalPolicy.SNAPSHOT)


@pytest.mark.parametrize(
    "account_id", ["", "99999999999", "9999999999999", "your-account", "arn:aws:iam::999999999999:root", "١٢٣٤٥٦٧٨٩٠١٢"]
)
def test_ground_truth_plus_account(stack: cdk.Stack, account_id: str) -> None:
    expected = f"account_id {account_id!r}: expected the 12 digits of the Ground Truth Plus account that your AWS expert gave you"
    with pytest.raises(ValueError, match=message(expected)):
        GroundTruthPlusAccountAccess(stack, "Access", bucket=InputBucket(stack, "Input"), account_id=account_id)


def test_the_id_of_a_handler_is_taken(stack: cdk.Stack) -> None:
    Construct(stack, "GroundTruthWorkforceHandler")
    expected = "the id 'GroundTruthWorkforceHandler' is taken in stack 'Labels': it must be free for the handler"
    with pytest.raises(TypeError, match=message(expected)):
        CustomResourceHandler.of(stack, WORKFORCE)


SOURCE = {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://images/one.manifest"}}}
BuildJob = Callable[..., LabelingJob]


@pytest.fixture
def build_job(stack: cdk.Stack) -> BuildJob:
    """A labeling job with buckets of the stack: settings by the API's names, the rest for the construct."""
    input_bucket, output_bucket = InputBucket(stack, "Input"), OutputBucket(stack, "Output")

    def build(settings: dict[str, Any], **passed: Any) -> LabelingJob:
        complete = {"LabelingJobName": "topics", "HumanTaskConfig": TASK, "InputConfig": SOURCE, **settings}
        parsed = LabelingJobSettings.model_validate(complete)
        return LabelingJob(stack, "Job", settings=parsed, input_bucket=input_bucket, output_bucket=output_bucket, **passed)

    return build


BUILT_IN = {"task_type": "TextMultiClass", "labels": ["web", "data"]}


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in TASK.items() if key != name}


@pytest.mark.parametrize(
    ("settings", "mistake"),
    [
        ({**BUILT_IN, "InputConfig": {}}, "dataset: missing: required: dataset, stream or InputConfig.DataSource"),
        ({**BUILT_IN, "HumanTaskConfig": without("WorkteamArn")}, "team: missing: required: team or HumanTaskConfig.WorkteamArn"),
        ({}, "task_type: missing: required: task_type, or for a custom job template or HumanTaskConfig.UiConfig"),
        ({"task_type": "TextMultiClass"}, "labels: missing: required: labels, label_categories or LabelCategoryConfigS3Uri"),
        ({**BUILT_IN, "labels": ["web"]}, "labels: 1 label: 2 or more labels (TextMultiClass)"),
    ],
    ids=["dataset", "team", "task", "labels", "number of labels"],
)
def test_a_job_that_lacks_something(build_job: BuildJob, settings: dict[str, Any], mistake: str) -> None:
    with pytest.raises(ValueError, match=message(f"labeling job 'topics':\n{mistake}")):
        build_job(settings)


def test_a_job_of_ones_own_functions_without_a_template(build_job: BuildJob) -> None:
    consolidation = {"AnnotationConsolidationLambdaArn": "arn:aws:lambda:eu-west-1:111122223333:function:consolidate"}
    function = "arn:aws:lambda:eu-west-1:111122223333:function:prepare"
    task = {**TASK, "PreHumanTaskLambdaArn": function, "AnnotationConsolidationConfig": consolidation}
    with pytest.raises(
        ValueError, match=message("labeling job 'topics':\ntemplate: missing: required: template or HumanTaskConfig.UiConfig")
    ):
        build_job({"HumanTaskConfig": task})


def test_every_mistake_of_a_job_at_once(build_job: BuildJob) -> None:
    with pytest.raises(ValueError, match="labels: 1 label") as refused:
        build_job({**BUILT_IN, "labels": ["web"], "InputConfig": {}, "HumanTaskConfig": without("WorkteamArn")})
    assert len(str(refused.value).splitlines()) == 4


def test_a_built_in_task_in_a_stack_without_a_region(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Anywhere")
    input_bucket, output_bucket = InputBucket(stack, "Input"), OutputBucket(stack, "Output")
    settings = LabelingJobSettings.model_validate({"LabelingJobName": "topics", "HumanTaskConfig": TASK, "InputConfig": SOURCE, **BUILT_IN})
    expected = "labeling job 'topics': the functions of TextMultiClass differ by region: give the stack one, env=cdk.Environment(...)"
    with pytest.raises(ValueError, match=message(expected)):
        LabelingJob(stack, "Job", settings=settings, input_bucket=input_bucket, output_bucket=output_bucket)


def test_a_task_type_that_comes_without_a_template(build_job: BuildJob) -> None:
    expected = "template: missing: required: template or HumanTaskConfig.UiConfig"
    with pytest.raises(ValueError, match=re.escape(expected)):
        build_job({"task_type": "PassThrough"})


def parameter(stack: cdk.Stack, name: str) -> str:
    """A string known only at deployment."""
    return cdk.CfnParameter(stack, name).value_as_string


def test_what_is_known_at_deployment_only_is_accepted(stack: cdk.Stack, app: cdk.App) -> None:
    pool = WorkerPool(stack, "Workers", domain_prefix=parameter(stack, "DomainPrefix"))
    workforce = Workforce(stack, "Workforce", workforce_name=parameter(stack, "WorkforceName"), worker_pool=pool)
    name, description = parameter(stack, "TeamName"), parameter(stack, "Description")
    Workteam(stack, "Team", workforce=workforce, workteam_name=name, description=description)
    bucket = InputBucket(stack, "Input", bucket_name=parameter(stack, "BucketName"))
    GroundTruthPlusAccountAccess(stack, "Access", bucket=bucket, account_id=parameter(stack, "PlusAccount"))
    synthesized = synthesize(app).stacks["Labels"]
    assert synthesized.properties("Workers/UserPool/Domain")["Domain"] == "${DomainPrefix}"
    assert synthesized.properties("Workforce")["WorkforceName"] == "${WorkforceName}"
    assert synthesized.properties("Team")["WorkteamName"] == "${TeamName}"
    assert synthesized.properties("Team")["Description"] == "${Description}"
    allow = [entry for entry in synthesized.properties("Input/Bucket/Policy")["PolicyDocument"]["Statement"] if entry["Effect"] == "Allow"]
    assert allow[0]["Principal"] == {"AWS": "${PlusAccount}"}


def test_a_job_with_settings_that_are_known_at_deployment_only(build_job: BuildJob, stack: cdk.Stack, app: cdk.App) -> None:
    task = {**TASK, "TaskTitle": parameter(stack, "Title")}
    build_job({**BUILT_IN, "LabelingJobName": parameter(stack, "Name"), "HumanTaskConfig": task})
    properties = synthesize(app).stacks["Labels"].properties("Job")
    assert properties["LabelingJobName"] == "${Name}"
    assert properties["HumanTaskConfig"]["TaskTitle"] == "${Title}"
