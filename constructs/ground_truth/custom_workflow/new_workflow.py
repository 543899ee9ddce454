"""`python -m ground_truth.custom_workflow.new_workflow FOLDER` writes functions, with their tests, for a user to change."""

from __future__ import annotations

import argparse
import errno
import os
import shutil
import sys
from pathlib import Path

_SKELETON = Path(__file__).resolve().parents[1] / "workflow_skeleton"

_NEXT = """
Test them with `{python} -m pytest {folder}`, and name them in a custom job, one without task_type, of an environment file in {base}/:

    workflow:
      pre_annotation: {{code: {code}, handler: pre_annotation.handler}}
      post_annotation: {{code: {code}, handler: post_annotation.handler}}
"""


def main(arguments: list[str]) -> int:
    """Write the files and say what comes next; the exit code is 1 when one of them exists, and then nothing is written."""
    parser = argparse.ArgumentParser(
        prog="python -m ground_truth.custom_workflow.new_workflow", description="Write the functions of a custom workflow."
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="where to, such as live/workflows/entities")
    folder: Path = parser.parse_args(arguments).folder
    try:
        written = write_workflow(folder)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}: choose another folder")
        return 1
    for file in written:
        print(file)
    base = folder.parent.parent
    print(_NEXT.format(python=_interpreter(), folder=folder, base=base, code=folder.relative_to(base).as_posix()), end="")
    return 0


def write_workflow(folder: Path) -> list[Path]:
    """Write the files into a folder, which is made. Raises FileExistsError before anything is written when there is one already."""
    sources = sorted(file for file in _SKELETON.iterdir() if file.suffix in (".py", ".ini"))
    targets = [folder / source.name for source in sources]
    for target in targets:
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    folder.mkdir(parents=True, exist_ok=True)
    for source, target in zip(sources, targets, strict=True):
        shutil.copyfile(source, target)
    return targets


def _interpreter() -> str:
    """This interpreter as somebody in the working directory would write it."""
    interpreter, here = Path(sys.executable), Path.cwd()
    return str(interpreter.relative_to(here) if interpreter.is_relative_to(here) else interpreter)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
