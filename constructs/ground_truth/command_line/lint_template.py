"""`ground-truth lint-template`."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from ground_truth.command_line.exit_status import DONE, FOUND
from ground_truth.template_linter import lint
from labeling_rules.mistake import shown
from labeling_rules.task_types import TASK_TYPES, TaskType

_TASK_TYPES = {name: task_type for name, task_type in TASK_TYPES.items() if task_type.takes_template}


class TaskTypeName(click.ParamType[TaskType]):
    """The name of a built-in task type that has a template."""

    name = "TYPE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> TaskType:
        """Fail for an unknown name with the closest task type, and all that exist."""
        name = str(value)
        if name not in _TASK_TYPES:
            self.fail(f"{shown(name)}: {_allowed(name)}", param, ctx)
        return _TASK_TYPES[name]


@dataclass(frozen=True)
class _Finding:
    file: str
    line: int | None
    severity: str
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.severity}: {self.message}"


@click.command("lint-template")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--task-type", type=TaskTypeName(), help=f"The built-in task type that the template is for: {', '.join(_TASK_TYPES)}.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as a JSON list.")
@click.pass_context
def command(ctx: click.Context, files: Sequence[Path], task_type: TaskType | None, as_json: bool) -> None:
    """Check worker task templates: Liquid, HTML and the crowd elements.

    Warnings are printed, and are no failure.

    \b
    Example:
      ground-truth lint-template --task-type BoundingBox boxes.liquid.html
    """
    findings = [finding for file in files for finding in _findings(file, task_type)]
    if as_json:
        click.echo(json.dumps([vars(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        click.echo("".join(f"{finding}\n" for finding in findings), nl=False)
    ctx.exit(FOUND if any(finding.severity == "error" for finding in findings) else DONE)


def _allowed(name: str) -> str:
    """The task types with a template, the closest match of a wrong name first."""
    by_lower_case = {known.lower(): known for known in _TASK_TYPES}
    close = difflib.get_close_matches(name.lower(), by_lower_case, n=1)
    question = f"did you mean {by_lower_case[close[0]]}? " if close else ""
    return f"{question}one of {', '.join(_TASK_TYPES)}"


def _findings(file: Path, task_type: TaskType | None) -> Iterator[_Finding]:
    try:
        source = file.read_text(encoding="utf-8")
    except OSError as error:
        yield _Finding(str(file), None, "error", str(error.strerror))
    except UnicodeDecodeError as error:
        yield _Finding(str(file), None, "error", f"not UTF-8: byte {error.start}")
    else:
        for finding in lint(source, task_type=task_type):
            yield _Finding(str(file), finding.line, finding.severity, finding.message)
