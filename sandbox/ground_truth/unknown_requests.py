"""No request causes a server error: requests that moto does not know, or fails on, are refused as lacking in the sandbox.

Every SageMaker request, including the Ground Truth operations, passes here before moto sees it, and is validated against botocore's
model first. So moto receives only requests that AWS would accept.
"""

import json
import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from moto.core.exceptions import JsonRESTError, ServiceException
from moto.core.utils import camelcase_to_underscores
from moto.sagemaker.responses import SageMakerResponse
from werkzeug.exceptions import HTTPException

from sandbox.ground_truth.errors import NotInTheSandbox, SerializationException, UnknownOperationException
from sandbox.ground_truth.model_validation import is_operation, validate

Answer = tuple[int, Mapping[str, str], str]

_JSON = "application/x-amz-json-1.1"
_log = logging.getLogger(__name__)


def install() -> None:
    """Wrap moto's handling of SageMaker requests."""
    answer = SageMakerResponse._dispatch

    def answer_or_refuse(self: SageMakerResponse, request: Any, full_url: str | None = None, headers: Any = None) -> Any:
        operation = _operation(request)
        try:
            _require_answerable(operation, request)
            return _without_failures(operation, lambda: answer(self, request, full_url, headers))
        except (JsonRESTError, ServiceException) as refused:
            return _refusal(refused)

    setattr(SageMakerResponse, "_dispatch", answer_or_refuse)  # noqa: B010 - mypy refuses the plain assignment


def sent_parameters(body: bytes | str) -> dict[str, Any]:
    """The members of a request. Raises SerializationException for a body that is not a JSON object."""
    try:
        parameters = json.loads(body or "{}")
    except (ValueError, RecursionError) as broken:
        raise SerializationException(f"The request body is not JSON: {broken}") from broken
    if not isinstance(parameters, dict):
        raise SerializationException("The request body is not a JSON object.")
    return parameters


def _operation(request: Any) -> str:
    target: str = request.headers.get("X-Amz-Target", "")
    return target.rpartition(".")[2]


def _require_answerable(operation: str, request: Any) -> None:
    if not is_operation(operation):
        raise UnknownOperationException(f"SageMaker has no operation '{operation}'.")
    if not hasattr(SageMakerResponse, camelcase_to_underscores(operation)):
        raise NotInTheSandbox("this operation", operation=operation, error_code=UnknownOperationException.error_code)
    validate(operation=operation, parameters=sent_parameters(request.get_data(cache=True)))


def _without_failures(operation: str, answer: Callable[[], Any]) -> Any:
    try:
        answered = answer()
    except HTTPException as failure:
        if (failure.code or 0) < HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
        raise _cannot_answer(operation, failure) from failure
    except Exception as failure:
        _log.exception("moto cannot answer %s", operation)
        raise _cannot_answer(operation, failure) from failure
    return answered


def _cannot_answer(operation: str, failure: Exception) -> NotInTheSandbox:
    return NotInTheSandbox(f"an answer to these arguments ({type(failure).__name__}: {failure})", operation=operation)


def _refusal(refused: JsonRESTError | ServiceException) -> Answer:
    code = refused.error_type if isinstance(refused, JsonRESTError) else refused.code
    headers = {"content-type": _JSON, "x-amzn-errortype": str(code)}
    return HTTPStatus.BAD_REQUEST, headers, json.dumps({"__type": code, "message": refused.message})
