"""CloudFormation's credentials: the stack's service role, or the caller. MiniStack supports neither.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import boto3
from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id, get_region
from ministack.services import iam
from ministack.services.cloudformation import changesets, handlers

from sandbox import caller
from sandbox.role_sessions import open_session
from sandbox.settings import own_endpoint

Parameters = dict[str, Any]

_OPERATIONS = (
    "CreateStack",
    "UpdateStack",
    "DeleteStack",
    "CreateChangeSet",
    "ExecuteChangeSet",
    "RollbackStack",
    "ContinueUpdateRollback",
)

# The role of the current operation; empty without one.
_role: ContextVar[str] = ContextVar("sandbox_service_role", default="")
# A stack keeps its role until another one is given.
_roles: dict[tuple[str, str, str], str] = {}
# One session for all clients, since it caches service models.
_session = boto3.Session()


def install() -> None:
    """Read the role from the operations that start a deployment."""
    for operation in _OPERATIONS:
        handlers._ACTION_HANDLERS[operation] = _remembering(operation, handlers._ACTION_HANDLERS[operation])


def client(service: str) -> Any:
    """A client with the deployer's permissions, in the stack's region."""
    credential = _credential()
    return _session.client(  # type: ignore[call-overload]
        service,
        region_name=get_region(),
        endpoint_url=own_endpoint(),
        aws_access_key_id=credential.access_key_id,
        aws_secret_access_key=credential.secret_access_key,
        aws_session_token=credential.session_token,
    )


def _remembering(operation: str, handler: Callable[[Parameters], Any]) -> Callable[[Parameters], Any]:
    def handle(parameters: Parameters) -> Any:
        given, stack = handlers._p(parameters, "RoleARN"), _stack_name(parameters)
        key = (get_account_id(), get_region(), stack)
        if given or operation == "CreateStack":
            _roles[key] = given
        token = _role.set(_roles.get(key, ""))
        try:
            # Tasks that it starts run in a copy of this context.
            return handler(parameters)
        finally:
            _role.reset(token)

    return handle


def _stack_name(parameters: Parameters) -> str:
    """The stack's name, also for a request with an ARN, or with only a change set's ARN."""
    name, change_set = handlers._p(parameters, "StackName"), handlers._p(parameters, "ChangeSetName")
    if not name and change_set:
        found = changesets._find_change_set(change_set)[1]
        name = found["StackName"] if found else ""
    return str(name.split("/")[1] if name.startswith("arn:") else name)


def _credential() -> iam_evaluator.ResolvedCredential:
    account = get_account_id()
    key = _session_of(_role.get(), account) if _role.get() else caller.access_key()
    credential = iam_evaluator.resolve_credential(key, account)
    if isinstance(credential, iam_evaluator.CredentialResolutionError):
        raise ValueError(f"{credential.message} (AccessKeyId {key})")
    return credential


def _session_of(role_arn: str, account: str) -> str:
    """The access key of a new session of the role."""
    name = role_arn.rsplit("/", 1)[-1]
    if iam._roles.get_scoped(account, None, name) is None:
        raise ValueError(f"Role {role_arn} is invalid or cannot be assumed")
    return open_session(account=account, role_name=name, session_name="AWSCloudFormation").access_key
