"""AWS clients whose requests go to an in-process engine, through the layer that turns failures into refusals."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any, cast
from urllib.parse import unquote, urlsplit

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.config import Config
from hypercorn.typing import ASGIFramework

from sandbox.refusals import refusing_what_is_lacking, with_known_subresources

REGION = "us-east-1"
Engine = ASGIFramework
Client = Callable[[str], Any]
Send = Callable[[Any], Awaitable[None]]


class Failing:
    """An engine with the same response to every request, in one part or byte by byte."""

    def __init__(self) -> None:
        self.asked = 0
        self.answers(500, "application/json", b'{"message": "boom"}')

    def answers(self, status: int, content_type: str, body: bytes, *, piece: int = 1_000_000) -> None:
        self.status, self.content_type, self.body, self.piece = status, content_type, body, piece
        self.error: Exception | None = None
        self.fails_late = False

    def fails(self, error: Exception, *, late: bool = False) -> None:
        self.error, self.fails_late = error, late

    async def __call__(self, _: Any, receive: Callable[[], Awaitable[Any]], send: Send) -> None:
        self.asked += 1
        while (await receive()).get("more_body"):
            pass
        if self.error and not self.fails_late:
            raise self.error
        await send({"type": "http.response.start", "status": self.status, "headers": [(b"Content-Type", self.content_type.encode())]})
        for begin in range(0, len(self.body), self.piece):
            await send({"type": "http.response.body", "body": self.body[begin : begin + self.piece], "more_body": True})
        if self.error:
            raise self.error
        await send({"type": "http.response.body"})


@pytest.fixture
def engine() -> Failing:
    return Failing()


@pytest.fixture(scope="session")
def session() -> Any:
    return boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=REGION)


@pytest.fixture(scope="session")
def gateway() -> dict[str, Engine]:
    """The current engine, set by each test: clients are created once, as botocore loads its models slowly."""
    return {}


@pytest.fixture(scope="session")
def clients(session: Any, gateway: dict[str, Engine]) -> Client:
    config = Config(parameter_validation=False, retries={"max_attempts": 0}, s3={"addressing_style": "path"})

    @cache
    def made(service: str) -> Any:
        client = session.client(service, endpoint_url="https://127.0.0.1:1", config=config)
        client.meta.events.register_first("before-send", lambda request, **_: answered(gateway["engine"], request))
        return client

    return made


@pytest.fixture
def client(clients: Client, gateway: dict[str, Engine], engine: Failing) -> Client:
    gateway["engine"] = refusing_what_is_lacking(with_known_subresources(cast(Engine, engine)))
    return clients


def answered(application: Engine, request: AWSPreparedRequest) -> AWSResponse:
    """The application's response to a client's request."""
    url = urlsplit(request.url)
    sent_body: Any = request.body or b""
    body = sent_body.read() if hasattr(sent_body, "read") else sent_body
    scope = {
        "type": "http",
        "method": request.method,
        "path": unquote(url.path),
        "query_string": url.query.encode(),
        "headers": [(name.encode(), value if isinstance(value, bytes) else value.encode()) for name, value in request.headers.items()],
    }
    parts = [{"type": "http.request", "body": body.encode() if isinstance(body, str) else body, "more_body": False}]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return parts.pop(0) if parts else {"type": "http.disconnect"}

    async def send(event: dict[str, Any]) -> None:
        sent.append(event)

    asyncio.run(application(scope, receive, send))  # type: ignore[arg-type]
    headers = HTTPHeaders()
    for name, value in sent[0]["headers"]:
        headers[name.decode()] = value.decode()
    content = b"".join(event.get("body", b"") for event in sent[1:])
    return AWSResponse(request.url, sent[0]["status"], headers, Raw(content))


class Raw:
    """A body as from urllib3."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def stream(self, *_: Any, **__: Any) -> Any:
        yield self.content

    def read(self, *_: Any, **__: Any) -> bytes:
        return self.content
