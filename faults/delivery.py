"""Lambda's side: an event is delivered to the handler, again when the function failed, and sometimes once more than needed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from faults.clock import Clock
from faults.fault import Killed
from lambda_handlers.custom_resource.handler import lambda_handler

# An asynchronous invocation that failed is tried twice again:
# https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
ATTEMPTS = 3
FUNCTION_SECONDS = 840.0

Answer = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One run of the function: the answers that it put to the ResponseURL, and whether it came to its end."""

    answers: tuple[bytes, ...]
    killed: bool


class Context:
    """Lambda's context object, on the clock of the run."""

    log_stream_name = "2026/11/22/[$LATEST]0123456789abcdef"

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._end = clock.seconds + FUNCTION_SECONDS

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._end - self._clock.seconds) * 1000))


class Function:
    """The Lambda function of a resource type."""

    def __init__(self, package: ModuleType, *, clock: Clock) -> None:
        self._clock = clock
        self._puts: list[bytes] = []
        self._handler = lambda_handler(load=package.load_lifecycle, clock=clock, put=self._put)

    def invoke(self, event: Mapping[str, Any]) -> list[Delivery]:
        """Deliver the event until the function comes to its end, three times at most."""
        deliveries = [self.deliver(event)]
        while deliveries[-1].killed and len(deliveries) < ATTEMPTS:
            deliveries.append(self.deliver(event))
        return deliveries

    def deliver(self, event: Mapping[str, Any]) -> Delivery:
        """Deliver the event once; another delivery may be under way."""
        interrupted, self._puts = self._puts, []
        killed = False
        try:
            self._handler(dict(event), Context(self._clock))
        except Killed:
            killed = True
        answers, self._puts = tuple(self._puts), interrupted
        return Delivery(answers=answers, killed=killed)

    def _put(self, url: str, body: bytes, seconds: float) -> None:
        del url, seconds
        self._puts.append(body)


def first_answer(deliveries: list[Delivery]) -> Answer | None:
    """The answer that CloudFormation takes; None when it waits in vain."""
    bodies = [body for delivery in deliveries for body in delivery.answers]
    if not bodies:
        return None
    answer: Answer = json.loads(bodies[0])
    return answer


def succeeded(answer: Answer | None) -> bool:
    """Whether CloudFormation goes on."""
    return answer is not None and answer["Status"] == "SUCCESS"
