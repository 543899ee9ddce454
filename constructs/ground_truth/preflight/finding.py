"""The findings of preflight about a batch, one line each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from labeling_rules.written_text import printable


class Severity(StrEnum):
    """The certainty that a finding is an obstacle."""

    PROBLEM = "problem"
    """AWS's documented rules are broken, or the data cannot be read."""
    WARNING = "warning"
    """Not documented as wrong, but seldom intended."""
    NOT_CHECKED = "not checked"
    """Nothing is known: the check could not be made, or only in part."""


@dataclass(frozen=True)
class Finding:
    """One finding; as a text it is one line, whatever characters the names in it have."""

    severity: Severity
    place: str
    """An object or a folder relative to the batch's folder, or in brackets what else it is about: `(batch)`, `(bucket)`, `(role)`."""
    found: str
    wanted: str
    """The allowed values, or the remedy."""

    def __str__(self) -> str:
        return ": ".join(printable(part) for part in (self.severity, self.place, self.found, self.wanted) if part)


def problem(place: str, found: str, wanted: str) -> Finding:
    """A finding that has to be put right."""
    return Finding(Severity.PROBLEM, place, found, wanted)


def warning(place: str, found: str, wanted: str) -> Finding:
    """A finding to look at."""
    return Finding(Severity.WARNING, place, found, wanted)


def not_checked(place: str, what: str, why: str) -> Finding:
    """A check that was not made."""
    return Finding(Severity.NOT_CHECKED, place, what, why)


def counted(number: int, noun: str) -> str:
    """`1 file`, `1,000 files`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
