"""What the demo says: each step in a line with its time, and a sign of life while it lasts."""

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_PROGRESS = re.compile(r"\|\s*(?P<done>\d+/\d+)\s*\|.*\|\s*(?P<status>[A-Z_]+)\s*\|\s*(?P<type>\S+)")


class Step:
    """A step that is going on: `progress` takes the CDK CLI's lines, `result` is what the step ends with."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._started = time.monotonic()
        self._last_shown = self._started
        self.result = ""

    @property
    def seconds(self) -> float:
        """How long the step has lasted."""
        return time.monotonic() - self._started

    def progress(self, line: str) -> None:
        """Show how far a deployment is: in place on a terminal, now and then anywhere else."""
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
    """Numbers the steps and tells their times."""

    def __init__(self) -> None:
        self._number = 0

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Announce a step, and say how it went when it is over."""
        self._number += 1
        step = Step(f"{self._number}. {title}")
        print(f"{self._number}. {title} ...", end="" if sys.stdout.isatty() else "\n", flush=True)
        yield step
        clear = "\r\x1b[2K" if sys.stdout.isatty() else ""
        print(f"{clear}{self._number}. {title}: {step.result or 'done'} ({step.seconds:.1f} s)", flush=True)

    def show(self, lines: str) -> None:
        """Print something the step produced, indented."""
        print("\n".join(f"     {line}" for line in lines.splitlines()), flush=True)
