"""boto3 clients, made when first needed."""

import functools
from typing import Any

import boto3
from botocore.config import Config

# Generated at run time from a service model, so there is no type to name; boto3-stubs is no dependency of a Lambda function.
Client = Any

# Throttled calls are repeated by botocore; together they stay below the shortest sensible function timeout.
_CONFIG = Config(connect_timeout=5, read_timeout=20, retries={"mode": "standard", "total_max_attempts": 5})


@functools.cache
def client(service: str) -> Client:
    """The client of a service in the function's own region."""
    return boto3.client(service, config=_CONFIG)  # type: ignore[call-overload, unused-ignore]
