"""`ground-truth preflight`: its exit status, its report and its progress."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from ground_truth.command_line import main
from ground_truth.preflight import Clients
from ground_truth.preflight.batch_limits import Totals
from ground_truth.preflight.progress import ProgressBar, ProgressLines, progress_on
from tests.unit.preflight.account_fake import BUCKET, ROLE, Account, Stored

URI = f"s3://{BUCKET}/ground-truth-plus/input/cars/batch1/"
ARGUMENTS = ["--bucket", BUCKET, "--project", "cars", "--batch", "batch1", "--kind", "image", "--role-arn", ROLE]
INTERNAL = ["--data-classification", "internal"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(monkeypatch: pytest.MonkeyPatch, account: Account, *arguments: str) -> int:
    def of(_session: Any) -> Clients:
        return account.clients

    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setattr(Clients, "of", of)
    return main(["preflight", *ARGUMENTS, *arguments])


def test_a_good_batch_is_0(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, Account(), *INTERNAL) == 0
    assert capsys.readouterr().out.splitlines() == [f"{URI} (image)", "1 file, 0.000 GB: 0 problems, 0 warnings"]


def test_a_problem_is_1(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, Account(objects=[Stored("one.jpg", 0), Stored("two.tif")]), *INTERNAL) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{URI} (image)",
        "problem: one.jpg: 0 bytes: a file with content",
        "warning: two.tif: the unknown format .tif: files of kind image: .jpeg, .jpg, .png",
        "2 files, 0.000 GB: 1 problem, 1 warning",
    ]


def test_undeclared_data_is_1(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, Account()) == 1


def test_warnings_and_what_was_not_checked_are_0(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    account = Account(objects=[Stored("two.tif")], errors={"SimulatePrincipalPolicy": "AccessDenied"})
    assert run(monkeypatch, account, *INTERNAL) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 file, 0.000 GB: 0 problems, 1 warning, 1 check not made"


@pytest.mark.parametrize(("operation", "code"), [("GetBucketLocation", "NoSuchBucket"), ("ListObjectsV2", "AccessDenied")])
def test_a_bucket_that_cannot_be_looked_at_is_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], operation: str, code: str
) -> None:
    assert run(monkeypatch, Account(errors={operation: code}), *INTERNAL) == 2
    assert capsys.readouterr().err == f"could not check: {URI}: {operation}: {code}: no\n"


def test_a_report_goes_to_a_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    assert run(monkeypatch, Account(objects=[Stored("one.jpg", 0)]), *INTERNAL, "--report", str(report)) == 1
    lines = report.read_text(encoding="utf-8").splitlines()
    assert lines[1:] == ["problem: one.jpg: 0 bytes: a file with content", "1 file, 0.000 GB: 1 problem, 0 warnings"]
    assert capsys.readouterr().out == f"{lines[-1]}; see {report}\n"


def test_a_report_that_cannot_be_written_is_2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(monkeypatch, Account(), *INTERNAL, "--report", str(tmp_path)) == 2
    assert "could not check" in capsys.readouterr().err


def test_a_terminal_gets_a_bar_that_findings_erase() -> None:
    stream = Terminal()
    progress = progress_on(stream)
    assert isinstance(progress, ProgressBar)
    progress.clear()
    assert stream.getvalue() == ""
    progress.show(Totals(5_000, 3_000_000_000))
    assert "[###############...............] 5,000 files (at most 10,000), 3.0 GB" in stream.getvalue()
    progress.clear()
    assert stream.getvalue().endswith("\r\x1b[2K")


def test_a_full_bar_stays_full() -> None:
    stream = Terminal()
    progress_on(stream).show(Totals(123_456, 0))
    assert f"[{'#' * 30}] 123,456 files (more than 10,000), 0.0 GB" in stream.getvalue()


def test_elsewhere_there_is_a_line_every_10_000_files() -> None:
    stream = io.StringIO()
    progress = progress_on(stream)
    assert isinstance(progress, ProgressLines)
    for files in (1_000, 10_000, 11_000, 19_999, 20_400, 30_000):
        progress.show(Totals(files, 0))
        progress.clear()
    assert [line.split()[0] for line in stream.getvalue().splitlines()] == ["10,000", "20,400", "30,000"]
    assert "\x1b" not in stream.getvalue()
