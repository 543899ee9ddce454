"""The request that is being fulfilled, for what works on its behalf and is not handed it: the API calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.request import RequestType


@dataclass
class RequestInForce:
    """The request, as far as API calls depend on it. Threads that work for it share it when they run in a copy of its context."""

    request_type: RequestType
    deadline: Deadline
    answered: bool = False
    """True if a call about the resource was answered with success."""
    stack_status: str | None = None
    """The stack's, once it was asked for: it stays the same until the request is answered."""


_in_force: ContextVar[RequestInForce | None] = ContextVar("request in force", default=None)


def request_in_force() -> RequestInForce | None:
    """None outside of a request, as in a function that is no custom resource."""
    return _in_force.get()


@contextmanager
def fulfilling(request_type: RequestType, deadline: Deadline) -> Iterator[None]:
    """Make this the request that the API calls within are made for."""
    token = _in_force.set(RequestInForce(request_type, deadline))
    try:
        yield
    finally:
        _in_force.reset(token)


def check_deadline_in_force(doing: str) -> None:
    """Raises DeadlineReachedError when the request that is being fulfilled has no time left."""
    request = request_in_force()
    if request is not None:
        request.deadline.check(doing)
