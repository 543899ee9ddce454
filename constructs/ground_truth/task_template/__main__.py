"""`python -m ground_truth.task_template FILE... [--task-type TYPE]` prints what the linter finds; the exit code is 1 with errors."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ground_truth.task_template import lint
from labeling_rules.task_types import TASK_TYPES, TaskType


def main(arguments: Sequence[str]) -> int:
    """Lint files."""
    parsed = _parser().parse_args(arguments)
    task_type = TASK_TYPES[parsed.task_type] if parsed.task_type else None
    have_errors = [_lint_file(path, task_type) for path in parsed.files]
    return int(any(have_errors))


def _lint_file(path: Path, task_type: TaskType | None) -> bool:
    """Print the findings of a file, one per line; returns whether there are errors."""
    try:
        source = path.read_text(encoding="utf-8")
    except OSError as error:
        print(f"{path}: error: {error.strerror}")
        return True
    except UnicodeDecodeError as error:
        print(f"{path}: error: not UTF-8: byte {error.start}")
        return True
    findings = lint(source, task_type=task_type)
    for finding in findings:
        print(f"{path}:{finding}")
    return any(finding.severity == "error" for finding in findings)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ground_truth.task_template", description="Check worker task templates.")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument(
        "--task-type",
        metavar="TYPE",
        choices=[name for name, task_type in TASK_TYPES.items() if task_type.takes_template],
        help="the built-in task type that the template is for: %(choices)s",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
