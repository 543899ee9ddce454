"""The faults: what can happen to one request that a handler sends to AWS."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ConnectionClosedError

from faults.error_response import ErrorKind, error_response

# Sends the request on its way and returns the service's response.
Send = Callable[[], Any]


class Killed(BaseException):
    """The function ends here, as when it runs out of memory."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One way in which a request fails.

    A passing fault hits one request. A lasting one stays until CloudFormation has its answer or no longer waits for it, while botocore and
    Lambda try again in vain: it hits every request of its operation, or, when it kills the function, every delivery.
    """

    name: str
    response: ErrorKind | None = None
    takes_effect: bool = False
    kills: bool = False
    lasting: bool = False

    def strikes_again(self, *, same_operation: bool) -> bool:
        """Whether it hits a further request, after the first."""
        return self.lasting and (self.kills or same_operation)

    def strike(self, *, service: str, operation: str, url: str, send: Send) -> Any:
        """What comes of the request. Raises ConnectionClosedError or Killed for the faults that leave no response."""
        if self.takes_effect:
            send()
        if self.kills:
            raise Killed
        if self.response is not None:
            return error_response(self.response, service=service, operation=operation, url=url)
        raise ConnectionClosedError(endpoint_url=url)


def _passing_and_lasting(name: str, **what: Any) -> tuple[Fault, Fault]:
    return Fault(name=name, **what), Fault(name=f"{name}-lasting", lasting=True, **what)


FAULTS: tuple[Fault, ...] = (
    *_passing_and_lasting("throttled", response="throttled"),
    *_passing_and_lasting("internal-error", response="internal-error"),
    *_passing_and_lasting("reset-before"),
    *_passing_and_lasting("reset-after", takes_effect=True),
    *_passing_and_lasting("access-denied", response="access-denied"),
    *_passing_and_lasting("killed", takes_effect=True, kills=True),
)
