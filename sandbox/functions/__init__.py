"""Lambda functions as local processes with Lambda's environment, isolated from that of the machine's user.

In MiniStack a function inherits the server's environment, including the developer's packages. Here a function imports the standard
library, the AWS SDK, its own code and its layers; its environment variables are Lambda's and its own.
"""

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from sandbox.functions import credentials, downloads, invocation, provided, reserved_variables
from sandbox.functions.execution_environment import ExecutionEnvironment


def install() -> None:
    """Replace MiniStack's function processes; call once, before the first request."""
    worker_class_for = lambda_runtime._worker_class_for

    def class_for(config: dict[str, object]) -> type[object]:
        is_managed = str(config.get("Runtime", "")).startswith(("python", "nodejs"))
        chosen: type[object] = ExecutionEnvironment if is_managed else worker_class_for(config)
        return chosen

    lambda_runtime._worker_class_for = class_for
    lambda_svc._execute_function_warm = invocation.invoke
    credentials.install()
    downloads.install()
    provided.install()
    reserved_variables.install()
