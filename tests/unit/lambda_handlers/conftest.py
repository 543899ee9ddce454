"""The fixtures of the handlers' tests."""

import logging
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from joserfc.jwk import RSAKey
from moto import mock_aws

from lambda_handlers.aws import clients
from lambda_handlers.custom_resource.handler import lambda_handler
from lambda_handlers.custom_resource.sender import RESPONSE_ENDPOINT
from sandbox.ground_truth import OpenSurroundings, Settings, configure, install, use
from tests.unit.lambda_handlers.bare_crhelper import BareCrhelper
from tests.unit.lambda_handlers.broken_connection import BrokenBody
from tests.unit.lambda_handlers.cloudformation_side import STACK_ID, CustomResource, FakeClock, MakeCustomResource, ResponseBucket
from tests.unit.lambda_handlers.custom_resource_types import type_of
from tests.unit.lambda_handlers.handler_account import REGION, Aws, QuickSurroundings, granted_actions, own_client
from tests.unit.lambda_handlers.things import Things


@pytest.fixture(scope="session", autouse=True)
def _own_clients() -> Iterator[None]:
    clients.client.cache_clear()
    yield
    clients.client.cache_clear()
    own_client.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def _one_signing_key() -> Iterator[None]:
    """moto imports the same RSA key for each user pool, which takes a fifth of a second."""
    import_key = RSAKey.import_key
    imported: list[RSAKey] = []

    def import_once(*arguments: Any, **options: Any) -> RSAKey:
        if not imported:
            imported.append(import_key(*arguments, **options))
        return imported[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("moto.cognitoidp.models.jwk.RSAKey.import_key", import_once)
        yield


@pytest.fixture(scope="session")
def response_server() -> Iterator[ResponseBucket]:
    bucket = ResponseBucket()
    yield bucket
    bucket.close()


@pytest.fixture
def bucket(response_server: ResponseBucket, monkeypatch: pytest.MonkeyPatch) -> ResponseBucket:
    response_server.reset()
    monkeypatch.setenv(RESPONSE_ENDPOINT, response_server.endpoint)
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
    use(QuickSurroundings())
    with mock_aws(config={"core": {"reset_boto3_session": False}}):
        account = Aws(clock)
        account.set_up()
        yield account
        account.unhook()
        assert account.not_permitted == []
    use(OpenSurroundings())
    configure(Settings())


@pytest.fixture
def custom_resource(aws: Aws, bucket: ResponseBucket, monkeypatch: pytest.MonkeyPatch) -> MakeCustomResource:
    """A custom resource of a handler package's type; the function's environment is that of the last one."""

    def make(package: ModuleType, **fields: Any) -> CustomResource:
        name = package.__name__.rpartition(".")[2]
        aws.permit(name)
        monkeypatch.setenv("GRANTED_ACTIONS", " ".join(sorted(granted_actions(name))))
        monkeypatch.setenv("PASSED_ROLE_ACTIONS", "s3:GetObject s3:PutObject")
        handler = lambda_handler(load=package.load_lifecycle, clock=aws.clock)
        return CustomResource(type_of(package).name, handler, clock=aws.clock, bucket=bucket, **fields)

    return make


@pytest.fixture
def things() -> Things:
    return Things()


@pytest.fixture
def thing(things: Things, clock: FakeClock, bucket: ResponseBucket) -> CustomResource:
    return CustomResource("Custom::Thing", lambda_handler(load=lambda: things, clock=clock), clock=clock, bucket=bucket)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[BareCrhelper]:
    level = logging.root.level
    yield BareCrhelper(monkeypatch)
    logging.root.setLevel(level)


@pytest.fixture
def other_stack_id() -> str:
    return STACK_ID.replace("dev-Labeling", "prod-Labeling")


@pytest.fixture
def breaking() -> Iterator[Callable[..., None]]:
    """Breaks that many reads after that many bytes."""
    events = clients.client("s3").meta.events
    left = [0, 0]

    def cut(parsed: dict[str, Any], **_: Any) -> None:
        if left[0]:
            left[0] -= 1
            parsed["Body"] = BrokenBody(parsed["Body"].read()[: left[1]])

    def set_up(*, times: int, after: int) -> None:
        left[:] = [times, after]

    events.register("after-call.s3.GetObject", cut)
    yield set_up
    events.unregister("after-call.s3.GetObject", cut)
