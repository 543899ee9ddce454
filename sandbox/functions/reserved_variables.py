"""Refusal of reserved variables by CreateFunction and UpdateFunctionConfiguration; MiniStack drops them silently.

https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
"""

from collections.abc import Callable
from typing import Any

from ministack.core.responses import error_response_json
from ministack.services import lambda_svc

from sandbox.functions.environment import RESERVED

Response = tuple[int, dict[str, str], bytes]


def install() -> None:
    """Validate the variables before MiniStack does."""
    create, update = lambda_svc._create_function, lambda_svc._update_config

    def create_checked(data: dict[str, Any]) -> Any:
        return _checked(data, lambda: create(data))

    def update_checked(name: str, data: dict[str, Any]) -> Any:
        return _checked(data, lambda: update(name, data))

    lambda_svc._create_function = create_checked
    lambda_svc._update_config = update_checked


def _checked(data: dict[str, Any], operation: Callable[[], Any]) -> Any:
    variables = (data.get("Environment") or {}).get("Variables") or {}
    reserved = sorted(RESERVED & set(variables))
    if not reserved:
        return operation()
    # The observed message of AWS.
    message = (
        "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved "
        f"keys that are currently not supported for modification. Reserved keys used in this request: {', '.join(reserved)}"
    )
    return error_response_json("InvalidParameterValueException", message, 400)
