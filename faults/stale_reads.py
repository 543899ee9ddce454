"""Reads that lag: for some looks after a change, SageMaker still answers what was before it."""

import copy
import functools
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import botocore.session

from faults.snapshot import ACCOUNT_ID, REGION, State
from sandbox.ground_truth.backend import ground_truth_backends

SERVICE = "sagemaker"
_READING = ("Describe", "Get", "Head", "List")


def is_read(operation: str) -> bool:
    """Whether the operation only looks."""
    return operation.startswith(_READING)


def is_stale_at_times(operation: str) -> bool:
    """Whether it is a read of SageMaker's."""
    return is_read(operation) and operation in _operations()


@functools.cache
def _operations() -> frozenset[str]:
    return frozenset(botocore.session.get_session().get_service_model(SERVICE).operation_names)


@dataclass(frozen=True)
class Lag:
    """After each change, the first `looks` of an operation at each thing answer what was before."""

    looks: int

    @property
    def name(self) -> str:
        return f"lag-{self.looks}"


LAGS = (Lag(1), Lag(2))


class StaleReads:
    """Remembers what was before the last request that changed something, and answers the planned reads from it."""

    def __init__(self) -> None:
        self.struck = False
        self.before_last_change: State | None = None
        """What the Ground Truth service remembered; None when nothing was changed."""
        self._is_request_new = True
        self._planned: tuple[str, Lag] | None = None
        self._looks: Counter[bytes] = Counter()

    def plan(self, operation: str, lag: Lag, *, before: State | None) -> None:
        """Let the reads of an operation lag. `before`: what was before the last change, for reads that come before the next one."""
        self._planned, self.before_last_change = (operation, lag), before

    def begin_request(self) -> None:
        """CloudFormation sends a request: what it changes is seen, or is not seen yet, as a whole."""
        self._is_request_new = True

    def answer(self, operation: str, request: Any, send: Callable[[], Any], *, watching: bool) -> Any:
        """Send the request; a read that lags sees the past."""
        if not is_read(operation):
            return self._change(send)
        past = self.before_last_change
        if past is None or not watching or not self._lags(operation, request):
            return send()
        self.struck = True
        with _instead_of_the_present(_with_tags_of(past) if operation == "ListTags" else copy.deepcopy(past)):
            return send()

    def _change(self, send: Callable[[], Any]) -> Any:
        if self._is_request_new:
            self.before_last_change = copy.deepcopy(vars(_backend()))
            self._is_request_new = False
        self._looks.clear()
        return send()

    def _lags(self, operation: str, request: Any) -> bool:
        if self._planned is None or operation != self._planned[0]:
            return False
        body = request.body if isinstance(request.body, bytes) else str(request.body).encode()
        self._looks[body] += 1
        return self._looks[body] <= self._planned[1].looks


def _with_tags_of(past: State) -> State:
    """What there is now, with the tags that it had; what is new has none."""
    now: State = copy.deepcopy(vars(_backend()))
    for table in ("workforces", "workteams", "labeling_jobs"):
        for name, thing in now[table].items():
            thing.tags = dict(past[table][name].tags) if name in past[table] else {}
    return now


@contextmanager
def _instead_of_the_present(past: State) -> Iterator[None]:
    state = vars(_backend())
    present = dict(state)
    state.clear()
    state.update(past)
    try:
        yield
    finally:
        state.clear()
        state.update(present)


def _backend() -> Any:
    return ground_truth_backends[ACCOUNT_ID][REGION]
