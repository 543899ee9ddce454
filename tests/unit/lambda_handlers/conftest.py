"""CloudFormation's side of a custom resource: sends events, takes the answers over HTTP, and has an AWS for the handlers to work on."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType, SimpleNamespace
from typing import Any

import boto3
import pytest
from moto import mock_aws
from sandbox.ground_truth import Settings, configure, install
from sandbox.ground_truth.backend import ground_truth_backends

from lambda_handlers import labeling_job, workforce, workteam
from lambda_handlers.aws import clients
from lambda_handlers.custom_resource.handler import lambda_handler

REGION = "us-east-1"
ACCOUNT = "123456789012"
STACK_ID = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/dev-Labeling/0f0f0f0f-1111-2222-3333-444444444444"
OTHER_STACK_ID = STACK_ID.replace("dev-Labeling", "prod-Labeling")
BUCKET = "reviews-input"
OUTPUT_BUCKET = "reviews-output"
SECRET_SIGNATURE = "presigned-signature-of-the-response-url"


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
    """Lambda's context, whose time is the fake clock's."""

    clock: FakeClock
    seconds: float = 840.0
    log_stream_name: str = "2026/11/22/[$LATEST]0123456789abcdef"

    def __post_init__(self) -> None:
        self._end = self.clock.now + self.seconds

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._end - self.clock.now) * 1000))


class ResponseBucket:
    """Where a ResponseURL leads: takes PUTs, and can be told to refuse them or to keep silent."""

    def __init__(self) -> None:
        self.puts: list[dict[str, Any]] = []
        self.statuses: list[int] = []
        self.silence = 0.0
        bucket = self

        class Handler(BaseHTTPRequestHandler):
            def do_PUT(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = bucket.statuses.pop(0) if bucket.statuses else 200
                bucket.puts.append({"body": body, "status": status, "content_type": self.headers["Content-Type"], "path": self.path})
                time.sleep(bucket.silence)
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Nothing: the output of the tests is not an access log."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/response?X-Amz-Signature={SECRET_SIGNATURE}"

    @property
    def answers(self) -> list[dict[str, Any]]:
        return [json.loads(put["body"]) for put in self.puts if put["status"] < 300]

    def reset(self) -> None:
        self.puts.clear()
        self.statuses.clear()
        self.silence = 0.0

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass
class Fault:
    """An error, or an answer, that the service gives in place of its own."""

    times: int = 1
    code: str = "ValidationException"
    message: str = ""
    answer: dict[str, Any] | None = None

    def __call__(self, **_: Any) -> tuple[Any, dict[str, Any]] | None:
        if self.times == 0:
            return None
        self.times -= 1
        if self.answer is not None:
            return SimpleNamespace(status_code=200, headers={}), self.answer
        return SimpleNamespace(status_code=400, headers={}), {"Error": {"Code": self.code, "Message": self.message}, "ResponseMetadata": {}}


class Aws:
    """The account that the handlers work on: moto with the Ground Truth service."""

    def __init__(self, clock: FakeClock) -> None:
        self.backend = ground_truth_backends[ACCOUNT][REGION]
        self.calls: list[str] = []
        self._clock = clock
        self._watched: list[str] = []

    @cached_property
    def sagemaker(self) -> Any:
        return boto3.client("sagemaker", region_name=REGION)

    @cached_property
    def cognito(self) -> Any:
        return boto3.client("cognito-idp", region_name=REGION)

    @cached_property
    def s3(self) -> Any:
        return boto3.client("s3", region_name=REGION)

    @cached_property
    def sqs(self) -> Any:
        return boto3.client("sqs", region_name=REGION)

    def set_up(self, **settings: Any) -> None:
        configure(Settings(clock=self._clock.date, **settings))

    def fault(self, service: str, operation: str, **fault: Any) -> Fault:
        """Let an operation fail, as the handlers see it."""
        planned = Fault(**fault)
        clients.client(service).meta.events.register_first(f"before-call.{service}.{operation}", planned)
        return planned

    def watch(self, *services: str) -> None:
        """Record the operations that the handlers call."""
        for service in services:
            clients.client(service).meta.events.register_first(f"before-call.{service}", self._record)

    def called(self, operation: str) -> int:
        return self.calls.count(operation)

    def _record(self, model: Any, **_: Any) -> None:
        self.calls.append(model.name)

    def user_pool(self, name: str = "workers", *, groups: tuple[str, ...] = ("labelers",)) -> dict[str, str]:
        """A user pool as the workforce needs it; the CognitoConfig of it."""
        pool = self.cognito.create_user_pool(PoolName=name, AdminCreateUserConfig={"AllowAdminCreateUserOnly": True})["UserPool"]["Id"]
        self.cognito.create_user_pool_domain(UserPoolId=pool, Domain=f"{name}-portal")
        for group in groups:
            self.cognito.create_group(UserPoolId=pool, GroupName=group)
        client = self.cognito.create_user_pool_client(
            UserPoolId=pool,
            ClientName=f"{name}-client",
            GenerateSecret=True,
            AllowedOAuthFlows=["code"],
            AllowedOAuthFlowsUserPoolClient=True,
            AllowedOAuthScopes=["email", "openid", "profile"],
            CallbackURLs=["https://127.0.0.1"],
            SupportedIdentityProviders=["COGNITO"],
            RefreshTokenValidity=7,
            ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        )
        return {"UserPool": pool, "ClientId": client["UserPoolClient"]["ClientId"]}

    def app_client(self, config: dict[str, str]) -> dict[str, Any]:
        return self.cognito.describe_user_pool_client(UserPoolId=config["UserPool"], ClientId=config["ClientId"])["UserPoolClient"]

    def execution_role(self, name: str = "labeling") -> str:
        trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
        iam = boto3.client("iam", region_name=REGION)
        return iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]

    def tags(self, arn: str) -> dict[str, str]:
        return {tag["Key"]: tag["Value"] for tag in self.sagemaker.list_tags(ResourceArn=arn)["Tags"]}

    def job(self, name: str) -> Any:
        """The service's own record of a labeling job."""
        return self.backend.labeling_jobs[name.lower()]

    def put_object(self, key: str, body: str | bytes, *, bucket: str = BUCKET) -> str:
        self.s3.put_object(Bucket=bucket, Key=key, Body=body)
        return f"s3://{bucket}/{key}"


