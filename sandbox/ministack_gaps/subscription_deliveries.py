"""SNS deliveries to functions, and to a subscription's dead-letter queue (RedrivePolicy).

MiniStack runs a subscribed function regardless of its policy, once and without its configuration for asynchronous invocations,
and drops undeliverable messages.
https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
"""

import json
import logging
from collections.abc import Mapping
from typing import Any

from ministack.services import sns, sqs

from sandbox.ministack_gaps import service_deliveries
from sandbox.ministack_gaps.service_deliveries import Sender, UndeliverableError

_LOG = logging.getLogger("sandbox.subscription_deliveries")
_SERVICE = "sns.amazonaws.com"


def install() -> None:
    """Replace the delivery to functions, and wrap that to queues."""
    deliver_to_queue = sns._deliver_to_sqs

    def to_queue(queue_arn: str, envelope: str, raw: bool, raw_message: str, topic_arn: str = "", **more: Any) -> None:
        sender = Sender(_SERVICE, topic_arn)
        try:
            if sqs._queue_by_arn(queue_arn) is None:
                raise UndeliverableError("NO_RESOURCE", f"The specified queue does not exist: {queue_arn}")
            service_deliveries.require_queue_access(queue_arn, sender)
        except UndeliverableError as error:
            _to_dead_letter_queue(error, "sqs", queue_arn, raw_message if raw else envelope, sender)
            return
        deliver_to_queue(queue_arn, envelope, raw, raw_message, topic_arn=topic_arn, **more)

    sns._deliver_to_sqs = to_queue
    sns._deliver_to_lambda = _to_function


def _to_function(
    function_arn: str, envelope: str, topic_arn: str, subscription_arn: str, _message_id: str, _message: str, _attributes: Mapping[str, Any]
) -> None:
    record = {"EventSource": "aws:sns", "EventVersion": "1.0", "EventSubscriptionArn": subscription_arn, "Sns": json.loads(envelope)}
    sender = Sender(_SERVICE, topic_arn)
    try:
        service_deliveries.invoke_function(function_arn, {"Records": [record]}, sender)
    except UndeliverableError as error:
        _to_dead_letter_queue(error, "lambda", function_arn, envelope, sender)


def _to_dead_letter_queue(error: UndeliverableError, protocol: str, endpoint: str, message: str, sender: Sender) -> None:
    _LOG.warning("%s: not delivered: %s", sender.source_arn, error)
    topic = sns._topic_by_arn_any_scope(sender.source_arn) or {"subscriptions": []}
    for subscription in topic["subscriptions"]:
        policy = (subscription.get("attributes") or {}).get("RedrivePolicy")
        if policy and (subscription["protocol"], subscription["endpoint"]) == (protocol, endpoint):
            try:
                service_deliveries.send_to_queue(json.loads(policy)["deadLetterTargetArn"], message, sender, {})
            except UndeliverableError as failure:
                _LOG.warning("lost: %s", failure)
