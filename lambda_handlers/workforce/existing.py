"""Speaking about the one workforce that is there already."""

from collections.abc import Mapping
from typing import Any

from lambda_handlers.aws import openid_connect
from lambda_handlers.errors import ResourceError

Workforce = Mapping[str, Any]


def refusal(existing: Workforce) -> ResourceError:
    """The error of a second workforce, with what to do instead."""
    if not openid_connect.has_user_pool(existing):
        return ResourceError(
            f"this account has a private workforce in this region already, {openid_connect.described(existing)}, and cannot have a second "
            f"one: {openid_connect.POSSIBLE}"
        )
    name = existing["WorkforceName"]
    return ResourceError(
        f"this account has a private workforce in this region already, '{name}' ({_user_pool(existing)}), and cannot have "
        f"a second one; to use it set `workforce.mode: adopt` and `workforce.name: {name}` (an adopted workforce is never deleted)"
    )


def require_user_pool(workforce: Workforce, *, mode: str) -> None:
    """Raises ResourceError for a workforce without a user pool: no work team of it could be made here."""
    if not openid_connect.has_user_pool(workforce):
        raise ResourceError(f"mode {mode} met {openid_connect.described(workforce)}: {openid_connect.POSSIBLE}")


def missing(*, name: str, others: list[str]) -> ResourceError:
    """The error of a workforce to adopt or import that does not exist."""
    hint = f"the one here is '{others[0]}'" if others else "there is none here; use `workforce.mode: create`"
    return ResourceError(f"the workforce '{name}' does not exist in this account and region: {hint}")


def cannot_change(*, name: str, what: str) -> ResourceError:
    """The error of a change that would need a replacement."""
    return ResourceError(
        f"{what} of the workforce '{name}' cannot be changed: an account has one private workforce per region, so a new one cannot be "
        "made before this one is gone; destroy the stack and deploy it again, or undo the change"
    )


def other_cognito_config(existing: Workforce, *, cognito_config: Mapping[str, str]) -> ResourceError:
    """The error of a workforce that signs its workers in elsewhere than the properties say."""
    return ResourceError(
        f"the workforce '{existing['WorkforceName']}' uses {_user_pool(existing)}, not user pool {cognito_config['UserPool']} "
        f"with app client {cognito_config['ClientId']}; leave CognitoConfig out, or give the one in use"
    )


def same_cognito_config(existing: Workforce, cognito_config: Mapping[str, Any] | None) -> bool:
    """True if the workforce uses this user pool and app client."""
    used = existing.get("CognitoConfig") or {}
    desired = cognito_config or {}
    return bool(desired) and all(used.get(key) == desired.get(key) for key in ("UserPool", "ClientId"))


def _user_pool(existing: Workforce) -> str:
    return f"user pool {existing['CognitoConfig']['UserPool']}"
