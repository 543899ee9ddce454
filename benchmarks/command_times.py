"""How much processor time the commands that read files take, beside the same commands in a process that has loaded the constructs."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[1]
GOAL = 1 / 3
"""At most: a command over the same command with the constructs."""

COMMANDS: Mapping[str, Sequence[str]] = {
    "make validate": ("ground_truth.environment", "check", "environments", "--warnings"),
    "make lint-template": ("ground_truth.template_linter", "constructs/ground_truth/templates/TextMultiClass.liquid.html"),
    # Of a project that the file does not have: it ends before it asks AWS.
    "make preflight": ("ground_truth.preflight", "--environment", "environments/dev.yaml", "--project", "none", "--batch", "batch1"),
}

_RUN = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)"
_WITH_CONSTRUCTS = f"from ground_truth import *; {_RUN}"


@dataclass(frozen=True, kw_only=True)
class CommandTimes:
    """Seconds of processor time of every run, user and system, the interpreter's start included."""

    command: str
    alone: Sequence[float]
    with_constructs: Sequence[float]

    @property
    def ratio(self) -> float:
        """How much of the time remains without the constructs, median over median."""
        return statistics.median(self.alone) / statistics.median(self.with_constructs)


def measure_commands(*, rounds: int) -> list[CommandTimes]:
    """Run each command in turn, with and without the constructs. The first round writes the bytecode, as it stays in a checkout, and is
    not counted."""
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        for name, command in COMMANDS.items():
            alone, with_constructs = [], []
            for _ in range(rounds + 1):
                alone.append(_processor_time(_RUN, command, bytecode=folder))
                with_constructs.append(_processor_time(_WITH_CONSTRUCTS, command, bytecode=folder))
            measured.append(CommandTimes(command=name, alone=alone[1:], with_constructs=with_constructs[1:]))
    return measured


def _processor_time(code: str, command: Sequence[str], *, bytecode: str) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": "constructs", "PYTHONPYCACHEPREFIX": bytecode, "AWS_DEFAULT_REGION": "us-east-1"}
    arguments = [sys.executable, "-c", code, *command]
    process = subprocess.Popen(arguments, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime
