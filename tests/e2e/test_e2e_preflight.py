"""`ground-truth preflight` in a deployed environment: with the role's policies, and a listing from S3."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox.cdk_cli import CdkCli
from sandbox.inventory import remaining
from sandbox.process import PROJECT, Sandbox
from tests.e2e.account_view import AccountView
from tests.e2e.scenario import Document, Synthesize

REGION = "us-east-1"
STACK = "footage-Foundation"
POLICY = "OnlyFor"

# Narrowed access: the simulator's result depends on the listed prefix.
ENVIRONMENT: Document = {
    "account": "123456789012",
    "region": REGION,
    "data_on_destroy": "destroy",
    "input_bucket": {"encryption": "kms"},
    "ground_truth_plus": {
        "access": "role",
        "narrowed": True,
        "projects": [
            {
                "name": "street-scenes",
                "description": "Boxes around cars",
                "task_type": "video frames",
                "data_classification": "internal",
                "contains_pii": False,
                "batches": ["batch1", "batch2"],
            }
        ],
    },
    "workforce": {"mode": "create", "name": "footage", "user_pool": {"domain_prefix": "footage-workers"}},
    "teams": [{"name": "editors", "description": "Edits"}],
}

Preflight = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def account(bootstrapped: Callable[[str], AccountView]) -> AccountView:
    return bootstrapped(REGION)


@pytest.fixture(scope="module")
def deployed(account: AccountView, synthesize: Synthesize) -> Iterator[CdkCli]:
    cli = synthesize(footage=ENVIRONMENT)
    cli.run("deploy", "footage/Foundation")
    yield cli
    cli.run("destroy", "--force", "footage/*")
    # A key is deleted after a waiting period.
    assert [item for item in remaining(account.items()) if item.kind != "key"] == []


@pytest.fixture(scope="module")
def bucket(account: AccountView, deployed: CdkCli) -> str:  # noqa: ARG001 - the stack must be deployed
    location = account.outputs(STACK)["GroundTruthPlusInputLocationstreetscenes"]
    return location.removeprefix("s3://").partition("/")[0]


@pytest.fixture(scope="module")
def preflight(sandbox: Sandbox, deployed: CdkCli) -> Preflight:
    """Runs it as a process, and returns its output."""
    environment = sandbox.environment() | {"PYTHONPATH": "constructs", "COLUMNS": "200"}

    def run(batch: str) -> subprocess.CompletedProcess[str]:
        file: Path = deployed.environments / "footage.yaml"
        arguments = ["--environment", str(file), "--project", "street-scenes", "--batch", batch]
        command = [sys.executable, "-m", "ground_truth", "preflight", *arguments]
        return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)

    return run


def upload(account: AccountView, bucket: str, batch: str, *keys: str) -> None:
    for key in keys:
        account.upload(bucket=bucket, key=f"ground-truth-plus/input/street-scenes/{batch}/{key}", text="a frame")


def test_a_good_batch_passes(account: AccountView, bucket: str, preflight: Preflight) -> None:
    upload(account, bucket, "batch1", *(f"cam1/frame_{number:02}.jpg" for number in range(1, 13)))
    finished = preflight("batch1")
    assert finished.stdout.splitlines() == [
        f"s3://{bucket}/ground-truth-plus/input/street-scenes/batch1/ (video_frames)",
        "12 files, 0.000 GB: 0 problems, 0 warnings",
    ]
    assert (finished.returncode, finished.stderr) == (0, "")


def test_a_bad_batch_fails(account: AccountView, bucket: str, preflight: Preflight) -> None:
    upload(account, bucket, "batch2", "cam1/frame_1.jpg", "cam1/frame_10.jpg", "cam1/frame_2.jpg", "cam1/notes.docx")
    finished = preflight("batch2")
    assert finished.stdout.splitlines()[1:] == [
        "problem: cam1/frame_2.jpg: comes after frame_10.jpg in UTF-8 order: "
        "number the frames of a folder with equally many digits: frame_0002, frame_0010",
        "warning: cam1/notes.docx: the unknown format .docx: files of kind video_frames: .jpeg, .jpg, .png",
        "4 files, 0.000 GB: 1 problem, 1 warning",
    ]
    assert finished.returncode == 1


def test_what_the_role_lost_is_seen(account: AccountView, bucket: str, preflight: Preflight) -> None:
    """An explicit denial, as an administrator might add: of reading, and of the bucket's encryption key."""
    upload(account, bucket, "batch1", "cam1/frame_01.jpg")
    iam, role = account.client("iam"), account.outputs(STACK)["GroundTruthPlusRoleArnstreetscenes"].rpartition("/")[2]
    statement = '{"Effect": "Deny", "Action": ["s3:GetObject", "kms:Decrypt"], "Resource": "*"}'
    iam.put_role_policy(RoleName=role, PolicyName=POLICY, PolicyDocument=f'{{"Version": "2012-10-17", "Statement": [{statement}]}}')
    try:
        finished = preflight("batch1")
    finally:
        iam.delete_role_policy(RoleName=role, PolicyName=POLICY)
    lines = finished.stdout.splitlines()[1:-1]
    assert [line.partition(" is denied")[0].partition(" with ")[0] for line in lines] == [
        "problem: cam1/frame_01.jpg: kms:Decrypt",
        f"problem: (role): s3:GetObject on arn:aws:s3:::{bucket}/ground-truth-plus/input/street-scenes/batch1/cam1/frame_01.jpg",
    ]
    assert finished.returncode == 1


def test_a_batch_that_is_not_in_the_file_is_not_checked(preflight: Preflight) -> None:
    finished = preflight("batch3")
    assert finished.returncode == 2
    assert finished.stderr.startswith("could not check: 'batch3' is no batch of street-scenes in ")
