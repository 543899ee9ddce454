"""The command `ground-truth`, and `python -m ground_truth` where it is not installed."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ground_truth.command_line.application import ground_truth
from ground_truth.command_line.exit_status import DONE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command with the arguments, by default those of the process; returns its exit status (see `exit_status`)."""
    try:
        ground_truth.main(args=None if arguments is None else list(arguments), prog_name="ground-truth")
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else DONE
    return DONE


def run() -> None:
    """The console script."""
    sys.exit(main())
