"""Makes the Lambda handler of a custom resource type."""

import functools
import json
import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, get_args

from lambda_handlers.custom_resource.answer import Answer
from lambda_handlers.custom_resource.deadline import Clock, LambdaContext, SystemClock
from lambda_handlers.custom_resource.delivery import Put, Reply, put_with_retries
from lambda_handlers.custom_resource.request import Request, RequestType
from lambda_handlers.custom_resource.sender import require_own_event
from lambda_handlers.errors import ResourceError, text

if TYPE_CHECKING:
    from lambda_handlers.custom_resource.lifecycle import Lifecycle

logger = logging.getLogger(__name__)
# Lambda's root logger shows warnings only.
logger.setLevel(logging.INFO)

Handler = Callable[[Mapping[str, Any], LambdaContext], None]

_SYSTEM_CLOCK = SystemClock()


def lambda_handler(*, load: "Callable[[], Lifecycle]", clock: Clock = _SYSTEM_CLOCK, put: Put | None = None) -> Handler:
    """The function Lambda calls: answers every request exactly once.

    `load` imports and builds the lifecycle at the first request, not at import time: a package that is missing from the asset is
    answered as a failure, where an exception at import time would leave the stack waiting for an hour.
    The handler raises ForeignEventError, and does nothing, for an event that is not CloudFormation's for this stack. It raises
    AnswerNotDeliveredError when the answer did not reach CloudFormation: Lambda then repeats the
    event, and every lifecycle finds what the first run made.
    """
    load_once = functools.cache(load)
    deliver = put or put_with_retries(clock=clock)

    def handler(event: Mapping[str, Any], context: LambdaContext) -> None:
        started = clock.monotonic()
        require_own_event(event)
        request = Request.from_event(event)
        reply = Reply(response_url=event["ResponseURL"], put=deliver)
        try:
            _fulfil(request, context, load=load_once, reply=reply, clock=clock)
        except (Exception, SystemExit, KeyboardInterrupt) as error:
            # SystemExit too: a package that ends the process while it is imported would leave the stack waiting.
            logger.exception("the request could not be handed to its lifecycle")
            reply.send(_failure(request, context, error), seconds=_seconds_to_answer(context))
        finally:
            _log(request, reply, seconds=clock.monotonic() - started)
        if reply.failure is not None:
            raise reply.failure

    return handler


def _fulfil(
    request: Request,
    context: LambdaContext,
    *,
    load: "Callable[[], Lifecycle]",
    reply: Reply,
    clock: Clock,
) -> None:
    if request.request_type not in get_args(RequestType):
        raise ResourceError(f"RequestType must be one of {', '.join(get_args(RequestType))}, not '{request.request_type}'")
    if request.request_type == "Delete" and request.is_for_something_never_created:
        reply.send(_success(request, context), seconds=_seconds_to_answer(context))
        return
    from lambda_handlers.custom_resource.crhelper_resource import CrhelperResource

    lifecycle = load()
    CrhelperResource(lifecycle=lifecycle, request=request, reply=reply, context=context, clock=clock).fulfil()


def _success(request: Request, context: LambdaContext) -> Answer:
    return Answer(status="SUCCESS", request=request, physical_resource_id=request.answered_id, log_stream=context.log_stream_name)


def _failure(request: Request, context: LambdaContext, error: BaseException) -> Answer:
    return Answer(
        status="FAILED",
        request=request,
        physical_resource_id=request.answered_id,
        log_stream=context.log_stream_name,
        reason=text(error),
    )


def _seconds_to_answer(context: LambdaContext) -> float:
    return max(1.0, context.get_remaining_time_in_millis() / 1000 - 1)


def _log(request: Request, reply: Reply, *, seconds: float) -> None:
    """One line per event, without the event: its ResponseURL is a credential and its properties are the user's."""
    answer = reply.sent
    outcome = "UNANSWERED" if answer is None else "UNDELIVERED" if reply.failure else answer.status
    line = {
        "resourceType": request.resource_type,
        "requestType": request.request_type,
        "logicalResourceId": request.logical_resource_id,
        "physicalResourceId": answer.physical_resource_id if answer else request.physical_resource_id,
        "requestId": request.request_id,
        "stackId": request.stack_id,
        "outcome": outcome,
        "durationMs": round(seconds * 1000),
    }
    logger.log(logging.INFO if outcome == "SUCCESS" else logging.ERROR, "%s", json.dumps(line))
