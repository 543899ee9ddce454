"""CloudFormation's side of a custom resource: sends events to a handler function, and receives the responses over HTTP."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

STACK_ID = "arn:aws:cloudformation:us-east-1:123456789012:stack/dev-Labeling/0f0f0f0f-1111-2222-3333-444444444444"
LOG_STREAM = "2026/11/22/[$LATEST]0123456789abcdef"
SECRET_SIGNATURE = "presigned-signature-of-the-response-url"

# The properties of a resource, as CloudFormation sends them.
Properties = dict[str, Any]


class FakeClock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def date(self) -> datetime:
        return datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=self.now)


@dataclass
class FakeContext:
    """Lambda's context, with the fake clock's time."""

    clock: FakeClock
    seconds: float = 840.0
    log_stream_name: str = LOG_STREAM
    function_name: str = "dev-Labeling-handler"

    def __post_init__(self) -> None:
        self._end = self.clock.now + self.seconds

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._end - self.clock.now) * 1000))


class ResponseBucket:
    """The target of a ResponseURL: receives PUTs, and can refuse them or not respond."""

    def __init__(self) -> None:
        self.puts: list[dict[str, Any]] = []
        self.statuses: list[int] = []
        self.silence = 0.0
        self.error_code = "AccessDenied"
        bucket = self

        class Handler(BaseHTTPRequestHandler):
            def do_PUT(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = bucket.statuses.pop(0) if bucket.statuses else 200
                bucket.puts.append({"body": body, "status": status, "content_type": self.headers["Content-Type"], "path": self.path})
                time.sleep(bucket.silence)
                error = b"<Error><Code>" + bucket.error_code.encode() + b"</Code></Error>" if status == 400 else b""
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("Location", f"{bucket.endpoint}/elsewhere")
                self.send_header("Content-Length", str(len(error)))
                self.end_headers()
                self.wfile.write(error)

            def log_message(self, *_: Any) -> None:
                """No output: the tests need no access log."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"{self.endpoint}/response?X-Amz-Signature={SECRET_SIGNATURE}"

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def answers(self) -> list[dict[str, Any]]:
        return [json.loads(put["body"]) for put in self.puts if put["status"] < 300]

    def reset(self) -> None:
        self.puts.clear()
        self.statuses.clear()
        self.silence = 0.0
        self.error_code = "AccessDenied"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass
class CustomResource:
    """CloudFormation for one resource: sends requests to the handler function and receives the single response."""

    resource_type: str
    handler: Callable[[dict[str, Any], Any], None]
    clock: FakeClock
    bucket: ResponseBucket
    stack_id: str = STACK_ID
    seconds: float = 840.0
    requests: int = field(default=0)

    def create(self, properties: dict[str, Any], *, request_id: str | None = None) -> dict[str, Any]:
        return self.send("Create", ResourceProperties=properties, **({"RequestId": request_id} if request_id else {}))

    def update(self, old: dict[str, Any], new: dict[str, Any], *, id: str) -> dict[str, Any]:
        return self.send("Update", ResourceProperties=new, OldResourceProperties=old, PhysicalResourceId=id)

    def delete(self, properties: dict[str, Any], *, id: str) -> dict[str, Any]:
        return self.send("Delete", ResourceProperties=properties, PhysicalResourceId=id)

    def send(self, request_type: str, **fields: Any) -> dict[str, Any]:
        """The only response to the request, after the checks that apply to every response."""
        before = len(self.bucket.answers)
        event = self.event(request_type, **fields)
        self.handler(event, FakeContext(self.clock, self.seconds))
        answers = self.bucket.answers[before:]
        assert len(answers) == 1
        answer = answers[0]
        assert {name: answer[name] for name in ("StackId", "RequestId", "LogicalResourceId")} == {
            name: event[name] for name in ("StackId", "RequestId", "LogicalResourceId")
        }
        assert 0 < len(answer["PhysicalResourceId"].encode()) <= 1024
        assert answer["Status"] == "SUCCESS" or answer["Reason"].endswith(f"(log stream: {LOG_STREAM})")
        assert len(self.bucket.puts[-1]["body"]) <= 4096
        return answer

    def event(self, request_type: str, **fields: Any) -> dict[str, Any]:
        self.requests += 1
        # CloudFormation adds these to the properties, including the old ones, and sends every number as a string.
        own = {"ServiceToken": "arn:aws:lambda:::function:f", "ServiceTimeout": "1200"}
        if "OldResourceProperties" in fields:
            fields["OldResourceProperties"] = {**own, **fields["OldResourceProperties"]}
        fields["ResourceProperties"] = {**own, **fields.get("ResourceProperties", {})}
        return {
            "RequestType": request_type,
            "ServiceToken": "arn:aws:lambda:::function:f",
            "ResponseURL": self.bucket.url,
            "StackId": self.stack_id,
            "RequestId": f"00000000-0000-0000-0000-{self.requests:012}",
            "LogicalResourceId": "Resource1A2B3C4D",
            "ResourceType": self.resource_type,
            **fields,
        }


MakeCustomResource = Callable[..., CustomResource]
