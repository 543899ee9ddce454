"""Custom resources in the sandbox's engine: a failed update, a function at its deadline, resources deleted by hand."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox.cdk_cli import CdkCli, Finished, bootstrap
from sandbox.inventory import Item, remaining
from sandbox.process import Sandbox
from tests.e2e.account_view import AccountView
from tests.e2e.edited_assembly import Template, with_template, without_action
from tests.e2e.scenario import Document, Synthesize

REGION = "ap-southeast-2"
# The function works for three quarters of its timeout; the job takes slightly longer to start.
FUNCTION_SECONDS = 20
JOB_CHANGE_SECONDS = 22


@pytest.fixture(scope="module")
def document(shop: Document) -> Document:
    changed = copy.deepcopy(shop) | {"region": REGION}
    changed["labeling_jobs"][0]["dataset"] = {"input_bucket_key": "one.manifest"}
    return changed


@dataclass(frozen=True)
class FailedUpdate:
    """A work team whose update failed, and its final state."""

    finished: Finished
    stack: str
    description: str
    arn_unchanged: bool


@dataclass(frozen=True)
class Story:
    """The observations after each step."""

    update: FailedUpdate
    destroyed: Finished
    items_after_destroy: list[Item]


@pytest.fixture(scope="module")
def story(
    bootstrapped: Callable[[str], AccountView],
    synthesize: Synthesize,
    document: Document,
    tmp_path_factory: pytest.TempPathFactory,
) -> Story:
    account = bootstrapped(REGION)
    cli = synthesize(shop=document)
    _deploy(cli, account)
    return Story(
        update=_fail_an_update(account, synthesize, document, tmp_path_factory.mktemp("incomplete")),
        destroyed=_remove_by_hand_and_destroy(account, cli),
        items_after_destroy=account.items(),
    )


def _deploy(cli: CdkCli, account: AccountView) -> None:
    cli.run("deploy", "shop/Foundation")
    account.upload(bucket=account.outputs("shop-Foundation")["InputBucketName"], key="one.manifest", text='{"source": "one"}\n')
    cli.run("deploy", "shop/Labeling")


def _fail_an_update(account: AccountView, synthesize: Synthesize, document: Document, folder: Path) -> FailedUpdate:
    before = account.team("shop-reviewers")
    changed = copy.deepcopy(document)
    changed["teams"][1]["description"] = "Another description"
    incomplete = without_action(
        synthesize(shop=changed), folder, stack="Foundation", policy="GroundTruthWorkteamHandler", action="sagemaker:UpdateWorkteam"
    )
    finished = incomplete.try_run("deploy", "shop/Foundation")
    after = account.team("shop-reviewers")
    return FailedUpdate(
        finished=finished,
        stack=account.stack_status("shop-Foundation"),
        description=after["Description"],
        arn_unchanged=after["WorkteamArn"] == before["WorkteamArn"],
    )


def _remove_by_hand_and_destroy(account: AccountView, cli: CdkCli) -> Finished:
    sagemaker = account.client("sagemaker")
    sagemaker.stop_labeling_job(LabelingJobName=account.live_jobs()[0])
    for name in ("shop-reviewers", "shop-editors"):
        sagemaker.delete_workteam(WorkteamName=name)
    sagemaker.delete_workforce(WorkforceName=document_workforce(account))
    return cli.run("destroy", "--force", "shop/*")


def document_workforce(account: AccountView) -> str:
    """The name of the only workforce."""
    return str(account.client("sagemaker").list_workforces()["Workforces"][0]["WorkforceName"])


def test_a_failed_update_of_a_team_is_rolled_back(story: Story) -> None:
    assert story.update.finished.status != 0
    assert "sagemaker:UpdateWorkteam" in story.update.finished.output
    assert story.update.stack == "UPDATE_ROLLBACK_COMPLETE"
    assert story.update.description == "Labels what the packages of the Python Package Index are about"
    assert story.update.arn_unchanged


def test_destroy_succeeds_after_things_were_removed_by_hand(story: Story) -> None:
    assert story.destroyed.status == 0
    assert remaining(story.items_after_destroy) == []


@pytest.fixture(scope="module")
def slow_account() -> Iterator[AccountView]:
    """A separate account in which labeling jobs take time, as on AWS."""
    with Sandbox(region=REGION, ground_truth={"labeling_job_change_seconds": JOB_CHANGE_SECONDS}) as sandbox:
        bootstrap(sandbox)
        yield AccountView(sandbox, REGION)


def test_a_function_that_reaches_its_deadline_says_so_and_leaves_nothing(
    slow_account: AccountView, synthesize: Synthesize, document: Document, tmp_path: Path
) -> None:
    cli = CdkCli(slow_account.sandbox, environments=tmp_path, application=synthesize(shop=document).application)
    cli.run("deploy", "shop/Foundation")
    bucket = slow_account.outputs("shop-Foundation")["InputBucketName"]
    slow_account.upload(bucket=bucket, key="one.manifest", text='{"source": "one"}\n')
    finished = with_template(cli, tmp_path, stack="Labeling", edit=_hurry).try_run("deploy", "shop/Labeling")
    message = " ".join(finished.output.split())
    assert finished.status != 0
    assert "the function's time ran out" in message
    assert slow_account.stack_status("shop-Labeling") == "ROLLBACK_COMPLETE"
    assert slow_account.live_jobs() == []


def _hurry(template: Template) -> None:
    (function,) = (resource for resource in template["Resources"].values() if resource["Type"] == "AWS::Lambda::Function")
    function["Properties"]["Timeout"] = FUNCTION_SECONDS
