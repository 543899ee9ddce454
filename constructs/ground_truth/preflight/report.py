"""The report of a run: a line for each finding as it is found, and a summary."""

from __future__ import annotations

from typing import TextIO

from ground_truth.preflight.batch import Batch
from ground_truth.preflight.batch_limits import GB, Totals
from ground_truth.preflight.check import Result
from ground_truth.preflight.finding import Finding, Severity, counted
from ground_truth.preflight.progress import Progress


class Report:
    """Writes to a stream and keeps nothing, so that a million problems take no more memory than one."""

    def __init__(self, stream: TextIO, *, batch: Batch, progress: Progress) -> None:
        self._stream = stream
        self._progress = progress
        self._write(f"{batch.uri} ({batch.kind})")

    def add(self, finding: Finding) -> None:
        """Write one finding."""
        self._write(str(finding))

    def show_progress(self, totals: Totals) -> None:
        """Tell how far the listing has come."""
        self._progress.show(totals)

    def end(self, result: Result) -> None:
        """Write the summary."""
        self._write(summary(result))

    def _write(self, line: str) -> None:
        self._progress.clear()
        self._stream.write(f"{line}\n")


def summary(result: Result) -> str:
    """The numbers of a run in one line."""
    counts = result.findings
    problems, warnings = counted(counts[Severity.PROBLEM], "problem"), counted(counts[Severity.WARNING], "warning")
    unchecked = f", {counted(counts[Severity.NOT_CHECKED], 'check')} not made" if counts[Severity.NOT_CHECKED] else ""
    totals = result.totals
    return f"{counted(totals.files, 'file')}, {totals.bytes / GB:,.3f} GB: {problems}, {warnings}{unchecked}"
