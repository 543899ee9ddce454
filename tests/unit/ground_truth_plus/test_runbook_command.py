"""`ground-truth runbook`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from ground_truth.command_line import main
from tests.unit.ground_truth_plus.conftest import OUTPUTS, Write

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An account without stacks."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with mock_aws():
        yield


def deploy(outputs: dict[str, str]) -> None:
    """A stack with these outputs."""
    template = {
        "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
        "Outputs": {name: {"Value": value} for name, value in outputs.items()},
    }
    boto3.client("cloudformation", region_name="us-east-1").create_stack(
        StackName="documented-Foundation", TemplateBody=json.dumps(template)
    )


@pytest.mark.usefixtures("account")
def test_the_pages_of_all_projects_are_printed(write: Write, capsys: Printed) -> None:
    deploy(OUTPUTS)
    assert main(["runbook", "documented", "--environments", str(write())]) == 0
    printed = capsys.readouterr().out
    assert [line for line in printed.splitlines() if line.startswith("# ")] == [
        "# Runbook: Ground Truth Plus project street-scenes",
        "# Runbook: Ground Truth Plus project speech",
    ]
    assert "`arn:aws:iam::123456789012:role/plus-speech`" in printed


@pytest.mark.usefixtures("account")
def test_one_page_is_written_to_a_file(write: Write, tmp_path: Path, capsys: Printed) -> None:
    deploy(OUTPUTS)
    folder = tmp_path / "runbooks"
    assert main(["runbook", "documented", "--project", "speech", "--into", str(folder), "--environments", str(write())]) == 0
    (file,) = folder.iterdir()
    assert file.name == "documented-speech.md"
    assert capsys.readouterr().out == f"{file}\n"
    assert file.read_text(encoding="utf-8").startswith("# Runbook: Ground Truth Plus project speech\n")


@pytest.mark.usefixtures("account")
def test_a_stack_that_is_not_deployed(write: Write, capsys: Printed) -> None:
    assert main(["runbook", "documented", "--environments", str(write())]) == 1
    assert capsys.readouterr().err == "stack documented-Foundation does not exist in us-east-1: deploy it, or add --undeployed\n"


@pytest.mark.usefixtures("account")
def test_a_stack_that_was_deployed_before_the_project_was_written(write: Write, capsys: Printed) -> None:
    deploy({name: value for name, value in OUTPUTS.items() if not name.endswith("speech")})
    assert main(["runbook", "documented", "--environments", str(write())]) == 1
    expected = "stack documented-Foundation has no output GroundTruthPlusRoleArnspeech: deploy it, or add --undeployed\n"
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", expected)


def test_nobody_is_asked_before_a_deployment(write: Write, capsys: Printed) -> None:
    assert main(["runbook", "documented", "--undeployed", "--environments", str(write())]) == 0
    assert "<output GroundTruthPlusRoleArnspeech of documented-Foundation>" in capsys.readouterr().out


def test_only_the_teardown(write: Write, capsys: Printed) -> None:
    assert main(["runbook", "documented", "--teardown", "--undeployed", "--environments", str(write())]) == 0
    printed = capsys.readouterr().out
    assert printed.count("## Teardown") == 2
    assert "# Runbook" not in printed


def test_there_is_no_teardown_without_projects(write: Write, capsys: Printed) -> None:
    folder = write(plus={"projects": []}, name="plain")
    assert main(["runbook", "plain", "--teardown", "--undeployed", "--environments", str(folder)]) == 0
    assert capsys.readouterr().out == ""


def test_what_there_is_no_runbook_for(write: Write, capsys: Printed) -> None:
    folder = write()
    write(plus={"projects": []}, name="plain")
    expected = {
        ("plain",): "environment plain has no ground_truth_plus.projects: there is nothing to run\n",
        ("documented", "--project", "trains"): "project 'trains': environment documented has street-scenes, speech\n",
        ("missing",): f"{folder}/missing.yaml: (file): no such file: one of the environments documented, plain\n",
    }
    for arguments, message in expected.items():
        assert main(["runbook", *arguments, "--undeployed", "--environments", str(folder)]) == 1
        captured = capsys.readouterr()
        assert (captured.out, captured.err) == ("", message)


def test_the_folder_is_that_of_the_application(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    folder = write()
    here = tmp_path / "application"
    here.mkdir()
    monkeypatch.chdir(here)
    assert main(["runbook", "documented", "--undeployed"]) == 1
    assert capsys.readouterr().err.startswith("environments/documented.yaml: (file): ")
    (here / "cdk.json").write_text(json.dumps({"context": {"environments": str(folder)}}), encoding="utf-8")
    assert main(["runbook", "documented", "--undeployed"]) == 0
