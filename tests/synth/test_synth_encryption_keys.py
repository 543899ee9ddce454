"""Keys of external buckets and topics are granted to the job's role and to every function that reads or writes there."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
import yaml
from aws_cdk import aws_kms as kms

from app import add_environments
from ground_truth import (
    Dataset,
    DeliveredLabels,
    EncryptionKeys,
    FunctionCode,
    InputBucket,
    LabelingJob,
    OutputBucket,
    PostAnnotationFunction,
)
from ground_truth.labeling_job.execution_rights import OUTPUT_KEY_ACTIONS
from ground_truth.settings import LabelingJobSettings
from tests.synth.cloud_assembly import SynthesizedStack, synthesize
from tests.synth.labeling_task import ACCOUNT, REGION, TASK
from tests.synth.policies import statements, through_s3
from tests.synth.service_authorization import mistakes

TOPIC, OBJECTS = (f"arn:aws:sns:{REGION}:{ACCOUNT}:{name}" for name in ("labeled", "objects"))
IN, OUT, DATA, SNS = (f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{name}" for name in ("in", "out", "data", "sns"))
ASSETS = f"cdk-hnb659fds-assets-{ACCOUNT}-{REGION}"
READ, WRITE = ("kms:Decrypt",), ("kms:Decrypt", "kms:GenerateDataKey")
S3 = through_s3(REGION)
ROLE, HANDLER = "Job/ExecutionRole*", "GroundTruthLabelingJobHandler/Policy"

MANIFEST = {"InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://acme-in/one.manifest"}}}}
OUTPUT = {"OutputConfig": {"S3OutputPath": "s3://acme-out/gt"}}
SETTINGS = {"LabelingJobName": "topics", "task_type": "TextMultiClass", "labels": ["web", "data"], "HumanTaskConfig": TASK}

Rights = set[tuple[tuple[str, ...], tuple[str, ...], str]]


@pytest.fixture
def keys(stack: cdk.Stack) -> EncryptionKeys:
    """For three buckets and two topics, and CDK's asset bucket."""
    named = {arn: kms.Key.from_key_arn(stack, f"Key {arn[-4:]}", arn) for arn in (IN, OUT, DATA, SNS)}
    buckets = {"acme-in": named[IN], "acme-out": named[OUT], "acme-data": named[DATA], ASSETS: named[SNS]}
    return EncryptionKeys(buckets=buckets, topics={TOPIC: named[SNS], OBJECTS: named[SNS]})


def job(stack: cdk.Stack, keys: EncryptionKeys | None, changes: dict[str, Any], *, construct_id: str = "Job", **passed: Any) -> LabelingJob:
    output = OutputBucket(stack, f"{construct_id}Output")
    settings = LabelingJobSettings.model_validate({**SETTINGS, **changes})
    return LabelingJob(stack, construct_id, settings=settings, output_bucket=output, encryption_keys=keys, **passed)


def key_rights(stack: SynthesizedStack, owner: str) -> Rights:
    """Actions on keys, the keys, and the condition as text."""
    found = [statement for statement in statements(stack) if fnmatchcase(statement.owner, owner) and not statement.principals]
    return {(entry.actions, entry.resources, str(entry.condition)) for entry in found if entry.actions[0].startswith("kms:")}


def rights(actions: tuple[str, ...], *arns: str, condition: Any = S3) -> Rights:
    return {(actions, tuple(sorted(arns)), str(condition))}


def test_a_manifest_elsewhere(app: cdk.App, stack: cdk.Stack, keys: EncryptionKeys) -> None:
    job(stack, keys, MANIFEST)
    synthesized = synthesize(app).stacks["Labels"]
    assert key_rights(synthesized, ROLE) == rights(READ, IN, SNS)
    assert key_rights(synthesized, HANDLER) == rights(READ, IN)


