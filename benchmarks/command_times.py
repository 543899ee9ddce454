"""Processor time of the commands that only read files, compared with the same commands after loading the constructs."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[1]
GOAL = 1 / 3
"""Maximum ratio of a command to the same command with the constructs."""

COMMANDS: Mapping[str, tuple[int, Sequence[str]]] = {
    "make validate": (0, ("check", "environments", "--warnings")),
    "make lint-template": (0, ("lint-template", "constructs/ground_truth/templates/TextMultiClass.liquid.html")),
    # For a project that the file does not have: it ends before it calls AWS.
    "make preflight": (2, ("preflight", "--environment", "environments/dev.yaml", "--project", "none", "--batch", "batch1")),
}
"""The exit status and arguments of each."""

_RUN = "from ground_truth.command_line import run; run()"
_WITH_CONSTRUCTS = f"from ground_truth import *; {_RUN}"


@dataclass(frozen=True, kw_only=True)
class CommandTimes:
    """Seconds of processor time per run, user and system, including the interpreter's start."""

    command: str
    alone: Sequence[float]
    with_constructs: Sequence[float]

    @property
    def ratio(self) -> float:
        """The time without the constructs relative to that with them, by medians."""
        return statistics.median(self.alone) / statistics.median(self.with_constructs)


def measure_commands(*, rounds: int) -> list[CommandTimes]:
    """Run each command alternately with and without the constructs. The first round writes the bytecode, as in a used checkout, and does
    not count.
    """
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        for name, (status, arguments) in COMMANDS.items():
            alone, with_constructs = [], []
            for _ in range(rounds + 1):
                alone.append(_processor_time(_RUN, arguments, status=status, bytecode=folder))
                with_constructs.append(_processor_time(_WITH_CONSTRUCTS, arguments, status=status, bytecode=folder))
            measured.append(CommandTimes(command=name, alone=alone[1:], with_constructs=with_constructs[1:]))
    return measured


def _processor_time(code: str, arguments: Sequence[str], *, status: int, bytecode: str) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": "constructs", "PYTHONPYCACHEPREFIX": bytecode, "AWS_DEFAULT_REGION": "us-east-1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    finished = subprocess.run([sys.executable, "-c", code, *arguments], cwd=PROJECT, env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if finished.returncode != status:
        raise RuntimeError(f"ground-truth {arguments[0]} ended with exit status {finished.returncode}:\n{finished.stderr.decode()}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
