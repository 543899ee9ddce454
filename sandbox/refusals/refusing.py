"""Conversion of both engines' failures and gaps into refusals, at the single point that all requests pass.

MiniStack logs its own failures with their traceback; failures before it are logged here.
"""

import logging
from dataclasses import dataclass, field

from hypercorn.typing import (
    ASGIFramework,
    ASGIReceiveCallable,
    ASGIReceiveEvent,
    ASGISendCallable,
    ASGISendEvent,
    HTTPResponseBodyEvent,
    HTTPResponseStartEvent,
    HTTPScope,
    Scope,
)

from sandbox.ground_truth.errors import lacking_message
from sandbox.refusals.api_request import ApiRequest
from sandbox.refusals.error_answer import ErrorAnswer, unanswerable, unknown_operation
from sandbox.refusals.lacking import OperationLackingError, is_failure, message_of, says_unknown_operation

_FIRST_ERROR_STATUS = 400
# An operation's name, if any, is in the first bytes of a body.
_KEPT_BYTES = 65_536
# MiniStack's own pages, and the back ends of users' APIs: their failures are passed on.
_NO_API_PATHS = ("/_",)

_log = logging.getLogger(__name__)


def refusing_what_is_lacking(engines: ASGIFramework) -> ASGIFramework:
    """The engines, with failures turned into refusals."""

    async def answer(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        if scope["type"] != "http" or not _is_of_an_api(scope):
            await engines(scope, receive, send)
            return
        body = _Body(receive)
        gate = _Gate(scope, body, send)
        try:
            await engines(scope, body.receive, gate.send)
        except OperationLackingError:
            await gate.refuse(_unknown_operation(ApiRequest.of(scope, body.kept)))
        except Exception as failure:
            _log.exception("no answer to %s %s", scope["method"], scope["path"])
            await gate.refuse(_unanswerable(ApiRequest.of(scope, body.kept), f"{type(failure).__name__}: {failure}"))

    return answer


@dataclass
class _Body:
    """A request's body in transit; its beginning is kept."""

    source: ASGIReceiveCallable
    kept: bytes = b""

    async def receive(self) -> ASGIReceiveEvent:
        event = await self.source()
        if event["type"] == "http.request":
            # ASGI makes it optional, and more_body too.
            self.kept = (self.kept + event.get("body", b""))[:_KEPT_BYTES]
        return event


@dataclass
class _Gate:
    """A response in transit: successes pass, errors are examined once complete."""

    scope: HTTPScope
    body: _Body
    forward: ASGISendCallable
    _start: HTTPResponseStartEvent | None = None
    _parts: list[bytes] = field(default_factory=list)
    _has_begun: bool = False

    async def send(self, event: ASGISendEvent) -> None:
        if event["type"] == "http.response.start" and event["status"] >= _FIRST_ERROR_STATUS:
            self._start = event
        elif event["type"] == "http.response.body" and self._start is not None:
            self._parts.append(event.get("body", b""))
            if not event.get("more_body", False):
                await self._decide(self._start, b"".join(self._parts))
        else:
            self._has_begun = self._has_begun or event["type"] == "http.response.start"
            await self.forward(event)

    async def refuse(self, answer: ErrorAnswer) -> None:
        if self._has_begun:
            return
        self._has_begun = True
        body = b"" if self.scope["method"] == "HEAD" else answer.body
        await self.forward(HTTPResponseStartEvent(type="http.response.start", status=answer.status, headers=answer.headers))
        await self.forward(HTTPResponseBodyEvent(type="http.response.body", body=body, more_body=False))

    async def _decide(self, start: HTTPResponseStartEvent, body: bytes) -> None:
        refusal = self._refusal(start, body)
        if refusal is not None:
            await self.refuse(refusal)
            return
        self._has_begun = True
        await self.forward(start)
        await self.forward(HTTPResponseBodyEvent(type="http.response.body", body=body, more_body=False))

    def _refusal(self, start: HTTPResponseStartEvent, body: bytes) -> ErrorAnswer | None:
        content_type = next((value.decode("latin-1") for name, value in start["headers"] if name.lower() == b"content-type"), "")
        if is_failure(start["status"], content_type):
            request = ApiRequest.of(self.scope, self.body.kept)
            return _unknown_operation(request) if content_type.startswith("text/html") else _unanswerable(request, message_of(body))
        if says_unknown_operation(body):
            request = ApiRequest.of(self.scope, self.body.kept)
            return _unknown_operation(request) if request.is_known else None
        return None


def _is_of_an_api(scope: HTTPScope) -> bool:
    hosts = [value for name, value in scope["headers"] if name.lower() == b"host"]
    is_of_a_users_api = any(b".lambda-url." in host or b".execute-api." in host or b".cloudfront." in host for host in hosts)
    return not scope["path"].startswith(_NO_API_PATHS) and not is_of_a_users_api


def _unknown_operation(request: ApiRequest) -> ErrorAnswer:
    return unknown_operation(request, lacking_message(request.service or "AWS", request.operation, "this operation"))


def _unanswerable(request: ApiRequest, detail: str) -> ErrorAnswer:
    lacking = f"an answer to these arguments ({detail})"
    return unanswerable(request, lacking_message(request.service or "AWS", request.operation, lacking))
