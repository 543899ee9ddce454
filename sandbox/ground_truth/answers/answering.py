"""The responses to tasks of one type."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.ground_truth.answers.task import Label, Task


@dataclass(frozen=True, kw_only=True)
class Answering:
    """A simulated worker's response, and the label made from a response."""

    submit: Callable[[Task], Any]
    """The default response. Raises UnanswerableError if the data cannot be shown to a worker."""
    label: Callable[[Task, Any], Label]
    """The label from a response that all workers gave. Raises ValidationException for a response that the job does not allow."""
    element: str | None = None
    """The crowd element that submits the response under its name; None if the response is not a form and cannot be set from outside."""
