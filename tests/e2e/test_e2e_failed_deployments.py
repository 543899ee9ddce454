"""Deployments that fail halfway: they roll back, leave only records of jobs, and report the error."""

import copy
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sandbox.cdk_cli import CdkCli, Finished
from sandbox.inventory import Item, remaining
from tests.e2e.account_view import AccountView
from tests.e2e.scenario import Document, Synthesize

REGION = "eu-west-1"
KEY = "datasets/packages.manifest"
ABROAD = "shop-abroad"


@dataclass(frozen=True)
class Attempt:
    """A failed deployment of the labeling stack."""

    finished: Finished
    jobs: dict[str, str]
    stack: str

    @property
    def message(self) -> str:
        """The CLI's output without line breaks."""
        return " ".join(self.finished.output.split())


@dataclass(frozen=True)
class Story:
    """The observations after each step."""

    without_manifest: Attempt
    with_malformed_manifest: Attempt
    with_manifest_abroad: Attempt
    failing_update: Attempt
    live_before_update: list[str]
    items_after_destroy: list[Item]


@pytest.fixture(scope="module")
def story(bootstrapped: Callable[[str], AccountView], synthesize: Synthesize, shop: Document) -> Story:
    account = bootstrapped(REGION)
    document = copy.deepcopy(shop) | {"region": REGION}
    broken = copy.deepcopy(document)
    broken["labeling_jobs"][0]["dataset"] = {"input_bucket_key": "datasets/absent.manifest"}
    cli = synthesize(attempt=document)
    cli.run("deploy", "attempt/Foundation")
    bucket = account.outputs("attempt-Foundation")["InputBucketName"]

    without_manifest = _attempt(cli, account)
    account.upload(bucket=bucket, key=KEY, text='{"source": "fine"}\n{"source-ref": "s3://bucket/a", "source": "both"}\nno JSON\n')
    with_malformed_manifest = _attempt(cli, account)
    with_manifest_abroad = _attempt_with_manifest_abroad(synthesize, document, account)
    account.upload(bucket=bucket, key=KEY, text='{"source": "fine"}\n')
    cli.run("deploy", "attempt/Labeling")
    live_before_update = account.live_jobs()
    failing_update = _attempt(synthesize(attempt=broken), account)
    cli.run("destroy", "--force", "attempt/*")
    return Story(
        without_manifest=without_manifest,
        with_malformed_manifest=with_malformed_manifest,
        with_manifest_abroad=with_manifest_abroad,
        failing_update=failing_update,
        live_before_update=live_before_update,
        items_after_destroy=account.items(),
    )


def _attempt(cli: CdkCli, account: AccountView) -> Attempt:
    finished = cli.try_run("deploy", "attempt/Labeling")
    return Attempt(finished=finished, jobs=account.job_statuses(), stack=account.stack_status("attempt-Labeling"))


def _attempt_with_manifest_abroad(synthesize: Synthesize, document: Document, account: AccountView) -> Attempt:
    elsewhere = AccountView(account.sandbox, "us-west-2")
    s3 = elsewhere.client("s3")
    s3.create_bucket(Bucket=ABROAD, CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    elsewhere.upload(bucket=ABROAD, key=KEY, text='{"source": "fine"}\n')
    changed = copy.deepcopy(document)
    job = changed["labeling_jobs"][0]
    del job["dataset"]
    job["InputConfig"] = {"DataSource": {"S3DataSource": {"ManifestS3Uri": f"s3://{ABROAD}/{KEY}"}}}
    attempt = _attempt(synthesize(attempt=changed), account)
    s3.delete_object(Bucket=ABROAD, Key=KEY)
    s3.delete_bucket(Bucket=ABROAD)
    return attempt


def test_a_missing_manifest_is_one_clear_error_before_any_job(story: Story) -> None:
    assert story.without_manifest.finished.status != 0
    assert KEY in story.without_manifest.message
    assert story.without_manifest.jobs == {}
    assert story.without_manifest.stack == "ROLLBACK_COMPLETE"


def test_a_malformed_manifest_names_every_bad_line(story: Story) -> None:
    assert story.with_malformed_manifest.finished.status != 0
    assert "line 2" in story.with_malformed_manifest.message
    assert "line 3" in story.with_malformed_manifest.message
    assert story.with_malformed_manifest.jobs == {}


def test_a_manifest_of_another_region_is_refused_before_any_job(story: Story) -> None:
    assert story.with_manifest_abroad.finished.status != 0
    assert (
        f"the bucket {ABROAD} is in us-west-2: Ground Truth takes manifests of its own region, {REGION}"
        in story.with_manifest_abroad.message
    )
    assert story.with_manifest_abroad.jobs == {}


def test_a_failed_update_leaves_the_old_job_in_progress(story: Story) -> None:
    assert story.failing_update.finished.status != 0
    assert story.failing_update.stack == "UPDATE_ROLLBACK_COMPLETE"
    assert story.failing_update.jobs == {story.live_before_update[0]: "InProgress"}


def test_everything_is_gone_after_destroy(story: Story) -> None:
    assert remaining(story.items_after_destroy) == []
    assert len(story.items_after_destroy) == 1
