"""The functions of a custom workflow, with their tests, for a user to change."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

_SKELETON = Path(__file__).resolve().parents[1] / "workflow_skeleton"


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
