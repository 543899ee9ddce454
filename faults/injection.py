"""Stands between botocore and the services: records the handlers' calls, and disturbs one of them."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from moto.core.models import botocore_stubber

from faults.call import Call
from faults.fault import Fault
from faults.second_delivery import Interruption
from faults.stale_reads import SERVICE, StaleReads

# Answers a request in place of moto, or returns None to leave it to moto.
Service = Callable[[str, Any], Any]


class Injection:
    """Every request of the clients it is attached to passes here, each attempt of botocore's by itself."""

    def __init__(self) -> None:
        self.services: dict[str, Service] = {}
        self.forget()

    def forget(self) -> None:
        """Begin anew, for another run."""
        self.calls: list[Call] = []
        self.interruption = Interruption()
        self.stale_reads = StaleReads()
        self._struck = False
        self._counts: Counter[str] = Counter()
        self._watching = False
        self._planned: tuple[Call, Fault] | None = None

    def plan(self, call: Call, fault: Fault) -> None:
        """Let this call fail."""
        self._planned = (call, fault)

    @property
    def struck(self) -> bool:
        """Whether what was planned came about."""
        return self._struck or self.interruption.struck or self.stale_reads.struck

    def end(self) -> None:
        """The fault is over: CloudFormation has its answer, or no longer waits for it."""
        if self._struck:
            self._planned = None

    @contextmanager
    def watching(self, watched: bool = True) -> Iterator[None]:
        """Number the calls, and disturb the planned one; what happens outside is preparation."""
        before, self._watching = self._watching, watched
        try:
            yield
        finally:
            self._watching = before

    def attach(self, client: Any) -> None:
        """Take over the requests of a client."""
        client.meta.events.unregister("before-send", botocore_stubber)
        client.meta.events.register("before-call", self._before_call)
        client.meta.events.register("before-send", self._before_send)

    def _before_call(self, model: Any, **_: Any) -> None:
        if not self._watching:
            return
        self._counts[model.name] += 1
        call = Call(model.name, self._counts[model.name])
        self.calls.append(call)
        if self.interruption.is_due(call, len(self.calls)):
            with self.watching(False):
                self.interruption.run()

    def _before_send(self, event_name: str, request: Any, **_: Any) -> Any:
        service, operation = event_name.split(".")[1:]

        def reach_service() -> Any:
            answer = self.services[service](operation, request) if service in self.services else None
            return botocore_stubber(event_name, request) if answer is None else answer

        def send() -> Any:
            if service != SERVICE:
                return reach_service()
            return self.stale_reads.answer(operation, request, reach_service, watching=self._watching)

        fault = self._fault(operation)
        return send() if fault is None else fault.strike(service=service, operation=operation, url=request.url, send=send)

    def _fault(self, operation: str) -> Fault | None:
        """The fault of this request, if any."""
        if not self._watching or self._planned is None:
            return None
        call, fault = self._planned
        reached = operation == call.operation and self._counts[operation] >= call.number
        strikes = fault.strikes_again(same_operation=operation == call.operation) if self._struck else reached
        self._struck = self._struck or strikes
        return fault if strikes else None
