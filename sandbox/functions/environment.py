"""A function's environment variables: Lambda's, its own, and those for reaching the sandbox.

https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
"""

import os
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sandbox.functions.folders import Folders
from sandbox.settings import TRUST_VARIABLES, own_endpoint

RESERVED = frozenset(
    {
        "_HANDLER",
        "_X_AMZN_TRACE_ID",
        "AWS_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID",
        "AWS_DEFAULT_REGION",
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_LAMBDA_RUNTIME_API",
        "AWS_REGION",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "LAMBDA_RUNTIME_DIR",
        "LAMBDA_TASK_ROOT",
    }
)
"""Variables that a function's configuration cannot set."""

_PATH = "/usr/local/bin:/usr/bin:/bin"
# Nothing listens there. X-Ray SDKs send datagrams and expect no response.
_XRAY_DAEMON = "127.0.0.1:2000"


def environment_of(config: Mapping[str, Any], folders: Folders, *, runtime_folder: Path, credentials: Mapping[str, str]) -> dict[str, str]:
    """All environment variables of the function's process; nothing is inherited."""
    return _unreserved(folders) | reachable() | own_variables(config) | _reserved(config, folders, runtime_folder) | dict(credentials)


def reachable() -> dict[str, str]:
    """The variables by which an AWS client finds the sandbox and trusts its certificate."""
    return {
        **{name: os.environ[name] for name in TRUST_VARIABLES},
        "AWS_ENDPOINT_URL": own_endpoint(),
        # Where custom resource handlers may send their responses instead of to CloudFormation's bucket.
        "CUSTOM_RESOURCE_RESPONSE_ENDPOINT": own_endpoint(),
        # `<prefix>.127.0.0.1` does not resolve.
        "AWS_DISABLE_HOST_PREFIX_INJECTION": "true",
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
    }


def own_variables(config: Mapping[str, Any]) -> dict[str, str]:
    """The variables in the function's configuration."""
    variables = (config.get("Environment") or {}).get("Variables") or {}
    return {name: str(value) for name, value in variables.items() if name not in RESERVED}


def _unreserved(folders: Folders) -> dict[str, str]:
    """Variables that Lambda defines and the function may override."""
    return {
        "PATH": f"{_PATH}:{folders.opt / 'bin'}",
        "LD_LIBRARY_PATH": f"{folders.task}:{folders.task / 'lib'}:{folders.opt / 'lib'}",
        "NODE_PATH": f"{folders.opt / 'nodejs' / 'node_modules'}:{folders.node_modules}",
        "LANG": "en_US.UTF-8",
        "TZ": ":UTC",
        "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR",
        "AWS_XRAY_DAEMON_ADDRESS": _XRAY_DAEMON,
        # Differs from Lambda, where /tmp belongs to the function alone.
        "HOME": str(folders.temporary),
        "TMPDIR": str(folders.temporary),
    }


def _reserved(config: Mapping[str, Any], folders: Folders, runtime_folder: Path) -> dict[str, str]:
    region, name, version = config["FunctionArn"].split(":")[3], config["FunctionName"], config.get("Version", "$LATEST")
    logging = config.get("LoggingConfig") or {}
    return {
        "_HANDLER": config["Handler"],
        "AWS_DEFAULT_REGION": region,
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{config['Runtime']}",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(config.get("MemorySize", 128)),
        "AWS_LAMBDA_FUNCTION_NAME": name,
        "AWS_LAMBDA_FUNCTION_VERSION": version,
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": logging.get("LogGroup") or f"/aws/lambda/{name}",
        "AWS_LAMBDA_LOG_STREAM_NAME": f"{datetime.now(UTC):%Y/%m/%d}/[{version}]{uuid.uuid4().hex}",
        "AWS_REGION": region,
        "LAMBDA_RUNTIME_DIR": str(runtime_folder),
        "LAMBDA_TASK_ROOT": str(folders.task),
    }
