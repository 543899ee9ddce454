"""Stands between botocore and the services: records the handlers' calls, and lets one of them fail."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from moto.core.models import botocore_stubber

from faults.fault import Fault

# Answers a request in place of moto, or returns None to leave it to moto.
Service = Callable[[str, Any], Any]


@dataclass(frozen=True, order=True)
class Call:
    """The `number`-th call of an operation within a scenario."""

    operation: str
    number: int

    def __str__(self) -> str:
        return f"{self.operation}#{self.number}"


class Injection:
    """Every request of the clients it is attached to passes here, each attempt of botocore's by itself."""

    def __init__(self) -> None:
        self.services: dict[str, Service] = {}
        self.forget()

    def forget(self) -> None:
        """Begin anew, for another run."""
        self.calls: list[Call] = []
        self.struck = False
        self._counts: Counter[str] = Counter()
        self._watching = False
        self._planned: tuple[Call, Fault] | None = None

    def plan(self, call: Call, fault: Fault) -> None:
        """Let this call fail."""
        self._planned = (call, fault)

    def end(self) -> None:
        """The fault is over: CloudFormation has its answer, or no longer waits for it."""
        if self.struck:
            self._planned = None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Number the calls, and let the planned one fail; what happens outside is preparation."""
        self._watching = True
        try:
            yield
        finally:
            self._watching = False

    def attach(self, client: Any) -> None:
        """Take over the requests of a client."""
        client.meta.events.unregister("before-send", botocore_stubber)
        client.meta.events.register("before-call", self._before_call)
        client.meta.events.register("before-send", self._before_send)

    def _before_call(self, model: Any, **_: Any) -> None:
        if self._watching:
            self._counts[model.name] += 1
            self.calls.append(Call(model.name, self._counts[model.name]))

    def _before_send(self, event_name: str, request: Any, **_: Any) -> Any:
        service, operation = event_name.split(".")[1:]

        def send() -> Any:
            answer = self.services[service](operation, request) if service in self.services else None
            return botocore_stubber(event_name, request) if answer is None else answer

        fault = self._fault(operation)
        return send() if fault is None else fault.strike(service=service, operation=operation, url=request.url, send=send)

    def _fault(self, operation: str) -> Fault | None:
        """The fault of this request, if any."""
        if not self._watching or self._planned is None:
            return None
        call, fault = self._planned
        reached = operation == call.operation and self._counts[operation] >= call.number
        strikes = fault.strikes_again(same_operation=operation == call.operation) if self.struck else reached
        self.struck = self.struck or strikes
        return fault if strikes else None
