"""Buckets and topics with customer managed keys: with the keys listed in the environment file, every job completes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from ground_truth.custom_workflow.new_workflow import write_workflow
from sandbox.cdk_cli import CdkCli, bootstrap
from sandbox.process import Sandbox
from tests.e2e.account_view import AccountView
from tests.e2e.assembly import synthesize_folder
from tests.e2e.completed_jobs import complete, labeled_lines
from tests.e2e.edited_assembly import impatient, without_action
from tests.e2e.encrypted_things import DATA, INPUT, OUTPUT, PAGE, EncryptedThings, role_that_may_everything, subscribed_queue

REGION = "ap-south-1"


@pytest.fixture(scope="module")
def account() -> Iterator[AccountView]:
    with Sandbox(ground_truth={"streaming_labeling_job_quota": 1}) as sandbox:
        bootstrap(sandbox, REGION)
        yield AccountView(sandbox, REGION)


@pytest.fixture(scope="module")
def things(account: AccountView) -> EncryptedThings:
    return EncryptedThings.make(account)


@pytest.fixture(scope="module")
def document(account: AccountView, things: EncryptedThings) -> dict[str, Any]:
    """An environment with all jobs, whose own buckets have keys too."""
    return {
        "account": "123456789012",
        "region": REGION,
        "data_on_destroy": "destroy",
        "input_bucket": {"encryption": "kms"},
        "output_bucket": {"encryption": "kms"},
        "encryption_keys": things.encryption_keys(INPUT, OUTPUT, DATA, *things.topics),
        "workforce": {"mode": "create", "name": "keys", "user_pool": {"domain_prefix": "encryption-keys", "mfa": "optional"}},
        "teams": [{"name": "reviewers", "description": "Reads what is encrypted", "members": ["worker-1@example.com"]}],
        "labeling_jobs": things.jobs(role_that_may_everything(account)),
    }


@pytest.fixture(scope="module")
def synthesize(account: AccountView, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Returns the CLI for the cloud assembly of the environment's document."""
    folder = tmp_path_factory.mktemp("keys")
    line = json.dumps({"source-ref": f"s3://{DATA}/one.png"})
    (folder / "images.manifest").write_text(f"{line}\n", encoding="utf-8")
    (folder / "own.liquid.html").write_text(PAGE, encoding="utf-8")
    write_workflow(folder / "workflow")

    def cli(content: dict[str, Any]) -> CdkCli:
        (folder / "keys.yaml").write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
        assembly = synthesize_folder(folder, tmp_path_factory.mktemp("assembly"))
        return CdkCli(account.sandbox, environments=folder, application=assembly)

    return cli


@pytest.fixture(scope="module")
def with_foundation(synthesize: Any, account: AccountView, document: dict[str, Any]) -> CdkCli:
    """The CLI for the environment, with the foundation deployed and texts in the input bucket."""
    cli: CdkCli = synthesize(document)
    cli.run("deploy", "keys/Foundation")
    account.upload(bucket=account.outputs("keys-Foundation")["InputBucketName"], key="letters/1.txt", text="a letter\n")
    return cli


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("input", ["cannot be read", "kms:Decrypt", "encryption_keys"]),
        ("output", ["PutObject", "kms:GenerateDataKey"]),
        ("topic", ["must be allowed kms:Decrypt on"]),
    ],
)
@pytest.mark.usefixtures("with_foundation")
def test_without_the_key_the_deployment_says_what_is_denied(
    synthesize: Any, things: EncryptedThings, document: dict[str, Any], tmp_path: Path, missing: str, told: list[str]
) -> None:
    names = {"input": INPUT, "output": OUTPUT, "topic": things.labeled, "data": DATA}
    keys = things.encryption_keys(*(name for kind, name in names.items() if kind != missing))
    (everything,) = [found for found in document["labeling_jobs"] if found["LabelingJobName"] == "everything"]
    cli = synthesize({**document, "encryption_keys": keys, "labeling_jobs": [everything]})
    assert_denied(impatient(cli, tmp_path, stack="Labeling"), told)


def assert_denied(cli: CdkCli, told: list[str]) -> None:
    finished = cli.try_run("deploy", "keys/Labeling")
    said = " ".join(finished.output.split())
    assert finished.status != 0
    assert [text for text in told if text not in said] == []


def test_a_role_that_lacks_a_key_s_right_is_told_so(with_foundation: CdkCli, tmp_path: Path) -> None:
    cli = without_action(with_foundation, tmp_path, stack="Labeling", policy="ExecutionRole", action="kms:Decrypt")
    assert_denied(cli, ["could not read", "is not authorized to perform: kms:Decrypt"])


@dataclass(frozen=True)
class Deployed:
    """The observed jobs by base name, and the messages at the output topic."""

    jobs: dict[str, dict[str, Any]]
    labels: dict[str, list[dict[str, Any]]]
    arrived: list[dict[str, Any]]


@pytest.fixture(scope="module")
def deployed(with_foundation: CdkCli, account: AccountView, things: EncryptedThings) -> Deployed:
    queue = subscribed_queue(account, things.labeled)
    with_foundation.run("deploy", "keys/Labeling")
    account.client("sns").publish(TopicArn=things.incoming, Message=json.dumps({"source": "a published text"}))
    describe = account.client("sagemaker").describe_labeling_job
    running = {name[:-9]: describe(LabelingJobName=name) for name in account.live_jobs()}
    labels = {name: labeled_lines(account, complete(account, name)) for name in running}
    arrived = account.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
    return Deployed(running, labels, [json.loads(json.loads(message["Body"])["Message"]) for message in arrived])


NAMES = ("everything", "own-role", "images", "functions", "stream", "crawl")


@pytest.mark.parametrize("name", NAMES)
def test_with_the_keys_named_every_job_runs_and_writes_its_labels(deployed: Deployed, name: str) -> None:
    assert deployed.jobs[name]["LabelingJobStatus"] == "InProgress"
    (line,) = deployed.labels[name]
    assert line[f"{name}-metadata"]["human-annotated"] == "yes"


def test_the_output_topic_gets_each_label(deployed: Deployed) -> None:
    assert sorted(key for message in deployed.arrived for key in message if key in NAMES) == ["everything", "own-role"]


def test_labels_and_label_files_are_encrypted_with_the_key_of_their_bucket(
    deployed: Deployed, account: AccountView, things: EncryptedThings
) -> None:
    name = deployed.jobs["everything"]["LabelingJobName"]
    for file in ("label-categories.json", "manifests/output/output.manifest"):
        head = account.client("s3").head_object(Bucket=OUTPUT, Key=f"labels/{name}/{file}")
        assert (head["ServerSideEncryption"], head["SSEKMSKeyId"]) == ("aws:kms", things.output_key)
