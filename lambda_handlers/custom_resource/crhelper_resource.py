"""A lifecycle as a crhelper resource, with what crhelper 2.0.12 does wrong put right.

crhelper dispatches the three request types, catches what they raise and keeps the timer. Put right here: the physical id is known before
any call is made, all three request types have a handler, and every answer - of the handler, of the timer, of a failed start - goes
through one Reply, which delivers the first and drops the rest.
"""

import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal

from crhelper import CfnResource

from lambda_handlers.custom_resource.answer import Answer
from lambda_handlers.custom_resource.deadline import Clock, Deadline, LambdaContext
from lambda_handlers.custom_resource.delivery import Reply
from lambda_handlers.custom_resource.in_force import fulfilling
from lambda_handlers.custom_resource.lifecycle import Lifecycle, Outcome
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import ResourceError, text

# The timer answers this long before Lambda ends the function, at most an eighth of the time.
TIMER_SECONDS_BEFORE_END = 12.0
SECONDS_KEPT_AFTER_ANSWER = 1.0
# AWS CloudFormation user guide, "Custom resource response objects": up to 1 KB, and not empty.
MAX_PHYSICAL_RESOURCE_ID_BYTES = 1024

Operation = Callable[[Request, Deadline], Outcome]


class CrhelperResource(CfnResource):
    """Fulfils one request. Made anew for every event, so that nothing of one (NoEcho, Data, a failed start) reaches the next."""

    def __init__(self, *, lifecycle: Lifecycle, request: Request, reply: Reply, context: LambdaContext, clock: Clock) -> None:
        with _without_polling_clients():
            super().__init__(json_logging=False, log_level="INFO", boto_level="ERROR", sleep_on_delete=0)
        self._lifecycle = lifecycle
        self._request = request
        self._reply = reply
        self._lambda_context = context
        self._deadline = Deadline(context=context, clock=clock)
        self.create(self._handler(self._create))
        self.update(self._handler(self._update))
        self.delete(self._handler(self._delete))

    def fulfil(self) -> None:
        """Fulfil the request and answer it.

        crhelper gets no more of the event than it needs. At DEBUG, which the function's logging settings may ask for, it logs what it gets,
        and fields named CrHelper... would have it look for polling functions, of which there are none.
        """
        request = self._request
        known = {"PhysicalResourceId": request.physical_resource_id} if request.physical_resource_id else {}
        self(
            {
                "RequestType": request.request_type,
                "RequestId": request.request_id,
                "StackId": request.stack_id,
                "LogicalResourceId": request.logical_resource_id,
                "ResponseURL": "known to the Reply only",
                **known,
            },
            self._lambda_context,
        )

    def _handler(self, operation: Operation) -> Callable[[Any, Any], str]:
        def handle(_event: Any, _context: Any) -> str:
            self.PhysicalResourceId = self._request.answered_id
            with _readable_errors(), fulfilling(self._request.request_type, self._deadline):
                if self._request.request_type == "Create":
                    self.PhysicalResourceId = _possible_id(self._lifecycle.physical_resource_id(self._request))
                outcome = operation(self._request, self._deadline)
                new_id = _possible_id(outcome.physical_resource_id)
            self.Data = outcome.data
            return new_id

        return handle

    def _create(self, request: Request, deadline: Deadline) -> Outcome:
        return self._lifecycle.create(request, deadline)

    def _update(self, request: Request, deadline: Deadline) -> Outcome:
        # With rollback disabled, a deployment goes on from a resource whose creation failed.
        if request.is_for_something_never_created:
            return self._lifecycle.create(request, deadline)
        return self._lifecycle.update(request, deadline)

    def _delete(self, request: Request, deadline: Deadline) -> Outcome:
        self._lifecycle.delete(request, deadline)
        return Outcome(physical_resource_id=request.known_physical_resource_id)

    def _send(self, status: Literal["SUCCESS", "FAILED"] | None = None, reason: str = "", **_: Any) -> None:
        answer = Answer(
            status="FAILED" if "FAILED" in (status, self.Status) else "SUCCESS",
            request=self._request,
            physical_resource_id=self.PhysicalResourceId or self._request.answered_id,
            log_stream=self._lambda_context.log_stream_name,
            reason=reason or self.Reason,
            data=_attributes(self.Data) if status is None and self.Status == "SUCCESS" else {},
        )
        self._reply.send(answer, seconds=max(1.0, self._function_seconds() - SECONDS_KEPT_AFTER_ANSWER))

    def _set_timeout(self) -> None:
        seconds = self._function_seconds()
        self._timer = threading.Timer(seconds - min(TIMER_SECONDS_BEFORE_END, seconds / 8), self._timeout)
        self._timer.daemon = True
        self._timer.start()

    def _timeout(self) -> None:
        self._send(
            "FAILED",
            f"{self._request.request_type} of {self._request.logical_resource_id} was not finished within the function's time; "
            "what it made is found again by the next request",
        )

    def _function_seconds(self) -> float:
        return self._lambda_context.get_remaining_time_in_millis() / 1000


def _possible_id(id: str) -> str:
    """The id, if CloudFormation takes it. Measured as JSON, so that it leaves room for the rest of the answer."""
    size = len(json.dumps(id).encode()) - len('""')
    if not 0 < size <= MAX_PHYSICAL_RESOURCE_ID_BYTES:
        shown = id if size <= 100 else f"{id[:100]}..."
        raise ResourceError(
            f"the name '{shown}' has {size} bytes; as a PhysicalResourceId, CloudFormation accepts 1 to {MAX_PHYSICAL_RESOURCE_ID_BYTES}"
        )
    return id


def _attributes(data: Any) -> Mapping[str, object]:
    return data if isinstance(data, Mapping) else {}


@contextmanager
def _readable_errors() -> Iterator[None]:
    """Give an unforeseen error a name in the Reason: the text of a KeyError is only the key."""
    # Imported here, where lifecycles have imported botocore already.
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError):
        raise
    except (Exception, SystemExit, KeyboardInterrupt) as error:
        # SystemExit too, which crhelper lets pass unanswered.
        raise ResourceError(text(error)) from error


@contextmanager
def _without_polling_clients() -> Iterator[None]:
    """Keep crhelper from making its Lambda, EventBridge and CloudWatch Logs clients, which serve its polling only.

    They cost a good part of the cold start. crhelper leaves them out when it believes to run under SAM's local Lambda, which it reads
    from this variable in its constructor; it is set for the constructor alone, so that nothing else sees it.
    """
    before = os.environ.get("AWS_SAM_LOCAL")
    os.environ["AWS_SAM_LOCAL"] = "true"
    try:
        yield
    finally:
        if before is None:
            del os.environ["AWS_SAM_LOCAL"]
        else:
            os.environ["AWS_SAM_LOCAL"] = before
