"""The constructs in a user's application, without stages and environment files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_ec2 as ec2

from ground_truth import Dataset, InputBucket, LabelingJob, Member, OutputBucket, WorkerPool, Workforce, WorkforceVpc, Workteam
from ground_truth.settings import HumanTaskConfig, LabelingJobSettings
from tests.synth.cloud_assembly import CloudAssembly, synthesize

LINES = 'a text\n\n   \ntwo "quotes" and an umlaut: ü\n'


def test_workers_and_a_bucket(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Labels")
    InputBucket(stack, "Input")
    workforce = Workforce(stack, "Workforce", workforce_name="labeling", worker_pool=WorkerPool(stack, "Workers", domain_prefix="labels"))
    Workteam(
        stack,
        "Team",
        workforce=workforce,
        workteam_name="reviewers",
        description="Reviews",
        members=[Member("one@example.com")],
        tags={"a": "b"},
    )
    synthesized = synthesize(app).stacks["Labels"]
    assert synthesized.resources["Input/Bucket"]["DeletionPolicy"] == "Retain"
    assert synthesized.properties("Workforce")["CognitoConfig"]["UserPool"] == "${Workers/UserPool}"
    assert synthesized.properties("Team")["WorkforceName"] == "${Workforce.WorkforceName}"
    assert synthesized.properties("Team")["Tags"] == [{"Key": "a", "Value": "b"}]
    assert synthesized.properties("Team/Group") == {"GroupName": "reviewers", "UserPoolId": "${Workers/UserPool}"}


def test_a_team_of_workers_whom_the_pool_of_a_shared_workforce_knows(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Labels", env=cdk.Environment(account="111122223333", region="eu-west-1"))
    workforce = Workforce.adopt(stack, "Workforce", workforce_name="labeling", source_ip_cidrs=["203.0.113.0/24"])
    members = [Member("known@example.com", existing=True), Member("new@example.com")]
    Workteam(stack, "Team", workforce=workforce, workteam_name="reviewers", description="Reviews", members=members)
    synthesized = synthesize(app).stacks["Labels"]
    properties = synthesized.properties("Workforce")
    assert (properties["Mode"], properties["SourceIpConfig"]) == ("adopt", {"Cidrs": ["203.0.113.0/24"]})
    assert "CognitoConfig" not in properties
    assert synthesized.of_type("AWS::Cognito::UserPool") == {}
    users = synthesized.of_type("AWS::Cognito::UserPoolUser").values()
    assert [user["Properties"]["Username"] for user in users] == ["new@example.com"]
    placed = synthesized.of_type("AWS::Cognito::UserPoolUserToGroupAttachment").values()
    assert {entry["Properties"]["Username"] for entry in placed} == {"known@example.com", "new@example.com"}
    assert {entry["Properties"]["UserPoolId"] for entry in placed} == {"${Workforce.UserPool}"}


def test_the_urls_of_data_work_where_the_team_says(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Labels", env=cdk.Environment(account="111122223333", region="eu-west-1"))
    workforce = Workforce.adopt(stack, "Workforce", workforce_name="labeling", source_ip_cidrs=["203.0.113.0/24"])
    team: dict[str, Any] = {"workforce": workforce, "description": "Reviews"}
    anywhere = Workteam(stack, "Anywhere", workteam_name="anywhere", **team)
    source_ip = Workteam(stack, "SourceIp", workteam_name="source-ip", presigned_urls_from="source_ip", **team)
    Workteam(stack, "VpcSourceIp", workteam_name="vpc-source-ip", presigned_urls_from="vpc_source_ip", **team)
    assert [str(entry.data).partition(";")[0] for entry in anywhere.node.metadata] == [
        "presigned_urls_from: anywhere: source_ip: source_ip_cidrs restricts only the portal, "
        "and the URL of an object from a worker page works from anywhere [ack: ground-truth-cdk:data-urls-stay-with-the-workers]"
    ]
    assert source_ip.node.metadata == []
    synthesized = synthesize(app).stacks["Labels"]
    assert "WorkerAccessConfiguration" not in synthesized.properties("Anywhere")
    for name in ("SourceIp", "VpcSourceIp"):
        constraints = {"S3Presign": {"IamPolicyConstraints": {name: "Enabled"}}}
        assert synthesized.properties(name)["WorkerAccessConfiguration"] == constraints


def test_a_workforce_in_a_vpc_of_the_same_application(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Labels", env=cdk.Environment(account="111122223333", region="eu-west-1"))
    vpc = ec2.Vpc(stack, "Network", max_azs=2, nat_gateways=0)
    group = ec2.SecurityGroup(stack, "Workers", vpc=vpc)
    chosen = vpc.isolated_subnets[:1] or vpc.public_subnets[:1]
    Workforce.adopt(stack, "Workforce", workforce_name="labeling", vpc=WorkforceVpc.of(vpc, security_groups=[group], subnets=chosen))
    properties = synthesize(app).stacks["Labels"].properties("Workforce")
    assert properties["WorkforceVpcConfig"] == {
        "VpcId": "${Network}",
        "SecurityGroupIds": ["${Workers.GroupId}"],
        "Subnets": [f"${{{chosen[0].node.path.removeprefix('Labels/')}/Subnet}}"],
    }


@pytest.mark.parametrize("mode", ["adopt", "import"])
def test_a_workforce_that_is_not_ours_cannot_be_created_deleted_or_tagged(app: cdk.App, mode: str) -> None:
    stack = cdk.Stack(app, "Labels")
    make = {"adopt": Workforce.adopt, "import": Workforce.import_existing}[mode]
    make(stack, "Workforce", workforce_name="labeling")
    policy = json.dumps(synthesize(app).stacks["Labels"].properties("GroundTruthWorkforceHandler/Policy"))
    assert "sagemaker:DescribeWorkforce" in policy
    assert not [action for action in ("CreateWorkforce", "DeleteWorkforce", "AddTags", 'UpdateUserPool"') if action in policy]
    assert ("UpdateWorkforce" in policy) == ("UpdateUserPoolClient" in policy) == (mode == "adopt")


@pytest.fixture
def labeled(app: cdk.App, tmp_path: Path) -> CloudAssembly:
    """A labeling job over the lines of a text file."""
    lines = tmp_path / "lines.txt"
    lines.write_text(LINES, encoding="utf-8")
    stack = cdk.Stack(app, "Labels", env=cdk.Environment(account="111122223333", region="eu-west-1"))
    input_bucket, output_bucket = InputBucket(stack, "Input"), OutputBucket(stack, "Output")
    workforce = Workforce(stack, "Workforce", workforce_name="labeling", worker_pool=WorkerPool(stack, "Workers", domain_prefix="labels"))
    job = LabelingJob(
        stack,
        "Topics",
        settings=LabelingJobSettings(
            labeling_job_name="topics",
            task_type="TextMultiClassMultiLabel",
            labels=("web", "data"),
            human_task_config=HumanTaskConfig(
                task_title="What is it about?",
                task_description="Choose every topic.",
                number_of_human_workers_per_data_object=1,
                task_time_limit_in_seconds=300,
            ),
        ),
        input_bucket=input_bucket,
        output_bucket=output_bucket,
        team=Workteam(stack, "Team", workforce=workforce, workteam_name="reviewers", description="Reviews"),
        dataset=Dataset.from_text_file(lines),
    )
    cdk.CfnOutput(stack, "Manifest", value=job.output_manifest_uri)
    return synthesize(app)


def test_a_job_over_the_lines_of_a_text_file(labeled: CloudAssembly) -> None:
    stack = labeled.stacks["Labels"]
    properties = stack.properties("Topics")
    assert properties["LabelingJobName"] == properties["LabelAttributeName"] == "topics"
    assert properties["HumanTaskConfig"]["WorkteamArn"] == "${Team.WorkteamArn}"
    assert properties["RoleArn"] == "${Topics/ExecutionRole/Role.Arn}"
    assert properties["OutputConfig"] == {"S3OutputPath": "s3://${Output/Bucket}/labeling-jobs"}
    assert stack.template["Outputs"]["Manifest"]["Value"] == {"Fn::GetAtt": [stack.logical_ids["Topics"], "OutputManifestS3Uri"]}


def test_the_lines_become_a_manifest_that_travels_with_the_application(labeled: CloudAssembly) -> None:
    stack = labeled.stacks["Labels"]
    uri = stack.properties("Topics")["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"]
    bucket, name = uri.removeprefix("s3://").split("/")
    assert bucket == "cdk-hnb659fds-assets-111122223333-eu-west-1"
    (asset,) = labeled.folder.glob("asset.*.manifest")
    assert asset.name == f"asset.{name}"
    objects = [json.loads(line) for line in asset.read_text(encoding="utf-8").splitlines()]
    assert objects == [{"source": "a text"}, {"source": 'two "quotes" and an umlaut: ü'}]


def test_handler_and_role_may_read_that_manifest(labeled: CloudAssembly) -> None:
    stack = labeled.stacks["Labels"]
    uri = stack.properties("Topics")["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"]
    for policy in ("GroundTruthLabelingJobHandler/Policy", "Topics/ExecutionRole/Role"):
        assert f"arn:aws:s3:::{uri.removeprefix('s3://')}" in json.dumps(stack.properties(policy))
