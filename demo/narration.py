"""The demo's output: one line per step with its duration, and progress while it runs."""

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_PROGRESS = re.compile(r"\|\s*(?P<done>\d+/\d+)\s*\|.*\|\s*(?P<status>[A-Z_]+)\s*\|\s*(?P<type>\S+)")


class Step:
    """A running step: `progress` takes the CDK CLI's lines, `result` is the step's outcome."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._started = time.monotonic()
        self._last_shown = self._started
        self.result = ""

    @property
    def seconds(self) -> float:
        """The step's duration so far."""
        return time.monotonic() - self._started

    def progress(self, line: str) -> None:
        """Show a deployment's progress: in place on a terminal, occasionally elsewhere."""
        found = _PROGRESS.search(line)
        if found is None:
            return
        text = f"{found['done']} {found['status']} {found['type']}"
        if sys.stdout.isatty():
            print(f"\r\x1b[2K  {self._title} ... {self.seconds:4.0f} s  {text}", end="", flush=True)
        elif time.monotonic() - self._last_shown > 5:
            self._last_shown = time.monotonic()
            print(f"    {self.seconds:4.0f} s  {text}", flush=True)


class Narrator:
    """Numbers the steps and prints their durations."""

    def __init__(self) -> None:
        self._number = 0

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Announce a step, and print its outcome at the end."""
        self._number += 1
        step = Step(f"{self._number}. {title}")
        print(f"{self._number}. {title} ...", end="" if sys.stdout.isatty() else "\n", flush=True)
        yield step
        clear = "\r\x1b[2K" if sys.stdout.isatty() else ""
        print(f"{clear}{self._number}. {title}: {step.result or 'done'} ({step.seconds:.1f} s)", flush=True)

    def show(self, lines: str) -> None:
        """Print a step's output, indented."""
        print("\n".join(f"     {line}" for line in lines.splitlines()), flush=True)
