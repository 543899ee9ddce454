"""How a task type is answered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.ground_truth.answers.task import Label, Task


@dataclass(frozen=True, kw_only=True)
class Answering:
    """The answer of a simulated worker, and the label of an answer."""

    submit: Callable[[Task], Any]
    """What a worker submits when nobody says what. Raises UnanswerableError when the data cannot be shown to a worker."""
    label: Callable[[Task, Any], Label]
    """The label of an answer that all workers gave. Raises ValidationException for an answer that the job does not allow."""
    element: str | None = None
    """The crowd element that submits the answer under its name; None where the answer is no form, and cannot be given from outside."""
