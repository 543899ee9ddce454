"""No request causes a server error, with any operation and arguments."""

import http.client
import json
import ssl
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from sandbox.process import Sandbox
from tests.unit.sandbox_refusals.made_up import parameters
from tests.unit.sandbox_server.policies import REGION

LACKING = "It is the sandbox that lacks it, not AWS."
SAMPLE = {
    "cloudformation": ["CreateStack", "DescribeStacks", "DetectStackDrift", "CreateStackSet", "GetTemplate", "ListExports"],
    "cognito-idp": ["CreateUserPool", "ListUserPools", "AdminGetUser", "CreateUserImportJob", "InitiateAuth", "SetRiskConfiguration"],
    "events": ["PutRule", "ListEventBuses", "ListRules", "DescribeArchive", "CreateConnection", "StartReplay"],
    "iam": ["CreateRole", "ListUsers", "ChangePassword", "GetPolicy", "PutRolePolicy", "ListVirtualMFADevices"],
    "kms": ["CreateKey", "Decrypt", "CreateCustomKeyStore", "ListAliases", "Sign", "DeriveSharedSecret"],
    "lambda": [
        "ListFunctions",
        "CreateEventSourceMapping",
        "CreateFunction",
        "UpdateFunctionCode",
        "ListCodeSigningConfigs",
        "GetAccountSettings",
        "ListLayers",
    ],
    "logs": ["CreateLogGroup", "DescribeLogGroups", "StartQuery", "ListAnomalies", "PutMetricFilter", "CreateExportTask"],
    "s3": ["ListBuckets", "PutBucketPolicy", "GetBucketAcl", "PutObject", "PutBucketNotificationConfiguration", "GetObjectTorrent"],
    "secretsmanager": ["CreateSecret", "TagResource", "ListSecrets", "StopReplicationToReplica"],
    "sns": ["CreateTopic", "Publish", "ListTopics", "GetSMSAttributes", "Subscribe", "CreatePlatformApplication"],
    "sqs": ["CreateQueue", "ListQueues", "SendMessage", "StartMessageMoveTask", "ReceiveMessage"],
    "ssm": ["PutParameter", "GetParameters", "CreateActivation", "DescribeInstanceInformation", "StartAutomationExecution"],
    "stepfunctions": ["CreateStateMachine", "StartExecution", "ListActivities", "RedriveExecution", "ListStateMachines"],
}
Client = Callable[[str], Any]


@pytest.fixture(scope="module")
def unchecked(sandbox: Sandbox) -> Client:
    """Clients without validation or retries."""
    keys = sandbox.exports()
    session: Any = boto3.Session(keys["AWS_ACCESS_KEY_ID"], keys["AWS_SECRET_ACCESS_KEY"], region_name=REGION)
    config = Config(parameter_validation=False, retries={"max_attempts": 0})
    verify = str(sandbox.certificate.certificate)
    return lambda service: session.client(service, endpoint_url=sandbox.endpoint, verify=verify, config=config)


def requests(client: Any, operation: str) -> Iterator[dict[str, Any]]:
    model = client.meta.service_model.operation_model(operation)
    members = model.input_shape.members.values() if model.input_shape else ()
    # A client cannot build a request's path without these.
    if not any(member.serialization.get("location") == "uri" for member in members):
        yield {}
    yield parameters(model)
    yield parameters(model, optional=True)


def answer_of(client: Any, operation: str, request: dict[str, Any]) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = client._make_api_call(operation, request)
    except ClientError as refused:
        return dict(refused.response)
    return answer


@pytest.mark.parametrize("service", SAMPLE)
def test_no_operation_is_an_error_of_the_server(unchecked: Client, service: str) -> None:
    client = unchecked(service)
    for operation in SAMPLE[service]:
        for request in requests(client, operation):
            answer = answer_of(client, operation, request)
            assert answer["ResponseMetadata"]["HTTPStatusCode"] < 500, (operation, answer)


