"""What the linter finds in a worker task template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Finding:
    """One finding. An error is what cannot work in Ground Truth; what may be meant, or is documented nowhere, is a warning."""

    line: int
    """The line of the template, from 1."""
    severity: Severity
    message: str

    def __str__(self) -> str:
        return f"{self.line}: {self.severity}: {self.message}"
