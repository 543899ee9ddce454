"""Role sessions that the sandbox itself opens, as STS does for a service that assumes a role."""

import secrets
from dataclasses import dataclass

from ministack.services import sts


@dataclass(frozen=True)
class SessionKeys:
    """The credentials of a role session."""

    access_key: str
    secret_access_key: str
    session_token: str


def open_session(*, account: str, role_name: str, session_name: str, expires: float | None = None) -> SessionKeys:
    """Random credentials, registered with MiniStack as the role's; `expires` in seconds since the epoch, None for never."""
    keys = SessionKeys(f"ASIA{secrets.token_hex(8).upper()}", secrets.token_hex(20), secrets.token_hex(64))
    session: dict[str, str | float] = {
        "Arn": f"arn:aws:sts::{account}:assumed-role/{role_name}/{session_name}",
        "UserId": f"AROA{role_name[:12].upper()}:{session_name}",
        "AccountId": account,
        "SecretAccessKey": keys.secret_access_key,
        "SessionToken": keys.session_token,
        "PrincipalType": "AssumedRole",
    }
    if expires is not None:
        session["Expiration"] = expires
    sts.register_session(keys.access_key, session)
    return keys
