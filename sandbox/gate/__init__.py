"""The gate: the single entry for requests, in front of MiniStack and the Ground Truth service.

* The Host is the sandbox's, so that no web page can reach it under a domain of its own; a page of another origin is admitted only if
  the bucket's CORS configuration allows it.
* The request is signed with a key that the sandbox issued: the root user's, an IAM user's, or a session's with its token.
* Unsigned requests are admitted only for responses of custom resources, Cognito sign-ins and S3 preflights.
"""

from typing import Any

from hypercorn.typing import (
    ASGIFramework,
    ASGIReceiveCallable,
    ASGISendCallable,
    HTTPScope,
    Scope,
    WebsocketCloseEvent,
)

from sandbox import caller, request_body
from sandbox.gate.incoming import Incoming, incoming_of
from sandbox.gate.refusal import RefusedError, send_refusal
from sandbox.gate.signatures import carries_signature, require_known_key, signer
from sandbox.gate.unsigned import allows_origin, may_come_unsigned, remember_custom_resources

# Paths that AWS does not have: health, downloads, resets, completions.
_OWN_PATHS = ("/_ministack/", "/_localstack/", "/_sandbox/", "/health")
_AWS_HOSTS = (".amazonaws.com", ".amazonaws.com.cn")
_CORS = b"access-control-"


def guarded(application: ASGIFramework, *, port: int) -> ASGIFramework:
    """The application behind the gate; `port` is the sandbox's."""
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
    remember_custom_resources()

    async def guard(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        if scope["type"] == "lifespan":
            await application(scope, receive, send)
        elif scope["type"] == "http":
            await _admit(application, hosts, scope, receive, send)
        else:
            await receive()
            await send(WebsocketCloseEvent(type="websocket.close", code=1008, reason=None))

    return guard


async def _admit(
    application: ASGIFramework, hosts: set[str], scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable
) -> None:
    incoming = incoming_of(scope)
    try:
        _require_known_place(incoming, hosts)
        if not carries_signature(incoming):
            _require_unsigned(incoming, hosts)
        else:
            require_known_key(incoming)
            body = await request_body.read(receive)
            if body is None:
                return
            incoming, receive = incoming.with_body(body), request_body.replay(body, receive)
            _require_signature(incoming)
    except RefusedError as refused:
        await send_refusal(incoming, refused, send)
        return
    await application(scope, receive, send if _keeps_cors_headers(incoming) else _without_cors_headers(send))


def _require_known_place(incoming: Incoming, hosts: set[str]) -> None:
    """Functions that build URLs themselves request `<service>.<region>.amazonaws.com` from the sandbox; no web page can use that name."""
    if incoming.host not in hosts and not incoming.host.endswith(_AWS_HOSTS):
        raise RefusedError("AccessDenied", f"Host '{incoming.host}' is not the sandbox's: {', '.join(sorted(hosts))}.")
    own_origins = {f"https://{host}" for host in hosts}
    if incoming.origin is not None and incoming.origin not in own_origins and not _keeps_cors_headers(incoming):
        raise RefusedError("AccessDenied", f"Origin '{incoming.origin}' is not allowed by a bucket's CORS configuration.")


def _require_unsigned(incoming: Incoming, hosts: set[str]) -> None:
    if incoming.host not in hosts or not may_come_unsigned(incoming):
        raise RefusedError("MissingAuthenticationToken", "Request is missing Authentication Token")
    caller.pin("")


def _require_signature(incoming: Incoming) -> None:
    credential = signer(incoming)
    if incoming.path.startswith(_OWN_PATHS) and credential.principal_type != "Root":
        raise RefusedError("AccessDenied", f"{incoming.path} is for the sandbox's own key.")
    caller.pin(credential.access_key_id)


def _keeps_cors_headers(incoming: Incoming) -> bool:
    return allows_origin(incoming) or allows_origin(incoming, preflight=True)


def _without_cors_headers(send: ASGISendCallable) -> ASGISendCallable:
    """Drop MiniStack's CORS headers, which let every page read most responses."""

    async def send_without(event: Any) -> None:
        if event["type"] == "http.response.start":
            event = {**event, "headers": [(name, value) for name, value in event["headers"] if not name.lower().startswith(_CORS)]}
        await send(event)

    return send_without
