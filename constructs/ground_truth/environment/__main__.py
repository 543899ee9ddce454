"""`python -m ground_truth.environment schema` prints the JSON Schema, `... check FILE...` every mistake of the files or of a folder.

With `--warnings` it prints what `cdk synth` warns of too, by the places in the files.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ground_truth.environment.environment import Environment
from ground_truth.environment.json_schema import environment_json_schema
from ground_truth.environment.loader import load_environments, load_files
from ground_truth.environment.mistakes import EnvironmentFileError
from labeling_rules.mistake import Mistake


def main(arguments: list[str]) -> int:
    """Run one command; the exit code is 1 when a file has mistakes."""
    parser = _parser()
    parsed = parser.parse_args(arguments)
    if parsed.command == "schema":
        sys.stdout.write(environment_json_schema())
        return 0
    if parsed.environment is not None and len(parsed.files) > 1:
        parser.error("--environment goes with one folder")
    try:
        environments = _load(parsed.files, parsed.environment, allow_files_outside=parsed.allow_files_outside)
    except EnvironmentFileError as error:
        print(error)
        return 1
    for warning in _warnings(environments) if parsed.warnings else ():
        print(replace(warning, allowed=f"warning: {warning.allowed} ({warning.rule})"))
    return 0


def _load(paths: list[Path], wanted: str | None, *, allow_files_outside: bool) -> tuple[Environment, ...]:
    if len(paths) == 1 and (paths[0].is_dir() or wanted is not None):
        return load_environments(paths[0], wanted=wanted, allow_files_outside=allow_files_outside)
    return load_files(paths, allow_files_outside=allow_files_outside)


def _warnings(environments: Iterable[Environment]) -> Iterator[Mistake]:
    for environment in environments:
        yield from environment.warnings
        yield from environment.parameter_warnings


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ground_truth.environment")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("schema", help="print the JSON Schema of environment files")
    check = commands.add_parser("check", help="print every mistake of environment files, or of those in a folder")
    check.add_argument("files", metavar="FILE", nargs="+", type=Path)
    check.add_argument("--environment", metavar="NAME", help="with a folder: an environment that has to be there")
    check.add_argument("--allow-files-outside", action="store_true", help="local paths may leave the folder of their environment file")
    check.add_argument("--warnings", action="store_true", help="print what may be right after all, too, where there are no mistakes")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
