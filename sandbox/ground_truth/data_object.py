"""A data object of a labeling job."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(kw_only=True)
class DataObject:
    """One line of the manifest or one message of the input topic, and what became of it."""

    line: Mapping[str, Any]
    passed_on: bool = False
    """Whether it needs no worker: it has the label already, or the pre-annotation function says so."""
    label: Mapping[str, Any] | None = None
    """The members that the job adds to the line: the label attribute and its metadata."""
    failure: str | None = None
    """Why it cannot be labeled, as the output manifest says it."""
    cause: str | None = None
    """What really is the matter where AWS's failure-reason does not tell."""
    is_prepared: bool = False
    """Whether the pre-annotation function has seen it."""

    @property
    def is_unlabeled(self) -> bool:
        """Whether it still waits for workers."""
        return not self.passed_on and self.label is None and self.failure is None
