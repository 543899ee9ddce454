"""IAM is enforced: each role lacks just one of its actions here, and the deployment fails with that action's name."""

import copy
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.cdk_cli import CdkCli
from sandbox.inventory import remaining
from tests.e2e.account_view import AccountView
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
    """The complete foundation is deployed, with a manifest in place."""
    cli.run("deploy", "shop/Foundation")
    account = bootstrapped(REGION)
    bucket = account.outputs("shop-Foundation")["InputBucketName"]
    account.upload(bucket=bucket, key="one.manifest", text='{"source": "one"}\n')
    return cli


@pytest.mark.parametrize(
    ("role", "action"),
    [
        ("GroundTruthWorkforceHandler", "cognito-idp:UpdateUserPoolClient"),
        ("GroundTruthWorkteamHandler", "sagemaker:CreateWorkteam"),
    ],
)
def test_a_foundation_that_lacks_an_action_is_refused(cli: CdkCli, tmp_path: Path, role: str, action: str) -> None:
    finished = _without(cli, tmp_path, stack="Foundation", policy=role, action=action).try_run("deploy", "shop/Foundation")
    assert finished.status != 0
    assert action in finished.output
    cli.run("destroy", "--force", "shop/Foundation")


@pytest.mark.parametrize(
    ("policy", "action", "message"),
    [
        ("GroundTruthLabelingJobHandler", "iam:PassRole", "iam:PassRole"),
        ("GroundTruthLabelingJobHandler", "sagemaker:CreateLabelingJob", "sagemaker:CreateLabelingJob"),
        ("ReadByRole", "s3:GetObject", "UiTemplateS3Uri"),
    ],
)
def test_a_job_that_lacks_an_action_is_refused(with_foundation: CdkCli, tmp_path: Path, policy: str, action: str, message: str) -> None:
    finished = _without(with_foundation, tmp_path, stack="Labeling", policy=policy, action=action).try_run("deploy", "shop/Labeling")
    assert finished.status != 0
    assert message in " ".join(finished.output.split())


def _without(cli: CdkCli, folder: Path, *, stack: str, policy: str, action: str) -> CdkCli:
    """The same cloud assembly, less one action in one policy."""
    assert cli.application is not None
    assembly = Path(shutil.copytree(cli.application, folder / "assembly"))
    (path,) = assembly.glob(f"**/*{stack}*.template.json")
    template = json.loads(path.read_text())
    removed = [
        _remove(statement, action)
        for logical_id, resource in template["Resources"].items()
        if resource["Type"] == "AWS::IAM::Policy" and policy in logical_id
        for statement in resource["Properties"]["PolicyDocument"]["Statement"]
    ]
    assert any(removed), f"{action} is in no policy of {policy}"
    path.write_text(json.dumps(template))
    _rename_asset(assembly, path)
    return CdkCli(cli.sandbox, environments=cli.environments, application=assembly)


def _rename_asset(assembly: Path, template: Path) -> None:
    """The CLI takes a template that has a known name for one that is published already."""
    manifest = template.with_name(template.name.replace(".template.json", ".assets.json"))
    files = json.loads(manifest.read_text())["files"]
    (known,) = (name for name, file in files.items() if file["source"]["path"] == template.name)
    changed = hashlib.sha256(template.read_bytes()).hexdigest()
    for file in assembly.rglob("*.json"):
        file.write_text(file.read_text().replace(known, changed))


def _remove(statement: dict[str, Any], action: str) -> bool:
    actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
    if action not in actions:
        return False
    # A statement needs an action: one that our functions never call stands in for the last one.
    statement["Action"] = [kept for kept in actions if kept != action] or ["sts:GetCallerIdentity"]
    return True
