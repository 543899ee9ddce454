"""A request as received, read once: its signature covers all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, quote

from hypercorn.typing import HTTPScope
from ministack.core.sigv4 import decode_header_value


@dataclass(frozen=True)
class Incoming:
    """`headers` by lower-case name, repeated ones joined as HTTP specifies; `query` includes blank values."""

    method: str
    path: str
    raw_path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    has_repeated_authorization: bool = False
    body: bytes = b""

    @property
    def origin(self) -> str | None:
        """The origin of a page in a browser; other clients send none."""
        return self.headers.get("origin")

    @property
    def host(self) -> str:
        return self.headers.get("host", "")

    def value(self, name: str) -> str:
        """The first value of a query parameter; empty if absent."""
        return next(iter(self.query.get(name, [])), "")

    def with_body(self, body: bytes) -> "Incoming":
        return replace(self, body=body)


def incoming_of(scope: HTTPScope) -> Incoming:
    """Everything but the body, which most refusals do not need."""
    headers: dict[str, str] = {}
    for name, raw in scope["headers"]:
        key, value = name.decode("latin-1").lower(), str(decode_header_value(raw))
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    authorizations = [name for name, _ in scope["headers"] if name.lower() == b"authorization"]
    raw_path = scope.get("raw_path") or quote(scope["path"]).encode()
    return Incoming(
        method=scope["method"],
        path=scope["path"],
        raw_path=raw_path.decode("latin-1"),
        query=parse_qs(scope["query_string"].decode("utf-8", "replace"), keep_blank_values=True),
        headers=headers,
        has_repeated_authorization=len(authorizations) > 1,
    )
