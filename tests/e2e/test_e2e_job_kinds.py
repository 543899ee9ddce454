"""A job of every task type and data source, deployed and running."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from labeling_rules.task_types import TASK_TYPES as BUILT_IN
from sandbox.cdk_cli import CdkCli, bootstrap
from sandbox.inventory import remaining
from sandbox.process import Sandbox
from tests.e2e.account_view import AccountView
from tests.e2e.assembly import synthesize_folder
from tests.e2e.completed_jobs import complete, labeled_lines
from tests.e2e.job_kinds import INPUT_BUCKET, OTHERS, TASK_TYPES, jobs
from tests.e2e.labeling_data import labeling_objects
from tests.e2e.local_files import write_files

REGION = "eu-west-2"
COMPLETED = ("custom-with-functions", "custom-without-functions", "task-boundingbox", "task-videoobjecttracking", "stream")


@dataclass(frozen=True)
class Deployed:
    """The jobs while they ran, by base name, and the account after everything was destroyed."""

    jobs: dict[str, dict[str, Any]]
    labels: dict[str, list[dict[str, Any]]]
    queues: list[str]
    queues_without_streams: list[str]
    """After the streaming jobs were removed from the file."""
    remaining: list[str]


def environment(kinds: list[dict[str, Any]]) -> dict[str, Any]:
    """The environment file with some jobs."""
    return {
        "account": "123456789012",
        "region": REGION,
        "data_on_destroy": "destroy",
        "input_bucket": {"name": INPUT_BUCKET},
        "workforce": {"mode": "create", "name": "kinds", "user_pool": {"domain_prefix": "kinds-of-jobs", "mfa": "optional"}},
        "teams": [{"name": "reviewers", "description": "Tries every kind of job", "members": ["worker-1@example.com"]}],
        "labeling_jobs": kinds,
    }


@pytest.fixture(scope="module")
def account() -> Iterator[AccountView]:
    """An account with a quota for streaming jobs, unlike a new one."""
    with Sandbox(ground_truth={"streaming_labeling_job_quota": 5}) as sandbox:
        bootstrap(sandbox, REGION)
        yield AccountView(sandbox, REGION)


def synthesize(sandbox: Sandbox, folder: Path, kinds: list[dict[str, Any]]) -> CdkCli:
    """The CLI for the cloud assembly of an environment with some jobs."""
    (folder / "kinds.yaml").write_text(yaml.safe_dump(environment(kinds), sort_keys=False), encoding="utf-8")
    assembly = synthesize_folder(folder, folder / f"cdk.out.{len(kinds)}")
    return CdkCli(sandbox, environments=folder, application=assembly)


def queue_names(account: AccountView) -> list[str]:
    return [url.rpartition("/")[2] for url in account.client("sqs").list_queues().get("QueueUrls", [])]


@pytest.fixture(scope="module")
def deployed(account: AccountView, tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    folder = tmp_path_factory.mktemp("kinds")
    write_files(folder)
    cli = synthesize(account.sandbox, folder, jobs())
    cli.run("deploy", "kinds/Foundation")
    for key, content in labeling_objects(INPUT_BUCKET).items():
        account.client("s3").put_object(Bucket=INPUT_BUCKET, Key=key, Body=content)
    cli.run("deploy", "kinds/Labeling")
    sagemaker = account.client("sagemaker")
    seen = {name[:-9]: sagemaker.describe_labeling_job(LabelingJobName=name) for name in account.job_statuses()}
    queues = queue_names(account)
    topic = account.outputs("kinds-Labeling")["InputTopicArnstream"]
    account.client("sns").publish(TopicArn=topic, Message=json.dumps({"source": "a published text"}))
    labels = {name: labeled_lines(account, complete(account, name)) for name in COMPLETED}
    without_streams = synthesize(account.sandbox, folder, [job for job in jobs() if "stream" not in job])
    without_streams.run("deploy", "kinds/Labeling")
    left = queue_names(account)
    without_streams.run("destroy", "--force", "kinds/*")
    return Deployed(seen, labels, queues, left, [str(item) for item in remaining(account.items())])


def test_every_task_type_has_a_job() -> None:
    assert TASK_TYPES.keys() == BUILT_IN.keys()


def test_every_source_of_data_has_a_job() -> None:
    kinds = {kind for job in (*TASK_TYPES.values(), *OTHERS.values()) for kind in job.get("dataset", {})}
    assert kinds == {"manifest", "text_file", "lines", "csv", "input_bucket_key", "crawl"}
    assert any("InputConfig" in job for job in TASK_TYPES.values())
    assert any("stream" in job and "dataset" not in job for job in OTHERS.values())


@pytest.mark.parametrize("task_type", TASK_TYPES)
def test_a_job_of_the_task_type_runs(deployed: Deployed, task_type: str) -> None:
    job = deployed.jobs[f"task-{task_type.lower()}"]
    assert (job["LabelingJobStatus"], job.get("FailureReason")) == ("InProgress", None)
    assert job["HumanTaskConfig"]["PreHumanTaskLambdaArn"].endswith(f":PRE-{task_type}")


@pytest.mark.parametrize("name", OTHERS)
def test_another_kind_of_job_runs(deployed: Deployed, name: str) -> None:
    job = deployed.jobs[name]
    assert (job["LabelingJobStatus"], job.get("FailureReason")) == ("InProgress", None)


def test_a_custom_job_has_the_functions_that_it_was_given(deployed: Deployed) -> None:
    functions = ("PreHumanTaskLambdaArn", "AnnotationConsolidationConfig")
    found = {
        name: [key for key in functions if key in deployed.jobs[name]["HumanTaskConfig"]] for name in OTHERS if name.startswith("custom")
    }
    assert found == {
        "custom-without-functions": [],
        "custom-with-functions": list(functions),
        "custom-with-pre-annotation": ["PreHumanTaskLambdaArn"],
    }


def test_the_functions_of_a_custom_job_make_its_labels(deployed: Deployed) -> None:
    """Invoked with the job's role; the second one reads the responses with its own."""
    (line,) = deployed.labels["custom-with-functions"]
    label = line["custom-with-functions"]
    assert (line["source"], label["confidence"]) == ("a text", 1.0)
    assert label["answer"]
    assert line["custom-with-functions-metadata"]["human-annotated"] == "yes"


def test_without_functions_the_answers_are_beside_an_empty_label(deployed: Deployed) -> None:
    (line,) = deployed.labels["custom-without-functions"]
    assert line["custom-without-functions"] == {}
    assert line["custom-without-functions-metadata"]["worker-response-ref"].startswith("s3://")


def test_labels_of_built_in_task_types_are_written_with_the_jobs_role(deployed: Deployed) -> None:
    (boxes,) = deployed.labels["task-boundingbox"]
    assert boxes["task-boundingbox"]["annotations"]
    (tracks,) = deployed.labels["task-videoobjecttracking"]
    assert tracks["tracks-ref"].endswith("/SeqLabel.json")


def test_what_is_published_to_a_stream_is_labeled(deployed: Deployed) -> None:
    assert [line["source"] for line in deployed.labels["stream"]] == ["a published text"]


def test_a_streaming_job_has_its_queue(deployed: Deployed) -> None:
    assert len([queue for queue in deployed.queues if queue.startswith("GroundTruth-stream")]) == 2


def test_a_stream_that_is_taken_out_leaves_no_queue(deployed: Deployed) -> None:
    """Also the last one of a stack, which is stopped after the handler's policy was updated."""
    assert deployed.queues_without_streams == []


def test_nothing_is_left(deployed: Deployed) -> None:
    assert deployed.remaining == []
