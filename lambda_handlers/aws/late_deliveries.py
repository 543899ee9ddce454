"""Events that Lambda delivers once more, after CloudFormation has gone on.

Lambda delivers an event at least once, and up to five minutes late (the function's maximum event age). By then the stack may have been
updated, rolled back or deleted: what the event asks for would stop a live job, or make a team that belongs to nobody. The status of the
stack tells such an event: CloudFormation waits for no answer in a stack that is settled, and creates and updates nothing in one that only
deletes.

Source: AWS CloudFormation user guide, "Stack status codes"; AWS Lambda developer guide, "How Lambda handles errors and retries with
asynchronous invocation".
"""

import logging

from botocore.exceptions import BotoCoreError, ClientError

from lambda_handlers.aws import stack
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.lifecycle import Lifecycle, Outcome
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import ResourceError

logger = logging.getLogger(__name__)

_UNDER_WAY = "_IN_PROGRESS"
_ONLY_DELETES = frozenset(
    {
        "DELETE_IN_PROGRESS",
        "ROLLBACK_IN_PROGRESS",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
    }
)


class LateDeliveryError(ResourceError):
    """The event is one that CloudFormation waits for no more. Nothing was done, and nobody reads the answer."""


class LateDeliveriesRefused:
    """A lifecycle that does nothing for a late delivery: each request raises LateDeliveryError instead."""

    def __init__(self, lifecycle: Lifecycle, *, deletes_only: bool = False) -> None:
        """`deletes_only`: Create and Update change nothing and call nothing, so that neither can come too late."""
        self._lifecycle = lifecycle
        self._deletes_only = deletes_only

    def physical_resource_id(self, request: Request) -> str:
        return self._lifecycle.physical_resource_id(request)

    def create(self, request: Request, deadline: Deadline) -> Outcome:
        if not self._deletes_only:
            _require_expected(request)
        return self._lifecycle.create(request, deadline)

    def update(self, request: Request, deadline: Deadline) -> Outcome:
        if not self._deletes_only:
            _require_expected(request)
        return self._lifecycle.update(request, deadline)

    def delete(self, request: Request, deadline: Deadline) -> None:
        _require_expected(request)
        self._lifecycle.delete(request, deadline)


def _require_expected(request: Request) -> None:
    try:
        status = stack.status(request)
    except (BotoCoreError, ClientError) as error:
        # A stack whose status cannot be read can still be deployed and destroyed.
        logger.warning("whether the event came late is not known: %s", error)
        return
    if not _is_expected(request, status):
        raise LateDeliveryError(
            f"this {request.request_type} came late, and nothing was done: the stack is {status}, in which CloudFormation asks for none"
        )


def _is_expected(request: Request, status: str) -> bool:
    return status.endswith(_UNDER_WAY) and (request.request_type == "Delete" or status not in _ONLY_DELETES)
