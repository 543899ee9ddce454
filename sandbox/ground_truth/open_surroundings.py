"""The surroundings of a unit test: everything is allowed, and moto stands for the rest of AWS."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import boto3
from botocore.exceptions import ClientError

from sandbox.ground_truth.surroundings import IamContext, RoleNotAssumableError, Session

_SERVICE_PRINCIPAL = "sagemaker.amazonaws.com"


class OpenSurroundings:
    """Authorizes every call. A role is assumable if it exists and its trust policy names SageMaker.

    Policy conditions and the role's own permissions are ignored: moto enforces neither.
    Clients are cached, since botocore reads its models slowly.
    """

    def __init__(self) -> None:
        self._clients: dict[tuple[str, str], Any] = {}

    def authorize(self, *, action: str, resource_arn: str, context: IamContext) -> None:
        """Allow it."""

    def assume_role(self, role_arn: str) -> Session:
        """Itself, if the role's trust policy allows SageMaker: any credentials do."""
        if not _lets_sagemaker(self._trust_policy(role_arn), "sts:AssumeRole"):
            raise RoleNotAssumableError(role_arn)
        return self

    def lets_sagemaker(
        self,
        policy: Mapping[str, Any],
        *,
        action: str,
        resource_arn: str,  # noqa: ARG002 - moto evaluates no policies
        context: IamContext,  # noqa: ARG002
    ) -> bool:
        """True if the statements about SageMaker and the action all allow it."""
        return _lets_sagemaker(policy, action)

    def require(self, *, action: str, resource_arn: str, context: IamContext) -> None:
        """Allow it."""

    def cognito(self, *, region: str) -> Any:
        """A plain client."""
        return self.client("cognito-idp", region_name=region)

    def own_client(self, service_name: str, *, region: str) -> Any:
        """A plain client."""
        return self.client(service_name, region_name=region)

    def client(self, service_name: str, *, region_name: str) -> Any:
        """A plain boto3 client."""
        key = (service_name, region_name)
        if key not in self._clients:
            make: Callable[..., Any] = boto3.client
            self._clients[key] = make(service_name, region_name=region_name)
        return self._clients[key]

    def _trust_policy(self, role_arn: str) -> Mapping[str, Any]:
        role_name = role_arn.rsplit("/", 1)[-1]
        try:
            role = self.client("iam", region_name="us-east-1").get_role(RoleName=role_name)["Role"]
        except ClientError as missing:
            raise RoleNotAssumableError(role_arn) from missing
        if role["Arn"] != role_arn:
            raise RoleNotAssumableError(role_arn)
        document = role["AssumeRolePolicyDocument"]
        policy: Mapping[str, Any] = json.loads(document) if isinstance(document, str) else document
        return policy


def _lets_sagemaker(policy: Mapping[str, Any], action: str) -> bool:
    statements = (statement for statement in _listed(policy.get("Statement", [])) if _is_about_sagemaker(statement, action))
    return {statement["Effect"] for statement in statements} == {"Allow"}


def _is_about_sagemaker(statement: Mapping[str, Any], action: str) -> bool:
    principal = statement.get("Principal", {})
    services = [principal] if principal == "*" else list(_listed(principal.get("Service", [])))
    actions = {named.lower() for named in _listed(statement.get("Action", []))}
    matching = {action.lower(), f"{action.partition(':')[0]}:*", "*"}
    return bool({_SERVICE_PRINCIPAL, "*"} & set(services)) and bool(matching & actions)


def _listed(value: Any) -> Iterator[Any]:
    """The values of a policy element, which may be a single value or a list."""
    if isinstance(value, list):
        yield from value
    else:
        yield value
