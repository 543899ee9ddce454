"""Trying again while something made seconds ago is not yet visible everywhere."""

import re
from collections.abc import Callable
from typing import TypeVar

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.errors import ResourceError

Result = TypeVar("Result")

FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 10.0
LONGEST_WAIT_SECONDS = 120.0

# By message, not by code: the code is ValidationException, which a real mistake has too. What is seen here is eventually
# consistent: a role or its trust policy (IAM), a user pool with its domain, group or client (Cognito).
# Compiled at the first error: most functions never see one.
_NOT_YET_VISIBLE = (
    r"(can ?not|could not|unable to|not able to|failed to) (be )?assumed?\b"
    r"|not authorized to perform:? sts:AssumeRole"
    r"|(user ?pool|user ?group|\bgroup|client)\b.{0,200}?\b(does not exist|do not exist|not (be )?found|doesn't exist)"
    r"|(does not exist|could not find|cannot find|not found).{0,60}\b(user ?pool|user ?group|app client)"
)


def is_propagation(error: ClientError) -> bool:
    """Whether waiting may help: the error says that a role cannot be assumed, or that a pool, group or client is not there."""
    return re.search(_NOT_YET_VISIBLE, api_errors.message(error), re.IGNORECASE | re.DOTALL) is not None


def retry_propagation(call: Callable[[], Result], *, deadline: Deadline) -> Result:
    """Repeat the call after propagation errors, for at most two minutes and before the deadline; raise every other error at once."""
    started = deadline.clock.monotonic()
    pause = FIRST_PAUSE_SECONDS
    while True:
        try:
            return call()
        except ClientError as error:
            if not is_propagation(error):
                raise
            waited = deadline.clock.monotonic() - started
            if waited + pause > LONGEST_WAIT_SECONDS or pause > deadline.remaining_seconds():
                raise ResourceError(f"{error} (still so after {waited:.0f} seconds of trying again)") from error
        deadline.pause(pause, "waiting for a role, user pool, group or client to become visible")
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
