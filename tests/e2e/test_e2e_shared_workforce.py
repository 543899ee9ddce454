"""A second environment in the account and region of a first one, which has the only possible workforce."""

import copy
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sandbox.cdk_cli import Finished
from sandbox.inventory import Item, remaining
from tests.e2e.account_view import AccountView
from tests.e2e.scenario import Document, Synthesize

REGION = "us-west-2"


@dataclass(frozen=True)
class Story:
    """The observations after each step."""

    refused: Finished
    stacks_after_refusal: set[str]
    teams_while_shared: set[str]
    members_while_shared: set[str]
    callback_urls_while_shared: list[str]
    workforces_at_the_end: list[str]
    teams_at_the_end: set[str]
    workers_at_the_end: set[str]
    items_after_destroy: list[Item]


@pytest.fixture(scope="module")
def story(bootstrapped: Callable[[str], AccountView], synthesize: Synthesize, shop: Document) -> Story:
    account = bootstrapped(REGION)
    foundation = copy.deepcopy(shop) | {"region": REGION, "labeling_jobs": []}
    second = copy.deepcopy(foundation) | {"teams": [{"name": "guests", "description": "Guests", "members": ["worker-9@example.com"]}]}
    creating = second | {"workforce": copy.deepcopy(foundation["workforce"]) | {"name": "second-workforce"}}
    creating["workforce"]["user_pool"] = {"domain_prefix": "ground-truth-second"}
    existing = {"name": "shared", "description": "Shared", "members": [{"email": "worker-1@example.com", "existing": True}]}
    adopting = second | {"workforce": {"mode": "adopt", "name": "sandbox-workforce"}, "teams": [*second["teams"], existing]}

    first = synthesize(first=foundation)
    first.run("deploy", "first/*")
    refused = synthesize(second=creating).try_run("deploy", "second/*")
    stacks_after_refusal = {item.name for item in account.items() if item.kind == "stack"}
    account.client("cloudformation").delete_stack(StackName="second-Foundation")
    account.client("cloudformation").get_waiter("stack_delete_complete").wait(
        StackName="second-Foundation", WaiterConfig={"Delay": 1, "MaxAttempts": 60}
    )

    adopted = synthesize(second=adopting)
    adopted.run("deploy", "second/*")
    teams = {item.name for item in account.items() if item.kind == "work team"}
    members = account.members("second-guests") | account.members("second-shared")
    callback_urls = list(account.app_client("second-guests")["CallbackURLs"])
    adopted.run("destroy", "--force", "second/*")
    at_the_end = account.items()
    workers = account.workers("first-reviewers")
    first.run("destroy", "--force", "first/*")
    return Story(
        refused=refused,
        stacks_after_refusal=stacks_after_refusal,
        teams_while_shared=teams,
        members_while_shared=members,
        callback_urls_while_shared=callback_urls,
        workforces_at_the_end=[item.name for item in at_the_end if item.kind == "workforce"],
        teams_at_the_end={item.name for item in at_the_end if item.kind == "work team"},
        workers_at_the_end=workers,
        items_after_destroy=account.items(),
    )


def test_a_second_workforce_is_refused_with_the_way_out(story: Story) -> None:
    assert story.refused.status != 0
    message = " ".join(story.refused.output.split())
    assert "sandbox-workforce" in message
    assert "workforce.mode: adopt" in message


def test_the_refused_environment_leaves_nothing(story: Story) -> None:
    assert story.stacks_after_refusal - {"second-Foundation"} == {"first-Foundation"}


def test_adopting_shares_the_workforce(story: Story) -> None:
    assert story.teams_while_shared == {"first-editors", "first-reviewers", "second-guests", "second-shared"}
    assert story.members_while_shared == {"worker-9@example.com", "worker-1@example.com"}
    assert len(story.callback_urls_while_shared) == 1


def test_the_end_of_the_second_environment_leaves_the_first_one_alone(story: Story) -> None:
    assert story.workforces_at_the_end == ["sandbox-workforce"]
    assert story.teams_at_the_end == {"first-editors", "first-reviewers"}
    assert story.workers_at_the_end == {"worker-1@example.com", "worker-2@example.com", "worker-3@example.com"}


def test_everything_is_gone_after_both(story: Story) -> None:
    assert remaining(story.items_after_destroy) == []
