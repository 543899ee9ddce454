"""CreateWorkforce, DescribeWorkforce, UpdateWorkforce, DeleteWorkforce, ListWorkforces."""

import hashlib
from datetime import timedelta
from typing import Any

from sandbox.ground_truth import workforce_vpc
from sandbox.ground_truth.backend import Workforce
from sandbox.ground_truth.caller_rights import authorize_removal, authorize_workforce_pool
from sandbox.ground_truth.cognito_configuration import require_pool_and_client
from sandbox.ground_truth.errors import ConflictException, ResourceInUse, ValidationException
from sandbox.ground_truth.pagination import in_order, page
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.tags import authorize_creation, requested_tags

MAXIMUM_CIDRS = 10


def create_workforce(request: Request) -> dict[str, Any]:
    """CreateWorkforce: one private workforce per account and region."""
    parameters = request.parameters
    tags = requested_tags(request)
    authorize_creation(request, _arn(request, parameters["WorkforceName"]), tags=tags)
    _settle(request)
    if request.backend.workforces:
        raise ValidationException(
            f"Cannot create more than one workforce for account {request.account_id}. "
            "If you are trying to update existing workforce, please use UpdateWorkforce API"
        )
    if ("CognitoConfig" in parameters) == ("OidcConfig" in parameters):
        raise ValidationException("Exactly one of CognitoConfig and OidcConfig must be provided to create a workforce.")
    _require_cidrs(request)
    vpc_config = workforce_vpc.requested(request)
    if "CognitoConfig" in parameters:
        cognito = parameters["CognitoConfig"]
        authorize_workforce_pool(request, cognito["UserPool"])
        require_pool_and_client(request, user_pool=cognito["UserPool"], client_id=cognito["ClientId"])
    workforce = new_workforce(request, name=parameters["WorkforceName"], tags=tags, cognito_config=parameters.get("CognitoConfig"))
    workforce.oidc_config = _without_secret(parameters.get("OidcConfig"))
    workforce.source_ip_config = parameters.get("SourceIpConfig", {"Cidrs": []})
    workforce.ip_address_type = parameters.get("IpAddressType", "ipv4")
    if vpc_config is not None:
        workforce.vpc_config = vpc_config
        _begin(request, workforce, status="Initializing")
    return {"WorkforceArn": workforce.arn}


def describe_workforce(request: Request) -> dict[str, Any]:
    """DescribeWorkforce."""
    return {"Workforce": _described(_authorized(request))}


def update_workforce(request: Request) -> dict[str, Any]:
    """UpdateWorkforce: IP addresses, VPC, and the OpenID Connect provider while there are no work teams; never the user pool."""
    workforce = _authorized(request)
    if workforce.busy_until is not None:
        raise ConflictException(f"The workforce '{workforce.name}' is {workforce.status}; try again once it is Active.")
    parameters = request.parameters
    _require_cidrs(request)
    if "OidcConfig" in parameters:
        _require_oidc_change_allowed(request, workforce)
        workforce.oidc_config = _without_secret(parameters["OidcConfig"])
    workforce.source_ip_config = parameters.get("SourceIpConfig", workforce.source_ip_config)
    workforce.ip_address_type = parameters.get("IpAddressType", workforce.ip_address_type)
    if "WorkforceVpcConfig" in parameters:
        workforce.vpc_config = workforce_vpc.replaced(request, old=workforce.vpc_config)
        _begin(request, workforce, status="Updating")
    workforce.updated = request.now
    return {"Workforce": _described(workforce)}


def delete_workforce(request: Request) -> dict[str, Any]:
    """DeleteWorkforce: only after the last work team is deleted, and not during a change."""
    workforce = _authorized(request)
    if request.backend.workteams:
        names = ", ".join(sorted(request.backend.workteams))
        raise ResourceInUse(f"The workforce '{workforce.name}' cannot be deleted while it has work teams: {names}")
    if workforce.busy_until is not None:
        raise ConflictException(f"The workforce '{workforce.name}' is {workforce.status}; it can be deleted once it is Active or Failed.")
    if workforce.vpc_config is None:
        del request.backend.workforces[workforce.name]
    else:
        authorize_removal(request, workforce.vpc_config)
        _begin(request, workforce, status="Deleting")
    return {}


