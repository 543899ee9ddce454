"""Error responses as the services write them."""

import json
from typing import Any, Literal

from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from moto.core.botocore_stubber import MockRawResponse

ErrorKind = Literal["throttled", "internal-error", "access-denied"]

# Status and code, by protocol: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html for S3, "Common errors" of the
# others' API references.
_JSON = {
    "throttled": (400, "ThrottlingException"),
    "internal-error": (500, "InternalFailure"),
    "access-denied": (400, "AccessDeniedException"),
}
_QUERY = {"throttled": (400, "Throttling"), "internal-error": (500, "InternalFailure"), "access-denied": (403, "AccessDenied")}
# The names that policies have for the services, where botocore's are others.
_IAM_SERVICES = {"cognito-identity-provider": "cognito-idp"}
_S3 = {"throttled": (503, "SlowDown"), "internal-error": (500, "InternalError"), "access-denied": (403, "AccessDenied")}


def error_response(kind: ErrorKind, *, service: str, operation: str, url: str) -> Any:
    """The response in the protocol of the service; botocore's names of services."""
    message = _denial(service, operation) if kind == "access-denied" and service != "s3" else f"injected: {kind}"
    if service == "s3":
        status, code = _S3[kind]
        return response(status, f"<Error><Code>{code}</Code><Message>{message}</Message></Error>", url=url)
    if service == "cloudformation":
        status, code = _QUERY[kind]
        body = f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
        return response(status, body, url=url)
    status, code = _JSON[kind]
    return response(status, json.dumps({"__type": code, "message": message}), url=url)


def _denial(service: str, operation: str) -> str:
    """As IAM says it (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html); S3 names no action."""
    action = f"{_IAM_SERVICES.get(service, service)}:{operation}"
    return (
        f"User: arn:aws:sts::123456789012:assumed-role/f/f is not authorized to perform: {action} on resource: * "
        f"because no identity-based policy allows the {action} action"
    )


def response(status: int, body: str, *, url: str) -> Any:
    """A response as botocore receives it from the network."""
    raw: Any = MockRawResponse(body)
    return AWSResponse(url, status, HTTPHeaders(), raw)
