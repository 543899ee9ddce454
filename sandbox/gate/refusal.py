"""Error responses for requests that are not admitted, in the protocol of the requested service."""

import logging
import uuid

from hypercorn.typing import ASGISendCallable, HTTPResponseBodyEvent, HTTPResponseStartEvent
from ministack.core.iam_actions import access_denied_response
from ministack.core.router import detect_service

from sandbox.gate.incoming import Incoming

_log = logging.getLogger("sandbox.gate")


class RefusedError(Exception):
    """An error code of AWS, and a message with the reason."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


async def send_refusal(incoming: Incoming, refused: RefusedError, send: ASGISendCallable) -> None:
    """Send the error response and log it."""
    _log.warning("refused: %s %r (Host %r): %s: %s", incoming.method, incoming.path, incoming.host, refused.code, refused)
    service = detect_service(incoming.method, incoming.path, dict(incoming.headers), dict(incoming.query))
    status, headers, body = access_denied_response(
        service, "", "", str(uuid.uuid4()), error_code=refused.code, message=str(refused), headers=dict(incoming.headers)
    )
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    content = b"" if incoming.method == "HEAD" else body
    await send(HTTPResponseStartEvent(type="http.response.start", status=status, headers=raw))
    await send(HTTPResponseBodyEvent(type="http.response.body", body=content, more_body=False))
