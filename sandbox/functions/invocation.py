"""One invocation: lease an execution environment, invoke, return it."""

from typing import Any

from ministack.core.lambda_runtime import acquire_worker, release_worker
from ministack.services import lambda_svc


def invoke(func: dict[str, Any], event: Any, request_id: str) -> dict[str, Any]:
    """The invocation's result in MiniStack's form: `body`, `log`, and `error` if the function failed."""
    config = func.get("config") or func
    code = func.get("code_zip")
    if not code:
        return _failed({"errorType": "Runtime.ImportModuleError", "errorMessage": "The function has no code", "requestId": request_id}, "")
    lambda_svc._ensure_reaper_thread()
    environment, _how = acquire_worker(config["FunctionName"], config, code, qualifier=config.get("Version", "$LATEST"))
    try:
        outcome = environment.invoke(
            event,
            request_id,
            trace_id=lambda_svc._xray_trace_id_for_invocation(config),
            depth=lambda_svc._invoke_depth.get(),
            durable=lambda_svc._durable_env_overlay(),
            invoked_function_arn=config["FunctionArn"],
        )
    finally:
        release_worker(environment)
    if outcome["status"] == "ok":
        return {"body": outcome["result"], "log": outcome["log"]}
    return _failed(outcome["error_payload"], outcome["log"])


def _failed(error: dict[str, Any], log: str) -> dict[str, Any]:
    return {"body": error, "error": True, "log": log}
