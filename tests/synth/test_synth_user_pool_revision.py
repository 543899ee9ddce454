"""Updates of the user pool or app client change the workforce's revision, so that its handler runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk import aws_cognito as cognito

from ground_truth import InputBucket, Invitation, Workforce, Workteam
from ground_truth.workers.worker_pool import WorkerPool
from tests.synth.cloud_assembly import synthesize


class Labels(cdk.Stack):
    """A workforce with a pool, before a change."""

    def __init__(self, app: cdk.App, *, mfa: cognito.Mfa = cognito.Mfa.OPTIONAL, domain_prefix: str = "labels") -> None:
        super().__init__(app, "Labels")
        self.pool = WorkerPool(self, "Workers", domain_prefix=domain_prefix, mfa=mfa)
        self.invitation = Invitation()
        self.workforce = Workforce(self, "Workforce", workforce_name="labeling", worker_pool=self.pool, invitation=self.invitation)

    @property
    def client(self) -> cognito.CfnUserPoolClient:
        """The client's CloudFormation resource."""
        definition = self.pool.client.node.default_child
        assert isinstance(definition, cognito.CfnUserPoolClient)
        return definition


@pytest.fixture
def revision(tmp_path: Path) -> Callable[[Callable[[cdk.App], object]], str]:
    """The revision in the template of an app."""
    number = 0

    def of(build: Callable[[cdk.App], object]) -> str:
        nonlocal number
        number += 1
        app = cdk.App(outdir=str(tmp_path / str(number)), analytics_reporting=False)
        build(app)
        found: str = synthesize(app).stacks["Labels"].properties("Workforce")["UserPoolRevision"]
        return found

    return of


def set_token_validity(app: cdk.App) -> None:
    Labels(app).client.access_token_validity = 30


def add_callback_url(app: cdk.App) -> None:
    stack = Labels(app)
    stack.client.callback_ur_ls = ["https://127.0.0.1", "https://labels.example.com"]


def tag_the_pool(app: cdk.App) -> None:
    cdk.Tags.of(Labels(app).pool.user_pool).add("team", "vision")


def add_other_things(app: cdk.App) -> None:
    stack = Labels(app)
    InputBucket(stack, "Input")
    Workteam(stack, "Team", workforce=stack.workforce, workteam_name="reviewers", description="Reviews")


def retain_nothing(app: cdk.App) -> None:
    Labels(app).pool.user_pool.apply_removal_policy(cdk.RemovalPolicy.DESTROY)


Revision = Callable[[Callable[[cdk.App], object]], str]


def test_the_revision_is_the_same_for_the_same_template(revision: Revision) -> None:
    assert revision(Labels) == revision(Labels)


@pytest.mark.parametrize(
    "change",
    [lambda app: Labels(app, mfa=cognito.Mfa.REQUIRED), set_token_validity, add_callback_url, tag_the_pool],
    ids=["pool setting", "client setting", "client URLs", "pool tags"],
)
def test_a_change_of_the_pool_or_the_client_is_a_new_revision(revision: Revision, change: Callable[[cdk.App], object]) -> None:
    assert revision(change) != revision(Labels)


@pytest.mark.parametrize(
    "change",
    [lambda app: Labels(app, domain_prefix="other-labels"), add_other_things, retain_nothing],
    ids=["domain", "other resources", "removal policy"],
)
def test_any_other_change_is_none(revision: Revision, change: Callable[[cdk.App], object]) -> None:
    assert revision(change) == revision(Labels)
