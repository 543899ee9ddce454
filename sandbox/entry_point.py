"""One ASGI application for every AWS service: SageMaker requests go to the Ground Truth service, all else to MiniStack."""

import json
import os
import re
from typing import Any
from urllib.parse import parse_qs

from asgiref.wsgi import WsgiToAsgi
from hypercorn.typing import ASGIFramework, ASGIReceiveCallable, ASGISendCallable, HTTPScope, Scope
from ministack import app as ministack_app
from ministack.core.router import extract_access_key_id
from moto.moto_server.werkzeug_app import create_backend_app

from sandbox import access_log, caller, control, functions, ground_truth, ground_truth_types, ministack_gaps
from sandbox.iam_surroundings import IamSurroundings, request_identity
from sandbox.settings import GROUND_TRUTH_SETTINGS

_CREDENTIAL_SCOPE = re.compile(rb"Credential=[^/]+/\d{8}/[^/]+/(?P<service>[^/]+)/aws4_request")


def application() -> ASGIFramework:
    """Put the two services together and fill MiniStack's gaps."""
    ministack_gaps.install()
    functions.install()
    ground_truth_types.install()
    access_log.install()
    ground_truth.install()
    ground_truth.use(IamSurroundings())
    ground_truth.configure(ground_truth.Settings(**json.loads(os.environ[GROUND_TRUTH_SETTINGS])))
    sagemaker = WsgiToAsgi(create_backend_app("sagemaker"))  # type: ignore[no-untyped-call]

    async def route(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        if scope["type"] == "http" and scope["path"] == control.PATH:
            await control.answer(scope, await _read(receive), send)
        elif scope["type"] == "http" and _service(scope) == b"sagemaker":
            body = await _read(receive)
            with request_identity(scope, body):
                await sagemaker(scope, _replay(body), send)
        else:
            if scope["type"] == "http":
                caller.pin(_access_key(scope))
            await ministack_app.app(scope, receive, send)

    return route


def _service(scope: HTTPScope) -> bytes:
    """The service a request was signed for, which alone tells services on one host apart."""
    for name, value in scope["headers"]:
        if name == b"authorization":
            found = _CREDENTIAL_SCOPE.search(value)
            return found["service"] if found else b""
    return b""


def _access_key(scope: HTTPScope) -> str:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    return str(extract_access_key_id(headers, parse_qs(scope["query_string"].decode(), keep_blank_values=True)))


async def _read(receive: ASGIReceiveCallable) -> bytes:
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        parts.append(message["body"])
        if not message["more_body"]:
            return b"".join(parts)


def _replay(body: bytes) -> Any:
    """An ASGI `receive` that gives a body which was already read, as the signature check needs it first."""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
