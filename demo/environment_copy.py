"""A copy of the sandbox's environment file, which the demo edits as a user would."""

from pathlib import Path
from typing import Any

import yaml


class EnvironmentCopy:
    """The environment file in a separate folder."""

    def __init__(self, original: Path, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self._file = folder / original.name
        self._document: dict[str, Any] = yaml.safe_load(original.read_text(encoding="utf-8"))
        self._write()

    def insert_label(self, label: str) -> None:
        """Add a label to the first job, before its last label, which stands for everything else."""
        self._document["labeling_jobs"][0]["labels"].insert(-1, label)
        self._write()

    def _write(self) -> None:
        self._file.write_text(yaml.safe_dump(self._document, sort_keys=False), encoding="utf-8")
