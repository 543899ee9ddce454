"""The functions of a custom workflow as generated: tested with plain pytest, never overwriting existing files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ground_truth.command_line import main
from ground_truth.custom_workflow.new_workflow import write_workflow

FILES = [
    "ground_truth_messages.py",
    "post_annotation.py",
    "pre_annotation.py",
    "pytest.ini",
    "test_post_annotation.py",
    "test_pre_annotation.py",
]


def run_tests(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run plain pytest in a folder, as a user does: without this project on the path or AWS configuration."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PYTEST_", "PYTHON"))}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    return subprocess.run(command, cwd=folder.parent, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new folder below the working directory."""
    monkeypatch.chdir(tmp_path)
    return Path("live/workflows/entities")


def test_everything_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["workflow", str(folder)]) == 0
    assert sorted(file.name for file in folder.iterdir()) == FILES
    printed = capsys.readouterr().out
    assert printed.splitlines()[: len(FILES)] == [f"live/workflows/entities/{name}" for name in FILES]
    assert "-m pytest live/workflows/entities`" in printed
    assert "environment file in live/" in printed
    assert "pre_annotation: {code: workflows/entities, handler: pre_annotation.handler}" in printed


def test_nothing_is_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.mkdir(parents=True)
    (folder / "post_annotation.py").write_text("mine", encoding="utf-8")
    assert main(["workflow", str(folder)]) == 1
    assert capsys.readouterr().out == "live/workflows/entities/post_annotation.py: File exists: choose another folder\n"
    assert [file.name for file in folder.iterdir()] == ["post_annotation.py"]
    assert (folder / "post_annotation.py").read_text(encoding="utf-8") == "mine"


def test_what_is_beside_stays(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "template.liquid.html").write_text("mine", encoding="utf-8")
    write_workflow(folder)
    assert (folder / "template.liquid.html").read_text(encoding="utf-8") == "mine"


def test_a_file_is_no_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("mine", encoding="utf-8")
    assert main(["workflow", str(folder)]) == 1
    assert capsys.readouterr().out == "live/workflows/entities: File exists: choose another folder\n"


def test_the_tests_that_come_with_it_pass(tmp_path: Path) -> None:
    write_workflow(tmp_path / "entities")
    process = run_tests(tmp_path / "entities")
    assert process.returncode == 0, process.stdout
    assert " passed" in process.stdout


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("pre_annotation.py", '{"taskObject": request.source}', '{"taskObject": request.labeling_job_arn}'),
        ("ground_truth_messages.py", '"isHumanAnnotationRequired": self', '"humanAnnotationRequired": self'),
        ("ground_truth_messages.py", "{label_attribute_name: self.label}", "self.label"),
        ("ground_truth_messages.py", "parsed(data", "(data"),
        ("post_annotation.py", "if label is not None", ""),
        ("post_annotation.py", 'os.environ.get("ASSUME_EXECUTION_ROLE") != "true"', "True"),
    ],
)
def test_they_notice_a_mistake(tmp_path: Path, file: str, right: str, wrong: str) -> None:
    write_workflow(tmp_path / "entities")
    code = (tmp_path / "entities" / file).read_text(encoding="utf-8")
    assert right in code
    (tmp_path / "entities" / file).write_text(code.replace(right, wrong), encoding="utf-8")
    process = run_tests(tmp_path / "entities")
    assert process.returncode == 1, process.stdout
    assert " failed" in process.stdout


def test_two_workflows_do_not_mix(tmp_path: Path) -> None:
    """Their modules have the same names: each is tested in a separate run, in any project."""
    (tmp_path / "pyproject.toml").write_text('[tool.pytest.ini_options]\naddopts = "--import-mode=importlib"\n', encoding="utf-8")
    for name in ("entities", "sentiment"):
        write_workflow(tmp_path / name)
    broken = tmp_path / "sentiment" / "pre_annotation.py"
    broken.write_text("def handler(event, context):\n    return {}\n", encoding="utf-8")
    assert run_tests(tmp_path / "entities").returncode == 0
    assert run_tests(tmp_path / "sentiment").returncode == 1
