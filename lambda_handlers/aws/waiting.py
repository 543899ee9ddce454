"""Waiting for a state, bounded by the function's deadline."""

from collections.abc import Callable
from typing import TypeVar

from lambda_handlers.custom_resource.deadline import Deadline

Observed = TypeVar("Observed")

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0
PAUSE_GROWTH = 1.5


def wait_until(*, observe: Callable[[], Observed], reached: Callable[[Observed], bool], deadline: Deadline, waiting_for: str) -> Observed:
    """The first observation for which `reached` holds.

    Pauses grow from half a second to 15 seconds. Raises DeadlineReachedError when time runs out; `waiting_for` completes
    the sentence "while waiting for ...".
    """
    pause = FIRST_PAUSE_SECONDS
    while True:
        observed = observe()
        if reached(observed):
            return observed
        deadline.pause(pause, f"waiting for {waiting_for}")
        pause = min(pause * PAUSE_GROWTH, LONGEST_PAUSE_SECONDS)
