"""Deliveries by a service to functions and queues: allowed by resource policies, not by a role."""

import hashlib
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.concurrency import esm_wake
from ministack.core.responses import get_account_id, get_region
from ministack.services import lambda_svc, sqs

from sandbox.ministack_gaps import asynchronous_invocations


class UndeliverableError(Exception):
    """The target does not exist (`NO_RESOURCE`) or does not allow the service (`NO_PERMISSIONS`)."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Sender:
    """The principal of a service (`events.amazonaws.com`), and the ARN of the resource on whose behalf it delivers."""

    service: str
    source_arn: str


def invoke_function(function_arn: str, event: Any, sender: Sender) -> None:
    """Invoke a function asynchronously. Raises UndeliverableError."""
    function, config, name = lambda_svc._get_func_record_for_ref(function_arn)
    if not function or not config:
        raise UndeliverableError("NO_RESOURCE", f"Function not found: {function_arn}")
    if not _function_policy_allows(name, function_arn, sender):
        message = f"{sender.service} is not authorized to perform: lambda:InvokeFunction on resource: {function_arn}"
        raise UndeliverableError("NO_PERMISSIONS", message)
    asynchronous_invocations.invoke(lambda_svc._execution_record_for_config(function, config), event)


def send_to_queue(queue_arn: str, body: str, sender: Sender, attributes: Mapping[str, str]) -> None:
    """Send a message with attributes of type String. Raises UndeliverableError."""
    queue = sqs._queue_by_arn(queue_arn)
    if queue is None:
        raise UndeliverableError("NO_RESOURCE", f"The specified queue does not exist: {queue_arn}")
    require_queue_access(queue_arn, sender)
    now = time.time()
    message_attributes = {name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()}
    message = {
        "id": str(uuid.uuid4()),
        "body": body,
        "md5": hashlib.md5(body.encode(), usedforsecurity=False).hexdigest(),
        "message_attributes": message_attributes,
        "md5_attrs": sqs._md5_msg_attrs(message_attributes),
        "receipt_handle": None,
        "sent_at": now,
        "visible_at": now + sqs.queue_delay(queue),
        "receive_count": 0,
    }
    sqs._ensure_msg_fields(message)
    queue["messages"].append(message)
    esm_wake.set()


def require_queue_access(queue_arn: str, sender: Sender) -> None:
    """Raise UndeliverableError unless the queue's policy, and its key's policy, allow the sender."""
    if not sqs.queue_policy_allows(queue_arn, sender.service, sender.source_arn, get_account_id()):
        message = f"{sender.service} is not authorized to perform: sqs:SendMessage on resource: {queue_arn}"
        raise UndeliverableError("NO_PERMISSIONS", message)


def _function_policy_allows(name: str, function_arn: str, sender: Sender) -> bool:
    context = iam_evaluator.EvalContext(
        principal_arn="*",
        principal_type="Service",
        principal_account="",
        action="lambda:InvokeFunction",
        resource_arn=function_arn,
        region=get_region(),
        service_context={"aws:sourcearn": sender.source_arn, "aws:sourceaccount": get_account_id()},
    )
    policy = lambda_svc._functions[name].get("policy")
    return bool(iam_evaluator.evaluate_resource_policy(policy, context, service=sender.service).decision == "Allow")
