"""Functions of the `provided` runtimes, which MiniStack runs itself: with the function's variables instead of the server's."""

from pathlib import Path
from typing import Any

from ministack.services import lambda_svc

from sandbox.functions import environment
from sandbox.functions.credentials import session_of
from sandbox.functions.folders import Folders, own_folder


def install() -> None:
    """Replace the function that builds a bootstrap's environment."""
    lambda_svc._provided_worker_env = _environment


def _environment(config: dict[str, Any], code_folder: str, port: int) -> dict[str, str]:
    folders = Folders(own_folder() / "provided" / config["FunctionName"])
    folders.temporary.mkdir(parents=True, exist_ok=True)
    variables = environment.environment_of(config, folders, runtime_folder=Path(code_folder), credentials=session_of(config))
    durable: dict[str, str] = lambda_svc._durable_env_overlay()
    return variables | {"LAMBDA_TASK_ROOT": code_folder, "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{port}"} | durable
