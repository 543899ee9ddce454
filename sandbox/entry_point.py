"""One ASGI application for all AWS services: SageMaker requests go to the Ground Truth service, others to MiniStack."""

import json
import os
import re

from asgiref.wsgi import WsgiToAsgi
from hypercorn.typing import ASGIFramework, ASGIReceiveCallable, ASGISendCallable, HTTPScope, Scope
from ministack import app as ministack_app
from moto.moto_server.werkzeug_app import create_backend_app

from sandbox import access_log, control, functions, ground_truth, ground_truth_types, ignored_properties, ministack_gaps, request_body
from sandbox.complete_labeling_job import PATH as COMPLETION_PATH
from sandbox.gate import guarded
from sandbox.iam_surroundings import IamSurroundings, request_identity
from sandbox.refusals import refusing_what_is_lacking, with_known_subresources
from sandbox.settings import ALLOW_IGNORED_PROPERTIES, GROUND_TRUTH_SETTINGS

_CREDENTIAL_SCOPE = re.compile(rb"Credential=[^/]+/\d{8}/[^/]+/(?P<service>[^/]+)/aws4_request")


def application() -> ASGIFramework:
    """Combine the two services and fill MiniStack's gaps."""
    ministack_gaps.install()
    functions.install()
    ground_truth_types.install()
    # After all additions to MiniStack's handling of properties.
    ignored_properties.install(allow=json.loads(os.environ[ALLOW_IGNORED_PROPERTIES]))
    access_log.install()
    ground_truth.install()
    ground_truth.use(IamSurroundings())
    ground_truth.configure(ground_truth.Settings(**json.loads(os.environ[GROUND_TRUTH_SETTINGS])))
    sagemaker = WsgiToAsgi(create_backend_app("sagemaker"))  # type: ignore[no-untyped-call]
    ministack = with_known_subresources(ministack_app.app)

    async def route(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        if scope["type"] == "http" and scope["path"] == COMPLETION_PATH:
            await control.answer(scope, await request_body.read(receive) or b"", send)
        elif scope["type"] == "http" and _service(scope) == b"sagemaker":
            body = await request_body.read(receive) or b""
            with request_identity(scope, body):
                await sagemaker(scope, request_body.replay(body, receive), send)
        else:
            await ministack(scope, receive, send)

    return refusing_what_is_lacking(guarded(route, port=int(os.environ["GATEWAY_PORT"])))


def _service(scope: HTTPScope) -> bytes:
    """The service that the request was signed for: the only way to tell services on one host apart."""
    for name, value in scope["headers"]:
        if name == b"authorization":
            found = _CREDENTIAL_SCOPE.search(value)
            return found["service"] if found else b""
    return b""
