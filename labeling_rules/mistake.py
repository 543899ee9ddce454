"""One mistake, as a line that names the place, shows the value and says what is allowed."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

_LONGEST_SHOWN = 100

MISSING = "missing"

Level = Literal["error", "warning"]


def shown(value: object) -> str:
    """A value as a message shows it: as JSON, so that the number 12 and the text "12" look different, and not too long."""
    text = MISSING if value is None else json.dumps(value, ensure_ascii=False, default=str)
    return shortened(text)


def shortened(text: str) -> str:
    """The text, or its beginning where it is too long for a line."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


@dataclass(frozen=True)
class Mistake:
    """One mistake, or one thing to be warned of; as a text it is one line."""

    file: str
    path: str
    """Where in the file: `labeling_jobs[0].HumanTaskConfig.TaskTitle`, `line 3, column 5`, or `(file)`."""
    value: str
    """What is there, as shown to the reader."""
    allowed: str
    rule: str = field(default="", compare=False)
    """The rule's name in docs/checks.md; empty for the limits of a single field. Two rules that say the same say it once."""
    level: Level = field(default="error", compare=False)
    """An error ends the synthesis or the deployment, a warning does not."""

    def is_within(self, places: Collection[str]) -> bool:
        """Whether it is about one of these places, or about something below one of them."""
        return any(self.path == place or self.path.startswith((f"{place}.", f"{place}[")) for place in places)

    def __str__(self) -> str:
        line = f"{self.file}: {self.path}: {self.value}: {self.allowed}"
        # Names of the user's, which may hold anything, are quoted in what is allowed too.
        return line.replace("\r", "\\r").replace("\n", "\\n")
