"""A job that continues with another job's output: after that has ended, and not before."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from sandbox.cdk_cli import Finished
from tests.e2e.account_view import AccountView
from tests.e2e.completed_jobs import complete, labeled_lines
from tests.e2e.labeling_data import LABELS, labeling_objects
from tests.e2e.scenario import Document, Synthesize

REGION = "ap-northeast-2"
BUCKET = "chained-jobs-input"
TASK = {
    "TaskTitle": "Chained",
    "TaskDescription": "Label what you see.",
    "NumberOfHumanWorkersPerDataObject": 1,
    "TaskTimeLimitInSeconds": 600,
}


def job(name: str, task_type: str, dataset: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "LabelingJobName": name,
        "task_type": task_type,
        "team": "reviewers",
        "labels": list(LABELS),
        "HumanTaskConfig": TASK,
        "dataset": dataset,
        **more,
    }


FIRST = [
    job("boxes", "BoundingBox", {"input_bucket_key": "manifests/images.manifest"}),
    job("tracks", "VideoObjectTracking", {"input_bucket_key": "manifests/videos.manifest"}, LabelAttributeName="tracks-ref"),
]
CHAINED = [
    job("adjusted-boxes", "AdjustmentBoundingBox", {"output_of": "boxes"}),
    job("verified-boxes", "VerificationBoundingBox", {"output_of": "boxes"}),
    job("more-boxes", "BoundingBox", {"output_of": "boxes"}, LabelAttributeName="boxes"),
    job("adjusted-tracks", "AdjustmentVideoObjectTracking", {"output_of": "tracks"}, LabelAttributeName="adjusted-ref"),
    job("classes", "ImageMultiClass", {"output_of": "boxes"}),
]
AFTER_CLASSES = job("adjusted-later", "AdjustmentBoundingBox", {"output_of": "classes"})


@dataclass(frozen=True)
class Chain:
    """The observations before and after the first jobs ended."""

    too_early: Finished
    jobs_after_that: dict[str, str]
    jobs: dict[str, dict[str, Any]]
    adjusted: list[dict[str, Any]]
    adjusted_later: list[dict[str, Any]]
    label_file: str
    page_of_adjusted_later: str


@pytest.fixture(scope="module")
def chain(bootstrapped: Callable[[str], AccountView], synthesize: Synthesize, shop: Document) -> Chain:
    account = bootstrapped(REGION)
    base = copy.deepcopy(shop)
    base |= {"region": REGION, "labeling_jobs": FIRST, "input_bucket": {"name": BUCKET}}
    base.pop("ground_truth_plus")
    base["workforce"] = {"mode": "create", "name": "chained", "user_pool": {"domain_prefix": "chained-jobs", "mfa": "optional"}}
    more = copy.deepcopy(base) | {"labeling_jobs": FIRST + CHAINED}
    last = copy.deepcopy(base) | {"labeling_jobs": [*FIRST, *CHAINED, AFTER_CLASSES]}
    first, both, all_three = synthesize(chain=base), synthesize(chain=more), synthesize(chain=last)

    first.run("deploy", "chain/Foundation")
    for key, content in labeling_objects(BUCKET).items():
        account.client("s3").put_object(Bucket=BUCKET, Key=key, Body=content)
    first.run("deploy", "chain/Labeling")
    too_early = both.try_run("deploy", "chain/Labeling")
    jobs_after_that = account.job_statuses()
    for name in ("boxes", "tracks"):
        complete(account, name)
    both.run("deploy", "chain/Labeling")
    describe = account.client("sagemaker").describe_labeling_job
    running = {name[:-9]: describe(LabelingJobName=name) for name in account.live_jobs()}
    label_file = text(account, running["adjusted-tracks"]["LabelCategoryConfigS3Uri"])
    adjusted = labeled_lines(account, complete(account, "adjusted-boxes"))
    complete(account, "classes")
    all_three.run("deploy", "chain/Labeling")
    later = complete(account, "adjusted-later")
    page = text(account, later["HumanTaskConfig"]["UiConfig"]["UiTemplateS3Uri"])
    adjusted_later = labeled_lines(account, later)
    all_three.run("destroy", "--force", "chain/*")
    return Chain(too_early, jobs_after_that, running, adjusted, adjusted_later, label_file, page)


def text(account: AccountView, uri: str) -> str:
    """The content of an object in S3."""
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    return str(account.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read().decode())


def test_before_the_other_job_has_ended_the_deployment_says_so_and_changes_nothing(chain: Chain) -> None:
    assert chain.too_early.status != 0
    assert "boxes-" in chain.too_early.output
    assert "InProgress" in chain.too_early.output
    assert sorted(chain.jobs_after_that.values()) == ["InProgress", "InProgress"]


def test_afterwards_the_chained_jobs_run(chain: Chain) -> None:
    assert set(chain.jobs) == {entry["LabelingJobName"] for entry in CHAINED}
    assert {found["LabelingJobStatus"] for found in chain.jobs.values()} == {"InProgress"}


def test_a_chained_job_reads_what_the_other_one_wrote(chain: Chain) -> None:
    for name, found in chain.jobs.items():
        manifest = found["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"]
        before = "tracks" if "tracks" in name else "boxes"
        assert manifest.endswith("/manifests/output/output.manifest")
        assert f"/labeling-jobs/{before}-" in manifest


def test_an_adjustment_of_frames_says_whose_labels_it_works_on(chain: Chain) -> None:
    assert '"auditLabelAttributeName": "tracks-ref"' in chain.label_file


def test_the_adjusted_labels_are_beside_those_before(chain: Chain) -> None:
    (line,) = chain.adjusted
    assert line["boxes"]["annotations"]
    assert line["adjusted-boxes-metadata"]["adjustment-status"]


def test_labels_are_adjusted_that_a_job_in_between_passed_on(chain: Chain) -> None:
    (line,) = chain.adjusted_later
    assert line["classes-metadata"]["class-name"]
    assert line["adjusted-later"] == line["boxes"]
    assert '{% assign audited_attribute = "boxes" %}' in chain.page_of_adjusted_later
