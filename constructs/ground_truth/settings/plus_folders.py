"""The folders of Ground Truth Plus data in a bucket."""

from __future__ import annotations

from dataclasses import dataclass

_INPUT = "ground-truth-plus/input/"
_OUTPUT = "ground-truth-plus/output/"


@dataclass(frozen=True)
class PlusFolders:
    """The folders of a project, or, without one, of all projects. Every prefix ends with a slash.

    The prefix of the input is AWS's recommendation, from the developer guide's former page on sharing data. For the output AWS
    documents only a field of the form, and no prefix: that one is our choice.
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
