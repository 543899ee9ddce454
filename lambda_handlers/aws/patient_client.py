"""API calls that are repeated as long as what stands in their way will pass.

All calls of the custom resources go through here (`lambda_handlers.aws.clients`); no call is repeated by hand. What passes:

* a role, user pool, group or client that was made moments ago and is not visible yet (`propagation`);
* a policy of our own that is not in force yet (`denial`);
* another change of the same thing, which SageMaker and Cognito refuse a second one beside.

Throttling and broken connections are repeated by botocore, below.
"""

import logging
import os
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors
from lambda_handlers.aws.denial import denial
from lambda_handlers.aws.propagation import wording
from lambda_handlers.custom_resource.in_force import RequestInForce, request_in_force

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

# A setting of the function: for how many seconds a call is repeated, counted from its first attempt.
PROPAGATION_SECONDS = "PROPAGATION_SECONDS"
LONGEST_WAIT_SECONDS = 120.0
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 10.0

# UpdateWorkforce (botocore's model of SageMaker); UpdateUserPool and UpdateUserPoolClient (that of Cognito), of which one at a time is
# taken: hashicorp/terraform-provider-aws #19794.
CONFLICTS = {"ConflictException", "ConcurrentModificationException"}

# A call inside of repeated_as_one leaves a conflict to it.
_is_part_of_a_change: ContextVar[bool] = ContextVar("part of a change", default=False)


class PatientClient:
    """A boto3 client whose calls are repeated, in the time of the request that is being fulfilled; without a request they are not."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._client, name)
        operation = self._client.meta.method_to_api_mapping.get(name)
        if operation is None:
            return attribute
        service = self._client.meta.service_model.service_name

        def call(**parameters: Any) -> Any:
            return _ApiCall(service=service, operation=operation, method=attribute, parameters=parameters).made()

        return call


@dataclass(frozen=True, kw_only=True)
class _ApiCall:
    service: str
    operation: str
    method: Callable[..., Any]
    parameters: Mapping[str, Any]

    def made(self) -> Any:
        request = request_in_force()
        if request is None:
            return self.method(**self.parameters)
        answer = _repeated(self._attempts(), request, passes=lambda error: self._passes(error, request), doing=f"calling {self.operation}")
        # The stack says nothing of what the request is about.
        request.answered = request.answered or self.service != "cloudformation"
        return answer

    def _attempts(self) -> Callable[[], Any]:
        # What an attempt read of a file is read again by the next one.
        files = [(value, value.tell()) for value in self.parameters.values() if hasattr(value, "seek")]

        def attempt() -> Any:
            for file, position in files:
                file.seek(position)
            return self.method(**self.parameters)

        return attempt

    def _passes(self, error: ClientError, request: RequestInForce) -> bool:
        """True if the error will pass, as far as the request waits for it.

        A Delete waits for nothing to appear. What it is denied before anything was answered may not be there at all.
        """
        if api_errors.code(error) in CONFLICTS:
            return not _is_part_of_a_change.get()
        denied = denial(error, service=self.service, parameters=self.parameters)
        if denied is not None and denied.is_lifted_by_own_policy:
            return request.request_type != "Delete" or request.answered
        names_what_was_made = self.operation.startswith(("Create", "Update"))
        return request.request_type != "Delete" and names_what_was_made and wording(error) is not None


def repeated_as_one(change: Callable[[], Result]) -> Result:
    """Make a change that begins with a look at what is there: after a conflict it begins again with the look.

    Its last call alone, repeated, would undo what the other change did.
    """
    request = request_in_force()
    if request is None:
        return change()

    def attempt() -> Result:
        token = _is_part_of_a_change.set(True)
        try:
            return change()
        finally:
            _is_part_of_a_change.reset(token)

    return _repeated(attempt, request, passes=lambda error: api_errors.code(error) in CONFLICTS, doing="making a change")


def _repeated(attempt: Callable[[], Result], request: RequestInForce, *, passes: Callable[[ClientError], bool], doing: str) -> Result:
    """Repeat the attempt after errors that pass, with growing pauses, before the request's deadline; raise every other error at once.

    Raises the last error, with the time in its message, when it did not pass.
    """
    deadline = request.deadline
    started, longest = deadline.clock.monotonic(), float(os.environ.get(PROPAGATION_SECONDS, LONGEST_WAIT_SECONDS))
    pause = FIRST_PAUSE_SECONDS
    while True:
        try:
            return attempt()
        except ClientError as error:
            if not passes(error):
                raise
            waited = deadline.clock.monotonic() - started
            if waited + pause > longest or pause > deadline.remaining_seconds():
                if pause == FIRST_PAUSE_SECONDS:
                    raise
                raise _still_so(error, waited) from error
            logger.warning("%s is repeated in %.1f seconds: %s", doing, pause, error)
        deadline.pause(pause, f"{doing}, which was refused for what will pass")
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


def _still_so(error: ClientError, seconds: float) -> ClientError:
    message = f"{api_errors.message(error)} (still so after {seconds:.0f} seconds of trying again)"
    response: Any = {**error.response, "Error": {**error.response["Error"], "Message": message}}
    return type(error)(response, error.operation_name)
