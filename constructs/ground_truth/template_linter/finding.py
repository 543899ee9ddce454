"""The findings of the linter in a worker task template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Finding:
    """One finding. An error cannot work in Ground Truth; a warning may be intended, or is documented nowhere."""

    line: int
    """The line of the template, from 1."""
    severity: Severity
    message: str

    def __str__(self) -> str:
        return f"{self.line}: {self.severity}: {self.message}"
