"""An AWS client's request: its service, its operation, and the protocol of its errors."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal
from urllib.parse import parse_qs

from hypercorn.typing import HTTPScope

from sandbox.refusals.rest_operations import RestRequest, operation_of
from sandbox.refusals.service_models import service_models

Protocol = Literal["json", "query", "ec2", "rest-json", "rest-xml", "s3", "cbor"]

_CREDENTIAL = re.compile(r"[^/]+/\d{8}/[^/]+/(?P<service>[^/]+)/aws4_request")
_CBOR_PATH = re.compile(r"/service/[^/]+/operation/(?P<operation>[^/]+)")
_UNSIGNED = ""
_S3_TOO = MappingProxyType({"s3express": "s3", "s3-object-lambda": "s3"})
# The services with unsigned operations, by the prefix of their targets.
_UNSIGNED_TARGETS = MappingProxyType({"AWSCognitoIdentityProviderService": "cognito-idp", "AWSCognitoIdentityService": "cognito-identity"})
_UNSIGNED_ACTIONS = MappingProxyType(dict.fromkeys(("AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"), "sts"))


@dataclass(frozen=True)
class ApiRequest:
    """The facts about a request before it is processed."""

    service: str
    """The service's signing name; empty if unknown."""
    operation: str
    """botocore's name of the operation; `PUT /path` if none matches."""
    protocol: Protocol
    is_known: bool
    """True if AWS has the operation, according to botocore's model."""

    @classmethod
    def of(cls, scope: HTTPScope, body: bytes) -> "ApiRequest":
        """The facts in a request's head and the beginning of its body."""
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        rest = RestRequest(method=scope["method"], path=scope["path"], query=query, headers=headers)
        target, signed = headers.get("x-amz-target", ""), _signed_service(headers, query)
        action = "" if signed == "s3" else _action(query, body, headers)
        service = signed or _unsigned_service(target, action)
        models = service_models(service)
        in_path = _CBOR_PATH.fullmatch(scope["path"])
        named = in_path["operation"] if in_path else target.rpartition(".")[2] or action
        operation = named or operation_of(rest, models)
        return cls(
            service=service,
            operation=operation or f"{scope['method']} {scope['path']}",
            protocol=_protocol(service, headers, action),
            is_known=any(operation in model.operation_names for model in models),
        )


def _signed_service(headers: Mapping[str, str], query: Mapping[str, list[str]]) -> str:
    credentials = [headers.get("authorization", ""), *query.get("X-Amz-Credential", [])]
    found = next((match for text in credentials if (match := _CREDENTIAL.search(text.partition("Credential=")[2] or text))), None)
    return _S3_TOO.get(found["service"], found["service"]) if found else _UNSIGNED


def _unsigned_service(target: str, action: str) -> str:
    return _UNSIGNED_TARGETS.get(target.partition(".")[0]) or _UNSIGNED_ACTIONS.get(action) or _UNSIGNED


def _protocol(service: str, headers: Mapping[str, str], action: str) -> Protocol:
    if headers.get("smithy-protocol") == "rpc-v2-cbor":
        return "cbor"
    if service == "s3":
        return "s3"
    if "x-amz-target" in headers:
        return "json"
    if action:
        return "ec2" if service == "ec2" else "query"
    is_xml = any(model.metadata["protocol"] == "rest-xml" for model in service_models(service))
    return "rest-xml" if is_xml else "rest-json"


def _action(query: Mapping[str, list[str]], body: bytes, headers: Mapping[str, str]) -> str:
    """The operation's name in the query protocol, usually in a form."""
    is_form = headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    form = parse_qs(body.decode("latin-1"), keep_blank_values=True) if is_form else {}
    return {**form, **query}.get("Action", [""])[0]
