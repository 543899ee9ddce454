"""The VPC of a workforce, in which SageMaker creates interface endpoints."""

import hashlib
from collections.abc import Mapping
from typing import Any

from sandbox.ground_truth import caller_rights
from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.request import Request

_MEMBERS = ("VpcId", "SecurityGroupIds", "Subnets")


def requested(request: Request, *, changing: bool = False) -> dict[str, Any] | None:
    """The requested VPC configuration with its endpoint's id; None if absent. The caller must be allowed to create endpoints."""
    config = request.parameters.get("WorkforceVpcConfig") or None
    if config is None:
        return None
    missing = [name for name in _MEMBERS if not config.get(name)]
    if missing:
        raise ValidationException(f"WorkforceVpcConfig must have {', '.join(_MEMBERS)}; missing: {', '.join(missing)}")
    caller_rights.authorize_endpoints(request, config, changing=changing)
    endpoint = hashlib.sha256(f"{request.account_id}/{config['VpcId']}/{request.now}".encode()).hexdigest()[:17]
    return {**config, "VpcEndpointId": f"vpce-{endpoint}"}


def replaced(request: Request, *, old: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The VPC configuration after UpdateWorkforce; an empty one in the request removes it."""
    new = requested(request, changing=True)
    if old is not None:
        caller_rights.authorize_removal(request, old)
    return new
