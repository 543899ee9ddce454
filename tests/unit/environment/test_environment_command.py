"""`ground-truth check`: environments by name, warnings, and JSON."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ground_truth.command_line import main
from ground_truth.environment import EnvironmentFileError, load_environment
from tests.unit.environment.jobs import job

ROOT = Path(__file__).parents[3]
Write = Callable[..., Path]
Printed = pytest.CaptureFixture[str]


@pytest.mark.parametrize("name", ["prod", "", "Dev", "dev.yaml", "*", "../environments/dev", "x" * 300])
def test_an_environment_that_does_not_exist_is_one_line_with_those_that_do(write: Write, capsys: Printed, name: str) -> None:
    write(name="dev")
    write({"account": "444455556666"}, name="test")
    assert main(["check", "environments", "--environment", name]) == 1
    assert capsys.readouterr().out == f"environments/{name}.yaml: (file): no such file: one of the environments dev, test\n"


def test_an_environment_that_exists(write: Write, capsys: Printed) -> None:
    write(name="dev")
    assert main(["check", "environments", "--environment", "dev"]) == 0
    assert capsys.readouterr().out == ""


def test_the_file_of_an_environment_that_does_not_exist(write: Write, folder: Path) -> None:
    write(name="dev")
    with pytest.raises(EnvironmentFileError) as error:
        load_environment(folder / "prod.yaml")
    assert str(error.value) == "environments/prod.yaml: (file): no such file: one of the environments dev"


def test_a_file_of_another_ending_is_named_once(folder: Path, capsys: Printed) -> None:
    (folder / "dev.yml").write_text("", encoding="utf-8")
    assert main(["check", "environments", "--environment", "dev"]) == 1
    assert capsys.readouterr().out == "environments/dev.yml: (file name): dev.yml: dev.yaml: other files are not read\n"


@pytest.mark.parametrize("place", ["nowhere", "environments"])
@pytest.mark.usefixtures("folder")
def test_a_folder_without_files(capsys: Printed, place: str) -> None:
    assert main(["check", place, "--environment", "dev"]) == 1
    assert capsys.readouterr().out == f"{place}: (folder): no *.yaml file: one file per environment\n"


def test_an_environment_is_one_of_a_folder(write: Write, capsys: Printed) -> None:
    files = [str(write(name=name)) for name in ("dev", "test")]
    assert main(["check", *files, "--environment", "dev"]) == 2
    assert capsys.readouterr().err.endswith("--environment goes with one folder\n")


@pytest.mark.slow
@pytest.mark.parametrize(("target", "command"), [("synth", "cdk synth"), ("diff", "cdk diff"), ("deploy", "cdk deploy")])
def test_make_looks_for_the_environment_before_it_starts_the_cdk(target: str, command: str) -> None:
    printed = subprocess.run(["make", "--dry-run", target, "ENV=nope"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    before, _, after = printed.stdout.partition("ground_truth check --environment 'nope'\n")
    assert command not in before
    assert f"{command} " in after


def test_warnings_are_printed_if_asked_for(write: Write, folder: Path, capsys: Printed) -> None:
    (folder / "m.manifest").write_text('{"source-ref": "s3://bucket/i.webp"}\n', encoding="utf-8")
    changes = {"dataset": {"manifest": "m.manifest"}, "HumanTaskConfig.MaxConcurrentTaskCount": 1_001}
    write({"labeling_jobs.0": job("ImageMultiClass", changes)})
    assert main(["check", "environments"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", "environments", "--warnings"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "environments/dev.yaml: labeling_jobs[0].dataset.manifest: line 1 of m.manifest: warning: source-ref of an image "
        "(.jpg, .jpeg, .png); that .webp works is documented nowhere (documented-extensions)",
        "environments/dev.yaml: labeling_jobs[0].HumanTaskConfig.MaxConcurrentTaskCount: 1001: warning: "
        "1 to 1000, unless AWS Support has raised it for the account (concurrent-tasks)",
    ]


def test_with_mistakes_there_are_no_warnings(write: Write, capsys: Printed) -> None:
    write({"account": "1", "labeling_jobs.0": job("BoundingBox", {"HumanTaskConfig.MaxConcurrentTaskCount": 1_001})})
    assert main(["check", "environments", "--warnings"]) == 1
    assert capsys.readouterr().out == 'environments/dev.yaml: account: "1": 12 digits, in quotes\n'


def test_json_has_mistakes_and_warnings(write: Write, capsys: Printed) -> None:
    write({"account": "1"})
    assert main(["check", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document == {
        "mistakes": [
            {
                "file": "environments/dev.yaml",
                "path": "account",
                "value": '"1"',
                "allowed": "12 digits, in quotes",
                "rule": "",
                "level": "error",
            }
        ],
        "warnings": [],
    }
    write({"labeling_jobs.0": job("ImageMultiClass", {"HumanTaskConfig.MaxConcurrentTaskCount": 1_001})})
    assert main(["check", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["mistakes"] == []
    assert [(warning["path"], warning["rule"]) for warning in document["warnings"]] == [
        ("labeling_jobs[0].HumanTaskConfig.MaxConcurrentTaskCount", "concurrent-tasks")
    ]


def test_the_folder_and_what_may_be_outside_are_those_of_cdk_json(folder: Path, write: Write, capsys: Printed) -> None:
    (folder.parent / "outside.manifest").write_text('{"source-ref": "s3://bucket/i.jpg"}\n', encoding="utf-8")
    write({"labeling_jobs.0": job("ImageMultiClass", {"dataset": {"manifest": "../outside.manifest"}})})
    folder.rename(folder.parent / "live")
    application = folder.parent / "cdk.json"
    application.write_text('{"context": {"environments": "live"}}', encoding="utf-8")
    assert main(["check"]) == 1
    assert capsys.readouterr().out.startswith("live/dev.yaml: labeling_jobs[0].dataset.manifest: ")
    application.write_text('{"context": {"environments": "live", "allow_files_outside": true}}', encoding="utf-8")
    assert main(["check"]) == 0
    application.write_text("{", encoding="utf-8")
    assert main(["check"]) == 2
    assert "cdk.json: no JSON object: " in capsys.readouterr().err