def list_workforces(request: Request) -> dict[str, Any]:
    """ListWorkforces: at most one."""
    request.authorize("*")
    _settle(request)
    fragment = request.parameters.get("NameContains", "").lower()
    found = [item for item in request.backend.workforces.values() if fragment in item.name.lower()]
    keys = {"Name": lambda item: item.name, "CreateDate": lambda item: item.created}
    listed, rest = page(in_order(found, keys=keys, parameters=request.parameters, default="CreateDate"), parameters=request.parameters)
    return {"Workforces": [_described(item) for item in listed], **rest}


def new_workforce(request: Request, *, name: str, tags: dict[str, str], cognito_config: dict[str, Any] | None) -> Workforce:
    """Add an Active workforce to the backend."""
    workforce = Workforce(
        name=name,
        arn=_arn(request, name),
        sub_domain=_sub_domain(request, name),
        created=request.now,
        updated=request.now,
        tags=tags,
        source_ip_config={"Cidrs": []},
        cognito_config=cognito_config,
    )
    request.backend.workforces[name] = workforce
    return workforce


def find_workforce(request: Request, name: str) -> Workforce:
    """The workforce of that name. Raises ValidationException, as AWS does, if there is none."""
    _settle(request)
    workforce = request.backend.workforces.get(name)
    if workforce is None:
        raise ValidationException(f"No workforce found with name '{name}' in account {request.account_id}, region {request.region}.")
    return workforce


def _authorized(request: Request) -> Workforce:
    name = request.parameters["WorkforceName"]
    existing = request.backend.workforces.get(name)
    request.authorize(_arn(request, name), tags=existing.tags if existing else None)
    return find_workforce(request, name)


def _settle(request: Request) -> None:
    """Complete every change that is due."""
    for workforce in list(request.backend.workforces.values()):
        if workforce.busy_until is None or request.now < workforce.busy_until:
            continue
        if workforce.status == "Deleting":
            del request.backend.workforces[workforce.name]
            continue
        workforce.status = "Active"
        workforce.busy_until = None
        workforce.updated = request.now


def _begin(request: Request, workforce: Workforce, *, status: str) -> None:
    workforce.status = status
    workforce.busy_until = request.now + timedelta(seconds=request.settings.vpc_change_seconds)


def _require_cidrs(request: Request) -> None:
    # The shape has no maximum; the API reference gives ten.
    cidrs = request.parameters.get("SourceIpConfig", {}).get("Cidrs", [])
    if len(cidrs) > MAXIMUM_CIDRS:
        raise ValidationException(f"SourceIpConfig.Cidrs has {len(cidrs)} entries; at most {MAXIMUM_CIDRS} are allowed.")


def _require_oidc_change_allowed(request: Request, workforce: Workforce) -> None:
    if workforce.oidc_config is None:
        raise ValidationException(f"OidcConfig cannot be set: the workforce '{workforce.name}' uses Amazon Cognito.")
    if request.backend.workteams:
        raise ValidationException(f"OidcConfig cannot be updated while the workforce '{workforce.name}' has work teams.")


def _without_secret(oidc_config: dict[str, Any] | None) -> dict[str, Any] | None:
    if oidc_config is None:
        return None
    return {name: value for name, value in oidc_config.items() if name != "ClientSecret"}


def _arn(request: Request, name: str) -> str:
    return request.arn(f"workforce/{name}")


def _sub_domain(request: Request, name: str) -> str:
    seed = f"{request.account_id}/{request.region}/{name}/{request.now.isoformat()}"
    return f"{hashlib.sha256(seed.encode()).hexdigest()[:10]}.labeling.{request.region}.sagemaker.aws"


def _described(workforce: Workforce) -> dict[str, Any]:
    optional = {
        "CognitoConfig": workforce.cognito_config,
        "OidcConfig": workforce.oidc_config,
        "WorkforceVpcConfig": workforce.vpc_config,
    }
    return {
        "WorkforceName": workforce.name,
        "WorkforceArn": workforce.arn,
        "SubDomain": workforce.sub_domain,
        "SourceIpConfig": workforce.source_ip_config,
        "CreateDate": workforce.created,
        "LastUpdatedDate": workforce.updated,
        "Status": workforce.status,
        "IpAddressType": workforce.ip_address_type,
        **{name: value for name, value in optional.items() if value is not None},
    }