@pytest.mark.parametrize(
    ("service", "operation", "request_of_it", "code"),
    [
        ("cloudformation", "CreateStackSet", {"StackSetName": "s"}, "InvalidAction"),
        ("cognito-idp", "CreateUserImportJob", {"JobName": "j"}, "UnknownOperationException"),
        ("iam", "AcceptDelegationRequest", {"DelegationRequestId": "r"}, "InvalidAction"),
        ("kms", "CreateCustomKeyStore", {"CustomKeyStoreName": "k"}, "UnknownOperationException"),
        ("lambda", "GetFunctionScalingConfig", {"FunctionName": "f", "Qualifier": "1"}, "UnknownOperationException"),
        ("logs", "CreateExportTask", {"logGroupName": "g"}, "UnknownOperationException"),
        ("sns", "GetSMSAttributes", {}, "InvalidAction"),
        ("sqs", "StartMessageMoveTask", {"SourceArn": "a"}, "UnknownOperationException"),
        ("ssm", "CreateActivation", {"IamRole": "r"}, "UnknownOperationException"),
        ("sagemaker", "CreateApp", {"AppName": "a"}, "UnknownOperationException"),
        ("sagemaker-runtime", "InvokeEndpoint", {"EndpointName": "e", "Body": b""}, "UnknownOperationException"),
        ("sagemaker-a2i-runtime", "ListHumanLoops", {"FlowDefinitionArn": "f"}, "UnknownOperationException"),
    ],
)
def test_an_operation_that_is_lacking_is_named(unchecked: Client, service: str, operation: str, request_of_it: Any, code: str) -> None:
    with pytest.raises(ClientError) as refused:
        unchecked(service)._make_api_call(operation, request_of_it)
    error = refused.value.response["Error"]
    assert error["Code"] == code
    assert error["Message"].startswith(f"{operation} of ")
    assert error["Message"].endswith(f": the sandbox does not have this operation. {LACKING}")


def test_what_breaks_a_service_is_told_and_logged(sandbox: Sandbox, unchecked: Client) -> None:
    with pytest.raises(ClientError) as refused:
        unchecked("sqs").list_queues(MaxResults="many")
    error = refused.value.response["Error"]
    assert error["Code"] == "ValidationException"
    assert error["Message"].startswith(
        "ListQueues of sqs: the sandbox does not have an answer to these arguments (invalid literal for int()"
    )
    assert error["Message"].endswith(LACKING)
    log = sandbox.log.read_text()
    assert "Traceback (most recent call last)" in log
    assert "invalid literal for int() with base 10: 'many'" in log


def test_a_bucket_is_not_deleted_instead_of_its_metadata(unchecked: Client) -> None:
    s3 = unchecked("s3")
    s3.create_bucket(Bucket="kept-all-the-same")
    with pytest.raises(ClientError, match="DeleteBucketMetadataConfiguration of s3: the sandbox does not have this operation"):
        s3.delete_bucket_metadata_configuration(Bucket="kept-all-the-same")
    s3.head_bucket(Bucket="kept-all-the-same")
    s3.delete_bucket(Bucket="kept-all-the-same")


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/nothing/at/all", "/%ff?%ff=%00", "/service/x/operation/y", "/2015-03-31/functions/%2e%2e"])
@pytest.mark.parametrize("service", ["s3", "lambda", "sagemaker", "nobody"])
def test_strange_paths_are_no_error_of_the_server(sandbox: Sandbox, service: str, path: str, method: str) -> None:
    assert status(sandbox, service, method, path, b"{") < 500


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b"<a>", b"Action=Nothing&Version=1", b"[" * 50_000])
@pytest.mark.parametrize("content_type", ["application/x-amz-json-1.0", "application/x-www-form-urlencoded", "application/cbor"])
@pytest.mark.parametrize(
    ("service", "target"), [("sagemaker", "SageMaker.ListModels"), ("kms", "TrentService.CreateKey"), ("iam", ""), ("sns", ""), ("s3", "")]
)
def test_strange_bodies_are_no_error_of_the_server(sandbox: Sandbox, service: str, target: str, content_type: str, body: bytes) -> None:
    assert status(sandbox, service, "POST", "/", body, **{"Content-Type": content_type, "X-Amz-Target": target}) < 500


def status(sandbox: Sandbox, service: str, method: str, path: str, body: bytes, **headers: str) -> int:
    """The status of the response to a signed request; an error has a code, in JSON or XML."""
    keys = sandbox.exports()
    host = sandbox.endpoint.removeprefix("https://")
    request = AWSRequest(method, sandbox.endpoint + path, data=body, headers={name: text for name, text in headers.items() if text})
    SigV4Auth(Credentials(keys["AWS_ACCESS_KEY_ID"], keys["AWS_SECRET_ACCESS_KEY"]), service, REGION).add_auth(request)
    connection = http.client.HTTPSConnection(host, context=ssl.create_default_context(cafile=str(sandbox.certificate.certificate)))
    try:
        connection.request(method, path, body=body, headers=dict(request.headers))
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    assert not content.startswith(b"<!doctype"), content
    if answer.status >= 400 and content.startswith(b"{"):
        json.loads(content)
    return answer.status
