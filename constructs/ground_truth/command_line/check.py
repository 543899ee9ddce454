"""`ground-truth check`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import click

from ground_truth.command_line.exit_status import DONE, FOUND
from ground_truth.command_line.project_settings import environments_folder, files_may_be_outside
from ground_truth.environment.environment import Environment
from ground_truth.environment.loader import load_environments, load_files
from ground_truth.environment.mistakes import EnvironmentFileError
from labeling_rules.mistake import Mistake


@click.command("check")
@click.argument("paths", metavar="[FILE|FOLDER]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--environment", metavar="NAME", help="With a folder: an environment that has to be there.")
@click.option("--allow-files-outside", is_flag=True, help="Local paths may leave the folder of their environment file, as with cdk -c.")
@click.option("--warnings", is_flag=True, help="Print what may be right after all, too, where there are no mistakes.")
@click.option("--json", "as_json", is_flag=True, help="Print mistakes and warnings as one JSON document.")
@click.pass_context
def command(
    ctx: click.Context, paths: Sequence[Path], environment: str | None, allow_files_outside: bool, warnings: bool, as_json: bool
) -> None:
    """Print every mistake of environment files, without the CDK and without AWS.

    Checks FILES, or all environment files of a FOLDER: of the one that cdk.json names, when none is given.

    \b
    Examples:
      ground-truth check
      ground-truth check --environment prod --warnings
      ground-truth check environments/dev.yaml --json
    """
    if environment is not None and len(paths) > 1:
        raise click.UsageError("--environment goes with one folder")
    mistakes: Sequence[Mistake] = ()
    found: Sequence[Mistake] = ()
    try:
        checked = _load(paths or [environments_folder()], environment, allow_files_outside=allow_files_outside or files_may_be_outside())
        found = _warnings(checked) if warnings or as_json else ()
    except EnvironmentFileError as error:
        mistakes = error.mistakes
    click.echo(_document(mistakes, found) if as_json else _lines(mistakes, found), nl=False)
    ctx.exit(FOUND if mistakes else DONE)


def _load(paths: Sequence[Path], wanted: str | None, *, allow_files_outside: bool) -> tuple[Environment, ...]:
    if len(paths) == 1 and (paths[0].is_dir() or wanted is not None):
        return load_environments(paths[0], wanted=wanted, allow_files_outside=allow_files_outside)
    return load_files(paths, allow_files_outside=allow_files_outside)


def _warnings(environments: Iterable[Environment]) -> list[Mistake]:
    return [warning for environment in environments for warning in (*environment.warnings, *environment.parameter_warnings)]


def _lines(mistakes: Iterable[Mistake], warnings: Iterable[Mistake]) -> str:
    marked = [replace(warning, allowed=f"warning: {warning.allowed} ({warning.rule})") for warning in warnings]
    return "".join(f"{mistake}\n" for mistake in (*mistakes, *marked))


def _document(mistakes: Iterable[Mistake], warnings: Iterable[Mistake]) -> str:
    document = {"mistakes": [asdict(mistake) for mistake in mistakes], "warnings": [asdict(warning) for warning in warnings]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
