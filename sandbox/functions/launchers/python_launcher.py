"""The launcher of Python functions; runs in the function's process before its code: `python -I -S python_launcher.py`.

It imports nothing from the sandbox and runs on all of Lambda's Python versions, 3.10 and newer.
It follows Lambda's runtime interface client:
https://github.com/aws/aws-lambda-python-runtime-interface-client
"""

import importlib
import json
import logging
import os
import site
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

_END_OF_LOG = "\0end of the log\0"
_DEPTH, _DEPTH_HEADER = "_MINISTACK_INVOKE_DEPTH", "X-Ministack-Invoke-Depth"

Error = dict[str, Any]


class FaultError(Exception):
    """The function cannot be loaded: one of Lambda's own error types."""

    def __init__(self, kind: str, message: str, trace: list[str] | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.trace = trace or []


class Identity:
    """The caller's identity: none from Cognito."""

    cognito_identity_id = None
    cognito_identity_pool_id = None


class Context:
    """https://docs.aws.amazon.com/lambda/latest/dg/python-context.html"""

    def __init__(self, request: dict[str, Any]) -> None:
        self.aws_request_id = request["request_id"]
        self.invoked_function_arn = request["function_arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = Identity()
        self.client_context = None
        self._deadline = time.time() + request["timeout_seconds"]

    def get_remaining_time_in_millis(self) -> int:
        return max(int((self._deadline - time.time()) * 1000), 0)

    def log(self, message: object) -> None:
        sys.stdout.write(str(message))


class RequestIdFilter(logging.Filter):
    """Adds the current request id to log records."""

    request_id = ""

    def filter(self, record: logging.LogRecord) -> bool:
        record.aws_request_id = self.request_id
        return True


def main() -> None:
    # The function gets separate standard streams, so that its input and output do not mix with requests and responses.
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    # Keeps printed lines and errors in the order they were written.
    sys.stdout = sys.stderr = os.fdopen(1, "w", encoding="utf-8", buffering=1)

    def answer(document: dict[str, Any]) -> None:
        sys.stdout.write(_END_OF_LOG + "\n")
        sys.stdout.flush()
        answers.write(json.dumps(document) + "\n")
        answers.flush()

    # `exit` and `quit`, which are missing without `site`.
    site.setquit()
    ids = _log_as_lambda_does()
    _set_search_path()
    _send_depth_of_invocation()
    try:
        handler = _load(os.environ["_HANDLER"])
    except Exception as failure:
        answer({"error": _error_of(failure)})
        return
    answer({"ready": True})
    for line in requests:
        request = json.loads(line)
        ids.request_id = request["request_id"]
        _set_variables(request["variables"])
        answer(_call(handler, request))


def _log_as_lambda_does() -> RequestIdFilter:
    ids, handler = RequestIdFilter(), logging.StreamHandler(sys.stdout)
    formatter = logging.Formatter("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.addFilter(ids)
    logging.getLogger().addHandler(handler)
    return ids


def _set_search_path() -> None:
    """The code, the layers, the AWS SDK and the standard library, in Lambda's order."""
    task, version = os.environ["LAMBDA_TASK_ROOT"], "python{}.{}".format(*sys.version_info)
    named = os.environ["AWS_EXECUTION_ENV"].replace("AWS_Lambda_", "")
    python = Path(task).parent / "opt" / "python"
    layers = [*(str(python / "lib" / name / "site-packages") for name in dict.fromkeys((named, version))), str(python)]
    own = [folder for folder in os.environ.get("PYTHONPATH", "").split(os.pathsep) if folder]
    sys.path[:0] = [task, *(own or layers), os.environ["LAMBDA_RUNTIME_DIR"]]
    for folder in [task, *([] if own else layers)]:
        site.addsitedir(folder)


def _send_depth_of_invocation() -> None:
    """Send the nesting depth of invocations to the sandbox, which stops recursive loops as Lambda does."""
    try:
        import botocore.handlers
    except ImportError:
        return

    def add_header(params: dict[str, Any], **_: Any) -> None:
        depth = os.environ.get(_DEPTH)
        if depth:
            params["headers"].setdefault(_DEPTH_HEADER, depth)

    botocore.handlers.BUILTIN_HANDLERS.append(("before-call", add_header))


def _load(name: str) -> Callable[[Any, Context], Any]:
    module_name, _, function = name.rpartition(".")
    if not module_name:
        raise FaultError("Runtime.MalformedHandlerName", f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as failure:
        raise FaultError("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {failure}") from failure
    except SyntaxError as failure:
        place = f'  File "{failure.filename}" Line {failure.lineno}\n    {failure.text}'
        raise FaultError("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {failure}", [place]) from failure
    try:
        handler: Callable[[Any, Context], Any] = getattr(module, function)
    except AttributeError as failure:
        raise FaultError("Runtime.HandlerNotFound", f"Handler '{function}' missing on module '{module_name}'") from failure
    return handler


def _set_variables(variables: dict[str, str | None]) -> None:
    """Set the variables that change per invocation; None removes one."""
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def _call(handler: Callable[[Any, Context], Any], request: dict[str, Any]) -> dict[str, Any]:
    try:
        result = handler(request["event"], Context(request))
    except Exception as failure:
        return {"error": _error_of(failure)}
    try:
        return {"result": json.loads(json.dumps(result))}
    except Exception as failure:
        return {"error": _error_of(FaultError("Runtime.MarshalError", f"Unable to marshal response: {failure}"))}


def _error_of(failure: Exception) -> Error:
    """Lambda's error response and log for a failed function, without this file's stack frames."""
    if isinstance(failure, FaultError):
        kind, trace = failure.kind, failure.trace
    else:
        frames = [frame for frame in traceback.extract_tb(failure.__traceback__) if frame.filename != __file__]
        kind, trace = type(failure).__name__, traceback.format_list(frames)
    print(f"[ERROR] {kind}: {failure}\nTraceback (most recent call last):\n" + "".join(trace), end="")
    return {"errorMessage": str(failure), "errorType": kind, "stackTrace": trace}


if __name__ == "__main__":
    main()
