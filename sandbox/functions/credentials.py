"""A function's credentials: a random session of its role per execution environment."""

from typing import Any

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from sandbox.role_sessions import open_session


def install() -> None:
    """Replace MiniStack's credentials, which are derived from the names of function and role."""
    lambda_runtime.execution_credentials = session_of
    lambda_svc.execution_credentials = session_of


def session_of(config: dict[str, Any]) -> dict[str, str]:
    """The three environment variables of a new session of the function's role, registered with MiniStack.

    https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
    """
    account, role_name, session_name = config["FunctionArn"].split(":")[4], config["Role"].rsplit("/", 1)[-1], config["FunctionName"][:64]
    keys = open_session(account=account, role_name=role_name, session_name=session_name)
    return {
        "AWS_ACCESS_KEY_ID": keys.access_key,
        "AWS_SECRET_ACCESS_KEY": keys.secret_access_key,
        "AWS_SESSION_TOKEN": keys.session_token,
    }
