"""The time that a Lambda function has left for work."""

import time
from dataclasses import dataclass
from typing import Protocol

from lambda_handlers.errors import DeadlineReachedError

# An API call that begins at the last moment lasts 25 seconds at most (connect + read timeout of lambda_handlers.aws.clients), and its
# answer comes before the timer's, which goes out 12 seconds before the function's end. No call is repeated after that moment.
RESERVE_SECONDS = 40.0


class LambdaContext(Protocol):
    """The part of Lambda's context object that is used here."""

    log_stream_name: str

    def get_remaining_time_in_millis(self) -> int: ...


class Clock(Protocol):
    """Time that can be replaced in tests."""

    def monotonic(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


@dataclass(frozen=True)
class SystemClock:
    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class Deadline:
    """The moment at which work ends, so that there is time to answer: 40 seconds before the function's own end.

    A function with little time keeps a quarter of it.
    """

    def __init__(self, *, context: LambdaContext, clock: Clock) -> None:
        self._context = context
        self.clock = clock
        self._reserve = min(RESERVE_SECONDS, self._function_seconds() / 4)

    def remaining_seconds(self) -> float:
        return self._function_seconds() - self._reserve

    def check(self, doing: str) -> None:
        """Raises DeadlineReachedError when no time is left; `doing` completes the sentence "the function's time ran out while ..."."""
        if self.remaining_seconds() <= 0:
            raise DeadlineReachedError(f"the function's time ran out while {doing}; raise the function's timeout, or try again")

    def pause(self, seconds: float, doing: str) -> None:
        """Sleep, never beyond the deadline."""
        self.check(doing)
        self.clock.sleep(min(seconds, self.remaining_seconds()))

    def _function_seconds(self) -> float:
        return self._context.get_remaining_time_in_millis() / 1000
