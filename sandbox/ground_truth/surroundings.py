"""The interface to the surrounding AWS: permissions, job roles, and the resources that requests name.

The service itself stores no policies, users or objects. Under ``moto.mock_aws`` they are moto's (``OpenSurroundings``); in the
sandbox they are those of the server.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol

IamContext = Mapping[str, str | list[str]]
"""Condition keys and values, as in a policy's Condition block."""


@dataclass(frozen=True, kw_only=True)
class Caller:
    """The signer of the current request."""

    access_key_id: str
    session_token: str | None
    account_id: str
    region: str


_caller: ContextVar[Caller | None] = ContextVar("ground_truth_caller", default=None)


def current_caller() -> Caller:
    """The caller of this thread's current request. Raises LookupError outside of a request."""
    caller = _caller.get()
    if caller is None:
        raise LookupError("no request of the Ground Truth service is being answered")
    return caller


@contextmanager
def answering(caller: Caller) -> Iterator[None]:
    """Handle a request of the caller on this thread."""
    token = _caller.set(caller)
    try:
        yield
    finally:
        _caller.reset(token)


class RoleNotAssumableError(Exception):
    """sagemaker.amazonaws.com cannot assume the role: it does not exist, or its trust policy does not allow it."""


class RoleDeniedError(Exception):
    """A role's policies do not allow the action."""


class Session(Protocol):
    """A role assumed by the service."""

    def client(self, service_name: str, *, region_name: str) -> Any:
        """A boto3 client with the credentials of the session."""

    def require(self, *, action: str, resource_arn: str, context: IamContext) -> None:
        """Raise ``RoleDeniedError`` unless the role may do the action: for AWS's internal actions, which nobody performs here."""


class Surroundings(Protocol):
    """The AWS around the Ground Truth service."""

    def authorize(self, *, action: str, resource_arn: str, context: IamContext) -> None:
        """Raise ``errors.AccessDenied`` unless the current caller may do the action on the resource ("*" for none)."""

    def assume_role(self, role_arn: str) -> Session:
        """A session of the role as sagemaker.amazonaws.com assumes it. Raises ``RoleNotAssumableError``."""

    def lets_sagemaker(self, policy: Mapping[str, Any], *, action: str, resource_arn: str, context: IamContext) -> bool:
        """True if a resource's policy allows sagemaker.amazonaws.com the action on it."""

    def cognito(self, *, region: str) -> Any:
        """A boto3 ``cognito-idp`` client of the service itself. ``caller_rights`` checks the caller's permissions in Cognito."""

    def own_client(self, service_name: str, *, region: str) -> Any:
        """A boto3 client of the service itself, to check that resources in a request exist; it needs no permissions."""
