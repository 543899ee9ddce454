"""The caller of the current request: the access key that signed it."""

from contextvars import ContextVar

_access_key: ContextVar[str] = ContextVar("sandbox_access_key", default="")


def pin(access_key: str) -> None:
    """Remember the key for the rest of the request and the tasks that it starts."""
    _access_key.set(access_key)


def access_key() -> str:
    """The access key of the request; empty if it is unsigned."""
    return _access_key.get()