def test_an_output_elsewhere_is_encrypted_with_the_key_of_its_bucket(app: cdk.App, stack: cdk.Stack, keys: EncryptionKeys) -> None:
    job(stack, keys, {**MANIFEST, **OUTPUT})
    synthesized = synthesize(app).stacks["Labels"]
    assert synthesized.properties("Job")["OutputConfig"] == {"S3OutputPath": "s3://acme-out/gt", "KmsKeyId": OUT}
    assert key_rights(synthesized, ROLE) == rights(READ, IN, SNS) | rights(OUTPUT_KEY_ACTIONS, OUT, condition=None)
    assert key_rights(synthesized, HANDLER) == rights(READ, IN) | rights(WRITE, OUT)


def test_an_output_with_another_key_than_its_bucket(app: cdk.App, stack: cdk.Stack, keys: EncryptionKeys) -> None:
    """The function's files are encrypted like the output; files that Ground Truth writes without a key, with the bucket's default."""
    job(stack, keys, {**MANIFEST, "OutputConfig": {"S3OutputPath": "s3://acme-out/gt", "KmsKeyId": DATA}})
    synthesized = synthesize(app).stacks["Labels"]
    assert synthesized.properties("Job")["OutputConfig"]["KmsKeyId"] == DATA
    output = rights(OUTPUT_KEY_ACTIONS, DATA, condition=None) | rights(WRITE, OUT)
    assert key_rights(synthesized, ROLE) == rights(READ, IN, SNS) | output
    assert key_rights(synthesized, HANDLER) == rights(READ, IN) | rights(WRITE, DATA)


