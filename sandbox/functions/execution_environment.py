"""An execution environment: a process that has loaded a function and serves invocations one at a time, reused as in Lambda."""

from collections.abc import Mapping
from typing import Any

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from sandbox.functions.credentials import session_of
from sandbox.functions.environment import environment_of
from sandbox.functions.folders import Folders, runtime_folder, unpack
from sandbox.functions.function_process import FunctionProcess, NoAnswerError, ProcessEndedError
from sandbox.functions.launch import Launch, launch_of
from sandbox.functions.program import NoProgramError

INIT_SECONDS = 10.0
"""Lambda's limit for initialization. Lambda then repeats it within the invocation's timeout; that time is added here."""

# Errors that a language version other than the runtime's can cause.
_VERSION_ERRORS = {"Runtime.ImportModuleError", "Runtime.UserCodeSyntaxError", "SyntaxError", "ImportError", "ModuleNotFoundError"}

Error = dict[str, Any]


class InitError(RuntimeError):
    """The function could not be loaded."""

    def __init__(self, error: Error, log: str) -> None:
        super().__init__(error["errorMessage"])
        self.error = error
        self.log = log


class ExecutionEnvironment(lambda_runtime.Worker):  # type: ignore[misc]
    """A worker in MiniStack's terms, which leases, returns, keeps warm and retires it."""

    def __init__(self, name: str, config: dict[str, Any], code: bytes) -> None:
        super().__init__(name, config, code)
        self._folders: Folders | None = None
        self._process: FunctionProcess | None = None
        self._launch: Launch | None = None

    def invoke(
        self,
        event: Any,
        request_id: str,
        *,
        trace_id: str | None = None,
        depth: int | None = None,
        durable: Mapping[str, str] | None = None,
        invoked_function_arn: str | None = None,
    ) -> dict[str, Any]:
        """`status` is `ok` with a `result`, or `error` with Lambda's `error_payload`; `log` is the printed output."""
        timeout = float(self.config.get("Timeout", 3))
        request = {
            "event": event,
            "request_id": request_id,
            "function_arn": invoked_function_arn or self.config["FunctionArn"],
            "timeout_seconds": timeout,
            "variables": _variables(trace_id=trace_id, depth=depth, durable=durable or {}),
        }
        with self._lock:
            try:
                loaded = "" if self._process is not None and self._process.is_running else self._load()
            except InitError as failure:
                return _failed(failure.error | {"requestId": request_id}, failure.log)
            answer, log = self._ask(request, timeout)
        log = _lines(loaded, log)
        if "error" in answer:
            return _failed(self._with_note(answer["error"]) | {"requestId": request_id}, log)
        return {"status": "ok", "result": answer["result"], "log": log}

    def _ask(self, request: Mapping[str, Any], timeout: float) -> tuple[dict[str, Any], str]:
        """The response and the printed output. The process is ended if it does not respond."""
        process = self._process
        if process is None:
            raise RuntimeError("there is no process to ask")
        prefix = f"RequestId: {request['request_id']} Error: "
        try:
            process.send(request)
            return process.answer(timeout), process.log()
        except NoAnswerError:
            error = {"errorType": "Sandbox.Timedout", "errorMessage": f"{prefix}Task timed out after {timeout:.2f} seconds"}
        except ProcessEndedError as ended:
            error = {"errorType": "Runtime.ExitError", "errorMessage": f"{prefix}{ended}"}
        process.end()
        return {"error": error}, _lines(process.log(), error["errorMessage"])

    def _spawn(self) -> None:
        """MiniStack's hook to load the function before the first invocation. Raises InitError."""
        self._load()

    def _load(self) -> str:
        """Start a process, wait until it has loaded the function, and return its output meanwhile. Raises InitError."""
        self._discard_tmpdir()
        runtime = self.config["Runtime"]
        try:
            self._launch = launch_of(runtime)
        except NoProgramError as missing:
            raise InitError({"errorType": "Runtime.InvalidRuntime", "errorMessage": str(missing)}, str(missing)) from missing
        layers = [lambda_svc._resolve_layer_zip(layer) for layer in self.config.get("Layers", [])]
        self._folders = unpack(self.func_name, self.code_zip, filter(None, layers))
        variables = environment_of(self.config, self._folders, runtime_folder=runtime_folder(), credentials=session_of(self.config))
        self._process = FunctionProcess(self._launch.command, environment=variables, folder=self._folders.task)
        self._proc = self._process.popen
        return self._wait_until_loaded(self._process, self._launch)

    def _wait_until_loaded(self, process: FunctionProcess, launch: Launch) -> str:
        limit = INIT_SECONDS + float(self.config.get("Timeout", 3))
        first_line = f"INIT_START Runtime Version: {launch.program} {launch.program.note}".rstrip()
        error: Error | None
        last_line = ""
        try:
            error = process.answer(limit).get("error")
        except NoAnswerError:
            last_line = f"The function was not loaded after {limit:.2f} seconds"
            error = {"errorType": "Sandbox.Timedout", "errorMessage": last_line}
        except ProcessEndedError as ended:
            last_line = str(ended)
            error = {"errorType": "Runtime.ExitError", "errorMessage": last_line}
        if error is None:
            return _lines(first_line, process.log())
        process.end()
        raise InitError(self._with_note(error), _lines(first_line, process.log(), last_line))

    def _with_note(self, error: Error) -> Error:
        """Mention a different language version where that may be the cause."""
        note = self._launch.program.note if self._launch else ""
        if not note or error["errorType"] not in _VERSION_ERRORS:
            return error
        return error | {"errorMessage": f"{error['errorMessage']}. {note}"}

    def _discard_tmpdir(self) -> None:
        """MiniStack's hook for the last step of retiring: remove all of the environment's files."""
        process, self._process = self._process, None
        if process is not None:
            process.end()
        if self._folders is not None:
            self._folders.remove()


def _variables(*, trace_id: str | None, depth: int | None, durable: Mapping[str, str]) -> dict[str, str | None]:
    """The environment variables of one invocation; None removes one."""
    return {
        "_X_AMZN_TRACE_ID": trace_id,
        lambda_runtime.INVOKE_DEPTH_ENV: None if depth is None else str(depth),
        **{name: durable.get(name) for name in lambda_runtime.DURABLE_ENV_VARS},
    }


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _failed(error: Error, log: str) -> dict[str, Any]:
    return {"status": "error", "error": error["errorMessage"], "error_payload": error, "log": log}
