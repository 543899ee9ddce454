"""Checks of the Cognito user pool behind a workforce or work team."""

from typing import Any

from botocore.exceptions import ClientError

from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.request import Request


def require_pool_and_client(request: Request, *, user_pool: str, client_id: str) -> None:
    """Require that the pool exists and has a domain, and that the app client belongs to it and has a secret."""
    pool = _read(request, "DescribeUserPool", UserPoolId=user_pool)["UserPool"]
    if not (pool.get("Domain") or pool.get("CustomDomain")):
        raise ValidationException(f"The Cognito user pool '{user_pool}' has no domain. Add a domain to the user pool and try again.")
    client = _read(request, "DescribeUserPoolClient", UserPoolId=user_pool, ClientId=client_id)["UserPoolClient"]
    if not client.get("ClientSecret"):
        raise ValidationException(f"The Cognito app client '{client_id}' of user pool '{user_pool}' must have a client secret.")


def require_group(request: Request, *, user_pool: str, group: str) -> None:
    """Require that the user group exists."""
    _read(request, "GetGroup", UserPoolId=user_pool, GroupName=group)


def _read(request: Request, operation: str, **parameters: str) -> dict[str, Any]:
    client = request.surroundings.cognito(region=request.region)
    methods = {
        "DescribeUserPool": client.describe_user_pool,
        "DescribeUserPoolClient": client.describe_user_pool_client,
        "GetGroup": client.get_group,
    }
    try:
        answer: dict[str, Any] = methods[operation](**parameters)
    except ClientError as refused:
        raise ValidationException(f"Cognito {operation} failed: {refused.response['Error']['Message']} {parameters}") from refused
    return answer