def test_an_alias_for_the_output_reaches_the_function_too(app: cdk.App, stack: cdk.Stack) -> None:
    job(stack, None, {**MANIFEST, "OutputConfig": {"S3OutputPath": "s3://acme-out/gt", "KmsKeyId": "alias/labels"}})
    alias = {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/labels"}}
    any_key = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/*"
    assert key_rights(synthesize(app).stacks["Labels"], HANDLER) == rights(WRITE, any_key, condition={**alias, **S3})


def test_with_a_role_of_ones_own_the_function_has_the_keys_all_the_same(app: cdk.App, stack: cdk.Stack, keys: EncryptionKeys) -> None:
    job(stack, keys, {**MANIFEST, **OUTPUT, "RoleArn": f"arn:aws:iam::{ACCOUNT}:role/labeling"})
    assert key_rights(synthesize(app).stacks["Labels"], HANDLER) == rights(READ, IN) | rights(WRITE, OUT)


def test_template_label_file_and_data_buckets(app: cdk.App, stack: cdk.Stack, keys: EncryptionKeys) -> None:
    page = {"HumanTaskConfig": {**TASK, "UiConfig": {"UiTemplateS3Uri": "s3://acme-out/page.html"}}}
    files = {"labels": None, "LabelCategoryConfigS3Uri": "s3://acme-in/labels.json", "data_buckets": ["acme-data", "acme-other"], **page}
    images = InputBucket(stack, "Input")
    job(stack, keys, files, dataset=Dataset.in_bucket(images, "one.manifest"), input_bucket=images)
    synthesized = synthesize(app).stacks["Labels"]
    assert key_rights(synthesized, ROLE) == rights(READ, IN, OUT, DATA)
    assert key_rights(synthesized, HANDLER) == set()


def test_a_local_manifest_its_copy_and_the_buckets_of_its_lines(
    app: cdk.App, stack: cdk.Stack, keys: EncryptionKeys, tmp_path: Path
) -> None:
    """It is in CDK's asset bucket, which bootstrapping may have encrypted, and is copied beside the output."""
    manifest = tmp_path / "one.manifest"
    manifest.write_text('{"source-ref": "s3://acme-data/a.jpg"}\n', encoding="utf-8")
    images = {"task_type": "ImageMultiClass", "data_buckets": ["acme-data"]}
    job(stack, keys, {**images, **OUTPUT}, dataset=Dataset.from_manifest_file(manifest))
    synthesized = synthesize(app).stacks["Labels"]
    assert key_rights(synthesized, ROLE) == rights(READ, DATA, SNS) | rights(OUTPUT_KEY_ACTIONS, OUT, condition=None)
    assert key_rights(synthesized, HANDLER) == rights(READ, SNS) | rights(WRITE, OUT)


def test_topics(app: cdk.App, stack: cdk.Stack, keys: EncryptionKeys) -> None:
    source = {"DataSource": {"SnsDataSource": {"SnsTopicArn": OBJECTS}}}
    job(stack, EncryptionKeys(topics=keys.topics), {"InputConfig": source, "OutputConfig": {"SnsTopicArn": TOPIC}})
    synthesized = synthesize(app).stacks["Labels"]
    assert key_rights(synthesized, ROLE) == rights(WRITE, SNS, condition=None)
    assert key_rights(synthesized, HANDLER) == set()


@pytest.mark.parametrize("topic", [TOPIC, f"{TOPIC}-other"])
def test_an_output_topic_of_a_job_that_is_no_stream(app: cdk.App, stack: cdk.Stack, keys: EncryptionKeys, topic: str) -> None:
    job(stack, EncryptionKeys(topics=keys.topics), {**MANIFEST, "OutputConfig": {"SnsTopicArn": topic}})
    expected = rights(WRITE, SNS, condition=None) if topic == TOPIC else set()
    assert key_rights(synthesize(app).stacks["Labels"], ROLE) == expected


def test_a_post_annotation_function_reads_an_output_elsewhere(
    app: cdk.App, stack: cdk.Stack, keys: EncryptionKeys, workflow_folder: Path
) -> None:
    post = PostAnnotationFunction(stack, "Consolidate", function=FunctionCode(folder=workflow_folder, handler="post_annotation.handler"))
    page = {"HumanTaskConfig": {**TASK, "UiConfig": {"UiTemplateS3Uri": "s3://acme-in/page.html"}}}
    job(stack, keys, {"task_type": None, "labels": None, **MANIFEST, **OUTPUT, **page}, post_annotation=post)
    assert key_rights(synthesize(app).stacks["Labels"], "Job/ReadPayload") == rights(READ, OUT)


def test_a_chained_job_uses_the_keys_of_the_job_before(app: cdk.App, stack: cdk.Stack, keys: EncryptionKeys) -> None:
    first = job(stack, keys, {**MANIFEST, **OUTPUT}, construct_id="First")
    job(stack, None, {"LabelingJobName": "second"}, dataset=Dataset.output_of(first))
    synthesized = synthesize(app).stacks["Labels"]
    assert key_rights(synthesized, ROLE) == rights(READ, IN, OUT)
    assert key_rights(synthesized, HANDLER) == rights(READ, IN, OUT) | rights(WRITE, OUT)


def test_an_own_bucket_that_is_meant_by_its_name(app: cdk.App, stack: cdk.Stack) -> None:
    images = InputBucket(stack, "Input", bucket_name="acme-images", encryption_key=kms.Key(stack, "Own"))
    source = {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://acme-images/one.manifest"}}}
    job(stack, None, {"InputConfig": source}, input_bucket=images)
    synthesized = synthesize(app).stacks["Labels"]
    assert key_rights(synthesized, ROLE) == rights(READ, "${Own.Arn}")
    assert key_rights(synthesized, HANDLER) == rights(READ, "${Own.Arn}")


def test_a_key_of_this_application(app: cdk.App, stack: cdk.Stack) -> None:
    made = EncryptionKeys(buckets={"acme-out": kms.Key(stack, "Made")})
    job(stack, made, {**MANIFEST, **OUTPUT})
    synthesized = synthesize(app).stacks["Labels"]
    assert synthesized.properties("Job")["OutputConfig"]["KmsKeyId"] == "${Made.Arn}"
    assert key_rights(synthesized, HANDLER) == rights(WRITE, "${Made.Arn}")


def test_every_right_on_a_key_is_one_that_iam_knows(app: cdk.App, stack: cdk.Stack, keys: EncryptionKeys) -> None:
    """Actions, the key as their resource, and the condition."""
    source = {"DataSource": {"SnsDataSource": {"SnsTopicArn": OBJECTS}}}
    job(stack, keys, {"InputConfig": source, "data_buckets": ["acme-data"], **OUTPUT})
    found = [statement for statement in statements(synthesize(app).stacks["Labels"]) if statement.actions[0].startswith("kms:")]
    assert {statement.actions for statement in found} == {READ, WRITE, OUTPUT_KEY_ACTIONS}
    assert [mistake for statement in found for mistake in mistakes(statement, {})] == []


def test_a_kms_key_id_that_is_a_token_is_an_arn(app: cdk.App, stack: cdk.Stack) -> None:
    key_id = kms.Key(stack, "Made").key_arn
    job(stack, None, {**MANIFEST, "OutputConfig": {"KmsKeyId": key_id}})
    synthesized = synthesize(app).stacks["Labels"]
    assert key_rights(synthesized, ROLE) == rights(OUTPUT_KEY_ACTIONS, "${Made.Arn}", condition=None)


def test_another_key_of_the_output_is_another_role(tmp_path: Path) -> None:
    """The replaced job needs the old one until it is stopped."""

    def role_of(key: str, name: str) -> str:
        app = cdk.App(outdir=str(tmp_path / name), analytics_reporting=False)
        stack = cdk.Stack(app, "Labels", env=cdk.Environment(account=ACCOUNT, region=REGION))
        keys = EncryptionKeys(buckets={"acme-out": kms.Key.from_key_arn(stack, "Key", key)})
        job(stack, keys, {**MANIFEST, **OUTPUT})
        (role,) = [path for path in synthesize(app).stacks["Labels"].of_type("AWS::IAM::Role") if path.startswith("Job/ExecutionRole")]
        return role

    assert role_of(OUT, "one") == role_of(OUT, "again") != role_of(DATA, "other")


def test_manifests_of_delivered_labels_with_another_key(app: cdk.App, stack: cdk.Stack, keys: EncryptionKeys) -> None:
    DeliveredLabels(stack, "Delivered", bucket=OutputBucket(stack, "Output"), prefix="labels/", encryption_keys=[keys.buckets["acme-out"]])
    assert key_rights(synthesize(app).stacks["Labels"], "Delivered/Checker/Policy") == rights(READ, OUT)


def test_an_environment_file_names_each_key_once_for_all_jobs(tmp_path: Path) -> None:
    task = {name: value for name, value in TASK.items() if name != "WorkteamArn"}
    common = {"team": "reviewers", "task_type": "TextMultiClass", "labels": ["web", "data"], "HumanTaskConfig": task}
    document = {
        "account": ACCOUNT,
        "region": REGION,
        "encryption_keys": [{"kms_key_arn": IN, "buckets": ["acme-in", "acme-out"]}, {"kms_key_arn": SNS, "topics": [TOPIC]}],
        "workforce": {"mode": "import", "name": "labeling"},
        "teams": [{"name": "reviewers", "description": "Reviews", "members": ["one@example.com"]}],
        "labeling_jobs": [
            {"LabelingJobName": "first", **common, **MANIFEST, "OutputConfig": {"SnsTopicArn": TOPIC}},
            {"LabelingJobName": "second", **common, "dataset": {"lines": ["a"]}, **OUTPUT},
        ],
    }
    folder = tmp_path / "environments"
    folder.mkdir()
    (folder / "dev.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    app = cdk.App(outdir=str(tmp_path / "cdk.out"), analytics_reporting=False)
    add_environments(app, folder)
    labeling = synthesize(app).stacks["dev/Labeling"]
    assert key_rights(labeling, "Job first/ExecutionRole*") == rights(READ, IN) | rights(WRITE, SNS, condition=None)
    assert key_rights(labeling, "Job second/ExecutionRole*") == rights(OUTPUT_KEY_ACTIONS, IN, condition=None)
    assert key_rights(labeling, HANDLER) == rights(READ, IN) | rights(WRITE, IN)
