"""Detection of missing features in responses of MiniStack or moto."""

import json
import re
from http import HTTPStatus
from xml.sax.saxutils import unescape

_LONGEST_DETAIL = 300
_UNKNOWN = re.compile(
    r"Unknown (\w+ )*?(action|operation|target|path|method)\b"
    r"|The action \w+ is not valid for this endpoint"
    r"|.*\boperation\b.*\bnot implemented"
    # MiniStack's Lambda mistakes the path of an unknown operation for a function.
    r"|Function not found: /",
    re.IGNORECASE,
)
_XML_MESSAGE = re.compile(r"<(Message|message)>(?P<text>.*?)</(Message|message)>", re.DOTALL)


class OperationLackingError(Exception):
    """The engine, MiniStack or moto, does not know the operation of a request."""


def is_failure(status: int, content_type: str) -> bool:
    """True if the server failed; Flask returns an HTML page for an unknown path."""
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR or (status >= HTTPStatus.BAD_REQUEST and content_type.startswith("text/html"))


def says_unknown_operation(body: bytes) -> bool:
    """True if an error says that there is no such operation."""
    return _UNKNOWN.match(message_of(body)) is not None


def message_of(body: bytes) -> str:
    """The message of an error in JSON or XML; otherwise its text."""
    text = body.decode("utf-8", errors="replace")
    found = _XML_MESSAGE.search(text)
    if found:
        return unescape(found["text"])
    try:
        document = json.loads(text)
    except ValueError:
        return text[:_LONGEST_DETAIL]
    if not isinstance(document, dict):
        return text[:_LONGEST_DETAIL]
    return str(document.get("message") or document.get("Message") or text)[:_LONGEST_DETAIL]
