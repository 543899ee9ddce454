"""`ground-truth workflow`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ground_truth.command_line.exit_status import FOUND
from ground_truth.custom_workflow.new_workflow import write_workflow

_NEXT = """
Test them with `{python} -m pytest {folder}`, and name them in a custom job, one without task_type, of an environment file in {base}/:

    workflow:
      pre_annotation: {{code: {code}, handler: pre_annotation.handler}}
      post_annotation: {{code: {code}, handler: post_annotation.handler}}
"""


@click.command("workflow")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_context
def command(ctx: click.Context, folder: Path) -> None:
    """Write the functions of a custom workflow into FOLDER, with their tests, for you to change.

    Nothing is written when one of the files exists already.

    \b
    Example:
      ground-truth workflow environments/workflows/entities
    """
    try:
        written = write_workflow(folder)
    except OSError as error:
        click.echo(f"{error.filename}: {error.strerror}: choose another folder")
        ctx.exit(FOUND)
    for file in written:
        click.echo(file)
    base = folder.parent.parent
    click.echo(_NEXT.format(python=_interpreter(), folder=folder, base=base, code=folder.relative_to(base).as_posix()), nl=False)


def _interpreter() -> str:
    """The path of this interpreter, relative to the working directory if it is below."""
    interpreter, here = Path(sys.executable), Path.cwd()
    return str(interpreter.relative_to(here) if interpreter.is_relative_to(here) else interpreter)
