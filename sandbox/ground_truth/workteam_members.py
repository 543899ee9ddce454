"""The rules for MemberDefinitions of a work team."""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.ground_truth.backend import Workforce
from sandbox.ground_truth.cognito_configuration import require_group, require_pool_and_client
from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.request import Request

Members = Sequence[Mapping[str, Any]]


def require_members(request: Request, *, members: Members, workforce: Workforce | None) -> None:
    """Require members of one kind that fits the workforce; for Cognito one existing pool and client, and existing groups.

    ``workforce`` is None if the team creates a new one, which only Cognito members can.
    """
    if _kind(members) == "OidcMemberDefinition":
        _require_oidc(members, workforce)
        return
    config = shared_cognito_config(members)
    if workforce is not None and workforce.cognito_config != config:
        raise ValidationException(
            f"CognitoMemberDefinition must name the user pool and client of the workforce '{workforce.name}' "
            f"({workforce.cognito_config}), not {config}."
        )
    require_pool_and_client(request, user_pool=config["UserPool"], client_id=config["ClientId"])
    for member in members:
        require_group(request, user_pool=config["UserPool"], group=member["CognitoMemberDefinition"]["UserGroup"])


def named_user_pool(members: Members) -> str | None:
    """The first user pool in the request; None without Amazon Cognito."""
    return next((member["CognitoMemberDefinition"]["UserPool"] for member in members if "CognitoMemberDefinition" in member), None)


def shared_cognito_config(members: Members) -> dict[str, str]:
    """The user pool and client shared by all members."""
    definitions = [member["CognitoMemberDefinition"] for member in members]
    pairs = {(definition["UserPool"], definition["ClientId"]) for definition in definitions}
    if len(pairs) > 1:
        raise ValidationException("All of the CognitoMemberDefinition objects must have the same ClientId and UserPool values.")
    user_pool, client_id = pairs.pop()
    return {"UserPool": user_pool, "ClientId": client_id}


def _kind(members: Members) -> str:
    kinds = {name for member in members for name in member}
    if any(len(member) != 1 for member in members) or len(kinds) != 1:
        raise ValidationException(
            "MemberDefinitions must each hold either a CognitoMemberDefinition or an OidcMemberDefinition, and all of them the same."
        )
    return kinds.pop()


def _require_oidc(members: Members, workforce: Workforce | None) -> None:
    if workforce is None:
        raise ValidationException("No workforce found: a work team with an OidcMemberDefinition needs a workforce created before it.")
    if workforce.oidc_config is None:
        raise ValidationException(f"OidcMemberDefinition cannot be used: the workforce '{workforce.name}' uses Amazon Cognito.")
    if any(not member["OidcMemberDefinition"].get("Groups") for member in members):
        raise ValidationException("OidcMemberDefinition must name at least one group.")
