"""boto3 clients, made when first needed."""

import functools
import re
from typing import Any

import boto3
from botocore.config import Config

from lambda_handlers.aws.patient_client import PatientClient
from lambda_handlers.custom_resource.in_force import check_deadline_in_force
from lambda_handlers.errors import DeadlineReachedError

# Generated at run time from a service model, so there is no type to name; boto3-stubs is no dependency of a Lambda function.
Client = Any

# Throttled calls are repeated by botocore; together they stay below the shortest sensible function timeout.
# A crawl lists and reads with eight threads each, and uploads.
_CONFIG = Config(connect_timeout=5, read_timeout=20, retries={"mode": "standard", "total_max_attempts": 5}, max_pool_connections=20)


# A header of botocore's standard retries: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
_ATTEMPT = re.compile(r"attempt=(\d+)")


@functools.cache
def client(service: str) -> Client:
    """The client of a service in the function's own region; for a custom resource it is patient with what will pass."""
    made = boto3.client(service, config=_CONFIG)  # type: ignore[call-overload, unused-ignore]
    made.meta.events.register_first("before-send", _no_repetition_past_the_deadline)
    made.meta.events.register("needs-retry", _end_at_the_deadline)
    return PatientClient(made)


def _no_repetition_past_the_deadline(request: Any, event_name: str, **_: Any) -> None:
    """Do not repeat a call, whatever it was answered, when time is up.

    Its answer could come after ours: Lambda then delivers the request again, after CloudFormation got the timer's answer and has perhaps
    deleted the resource, and what the second delivery makes would belong to nobody. The first attempt of a call is its caller's affair.
    """
    attempt = _ATTEMPT.search(_text(request.headers.get("amz-sdk-request", "")))
    if attempt and int(attempt[1]) > 1:
        check_deadline_in_force(f"calling {event_name.rpartition('.')[2]}, which was tried {int(attempt[1]) - 1} times")


def _end_at_the_deadline(operation: Any, caught_exception: Exception | None, **_: Any) -> None:
    """Do not repeat a call that got no answer when time is up either. Raises DeadlineReachedError."""
    if isinstance(caught_exception, DeadlineReachedError):
        raise caught_exception
    if caught_exception is not None:
        check_deadline_in_force(f"calling {operation.name}, which gave no answer ({type(caught_exception).__name__})")


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
