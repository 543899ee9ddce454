"""The error that carries every mistake of environment files."""

from __future__ import annotations

from collections.abc import Iterable

from labeling_rules.mistake import Mistake


class EnvironmentFileError(ValueError):
    """Environment files with mistakes: all of them, of all files, one per line."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = list(dict.fromkeys(mistakes))
        super().__init__("\n".join(map(str, self.mistakes)))
