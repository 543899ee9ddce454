"""Reading service models, the longest part of a cold start: each at most once in a process, and none that the request does not need."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import UnknownServiceError
from botocore.loaders import JSONFileLoader

from lambda_handlers.aws import clients
from lambda_handlers.custom_resource.handler import lambda_handler
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, FakeClock, ResponseBucket
from tests.unit.lambda_handlers.custom_resource_types import CustomResourceType, for_each_type
from tests.unit.lambda_handlers.handler_account import PERMITTED


@pytest.fixture
def models_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often the model of each service was read from its file, beginning with a process that has read none."""
    read: Counter[str] = Counter()
    load = JSONFileLoader.load_file

    def recording(self: JSONFileLoader, file_path: str) -> Any:
        content = load(self, file_path)
        path = Path(file_path)
        if content is not None and path.name == "service-2":
            read[path.parent.parent.name] += 1
        return content

    monkeypatch.setattr(JSONFileLoader, "load_file", recording)
    _forget()
    yield read
    _forget()


def _forget() -> None:
    clients.client.cache_clear()
    clients._session.cache_clear()


@for_each_type
def test_each_model_is_read_once(
    models_read: Counter[str], bucket: ResponseBucket, clock: FakeClock, resource_type: CustomResourceType
) -> None:
    """By two requests that are refused for their properties, before any call."""
    resource = CustomResource(
        "Custom::Any", lambda_handler(load=resource_type.package.load_lifecycle, clock=clock), clock=clock, bucket=bucket
    )
    for _ in range(2):
        assert "is unknown" in resource.create({"Unknown": "x"})["Reason"]
    assert set(models_read.values()) == {1}
    assert models_read.keys() <= PERMITTED[str(resource_type)].keys()


def test_the_service_models_are_found_without_a_look_at_those_of_other_services(
    models_read: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_for: set[str] = set()
    exists = JSONFileLoader.exists

    def recording(self: JSONFileLoader, file_path: str) -> bool:
        looked_for.add(Path(file_path).parent.parent.name)
        return exists(self, file_path)

    monkeypatch.setattr(JSONFileLoader, "exists", recording)
    assert clients.client("sagemaker").meta.service_model.service_name == "sagemaker"
    assert looked_for <= {"sagemaker", "botocore"}
    assert models_read == {"sagemaker": 1}


def test_a_service_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownServiceError, match="sagemakr"):
        clients.client("sagemakr")
