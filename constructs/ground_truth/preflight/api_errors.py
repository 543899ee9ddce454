"""Reading the errors of AWS."""

from __future__ import annotations

from botocore.exceptions import ClientError


def code(error: ClientError) -> str:
    """The error's code, an HTTP status for requests without a body."""
    return str(error.response.get("Error", {}).get("Code", ""))


def text(error: ClientError) -> str:
    """Code and message."""
    return f"{code(error)}: {error.response.get('Error', {}).get('Message', '')}"
