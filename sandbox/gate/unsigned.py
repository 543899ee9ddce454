"""The few requests that AWS, and therefore the sandbox, accepts without a signature."""

from functools import cache
from typing import Any

from ministack import app as ministack_app
from ministack.core.iam_actions import unsigned_operations
from ministack.services import cognito, s3
from ministack.services.cloudformation import custom_resource, wait_conditions

from sandbox.gate.incoming import Incoming

_CUSTOM_RESOURCE_ANSWER = "/_ministack/cfn-response/"
_COGNITO_TARGET = "AWSCognitoIdentityProviderService."
# The pages and endpoints of a user pool's domain: https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html
_COGNITO_DOMAIN = {
    ("GET", "/oauth2/authorize"),
    ("GET", "/logout"),
    ("GET", "/oauth2/userInfo"),
    ("POST", "/oauth2/userInfo"),
    ("POST", "/oauth2/token"),
    ("POST", "/login"),
    ("POST", "/oauth2/login"),
}
_WELL_KNOWN = ("/.well-known/jwks.json", "/.well-known/openid-configuration")


# The ids of custom resources' response URLs. A late response is accepted and has no effect.
_told: set[str] = set()


def remember_custom_resources() -> None:
    """Record every id that a function receives; call once, before the first request."""
    register = custom_resource.register_token

    def register_and_remember(token: str) -> Any:
        _told.add(token)
        return register(token)

    custom_resource.register_token = register_and_remember


def may_come_unsigned(incoming: Incoming) -> bool:
    """True for a response to CloudFormation, a Cognito sign-in, or a browser's S3 preflight."""
    return (
        _answers_cloudformation(incoming)
        or _signs_in(incoming)
        or (incoming.method, incoming.path) in _COGNITO_DOMAIN
        or _asks_for_keys_of_a_pool(incoming)
        or allows_origin(incoming, preflight=True)
    )


def allows_origin(incoming: Incoming, *, preflight: bool = False) -> bool:
    """True if the bucket's CORS configuration allows the requesting page."""
    if incoming.origin is None or preflight != (incoming.method == "OPTIONS"):
        return False
    target = ministack_app._s3_cors_target(incoming.host, incoming.path)
    if target is None:
        return False
    if preflight:
        status: int = s3.cors_preflight(*target, dict(incoming.headers))[0]
        return status == 200
    return bool(s3.cors_response_headers(target[0], incoming.method, dict(incoming.headers)))


def _answers_cloudformation(incoming: Incoming) -> bool:
    """The URL contains a random id that only the custom resource's function, or the holder of a wait handle, received."""
    if incoming.method != "PUT":
        return False
    if incoming.path.startswith(_CUSTOM_RESOURCE_ANSWER):
        return incoming.path.removeprefix(_CUSTOM_RESOURCE_ANSWER) in _told
    path: str = wait_conditions.SIGNAL_PATH
    return incoming.path.startswith(path) and bool(wait_conditions.has_handle(incoming.path.removeprefix(path)))


def _signs_in(incoming: Incoming) -> bool:
    target = incoming.headers.get("x-amz-target", "")
    is_plain = incoming.method == "POST" and incoming.path == "/" and not incoming.query
    return is_plain and target.startswith(_COGNITO_TARGET) and target.removeprefix(_COGNITO_TARGET) in _unsigned_operations()


@cache
def _unsigned_operations() -> frozenset[str]:
    """The operations that botocore's model sends unsigned."""
    operations: frozenset[str] = unsigned_operations("cognito-idp")
    return operations


def _asks_for_keys_of_a_pool(incoming: Incoming) -> bool:
    end = next((end for end in _WELL_KNOWN if incoming.path.endswith(end)), None)
    if incoming.method != "GET" or end is None:
        return False
    return cognito._get_pool_unscoped(incoming.path.removesuffix(end).removeprefix("/")) is not None
