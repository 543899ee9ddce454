"""The Ground Truth service's surroundings in the sandbox: MiniStack's users, policies, roles and objects, with IAM enforced."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import Context
from typing import Any
from urllib.parse import parse_qs

import boto3
from hypercorn.typing import HTTPScope
from ministack.core import iam_evaluator, responses
from ministack.core.iam_actions import identity_denial_message
from ministack.core.router import extract_access_key_id, extract_region
from ministack.services import iam

from sandbox import caller
from sandbox.ground_truth.errors import AccessDenied
from sandbox.ground_truth.surroundings import IamContext, RoleDeniedError, RoleNotAssumableError, Session
from sandbox.role_sessions import open_session
from sandbox.root_keys import RootKeys
from sandbox.settings import own_endpoint

_SAGEMAKER = "sagemaker.amazonaws.com"
_SESSION_SECONDS = 3600
_SHORTEST_SESSION_SECONDS = 600


@contextmanager
def request_identity(scope: HTTPScope, body: bytes) -> Iterator[None]:
    """Set the signer and source address for MiniStack's evaluator, as its entry point does for its own services."""
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    query = parse_qs(scope["query_string"].decode(), keep_blank_values=True)
    # moto extracts only keys of AWS's length from a request.
    access_key = extract_access_key_id(headers, query)
    caller.pin(access_key)
    responses.set_request_account_id(access_key)
    responses.set_request_region(extract_region(headers, query))
    client = scope["client"]
    iam_evaluator.pin_request_origin(client[0] if client else "127.0.0.1", scope["scheme"] == "https")
    iam_evaluator.pin_signed_request(scope["method"], scope["path"], query, list(scope["headers"]))
    iam_evaluator.pin_signed_body(body)
    yield


class IamSurroundings:
    """Uses MiniStack's IAM, and reaches its other services over HTTPS like any client.

    Sessions and clients are cached, since botocore reads its models slowly. Every call is still checked against the role's current
    policies.
    """

    def __init__(self) -> None:
        self._roles: dict[str, _AssumedSession] = {}
        keys = RootKeys.of_server()
        self._own = _Clients(boto3.Session(aws_access_key_id=keys.access_key, aws_secret_access_key=keys.secret_access_key))

    def authorize(self, *, action: str, resource_arn: str, context: IamContext) -> None:
        """Raise AccessDenied as IAM does, also for an invalid signature."""
        service = action.partition(":")[0]
        refused = iam_evaluator.enforce(
            caller.access_key(), action, service, responses.get_region(), resource_arn=resource_arn, service_context=dict(context)
        )
        if refused is None:
            return
        if isinstance(refused, iam_evaluator.AuthError):
            raise AccessDenied(refused.message)
        raise AccessDenied(identity_denial_message(action, refused.principal_arn, resource_arn, refused.decision == "Deny"))

    def assume_role(self, role_arn: str) -> Session:
        """A session of the role, if its trust policy allows SageMaker."""
        account, name = role_arn.split(":")[4], role_arn.rsplit("/", 1)[-1]
        role = iam._roles.get_scoped(account, None, name)
        # MiniStack identifies a role by name only; its ARN includes its path.
        if role is None or role["Arn"] != role_arn or not _trusts_sagemaker(role["AssumeRolePolicyDocument"], account):
            raise RoleNotAssumableError(role_arn)
        known = self._roles.get(role_arn)
        if known is None or known.expires - _SHORTEST_SESSION_SECONDS < time.time():
            known = self._roles[role_arn] = _register_session(account=account, role_name=name)
        return known

    def lets_sagemaker(self, policy: Mapping[str, Any], *, action: str, resource_arn: str, context: IamContext) -> bool:
        """Evaluate the statements about the service principal, with conditions; a statement for everyone is not about it."""
        account = resource_arn.split(":")[4]
        return _lets_sagemaker(policy, action=action, resource_arn=resource_arn, account=account, context=context)

    def cognito(self, *, region: str) -> Any:
        """The root user's client."""
        return self.own_client("cognito-idp", region=region)

    def own_client(self, service_name: str, *, region: str) -> Any:
        """The root user's client."""
        return self._own.client(service_name, region_name=region)


class _Clients:
    """A boto3 session's clients, each created once."""

    def __init__(self, session: boto3.Session) -> None:
        self._session = session
        self._clients: dict[tuple[str, str], Any] = {}

    def client(self, service_name: str, *, region_name: str) -> Any:
        key = (service_name, region_name)
        if key not in self._clients:
            self._clients[key] = self._session.client(service_name, region_name=region_name, endpoint_url=own_endpoint())  # type: ignore[call-overload]
        return self._clients[key]


class _AssumedSession(_Clients):
    """A role's session, its access key in MiniStack, and its expiry."""

    def __init__(self, session: boto3.Session, *, access_key: str, expires: float) -> None:
        super().__init__(session)
        self._access_key = access_key
        self.expires = expires

    def require(self, *, action: str, resource_arn: str, context: IamContext) -> None:
        region = responses.get_region()
        # In a separate context: the evaluator would check the caller's signature against the role's key.
        refused = Context().run(self._refusal, action, resource_arn, context, region)
        if refused is not None:
            raise RoleDeniedError(f"{action} on {resource_arn}")

    def _refusal(self, action: str, resource_arn: str, context: IamContext, region: str) -> Any:
        responses.set_request_account_id(self._access_key)
        responses.set_request_region(region)
        iam_evaluator.pin_request_origin("127.0.0.1", True)
        service = action.partition(":")[0]
        return iam_evaluator.enforce(self._access_key, action, service, region, resource_arn=resource_arn, service_context=dict(context))


def _register_session(*, account: str, role_name: str) -> _AssumedSession:
    """A session as STS would issue it to the service principal."""
    expires = time.time() + _SESSION_SECONDS
    keys = open_session(account=account, role_name=role_name, session_name="SageMaker", expires=expires)
    session = boto3.Session(
        aws_access_key_id=keys.access_key, aws_secret_access_key=keys.secret_access_key, aws_session_token=keys.session_token
    )
    return _AssumedSession(session, access_key=keys.access_key, expires=expires)


def _trusts_sagemaker(document: str | dict[str, Any], account: str) -> bool:
    policy = json.loads(document) if isinstance(document, str) else document
    source = {"aws:SourceAccount": account}
    return _lets_sagemaker(policy, action="sts:AssumeRole", resource_arn="*", account=account, context=source)


def _lets_sagemaker(policy: Mapping[str, Any], *, action: str, resource_arn: str, account: str, context: IamContext) -> bool:
    """True if the policy allows the service. MiniStack evaluates policies only for IAM principals; its matchers work statement by
    statement.
    """
    situation = iam_evaluator.EvalContext(
        principal_arn=_SAGEMAKER,
        principal_type="Service",
        principal_account=account,
        action=action,
        resource_arn=resource_arn,
        region="",
        secure_transport=True,
        service_context={key.lower(): value for key, value in context.items()},
    )
    statements = policy.get("Statement", [])
    effects = {
        parsed.effect
        for statement in (statements if isinstance(statements, list) else [statements])
        for parsed in iam_evaluator.parse_policy_document({"Statement": statement})
        if iam_evaluator._service_principal_matches(statement.get("Principal"), _SAGEMAKER)
        and iam_evaluator._action_matches(action, parsed.actions, parsed.not_actions)
        and iam_evaluator._resource_matches(resource_arn, parsed.resources, parsed.not_resources)
        and iam_evaluator._conditions_met(parsed.conditions, situation)
    }
    return effects == {"Allow"}
