"""The full lifecycle of an environment: deploy, deploy again, add a label, change a team, destroy."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from demo.package_summaries import manifest_of_installed_packages
from sandbox import access_log
from sandbox.access_log import Access
from sandbox.cdk_cli import Finished
from sandbox.inventory import Item, remaining
from tests.e2e.account_view import AccountView
from tests.e2e.scenario import Document, Synthesize
from tests.e2e.spare_grants import SPARE_GRANTS

REGION = "us-east-1"
LABEL = "security"


@dataclass(frozen=True)
class Story:
    """The observations after each step."""

    again: Finished
    difference: Finished
    jobs_before: dict[str, str]
    jobs_after_again: dict[str, str]
    jobs_after_label: dict[str, str]
    job: dict[str, Any]
    team_before: dict[str, Any]
    team_after: dict[str, Any]
    members_before: set[str]
    members_after: set[str]
    workers_after: set[str]
    client: dict[str, Any]
    client_after_pool_change: dict[str, Any]
    invitation: str
    portal: str
    kinds_deployed: set[str]
    granted: dict[str, set[str]]
    used: set[Access]
    items_after_destroy: list[Item]


@pytest.fixture(scope="module")
def story(bootstrapped: Callable[[str], AccountView], synthesize: Synthesize, shop: Document) -> Story:
    account = bootstrapped(REGION)
    base, more_labels, changed = copy.deepcopy(shop), copy.deepcopy(shop), copy.deepcopy(shop)
    more_labels["labeling_jobs"][0]["labels"].insert(-1, LABEL)
    changed["labeling_jobs"][0]["labels"].insert(-1, LABEL)
    changed["teams"][1]["description"] = "Another description"
    changed["teams"][1]["members"] = ["worker-2@example.com", "worker-4@example.com"]
    changed["workforce"]["user_pool"]["mfa"] = "required"
    first = synthesize(shop=base)

    first.run("deploy", "shop/Foundation")
    outputs = account.outputs("shop-Foundation")
    account.upload(bucket=outputs["InputBucketName"], key="datasets/packages.manifest", text=manifest_of_installed_packages())
    first.run("deploy", "shop/Labeling")
    seen: dict[str, Any] = {
        "jobs_before": account.job_statuses(),
        "job": account.client("sagemaker").describe_labeling_job(LabelingJobName=account.live_jobs()[0]),
        "team_before": account.team("shop-reviewers"),
        "members_before": account.members("shop-reviewers"),
        "client": account.app_client("shop-reviewers"),
        "invitation": account.invitation("shop-reviewers"),
        "portal": outputs["PortalUrl"],
        "granted": account.granted("shop-"),
        "kinds_deployed": {item.kind for item in account.items()},
    }
    seen |= {"again": first.run("deploy", "shop/*"), "jobs_after_again": account.job_statuses()}

    labeled = synthesize(shop=more_labels)
    seen["difference"] = labeled.run("diff", "shop/*")
    labeled.run("deploy", "shop/*")
    seen["jobs_after_label"] = account.job_statuses()

    last = synthesize(shop=changed)
    last.run("deploy", "shop/Foundation")
    seen |= {
        "team_after": account.team("shop-reviewers"),
        "members_after": account.members("shop-reviewers"),
        "workers_after": account.workers("shop-reviewers"),
        "client_after_pool_change": account.app_client("shop-reviewers"),
    }
    last.run("destroy", "--force", "shop/*")
    return Story(**seen, used=access_log.read(account.sandbox.folder), items_after_destroy=account.items())


def test_the_job_is_in_progress_after_the_first_deployment(story: Story) -> None:
    assert list(story.jobs_before.values()) == ["InProgress"]


def test_the_job_is_what_the_environment_file_says(story: Story) -> None:
    task = story.job["HumanTaskConfig"]
    assert task["TaskTitle"] == "What is this Python package about?"
    assert task["MaxConcurrentTaskCount"] == 100
    assert task["PreHumanTaskLambdaArn"] == "arn:aws:lambda:us-east-1:432418664414:function:PRE-TextMultiClassMultiLabel"
    assert story.job["StoppingConditions"] == {"MaxHumanLabeledObjectCount": 1000, "MaxPercentageOfInputDatasetLabeled": 100}
    assert {"Key": "dataset", "Value": "packages"} in story.job["Tags"]
    assert story.job["LabelAttributeName"] == "topics"


def test_deploying_again_changes_nothing(story: Story) -> None:
    assert story.again.output.count("(no changes)") == 2
    assert story.jobs_after_again == story.jobs_before


def test_a_new_label_is_one_line_in_the_difference(story: Story) -> None:
    added = [line for line in story.difference.output.splitlines() if "[+]" in line or "[-]" in line]
    assert [line.split("[+]")[1].strip() for line in added] == [f'"{LABEL}",']


def test_a_new_label_replaces_the_job(story: Story) -> None:
    (old,) = story.jobs_before
    (new,) = set(story.jobs_after_label) - {old}
    assert story.jobs_after_label == {old: "Stopped", new: "InProgress"}


def test_a_team_changes_in_place(story: Story) -> None:
    assert story.team_after["WorkteamArn"] == story.team_before["WorkteamArn"]
    assert story.team_after["CreateDate"] == story.team_before["CreateDate"]
    assert story.team_after["Description"] == "Another description"


def test_members_come_and_go(story: Story) -> None:
    assert story.members_before == {"worker-2@example.com", "worker-3@example.com"}
    assert story.members_after == {"worker-2@example.com", "worker-4@example.com"}
    assert story.workers_after == {"worker-1@example.com", "worker-2@example.com", "worker-4@example.com"}


def test_workers_can_sign_in_to_the_portal(story: Story) -> None:
    assert story.client["CallbackURLs"] == [f"{story.portal}/oauth2/idpresponse"]
    assert story.client["LogoutURLs"] == [f"{story.portal}/logout"]
    assert story.portal in story.invitation
    assert "{username}" in story.invitation


def test_a_change_of_the_pool_leaves_the_portal_open(story: Story) -> None:
    assert story.client_after_pool_change["CallbackURLs"] == story.client["CallbackURLs"]


def test_everything_is_gone_after_destroy(story: Story) -> None:
    assert {"bucket", "role", "function", "log group", "topic", "user pool", "workforce", "work team", "stack"} <= story.kinds_deployed
    assert remaining(story.items_after_destroy) == []
    assert [item.status for item in story.items_after_destroy] == ["Stopped", "Stopped"]


@pytest.mark.parametrize("role", sorted(SPARE_GRANTS))
def test_a_role_may_do_what_it_needs_and_little_more(story: Story, role: str) -> None:
    names = [name for name in story.granted if role[:20] in name]
    granted = {action for name in names for action in story.granted[name]}
    used = {access.action for access in story.used if access.role in names}
    assert names
    assert used <= granted
    assert granted - used == set(SPARE_GRANTS[role])
