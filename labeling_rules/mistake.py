"""A mistake, printed as one line: the place, the value and the allowed form."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

_LONGEST_SHOWN = 100

MISSING = "missing"

Level = Literal["error", "warning"]


def shown(value: object) -> str:
    """The value in a message: as shortened JSON, so that the number 12 and the string "12" differ."""
    text = MISSING if value is None else json.dumps(value, ensure_ascii=False, default=str)
    return shortened(text)


def shortened(text: str) -> str:
    """The text, truncated if it is too long for a line."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


@dataclass(frozen=True)
class Mistake:
    """A mistake or a warning; as a string it is one line."""

    file: str
    path: str
    """The place in the file: `labeling_jobs[0].HumanTaskConfig.TaskTitle`, `line 3, column 5`, or `(file)`."""
    value: str
    """The value as displayed."""
    allowed: str
    rule: str = field(default="", compare=False)
    """The rule's name in docs/checks.md; empty for the limit of a single field. Equal messages of two rules are reported once."""
    level: Level = field(default="error", compare=False)
    """An error ends the synthesis or the deployment; a warning does not."""

    def is_within(self, places: Collection[str]) -> bool:
        """True if the mistake is at or below one of these places."""
        return any(self.path == place or self.path.startswith((f"{place}.", f"{place}[")) for place in places)

    def __str__(self) -> str:
        line = f"{self.file}: {self.path}: {self.value}: {self.allowed}"
        # Names from the user, with any content, also appear in the allowed form.
        return line.replace("\r", "\\r").replace("\n", "\\n")
