"""Workforces whose workers sign in through an OpenID Connect provider of their own.

SageMaker has them, this application does not: its work teams are groups of a Cognito user pool.
"""

from collections.abc import Mapping
from typing import Any

POSSIBLE = (
    "only workforces over a Cognito user pool are supported; `workforce.mode: create` makes one in another region or account, or here once "
    "that one is deleted"
)


def has_user_pool(workforce: Mapping[str, Any]) -> bool:
    return bool(workforce.get("CognitoConfig"))


def described(workforce: Mapping[str, Any]) -> str:
    """A workforce without a user pool, for a message."""
    oidc = workforce.get("OidcConfig")
    how = f"through OpenID Connect (issuer {oidc.get('Issuer', 'not told')})" if oidc else "not through a user pool"
    return f"the workforce '{workforce['WorkforceName']}', whose workers sign in {how}"
