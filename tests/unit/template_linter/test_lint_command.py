"""`ground-truth lint-template`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ground_truth.command_line import main

ROOT = Path(__file__).parents[3]
GOOD = ROOT / "constructs" / "ground_truth" / "templates" / "TextMultiClass.liquid.html"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A template with an error and a warning."""
    path = tmp_path / "mine.liquid.html"
    path.write_text(GOOD.read_text(encoding="utf-8").replace("to_json", "json").replace("<p>", "<b>", 1), encoding="utf-8")
    return path


def test_a_good_template_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint-template", str(GOOD)]) == 0
    assert main(["lint-template", str(GOOD), "--task-type", "TextMultiClass"]) == 0
    assert capsys.readouterr().out == ""


def test_one_finding_per_line_with_file_and_line(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint-template", str(GOOD), str(bad)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{bad}:6: error: Liquid: unknown filter json, did you mean to_json?",
        f"{bad}:12: warning: </p> closes nothing",
        f"{bad}:12: warning: <b> is not closed: browsers put <full-instructions> of line 15 into it",
    ]


def test_warnings_alone_are_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.html"
    path.write_text(GOOD.read_text(encoding="utf-8") + "</div>", encoding="utf-8")
    assert main(["lint-template", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}:21: warning: </div> closes nothing\n"


def test_the_task_type_is_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint-template", str(GOOD), "--task-type", "BoundingBox"]) == 1
    assert "the consolidation of BoundingBox reads the answer of <crowd-bounding-box>" in capsys.readouterr().out


def test_files_that_cannot_be_read_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "latin.html").write_bytes(b"<p>caf\xe9</p>")
    assert main(["lint-template", str(tmp_path / "none.html"), str(tmp_path / "latin.html"), str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{tmp_path / 'none.html'}: error: No such file or directory",
        f"{tmp_path / 'latin.html'}: error: not UTF-8: byte 6",
        f"{tmp_path}: error: Is a directory",
    ]


def test_no_file_is_told_how_to_name_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint-template"]) == 2
    assert "Usage: ground-truth lint-template [OPTIONS] FILE..." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("task_type", "question"),
    [
        ("BoundingBx", "did you mean BoundingBox? "),
        ("textmulticlass", "did you mean TextMultiClass? "),
        ("Poetry", ""),
        ("VideoObjectTracking", ""),
        ("", ""),
    ],
)
def test_a_task_type_without_a_template_is_one_line(task_type: str, question: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint-template", str(GOOD), "--task-type", task_type]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    line = printed.err.splitlines()[-1]
    assert line.startswith(f"Error: Invalid value for '--task-type': \"{task_type}\": {question}one of BoundingBox, ImageMultiClass, ")
    assert "VideoObjectTracking" not in line.partition("one of ")[2]


@pytest.mark.slow
def test_the_parsers_are_imported_by_the_first_template() -> None:
    code = (
        "import sys, ground_truth\n"
        "from ground_truth.template_linter import lint\n"
        "parsers = {'liquid', 'justhtml'}\n"
        "assert not parsers & sys.modules.keys()\n"
        "lint('')\n"
        "assert parsers <= sys.modules.keys()\n"
    )
    paths = os.pathsep.join([str(ROOT / "constructs"), str(ROOT)])
    process = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stderr


def test_json_has_every_finding(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint-template", "--json", str(bad), str(bad.parent)]) == 1
    findings = json.loads(capsys.readouterr().out)
    assert [(finding["file"], finding["line"], finding["severity"]) for finding in findings] == [
        (str(bad), 6, "error"),
        (str(bad), 12, "warning"),
        (str(bad), 12, "warning"),
        (str(bad.parent), None, "error"),
    ]
