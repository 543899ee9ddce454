"""The limits of a Lambda function: memory, time, and its environment variables.

Sources: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html and
https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
"""

from __future__ import annotations

from collections.abc import Mapping

from labeling_rules.deployment_values import is_token

MEMORY_SIZE = (128, 10_240)
"""The minimum and the maximum memory, in MiB."""

LONGEST_TIMEOUT_SECONDS = 900

RESERVED_NAMES = (
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_DEFAULT_REGION",
    "AWS_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API",
    "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR",
)
"""Names of variables that Lambda sets itself and refuses from others."""

NAME_ALLOWED = "a name that Lambda does not set itself"

MOST_BYTES = 4_096
"""The most bytes of all names and values together."""

BYTES_ALLOWED = f"at most {MOST_BYTES} bytes of names and values together"


def bytes_of(variables: Mapping[str, str]) -> int:
    """The number of bytes of all names and values, without those that are known at deployment only."""
    return sum(len(text.encode()) for variable in variables.items() for text in variable if not is_token(text))


def check_variables(variables: Mapping[str, str]) -> None:
    """Raises ValueError for a name that Lambda sets itself, and for more than Lambda takes."""
    for name in variables:
        if name in RESERVED_NAMES:
            raise ValueError(f"environment variable {name!r}: expected {NAME_ALLOWED}")
    if bytes_of(variables) > MOST_BYTES:
        raise ValueError(f"environment of {bytes_of(variables)} bytes: expected {BYTES_ALLOWED}")
