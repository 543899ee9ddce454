"""`python -m ground_truth.template_linter FILE... [--task-type TYPE]` prints what the linter finds; the exit code is 1 with errors."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence
from pathlib import Path

from ground_truth.template_linter import lint
from labeling_rules.mistake import shown
from labeling_rules.task_types import TASK_TYPES, TaskType

_TASK_TYPES = {name: task_type for name, task_type in TASK_TYPES.items() if task_type.takes_template}


def main(arguments: Sequence[str]) -> int:
    """Lint files. The exit code is 2 for a task type that there is not, or that has no template."""
    parsed = _parser().parse_args(arguments)
    if parsed.task_type is not None and parsed.task_type not in _TASK_TYPES:
        print(f"task type: {shown(parsed.task_type)}: {_allowed(parsed.task_type)}", file=sys.stderr)
        return 2
    task_type = _TASK_TYPES[parsed.task_type] if parsed.task_type is not None else None
    have_errors = [_lint_file(path, task_type) for path in parsed.files]
    return int(any(have_errors))


def _allowed(name: str) -> str:
    """The task types with a template, and first the one that a wrong name probably is."""
    by_lower_case = {known.lower(): known for known in _TASK_TYPES}
    close = difflib.get_close_matches(name.lower(), by_lower_case, n=1)
    question = f"did you mean {by_lower_case[close[0]]}? " if close else ""
    return f"{question}one of {', '.join(_TASK_TYPES)}"


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
    parser = argparse.ArgumentParser(prog="python -m ground_truth.template_linter", description="Check worker task templates.")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument(
        "--task-type",
        metavar="TYPE",
        help=f"the built-in task type that the template is for: {', '.join(_TASK_TYPES)}",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
