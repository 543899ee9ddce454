"""EventBridge deliveries: only if the target's policy allows them; undeliverable events go to the target's dead-letter queue.

MiniStack checks no policy and drops undeliverable events. A target that is missing or forbidden is not retried, so its RetryPolicy has
no effect: on AWS it applies to targets that throttle or do not respond, and there are none here.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
"""

import json
import logging
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from ministack.core.responses import get_account_id
from ministack.services import eventbridge, sns, sqs

from sandbox.ministack_gaps import service_deliveries
from sandbox.ministack_gaps.service_deliveries import Sender, UndeliverableError

_LOG = logging.getLogger("sandbox.event_targets")
_SERVICE = "events.amazonaws.com"


@dataclass(frozen=True)
class _Delivery:
    """An event on its way to a rule's target."""

    target: Mapping[str, Any]
    rule_arn: str
    event: str

    @property
    def sender(self) -> Sender:
        return Sender(_SERVICE, self.rule_arn)


_delivery: ContextVar[_Delivery | None] = ContextVar("sandbox_event_delivery", default=None)


def install() -> None:
    """Wrap the delivery to a target, and the delivery functions for functions, queues and topics."""
    invoke_target = eventbridge._invoke_target

    def invoke_and_remember(target: Mapping[str, Any], event: Mapping[str, Any], rule: Mapping[str, Any], view: Any = None) -> None:
        view = view or eventbridge._pattern_event_view(event)
        token = _delivery.set(_Delivery(target, rule.get("Arn", ""), json.dumps(view.event_with_detail())))
        try:
            invoke_target(target, event, rule, view)
        finally:
            _delivery.reset(token)

    eventbridge._invoke_target = invoke_and_remember
    eventbridge._dispatch_to_lambda = _or_dead_letter(_to_function)
    eventbridge._dispatch_to_sqs = _or_dead_letter(_to_queue(eventbridge._dispatch_to_sqs))
    eventbridge._dispatch_to_sns = _or_dead_letter(_to_topic(eventbridge._dispatch_to_sns))


def _or_dead_letter(deliver: Callable[..., None]) -> Callable[..., None]:
    def deliver_or_keep(*arguments: Any) -> None:
        try:
            deliver(*arguments)
        except UndeliverableError as error:
            _LOG.warning("not delivered: %s", error)
            _to_dead_letter_queue(_current(), error)

    return deliver_or_keep


def _current() -> _Delivery:
    delivery = _delivery.get()
    if delivery is None:
        raise LookupError("EventBridge delivers only what _invoke_target hands it")
    return delivery


def _to_function(arn: str, payload: str) -> None:
    try:
        event = json.loads(payload)
    except ValueError:
        event = {"body": payload}
    service_deliveries.invoke_function(arn, event, _current().sender)


def _to_queue(deliver: Callable[..., None]) -> Callable[..., None]:
    def deliver_if_allowed(spec: Any, *more: Any) -> None:
        if sqs._queue_by_arn(str(spec)) is None:
            raise UndeliverableError("NO_RESOURCE", f"The specified queue does not exist: {spec}")
        service_deliveries.require_queue_access(str(spec), _current().sender)
        deliver(spec, *more)

    return deliver_if_allowed


def _to_topic(deliver: Callable[..., None]) -> Callable[..., None]:
    def deliver_if_allowed(arn: str, payload: str) -> None:
        if sns._topic_by_arn_any_scope(arn) is None:
            raise UndeliverableError("NO_RESOURCE", f"Topic does not exist: {arn}")
        if not sns.topic_policy_allows(arn, _SERVICE, _current().rule_arn, get_account_id()):
            raise UndeliverableError("NO_PERMISSIONS", f"{_SERVICE} is not authorized to perform: sns:Publish on resource: {arn}")
        deliver(arn, payload)

    return deliver_if_allowed


def _to_dead_letter_queue(delivery: _Delivery, error: UndeliverableError) -> None:
    queue_arn = (delivery.target.get("DeadLetterConfig") or {}).get("Arn")
    if not queue_arn:
        return
    attributes = {
        "RULE_ARN": delivery.rule_arn,
        "TARGET_ARN": delivery.target["Arn"],
        "ERROR_CODE": error.code,
        "ERROR_MESSAGE": str(error),
        "RETRY_ATTEMPTS": "0",
    }
    try:
        service_deliveries.send_to_queue(queue_arn, delivery.event, delivery.sender, attributes)
    except UndeliverableError as failure:
        _LOG.warning("lost: %s", failure)
