"""Asynchronous invocations of Lambda functions: retries, event age, destinations and dead-letter queues, as configured.

MiniStack stores the configuration, but measures an event's age by its own short waits, notifies no destination of successes, sends to
failure destinations regardless of the function's role, and sends something other than the event to a dead-letter queue. Here a minute
between two attempts lasts a second, and counts as a minute of the event's age.
https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
"""

import contextvars
import time
import uuid
from collections.abc import Mapping
from threading import Thread
from typing import Any

from ministack.core.responses import error_response_json
from ministack.services import lambda_svc

from sandbox.ministack_gaps.invocation_records import Invocation, Outcome, send_records
from sandbox.ministack_gaps.role_rights import role_may

Function = Mapping[str, Any]

_LATEST = "$LATEST"
_SENDING = {
    "sqs": "sqs:SendMessage",
    "sns": "sns:Publish",
    "lambda": "lambda:InvokeFunction",
    "events": "events:PutEvents",
    "s3": "s3:PutObject",
}
_FASTER = 60
_LONGEST_EVENT_AGE_SECONDS = 21_600
_RETRIES = 2
_RETRY_AFTER_SECONDS = (60, 120)
_LONGEST_THROTTLING_WAIT_SECONDS = 300


def install() -> None:
    """Replace MiniStack's attempts; a function's configuration is that of its unpublished version."""
    lambda_svc.invoke_async_with_retry = invoke
    lambda_svc._get_event_invoke_config = _of_version(lambda_svc._get_event_invoke_config)
    lambda_svc._delete_event_invoke_config = _of_version(lambda_svc._delete_event_invoke_config)
    lambda_svc._put_event_invoke_config = _with_rights(_of_version(lambda_svc._put_event_invoke_config))


def invoke(function: Function, event: Any) -> None:
    """Run the function for the event on a separate thread, as often as configured."""
    context = contextvars.copy_context()
    Thread(target=context.run, args=(_invoke, function, event), daemon=True).start()


def _of_version(operation: Any) -> Any:
    def with_qualifier(function_name: str, qualifier: str | None = None, *more: Any) -> Any:
        return operation(function_name, qualifier or _LATEST, *more)

    return with_qualifier


def _with_rights(put: Any) -> Any:
    """Refuse destinations to which the function's role may not send, as Lambda does."""

    def put_if_allowed(function_name: str, qualifier: str | None, data: Mapping[str, Any]) -> Any:
        role = lambda_svc._functions.get(function_name, {}).get("config", {}).get("Role", "")
        for settings in (data.get("DestinationConfig") or {}).values():
            destination = settings.get("Destination", "")
            action = _SENDING.get(destination.split(":")[2] if destination else "", "")
            resource = f"{destination}/*" if action == "s3:PutObject" else destination
            if role and action and not role_may(role, action, resource):
                message = f"The function's execution role does not have permissions to call {action.split(':')[1]} on {destination}"
                return error_response_json("InvalidParameterValueException", message, 400)
        return put(function_name, qualifier, data)

    return put_if_allowed


def _invoke(function: Function, event: Any) -> None:
    config = function["config"]
    account, region = lambda_svc._account_region_from_function_config(config)
    lambda_svc._request_account_id.set(account)
    lambda_svc._request_region.set(region)
    invocation = Invocation(str(uuid.uuid4()), config, event)
    settings = _settings(config)
    send_records(invocation, _outcome(function, event, settings), settings.get("DestinationConfig") or {})


def _settings(config: Mapping[str, Any]) -> Mapping[str, Any]:
    qualifier = config["FunctionArn"].split(":")[7:]
    function = lambda_svc._functions.get(config["FunctionName"]) or {}
    return lambda_svc._event_invoke_config(function, qualifier[0] if qualifier else _LATEST) or {}


def _outcome(function: Function, event: Any, settings: Mapping[str, Any]) -> Outcome:
    """The event's result after the last attempt."""
    longest_age = int(settings.get("MaximumEventAgeInSeconds", _LONGEST_EVENT_AGE_SECONDS))
    retries = int(settings.get("MaximumRetryAttempts", _RETRIES))
    age, errors, throttlings = 0.0, 0, 0
    while True:
        if _reserved_concurrency(function) == 0:
            return Outcome("ZeroReservedConcurrency", errors, {})
        started = time.monotonic()
        result = lambda_svc._execute_function_with_config_scope(dict(function), event)
        age += time.monotonic() - started
        if result.get("throttle"):
            throttlings += 1
            wait = min(2 ** (throttlings - 1), _LONGEST_THROTTLING_WAIT_SECONDS)
        elif not result.get("error"):
            return Outcome("Success", errors + 1, result)
        elif errors == retries:
            return Outcome("RetriesExhausted", errors + 1, result)
        else:
            wait = _RETRY_AFTER_SECONDS[errors]
            errors += 1
        if age + wait > longest_age:
            return Outcome("EventAgeExceeded", errors, result)
        time.sleep(wait / _FASTER)
        age += wait


def _reserved_concurrency(function: Function) -> int | None:
    record = lambda_svc._functions.get(function["config"]["FunctionName"]) or {}
    reserved: int | None = record.get("concurrency")
    return reserved
