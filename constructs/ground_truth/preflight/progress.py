"""The progress of the listing: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import shutil
from typing import Protocol, TextIO

from ground_truth.preflight.batch_limits import GB, Totals
from ground_truth.settings.plus_service import MAX_FILES

_WIDTH = 30
_LINE_EVERY = 10_000
_ERASE_LINE = "\r\x1b[2K"


class Progress(Protocol):
    """The display of the listing's progress."""

    def show(self, totals: Totals) -> None:
        """Tell how much was listed so far."""

    def clear(self) -> None:
        """Make room for other output."""


def progress_on(stream: TextIO) -> Progress:
    """A bar where it can be drawn over, lines where it cannot."""
    return ProgressBar(stream) if stream.isatty() else ProgressLines(stream)


class ProgressBar:
    """A bar of the files that a batch may have: how many there are is only known at the end of the listing."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = False

    def show(self, totals: Totals) -> None:
        """Draw the bar over the last one."""
        filled = min(_WIDTH, totals.files * _WIDTH // MAX_FILES)
        line = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {_counted(totals)}"
        self._stream.write(_ERASE_LINE + line[: shutil.get_terminal_size().columns - 1])
        self._stream.flush()
        self._shown = True

    def clear(self) -> None:
        """Erase the bar."""
        if self._shown:
            self._stream.write(_ERASE_LINE)
            self._stream.flush()
            self._shown = False


class ProgressLines:
    """A line every 10,000 files."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._next = _LINE_EVERY

    def show(self, totals: Totals) -> None:
        """Write a line when there are enough files since the last."""
        if totals.files >= self._next:
            self._next = totals.files - totals.files % _LINE_EVERY + _LINE_EVERY
            self._stream.write(f"{_counted(totals)} listed\n")
            self._stream.flush()

    def clear(self) -> None:
        """Lines stay."""


def _counted(totals: Totals) -> str:
    limit = f"at most {MAX_FILES:,}" if totals.files <= MAX_FILES else f"more than {MAX_FILES:,}"
    return f"{totals.files:,} files ({limit}), {totals.bytes / GB:,.1f} GB"
