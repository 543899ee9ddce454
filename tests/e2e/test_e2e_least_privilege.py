"""IAM enforcement: each role lacks one of its actions, and the deployment fails with the action's name."""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox.cdk_cli import CdkCli
from sandbox.inventory import remaining
from tests.e2e.account_view import AccountView
from tests.e2e.edited_assembly import without_action
from tests.e2e.scenario import Document, Synthesize

REGION = "eu-central-1"


@pytest.fixture(scope="module")
def cli(bootstrapped: Callable[[str], AccountView], synthesize: Synthesize, shop: Document) -> Iterator[CdkCli]:
    account = bootstrapped(REGION)
    document = copy.deepcopy(shop) | {"region": REGION}
    document["labeling_jobs"][0]["dataset"] = {"input_bucket_key": "one.manifest"}
    complete = synthesize(shop=document)
    yield complete
    complete.run("destroy", "--force", "shop/*")
    assert remaining(account.items()) == []


@pytest.fixture(scope="module")
def with_foundation(cli: CdkCli, bootstrapped: Callable[[str], AccountView]) -> CdkCli:
    """The complete foundation, deployed, with a manifest."""
    cli.run("deploy", "shop/Foundation")
    account = bootstrapped(REGION)
    bucket = account.outputs("shop-Foundation")["InputBucketName"]
    account.upload(bucket=bucket, key="one.manifest", text='{"source": "one"}\n')
    return cli


@pytest.mark.parametrize(
    ("role", "action"),
    [
        ("GroundTruthWorkforceHandler", "cognito-idp:UpdateUserPoolClient"),
        # An action that SageMaker uses on behalf of the handler.
        ("GroundTruthWorkforceHandler", "cognito-idp:DescribeUserPoolDomain"),
        ("GroundTruthWorkteamHandler", "sagemaker:CreateWorkteam"),
        ("GroundTruthWorkteamHandler", "cognito-idp:AdminListGroupsForUser"),
    ],
)
def test_a_foundation_that_lacks_an_action_is_refused(cli: CdkCli, tmp_path: Path, role: str, action: str) -> None:
    finished = without_action(cli, tmp_path, stack="Foundation", policy=role, action=action).try_run("deploy", "shop/Foundation")
    assert finished.status != 0
    assert action in finished.output
    cli.run("destroy", "--force", "shop/Foundation")


@pytest.mark.parametrize(
    ("policy", "action", "message"),
    [
        ("GroundTruthLabelingJobHandler", "iam:PassRole", "iam:PassRole"),
        ("GroundTruthLabelingJobHandler", "sagemaker:CreateLabelingJob", "sagemaker:CreateLabelingJob"),
        ("ExecutionRole", "s3:GetObject", "ManifestS3Uri"),
    ],
)
def test_a_job_that_lacks_an_action_is_refused(with_foundation: CdkCli, tmp_path: Path, policy: str, action: str, message: str) -> None:
    incomplete = without_action(with_foundation, tmp_path, stack="Labeling", policy=policy, action=action)
    finished = incomplete.try_run("deploy", "shop/Labeling")
    assert finished.status != 0
    assert message in " ".join(finished.output.split())
