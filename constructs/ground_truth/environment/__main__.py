"""`python -m ground_truth.environment schema` prints the JSON Schema, `... check FILE...` every mistake of the files or of a folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ground_truth.environment.json_schema import environment_json_schema
from ground_truth.environment.loader import load_environments, load_files
from ground_truth.environment.mistakes import EnvironmentFileError


def main(arguments: list[str]) -> int:
    """Run one command; the exit code is 1 when a file has mistakes."""
    parsed = _parser().parse_args(arguments)
    if parsed.command == "schema":
        sys.stdout.write(environment_json_schema())
        return 0
    try:
        _load(parsed.files)
    except EnvironmentFileError as error:
        print(error)
        return 1
    return 0


def _load(paths: list[Path]) -> None:
    if len(paths) == 1 and paths[0].is_dir():
        load_environments(paths[0])
    else:
        load_files(paths)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ground_truth.environment")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("schema", help="print the JSON Schema of environment files")
    check = commands.add_parser("check", help="print every mistake of environment files, or of those in a folder")
    check.add_argument("files", metavar="FILE", nargs="+", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
