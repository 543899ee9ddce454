"""SageMaker's use of the caller's permissions in Amazon Cognito and Amazon EC2, for workforces and work teams.

The actions are those in the permissions of AWS::SageMaker::Workforce and AWS::SageMaker::Workteam, or in the developer guide's API
permissions reference. It is undocumented which call is made when: all of them are required.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sandbox.ground_truth.request import Request

_POOL_OF_EITHER = ("DescribeUserPool", "DescribeUserPoolClient", "ListGroups", "UpdateUserPool", "UpdateUserPoolClient")
_POOL_OF_WORKFORCE = (*_POOL_OF_EITHER, "ListUsers")
_POOL_OF_TEAM = (*_POOL_OF_EITHER, "AdminListGroupsForUser")
_DESCRIBE_NETWORK = ("DescribeSecurityGroups", "DescribeSubnets", "DescribeVpcEndpoints", "DescribeVpcs")


def authorize_workforce_pool(request: Request, user_pool: str) -> None:
    """Permissions for CreateWorkforce with a user pool. Raises AccessDenied."""
    _authorize_pool(request, user_pool, _POOL_OF_WORKFORCE)
    # The domain is not part of the pool's ARN: the action has no resource type.
    request.authorize_action("cognito-idp:DescribeUserPoolDomain", "*")


def authorize_team(request: Request, *, user_pool: str | None) -> None:
    """Permissions for CreateWorkteam and UpdateWorkteam; `user_pool` is None without Amazon Cognito. Raises AccessDenied."""
    request.authorize_action("sagemaker:ListWorkforces", "*")
    if user_pool is not None:
        _authorize_pool(request, user_pool, _POOL_OF_TEAM)


def authorize_endpoints(request: Request, config: Mapping[str, Any], *, changing: bool) -> None:
    """Permissions for a workforce that gets a VPC, when created or changed. Raises AccessDenied."""
    parts = [f"subnet/{name}" for name in config["Subnets"]] + [f"security-group/{name}" for name in config["SecurityGroupIds"]]
    endpoints = "vpc-endpoint/*"
    _authorize_network(request, "CreateVpcEndpoint", [f"vpc/{config['VpcId']}", *parts, endpoints])
    if changing:
        _authorize_network(request, "ModifyVpcEndpoint", [*parts, endpoints])
    _authorize_network(request, "DeleteVpcEndpoints", [endpoints])
    for operation in _DESCRIBE_NETWORK:
        request.authorize_action(f"ec2:{operation}", "*")


def authorize_removal(request: Request, config: Mapping[str, Any]) -> None:
    """Permissions for a workforce that loses its VPC, or is deleted with it. Raises AccessDenied."""
    _authorize_network(request, "DeleteVpcEndpoints", [f"vpc-endpoint/{config['VpcEndpointId']}"])
    request.authorize_action("ec2:DescribeVpcEndpoints", "*")


def _authorize_pool(request: Request, user_pool: str, operations: Iterable[str]) -> None:
    pool_arn = request.arn(f"userpool/{user_pool}", service="cognito-idp")
    for operation in operations:
        request.authorize_action(f"cognito-idp:{operation}", pool_arn)


def _authorize_network(request: Request, operation: str, resources: Iterable[str]) -> None:
    for resource in resources:
        request.authorize_action(f"ec2:{operation}", request.arn(resource, service="ec2"))
