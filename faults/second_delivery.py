"""Two deliveries of one event at a time: the second one runs from its beginning to its end before a call of the first."""

from collections.abc import Callable
from contextvars import Context
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faults.call import Call

if TYPE_CHECKING:
    from faults.delivery import Delivery


@dataclass(frozen=True)
class SecondDelivery:
    """Another delivery of the same event, in another execution environment, before the call."""

    name: str = "second-delivery"


SECOND_DELIVERY = SecondDelivery()


class Interruption:
    """The second delivery that is planned, if any, and what became of it."""

    def __init__(self) -> None:
        self.deliver: Callable[[], Delivery] | None = None
        """Delivers the event that is being handled once more."""
        self.made: list[Delivery] = []
        self.struck = False
        self._is_planned: Callable[[Call, int], bool] = lambda *_: False

    def plan(self, is_planned: Callable[[Call, int], bool]) -> None:
        """Let it run before the call, of which this is told with its number among all calls."""
        self._is_planned = is_planned

    def is_due(self, call: Call, number: int) -> bool:
        """Whether it runs now; once only."""
        return not self.struck and self.deliver is not None and self._is_planned(call, number)

    def run(self) -> None:
        """Deliver the event. It shares no context with the delivery that it interrupts."""
        self.struck = True
        if self.deliver is not None:
            self.made.append(Context().run(self.deliver))

    def taken(self) -> list["Delivery"]:
        """What was delivered so, and was not taken yet."""
        made, self.made = self.made, []
        return made
