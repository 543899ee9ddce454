"""Where the data of Ground Truth Plus lies in a bucket."""

from __future__ import annotations

from dataclasses import dataclass

_INPUT = "ground-truth-plus/input/"
_OUTPUT = "ground-truth-plus/output/"


@dataclass(frozen=True)
class PlusFolders:
    """The folders of a project, or, without one, of all projects. Every prefix ends with a slash.

    That of the input is AWS's recommendation, from the developer guide's former page on sharing data. AWS documents none for the
    output, only that it is a field of the form: that one is ours.
    """

    project: str | None = None

    def input(self, batch: str | None = None) -> str:
        """`ground-truth-plus/input/<project>/<batch>/`, or as much of it as is given."""
        return _INPUT + self._below(batch)

    def output(self, batch: str | None = None) -> str:
        """`ground-truth-plus/output/<project>/<batch>/`, or as much of it as is given."""
        return _OUTPUT + self._below(batch)

    def _below(self, batch: str | None) -> str:
        return "".join(f"{name}/" for name in (self.project, batch) if name)
