"""Errors in the formats of AWS's protocols, all described at https://smithy.io/2.0/aws/protocols/."""

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from types import MappingProxyType
from xml.sax.saxutils import escape

from sandbox.refusals.api_request import ApiRequest, Protocol

_UNKNOWN_OPERATION: Mapping[Protocol, str] = MappingProxyType(
    {"query": "InvalidAction", "rest-xml": "InvalidAction", "ec2": "InvalidAction", "s3": "NotImplemented"}
)
_UNANSWERABLE: Mapping[Protocol, str] = MappingProxyType(
    {"query": "ValidationError", "rest-xml": "ValidationError", "ec2": "InvalidParameterValue", "s3": "InvalidRequest"}
)


@dataclass(frozen=True)
class ErrorAnswer:
    """A response with status 400."""

    content_type: str
    code: str
    body: bytes

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """The headers of the response."""
        named = {
            "content-type": self.content_type,
            "content-length": str(len(self.body)),
            "date": formatdate(usegmt=True),
            "x-amzn-errortype": self.code,
            "x-amzn-requestid": str(uuid.uuid4()),
        }
        return [(name.encode(), value.encode()) for name, value in named.items()]

    status = int(HTTPStatus.BAD_REQUEST)


def unknown_operation(request: ApiRequest, message: str) -> ErrorAnswer:
    """The error for an operation that the service does not have."""
    return _answer(request.protocol, _UNKNOWN_OPERATION.get(request.protocol, "UnknownOperationException"), message)


def unanswerable(request: ApiRequest, message: str) -> ErrorAnswer:
    """The error for a request whose arguments are refused."""
    return _answer(request.protocol, _UNANSWERABLE.get(request.protocol, "ValidationException"), message)


def _answer(protocol: Protocol, code: str, message: str) -> ErrorAnswer:
    content_type, write = _WRITERS[protocol]
    return ErrorAnswer(content_type=content_type, code=code, body=write(code, message))


def _json(code: str, message: str) -> bytes:
    return json.dumps({"__type": code, "message": message}).encode()


def _query(code: str, message: str) -> bytes:
    error = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
    return f"<ErrorResponse>{error}<RequestId>{uuid.uuid4()}</RequestId></ErrorResponse>".encode()


def _ec2(code: str, message: str) -> bytes:
    error = f"<Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
    return f"<Response><Errors>{error}</Errors><RequestID>{uuid.uuid4()}</RequestID></Response>".encode()


def _s3(code: str, message: str) -> bytes:
    return f"<Error><Code>{code}</Code><Message>{escape(message)}</Message><RequestId>{uuid.uuid4()}</RequestId></Error>".encode()


def _cbor(code: str, message: str) -> bytes:
    """A CBOR map of two strings."""
    texts = ("__type", code, "message", message)
    return b"\xa2" + b"".join(b"\x79" + len(text.encode()).to_bytes(2) + text.encode() for text in texts)


_WRITERS: Mapping[Protocol, tuple[str, Callable[[str, str], bytes]]] = MappingProxyType(
    {
        "json": ("application/x-amz-json-1.1", _json),
        "rest-json": ("application/json", _json),
        "query": ("text/xml", _query),
        "ec2": ("text/xml", _ec2),
        "rest-xml": ("text/xml", _query),
        "s3": ("application/xml", _s3),
        "cbor": ("application/cbor", _cbor),
    }
)
