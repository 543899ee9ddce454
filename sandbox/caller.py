"""Whose request is being answered: the access key that it was signed with."""

from contextvars import ContextVar

_access_key: ContextVar[str] = ContextVar("sandbox_access_key", default="")


def pin(access_key: str) -> None:
    """Remember the key for the rest of the request, and for what it sets going."""
    _access_key.set(access_key)


def access_key() -> str:
    """The key of the request; empty when it was not signed."""
    return _access_key.get()
