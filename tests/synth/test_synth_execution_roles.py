"""What the execution role of a job may do, by what the job has: no more than the documented policies."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest

from ground_truth import Dataset, InputBucket, LabelingJob, LabelingStream, OutputBucket
from ground_truth.environment import LabelingJobSettings
from labeling_rules.task_types import TASK_TYPES
from tests.synth.cloud_assembly import SynthesizedStack, synthesize
from tests.synth.policies import Statement, statements

ACCOUNT, REGION = "111122223333", "eu-west-1"
ROLE = "Job/ExecutionRole/Role"
TASK = {
    "WorkteamArn": f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:workteam/private-crowd/reviewers",
    "TaskTitle": "What is it about?",
    "TaskDescription": "Choose one.",
    "NumberOfHumanWorkersPerDataObject": 1,
    "TaskTimeLimitInSeconds": 300,
}
LINES = {"task_type": "TextMultiClass", "labels": ["web", "data"]}
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd"


def job(app: cdk.App, settings: dict[str, Any], **passed: Any) -> SynthesizedStack:
    """A stack with one job, synthesized."""
    stack = cdk.Stack(app, "Labels", env=cdk.Environment(account=ACCOUNT, region=REGION))
    images, labels = InputBucket(stack, "Input"), OutputBucket(stack, "Output")
    if "InputConfig" not in settings:
        passed = {"dataset": Dataset.in_bucket(images, "one.manifest"), **passed}
    parsed = LabelingJobSettings.model_validate({"LabelingJobName": "topics", "HumanTaskConfig": TASK, **LINES, **settings})
    LabelingJob(stack, "Job", settings=parsed, input_bucket=images, output_bucket=labels, **passed)
    return synthesize(app).stacks["Labels"]


def rights(stack: SynthesizedStack, owner: str = ROLE) -> dict[tuple[str, ...], Statement]:
    """The statements of a role by their actions, its trust policy left out."""
    return {found.actions: found for found in statements(stack) if found.owner == owner and not found.principals}


QUEUE = (
    "sqs:CreateQueue",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
    "sqs:SendMessageBatch",
    "sqs:SetQueueAttributes",
)
QUEUES = f"arn:aws:sqs:{REGION}:{ACCOUNT}:GroundTruth-*"


def test_a_job_without_a_stream_touches_neither_queues_nor_topics(app: cdk.App) -> None:
    assert [actions for actions in rights(job(app, {})) if actions[0].startswith(("sns:", "sqs:"))] == []


@pytest.mark.parametrize("publish_labels", [True, False])
def test_a_stream_made_with_the_job(app: cdk.App, publish_labels: bool) -> None:
    stack = cdk.Stack(app, "Labels", env=cdk.Environment(account=ACCOUNT, region=REGION))
    stream = LabelingStream(stack, "Stream", publish_labels=publish_labels)
    images, labels = InputBucket(stack, "Input"), OutputBucket(stack, "Output")
    parsed = LabelingJobSettings.model_validate({"LabelingJobName": "topics", "HumanTaskConfig": TASK, **LINES})
    LabelingJob(stack, "Job", settings=parsed, input_bucket=images, output_bucket=labels, stream=stream)
    synthesized = synthesize(app).stacks["Labels"]
    topics = ("${Stream/Labels}", "${Stream/Objects}") if publish_labels else ("${Stream/Objects}",)
    found = rights(synthesized)
    assert found[QUEUE].resources == (QUEUES,)
    assert found["sns:Subscribe",].resources == topics
    assert found["sns:Subscribe",].condition == {"StringEquals": {"sns:Protocol": "sqs"}, "StringLike": {"sns:Endpoint": QUEUES}}
    assert found["sns:Publish",].resources == topics
    assert found["sns:Unsubscribe",].resources == ("*",)
    properties = synthesized.properties("Job")
    assert properties["InputConfig"]["DataSource"] == {"SnsDataSource": {"SnsTopicArn": "${Stream/Objects}"}}
    assert properties["OutputConfig"].get("SnsTopicArn") == ("${Stream/Labels}" if publish_labels else None)
    handler = rights(synthesized, "GroundTruthLabelingJobHandler/Policy")
    assert handler["sqs:DeleteQueue", "sqs:GetQueueUrl"].resources == (QUEUES,)


def test_topics_that_exist(app: cdk.App) -> None:
    incoming, labeled = (f"arn:aws:sns:{REGION}:{ACCOUNT}:{name}" for name in ("incoming", "labeled"))
    source = {"DataSource": {"SnsDataSource": {"SnsTopicArn": incoming}}}
    found = rights(job(app, {"InputConfig": source, "OutputConfig": {"SnsTopicArn": labeled}}))
    assert found["sns:Publish",].resources == (incoming, labeled)


def test_automated_labeling(app: cdk.App) -> None:
    network = {"SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1", "subnet-2"]}
    resources = {"VolumeKmsKeyId": KEY, "VpcConfig": network}
    synthesized = job(app, {"LabelingJobAlgorithmsConfig": {"LabelingJobResourceConfig": resources}})
    algorithm = synthesized.properties("Job")["LabelingJobAlgorithmsConfig"]["LabelingJobAlgorithmSpecificationArn"]
    assert algorithm == f"arn:aws:sagemaker:{REGION}:027400017018:labeling-job-algorithm-specification/text-classification"
    (own,) = rights(synthesized, "Job/ExecutionRole/PassItselfOn").values()
    assert own.actions == ("iam:PassRole",)
    assert own.resources == (f"${{{ROLE}.Arn}}",)
    assert own.condition == {"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}}
    assert "Job/ExecutionRole/PassItselfOn" in synthesized.resources["Job"]["DependsOn"]
    found = rights(synthesized)
    assert found["kms:CreateGrant",].resources == (KEY,)
    assert found["kms:CreateGrant",].condition == {"Bool": {"kms:GrantIsForAWSResource": "true"}}
    (interface,) = [statement for actions, statement in found.items() if "ec2:CreateNetworkInterface" in actions]
    assert interface.resources == tuple(
        f"arn:aws:ec2:{REGION}:{ACCOUNT}:{name}"
        for name in ("network-interface/*", "security-group/sg-1", "subnet/subnet-1", "subnet/subnet-2")
    )
    (describe,) = [statement for actions, statement in found.items() if "ec2:DescribeSubnets" in actions]
    assert all(action.startswith("ec2:Describe") for action in describe.actions)


WRITE_KEY = (
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
)


@pytest.mark.parametrize(
    ("key_id", "resource", "condition"),
    [
        (KEY, KEY, None),
        ("1234abcd", KEY, None),
        ("alias/labels", f"arn:aws:kms:{REGION}:{ACCOUNT}:key/*", {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/labels"}}),
        (
            f"arn:aws:kms:{REGION}:{ACCOUNT}:alias/labels",
            f"arn:aws:kms:{REGION}:{ACCOUNT}:key/*",
            {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/labels"}},
        ),
    ],
    ids=["key ARN", "key id", "alias", "alias ARN"],
)
def test_a_key_for_the_output(app: cdk.App, key_id: str, resource: str, condition: dict[str, Any] | None) -> None:
    found = rights(job(app, {"OutputConfig": {"KmsKeyId": key_id}}))[WRITE_KEY]
    assert (found.resources, found.condition) == ((resource,), condition)


def test_an_output_path_elsewhere(app: cdk.App) -> None:
    found = rights(job(app, {"OutputConfig": {"S3OutputPath": "s3://elsewhere/labels/"}}))
    assert found["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"].resources == ("arn:aws:s3:::elsewhere/labels/*",)
    assert "arn:aws:s3:::elsewhere" in found["s3:GetBucketCORS", "s3:GetBucketLocation", "s3:ListBucket"].resources


def test_a_manifest_elsewhere_comes_with_the_objects_beside_it(app: cdk.App) -> None:
    found = rights(job(app, {"InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://elsewhere/sets/one.manifest"}}}}))
    assert "arn:aws:s3:::elsewhere/*" in found["s3:GetObject",].resources
    assert "arn:aws:s3:::elsewhere" in found["s3:GetBucketCORS", "s3:GetBucketLocation", "s3:ListBucket"].resources


def test_a_role_of_ones_own_gets_nothing(app: cdk.App) -> None:
    role = f"arn:aws:iam::{ACCOUNT}:role/labeling"
    synthesized = job(app, {"RoleArn": role})
    assert [path for path in synthesized.of_type("AWS::IAM::Role") if "ExecutionRole" in path] == []
    assert rights(synthesized, "GroundTruthLabelingJobHandler/Policy")["iam:PassRole",].resources == (role,)


def test_frames_need_the_cors_rule_on_both_buckets(app: cdk.App) -> None:
    frames = {"task_type": "VideoObjectTracking", "LabelAttributeName": "tracks-ref"}
    with pytest.raises(ValueError, match="CORS rule of VideoObjectTracking") as refused:
        job(app, frames)
    assert [line.partition(":")[0] for line in str(refused.value).splitlines()[1:]] == ["input_bucket", "output_bucket"]


def test_buckets_with_the_cors_rule_of_frames(app: cdk.App) -> None:
    profile = TASK_TYPES["VideoObjectTracking"].cors_profile
    stack = cdk.Stack(app, "Labels", env=cdk.Environment(account=ACCOUNT, region=REGION))
    images, labels = InputBucket(stack, "Input", cors_profile=profile), OutputBucket(stack, "Output", cors_profile=profile)
    settings = {"task_type": "VideoObjectTracking", "LabelAttributeName": "tracks-ref", "labels": ["Car"]}
    parsed = LabelingJobSettings.model_validate({"LabelingJobName": "tracks", "HumanTaskConfig": TASK, **settings})
    LabelingJob(
        stack, "Job", settings=parsed, input_bucket=images, output_bucket=labels, dataset=Dataset.in_bucket(images, "sequences.manifest")
    )
    synthesized = synthesize(app).stacks["Labels"]
    for bucket in ("Input", "Output"):
        assert synthesized.properties(f"{bucket}/Bucket")["CorsConfiguration"]["CorsRules"] == [
            {
                "AllowedHeaders": ["*"],
                "AllowedMethods": ["GET", "HEAD", "PUT"],
                "AllowedOrigins": ["*"],
                "ExposedHeaders": ["Access-Control-Allow-Origin"],
                "MaxAge": 3000,
            }
        ]