@dataclass
class CustomResource:
    """CloudFormation for one resource: sends requests to the handler function and takes the one answer."""

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
        """The only answer to the request, after the checks that hold for every answer."""
        before = len(self.bucket.answers)
        event = self.event(request_type, **fields)
        self.handler(event, FakeContext(self.clock, self.seconds))
        answers = self.bucket.answers[before:]
        assert len(answers) == 1
        answer = answers[0]
        assert {name: answer[name] for name in ("StackId", "RequestId", "LogicalResourceId")} == {
            name: event[name] for name in ("StackId", "RequestId", "LogicalResourceId")
        }
        assert answer["PhysicalResourceId"]
        assert answer["Status"] == "SUCCESS" or answer["Reason"]
        assert len(self.bucket.puts[-1]["body"]) <= 4096
        return answer

    def event(self, request_type: str, **fields: Any) -> dict[str, Any]:
        self.requests += 1
        fields["ResourceProperties"] = {"ServiceToken": "arn:aws:lambda:::function:f", **fields.get("ResourceProperties", {})}
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


@pytest.fixture(scope="session")
def response_server() -> Iterator[ResponseBucket]:
    bucket = ResponseBucket()
    yield bucket
    bucket.close()


@pytest.fixture
def bucket(response_server: ResponseBucket) -> ResponseBucket:
    response_server.reset()
    return response_server


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(autouse=True)
def _lambda_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_SAM_LOCAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_REGION", REGION)
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def aws(clock: FakeClock) -> Iterator[Aws]:
    install()
    # boto3's session keeps the service models it has read, which takes longer than most tests.
    with mock_aws(config={"core": {"reset_boto3_session": False}}):
        clients.client.cache_clear()
        account = Aws(clock)
        account.set_up()
        yield account
    configure(Settings())
    clients.client.cache_clear()


@pytest.fixture
def custom_resource(clock: FakeClock, bucket: ResponseBucket) -> Callable[..., CustomResource]:
    """A custom resource of the type that a handler package serves."""

    def make(package: ModuleType, **fields: Any) -> CustomResource:
        kind = {workforce: "Workforce", workteam: "Workteam", labeling_job: "LabelingJob"}[package]
        handler = lambda_handler(load=package.load_lifecycle, clock=clock)
        return CustomResource(f"Custom::GroundTruth{kind}", handler, clock=clock, bucket=bucket, **fields)

    return make


@pytest.fixture
def other_stack_id() -> str:
    return OTHER_STACK_ID
