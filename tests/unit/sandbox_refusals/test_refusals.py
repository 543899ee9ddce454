"""An engine's failure reaches the client as a refusal in the service's protocol, with the operation's name."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import botocore.session
import pytest
from botocore.exceptions import ClientError

from tests.unit.sandbox_refusals.made_up import parameters

LACKING = "It is the sandbox that lacks it, not AWS."
SERVICES = {
    "apigateway": "apigateway",
    "cloudformation": "cloudformation",
    "cloudfront": "cloudfront",
    "cloudwatch": "monitoring",
    "cognito-idp": "cognito-idp",
    "dynamodb": "dynamodb",
    "ec2": "ec2",
    "ecr": "ecr",
    "efs": "elasticfilesystem",
    "events": "events",
    "iam": "iam",
    "kms": "kms",
    "lambda": "lambda",
    "logs": "logs",
    "route53": "route53",
    "s3": "s3",
    "sagemaker": "sagemaker",
    "secretsmanager": "secretsmanager",
    "sns": "sns",
    "sqs": "sqs",
    "ssm": "ssm",
    "stepfunctions": "states",
    "sts": "sts",
}
# Only the host distinguishes it from ListBuckets.
ALIKE = {"ListDirectoryBuckets"}
Client = Callable[[str], Any]


def answer_to(call: Callable[[], Any]) -> dict[str, Any]:
    with pytest.raises(ClientError) as raised:
        call()
    return dict(raised.value.response)


def refusal(call: Callable[[], Any]) -> tuple[int, str, str]:
    answer = answer_to(call)
    return answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Code"], answer["Error"]["Message"]


@pytest.mark.parametrize("service", SERVICES)
def test_a_failure_names_the_operation(client: Client, service: str) -> None:
    model = botocore.session.get_session().get_service_model(service)
    for operation in model.operation_names:
        form = model.operation_model(operation)
        if operation in ALIKE or form.deprecated or form.http["method"] == "HEAD":
            continue
        status, code, message = refusal(partial(client(service)._make_api_call, operation, parameters(form)))
        assert status == 400, operation
        assert code in ("ValidationException", "ValidationError", "InvalidParameterValue", "InvalidRequest", "NotImplemented"), operation
        assert message.startswith(f"{operation} of {SERVICES[service]}: the sandbox does not have "), operation
        assert message.endswith(LACKING), operation


def test_an_operation_without_what_it_needs_is_named_too(client: Client) -> None:
    _, _, message = refusal(partial(client("apigateway")._make_api_call, "RejectDomainNameAccessAssociation", {}))
    assert message.startswith("RejectDomainNameAccessAssociation of apigateway: ")


@pytest.mark.parametrize(
    ("service", "operation", "code"),
    [
        ("sqs", "list_queues", "ValidationException"),
        ("iam", "list_users", "ValidationError"),
        ("ec2", "describe_vpcs", "InvalidParameterValue"),
        ("lambda", "list_functions", "ValidationException"),
        ("route53", "list_hosted_zones", "ValidationError"),
        ("s3", "list_buckets", "InvalidRequest"),
        ("cloudwatch", "list_dashboards", "ValidationException"),
    ],
)
@pytest.mark.parametrize("status", [500, 501, 503])
def test_each_protocol_has_its_error(client: Client, engine: Any, service: str, operation: str, code: str, status: int) -> None:
    engine.answers(status, "application/xml", b"<Error><Message>no &amp; never</Message></Error>", piece=7)
    answered, answered_code, message = refusal(getattr(client(service), operation))
    assert (answered, answered_code) == (400, code)
    assert "(no & never)" in message


@pytest.mark.parametrize(
    ("body", "service", "operation"),
    [
        (b'{"__type": "UnknownOperationException", "message": "Unknown operation: ListKeys"}', "kms", "list_keys"),
        (b'{"__type": "InvalidAction", "message": "Unknown Cognito IDP action: ListUserPools"}', "cognito-idp", "list_user_pools"),
        (b"<ErrorResponse><Error><Message>Unknown action: ListUsers</Message></Error></ErrorResponse>", "iam", "list_users"),
        (
            b"<ErrorResponse><Error><Message>The action ListUsers is not valid for this endpoint.</Message></Error></ErrorResponse>",
            "iam",
            "list_users",
        ),
        (b'{"Type": "User", "Message": "Function not found: /2015-03-31/code-signing-configs"}', "lambda", "list_code_signing_configs"),
    ],
)
def test_an_operation_that_is_unknown_to_an_engine_is_lacking(
    client: Client, engine: Any, body: bytes, service: str, operation: str
) -> None:
    engine.answers(400, "application/x-amz-json-1.1" if body.startswith(b"{") else "text/xml", body)
    status, code, message = refusal(getattr(client(service), operation))
    assert (status, code) == (400, "InvalidAction" if service == "iam" else "UnknownOperationException")
    assert "the sandbox does not have this operation. " + LACKING in message


def test_an_operation_that_nobody_has_is_told_by_the_engine(client: Client, engine: Any) -> None:
    client("kms").meta.events.register_first("before-call", rename, unique_id="rename")
    engine.answers(
        400, "application/x-amz-json-1.1", b'{"__type": "UnknownOperationException", "message": "Unknown operation: ListThings"}'
    )
    try:
        _, code, message = refusal(client("kms").list_keys)
    finally:
        client("kms").meta.events.unregister("before-call", unique_id="rename")
    assert (code, message) == ("UnknownOperationException", "Unknown operation: ListThings")


def rename(params: dict[str, Any], **_: Any) -> None:
    params["headers"]["X-Amz-Target"] = "TrentService.ListThings"


def test_a_path_that_an_engine_does_not_know_is_an_operation_that_is_lacking(client: Client, engine: Any) -> None:
    engine.answers(404, "text/html; charset=utf-8", b"<!doctype html><title>404 Not Found</title>")
    runtime = client("sagemaker-runtime")
    status, code, message = refusal(lambda: runtime.invoke_endpoint(EndpointName="e", Body=b"x"))
    assert (status, code) == (400, "UnknownOperationException")
    assert message == f"InvokeEndpoint of sagemaker: the sandbox does not have this operation. {LACKING}"


@pytest.mark.parametrize("piece", [3, 1_000_000])
def test_a_refusal_of_an_engine_passes(client: Client, engine: Any, piece: int) -> None:
    body = b'{"__type": "NotFoundException", "message": "Key nothing does not exist"}'
    engine.answers(404, "application/x-amz-json-1.1", body, piece=piece)
    assert refusal(lambda: client("kms").describe_key(KeyId="nothing")) == (404, "NotFoundException", "Key nothing does not exist")


def test_an_answer_passes(client: Client, engine: Any) -> None:
    engine.answers(200, "application/x-amz-json-1.1", b'{"Keys": [{"KeyId": "1"}]}', piece=3)
    assert client("kms").list_keys()["Keys"] == [{"KeyId": "1"}]


@pytest.mark.parametrize("late", [False, True])
def test_an_engine_that_breaks_is_logged(client: Client, engine: Any, caplog: pytest.LogCaptureFixture, late: bool) -> None:
    engine.fails(KeyError("Policy"), late=late)
    with caplog.at_level(logging.ERROR):
        status, code, message = refusal(client("kms").list_keys)
    assert (status, code) == (400, "ValidationException")
    assert "(KeyError: 'Policy')" in message
    assert "Traceback" in caplog.text


def test_the_answer_to_head_has_no_body(client: Client) -> None:
    answer = answer_to(lambda: client("s3").head_bucket(Bucket="data"))
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert answer["Error"]["Code"] == "400"
