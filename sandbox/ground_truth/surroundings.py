"""What the service needs from the AWS around it: who may do what, the role of a job, and what requests name.

The service itself keeps no policies, users or objects. Under ``moto.mock_aws`` those are moto's (``OpenSurroundings``); in the
sandbox they are those of the server beside it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol

IamContext = Mapping[str, str | list[str]]
"""Condition keys and their values, as a policy's Condition block names them."""


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who signed the request that is being answered."""

    access_key_id: str
    session_token: str | None
    account_id: str
    region: str


_caller: ContextVar[Caller | None] = ContextVar("ground_truth_caller", default=None)


def current_caller() -> Caller:
    """The caller of the request this thread is answering. Raises LookupError outside of a request."""
    caller = _caller.get()
    if caller is None:
        raise LookupError("no request of the Ground Truth service is being answered")
    return caller


@contextmanager
def answering(caller: Caller) -> Iterator[None]:
    """Have this thread answer a request of the caller."""
    token = _caller.set(caller)
    try:
        yield
    finally:
        _caller.reset(token)


class RoleNotAssumableError(Exception):
    """sagemaker.amazonaws.com cannot assume the role: it does not exist or its trust policy names others."""


class RoleDeniedError(Exception):
    """The policies of a role do not allow it an action."""


class Session(Protocol):
    """A role that the service has assumed."""

    def client(self, service_name: str, *, region_name: str) -> Any:
        """A boto3 client with the credentials of the session."""

    def require(self, *, action: str, resource_arn: str, context: IamContext) -> None:
        """Raise ``RoleDeniedError`` unless the role may do the action: for what AWS does with a role, and nobody does here."""


class Surroundings(Protocol):
    """The AWS around the Ground Truth service."""

    def authorize(self, *, action: str, resource_arn: str, context: IamContext) -> None:
        """Raise ``errors.AccessDenied`` unless the current caller may do the action on the resource ("*" for none)."""

    def assume_role(self, role_arn: str) -> Session:
        """A session of the role as sagemaker.amazonaws.com assumes it. Raises ``RoleNotAssumableError``."""

    def lets_sagemaker(self, policy: Mapping[str, Any], *, action: str, resource_arn: str, context: IamContext) -> bool:
        """Whether the policy of a resource allows sagemaker.amazonaws.com the action on it."""

    def cognito(self, *, region: str) -> Any:
        """A boto3 ``cognito-idp`` client of the service itself. What the caller needs in Cognito is asked for by ``caller_rights``."""

    def own_client(self, service_name: str, *, region: str) -> Any:
        """A boto3 client of the service itself, to see whether what a request names exists; nobody is asked for a right."""
