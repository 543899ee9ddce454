"""No SageMaker request causes a server error, with any operation and arguments."""

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import botocore.session
import pytest
from moto.core.utils import camelcase_to_underscores
from moto.moto_server.werkzeug_app import create_backend_app
from moto.sagemaker.responses import SageMakerResponse

from tests.unit.conformance.rows import assumed, conformance, documented
from tests.unit.sandbox_refusals.made_up import parameters

MODEL = botocore.session.get_session().get_service_model("sagemaker")
LACKING = "It is the sandbox that lacks it, not AWS."
CREDENTIAL = "Credential=AKIAIOSFODNN7EXAMPLE/20261101/eu-west-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0"
Post = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def post() -> Post:
    """A raw request; returns the status and the response's JSON."""
    server = create_backend_app("sagemaker").test_client()

    def call(operation: str, body: Any, **headers: str) -> tuple[int, dict[str, Any]]:
        sent = {
            "X-Amz-Target": f"SageMaker.{operation}",
            "Content-Type": "application/x-amz-json-1.1",
            "Authorization": f"AWS4-HMAC-SHA256 {CREDENTIAL}",
        }
        data = body if isinstance(body, str | bytes) else json.dumps(body)
        answer = server.post("/", headers={**sent, **{name.replace("_", "-"): text for name, text in headers.items()}}, data=data)
        return answer.status_code, json.loads(answer.data or b"{}")

    return call


def bodies(operation: str) -> Iterator[Any]:
    model = MODEL.operation_model(operation)
    members = model.input_shape.members if model.input_shape else ()
    yield from ({}, parameters(model), parameters(model, optional=True))
    yield {name: {"x": 1} for name in members}
    yield dict.fromkeys(members)


@conformance("No operation causes a server error", assumed("AWS may fail; here a failure is a gap of the sandbox, and is reported as one"))
@pytest.mark.parametrize("operation", MODEL.operation_names)
def test_every_operation_answers(post: Post, operation: str) -> None:
    for body in bodies(operation):
        status, answer = post(operation, body)
        assert status in (200, 400), answer
        if status == 400:
            assert answer["__type"]
            assert answer.get("message") or answer.get("Message"), answer


@conformance(
    "An operation that the sandbox lacks is refused as UnknownOperationException, with its name", documented("Smithy, AWS JSON 1.1")
)
def test_what_the_sandbox_lacks_is_named(post: Post) -> None:
    lacking = [name for name in MODEL.operation_names if not hasattr(SageMakerResponse, camelcase_to_underscores(name))]
    assert lacking
    for operation in lacking:
        expected = f"{operation} of SageMaker: the sandbox does not have this operation. {LACKING}"
        assert post(operation, {}) == (400, {"__type": "UnknownOperationException", "message": expected})


@conformance("An operation that SageMaker does not have is refused as UnknownOperationException", documented("Smithy, AWS JSON 1.1"))
@pytest.mark.parametrize("operation", ["CreateLabellingJob", "create_labeling_job", "createLabelingJob", "", "__init__", "Call Action"])
def test_what_nobody_has_is_named(post: Post, operation: str) -> None:
    status, answer = post(operation, {})
    assert (status, answer["__type"]) == (400, "UnknownOperationException")
    assert answer["message"] == f"SageMaker has no operation '{operation}'."


@conformance("A body that is not a JSON object is a SerializationException", assumed("the response of services with this protocol"))
@pytest.mark.parametrize("body", ["{", "[]", "5", "a=b", b"\xff\xfe", "[" * 100_000, '{"MaxResults": "5"}'])
@pytest.mark.parametrize("operation", ["ListModels", "ListWorkteams", "CreateModel"])
def test_a_broken_body_is_refused(post: Post, operation: str, body: Any) -> None:
    status, answer = post(operation, body)
    assert status == 400
    assert answer["__type"] in ("SerializationException", "ValidationException")


@pytest.mark.parametrize(
    "headers",
    [
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Content_Type": "text/xml"},
        {"Content_Encoding": "gzip"},
        {"Authorization": ""},
        {"Authorization": "Bearer token"},
        {"X_Amz_Date": "yesterday"},
    ],
)
def test_strange_headers_are_no_failure(post: Post, headers: dict[str, str]) -> None:
    status, _ = post("ListModels", {}, **headers)
    assert status < 500


@conformance("Members of moto's operations are validated against the model too", documented("botocore's model of SageMaker"))
def test_other_operations_are_validated_as_well(post: Post) -> None:
    status, answer = post("CreateModel", {"ModelName": "no name", "ExecutionRoleArn": "me"})
    assert (status, answer["__type"]) == (400, "ValidationException")
    assert "Value 'no name' at 'modelName' failed to satisfy constraint" in answer["message"]


def test_a_failure_is_told_and_logged(post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: object) -> None:
        raise KeyError("VpcConfig")

    monkeypatch.setattr(SageMakerResponse, "list_models", fail)
    with caplog.at_level(logging.ERROR):
        status, answer = post("ListModels", {})
    expected = f"ListModels of SageMaker: the sandbox does not have an answer to these arguments (KeyError: 'VpcConfig'). {LACKING}"
    assert (status, answer) == (400, {"__type": "ValidationException", "message": expected})
    assert "Traceback" in caplog.text
    assert "VpcConfig" in caplog.text
