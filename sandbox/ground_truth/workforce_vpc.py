"""The VPC of a workforce: SageMaker makes interface endpoints in it with the caller's own EC2 permissions."""

import hashlib
from collections.abc import Mapping
from typing import Any

from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.request import Request

_MEMBERS = ("VpcId", "SecurityGroupIds", "Subnets")


def requested(request: Request) -> dict[str, Any] | None:
    """The VPC configuration a request asks for, with its endpoint's id; None for none. The caller must be allowed to make endpoints."""
    config = request.parameters.get("WorkforceVpcConfig") or None
    if config is None:
        return None
    missing = [name for name in _MEMBERS if not config.get(name)]
    if missing:
        raise ValidationException(f"WorkforceVpcConfig must have {', '.join(_MEMBERS)}; missing: {', '.join(missing)}")
    request.authorize_action("ec2:CreateVpcEndpoint", request.arn(f"vpc/{config['VpcId']}", service="ec2"))
    request.authorize_action("ec2:DescribeVpcEndpoints", "*")
    endpoint = hashlib.sha256(f"{request.account_id}/{config['VpcId']}/{request.now}".encode()).hexdigest()[:17]
    return {**config, "VpcEndpointId": f"vpce-{endpoint}"}


def replaced(request: Request, *, old: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The VPC configuration after UpdateWorkforce; an empty one in the request removes it."""
    new = requested(request)
    if old is not None:
        authorize_removal(request, old)
    return new


def authorize_removal(request: Request, config: Mapping[str, Any]) -> None:
    """The caller must be allowed to delete the endpoint."""
    request.authorize_action("ec2:DeleteVpcEndpoints", request.arn(f"vpc-endpoint/{config['VpcEndpointId']}", service="ec2"))
