"""The AWS of both sides of a comparison: canned responses on loopback, without delay.

It also receives the responses of custom resources, like the bucket of a ResponseURL.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

RESPONSE_PATH = "/response"


@dataclass(frozen=True)
class Canned:
    """One response of the service, in the form that botocore reads."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


# Operation -> its responses to the first, second, ... call of an event; the last one is repeated.
Script = Mapping[str, Sequence[Canned]]


def as_json(body: Mapping[str, Any], *, status: int = 200) -> Canned:
    return Canned(json.dumps(body).encode(), status)


# The first call of every handler, and of no bare one: part of its time, and in no script.
_STATUS = b"Action=DescribeStacks"
_STACK = (
    '<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>'
    "<StackName>stack</StackName><CreationTime>2026-11-22T00:00:00Z</CreationTime><StackStatus>{status}</StackStatus>"
    "</member></Stacks></DescribeStacksResult></DescribeStacksResponse>"
)


class AwsStub:
    """Plays a script for each event. Records the called operations and the custom resource responses per event."""

    def __init__(self, script: Script, *, stack_status: str = "UPDATE_IN_PROGRESS") -> None:
        self.script = script
        self._stack = Canned(_STACK.format(status=stack_status).encode())
        self.events: list[list[str]] = []
        self.answers: list[dict[str, Any]] = []
        self._calls: list[str] = []
        stub = self

        class Handler(_Handler):
            def respond(self, body: bytes) -> Canned:
                if _STATUS in body:
                    return stub._stack
                return stub._respond(operation(self.command, self.path, self.headers["X-Amz-Target"]), body)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def _respond(self, operation: str, body: bytes) -> Canned:
        if operation == "":
            self.answers.append(json.loads(body))
            self.events.append(self._calls)
            self._calls = []
            return Canned()
        nth = self._calls.count(operation)
        self._calls.append(operation)
        if operation not in self.script:
            return as_json({"__type": "NotInTheScript", "message": f"the script has no answer to {operation}"}, status=400)
        answers = self.script[operation]
        return answers[min(nth, len(answers) - 1)]


def operation(method: str, path: str, target: str | None) -> str:
    """The operation of a request; none for a custom resource's response."""
    url = urlsplit(path)
    if url.path == RESPONSE_PATH:
        return ""
    if target:
        return target.rpartition(".")[2]
    return _S3_OPERATIONS[method, min(_S3_QUERIES & set(parse_qs(url.query, keep_blank_values=True)), default="")]


_S3_QUERIES = {"tagging", "versions", "delete", "list-type", "uploads", "uploadId"}
_S3_OPERATIONS = {
    ("HEAD", ""): "HeadBucket",
    ("GET", ""): "GetObject",
    ("PUT", ""): "PutObject",
    ("GET", "tagging"): "GetBucketTagging",
    ("GET", "versions"): "ListObjectVersions",
    ("POST", "delete"): "DeleteObjects",
    ("GET", "list-type"): "ListObjectsV2",
    ("POST", "uploads"): "CreateMultipartUpload",
    ("PUT", "uploadId"): "UploadPart",
    ("POST", "uploadId"): "CompleteMultipartUpload",
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # With Nagle's algorithm a response in two packets would wait up to 40 ms for an acknowledgement.
    disable_nagle_algorithm = True

    def respond(self, body: bytes) -> Canned:
        raise NotImplementedError

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        canned = self.respond(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        self.send_response(canned.status)
        self.send_header("Content-Length", str(len(canned.body)))
        for name, value in canned.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(canned.body)

    def log_message(self, *_: Any) -> None:
        """No output: the results need no access log."""
