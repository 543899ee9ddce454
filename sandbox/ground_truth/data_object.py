"""A data object of a labeling job."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(kw_only=True)
class DataObject:
    """A manifest line or an input topic's message, and its result."""

    line: Mapping[str, Any]
    passed_on: bool = False
    """True if it needs no worker: it is labeled already, or the pre-annotation function excludes it."""
    label: Mapping[str, Any] | None = None
    """The members that the job adds to the line: label attribute and metadata."""
    failure: str | None = None
    """The failure reason in the output manifest."""
    cause: str | None = None
    """The actual cause, where AWS's failure-reason does not give it."""
    is_prepared: bool = False
    """True after the pre-annotation function ran."""

    @property
    def is_unlabeled(self) -> bool:
        """True while it waits for workers."""
        return not self.passed_on and self.label is None and self.failure is None
