"""AdminCreateUser without a password: generate one that satisfies the pool's password policy, of any minimum length.

MiniStack's have 12 characters, and its own check refuses them if the policy requires more.
https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
"""

import secrets
import string
from typing import Any

from ministack.services import cognito

Request = dict[str, Any]

_KINDS = (string.ascii_uppercase, string.ascii_lowercase, string.digits, "!@#$%^&*")
_SHORTEST = 12


def install() -> None:
    """Wrap the creation of users."""
    create = cognito._admin_create_user

    def create_with_password(request: Request) -> Any:
        pool = cognito._user_pools.get(request.get("UserPoolId", ""))
        if pool is None or request.get("TemporaryPassword"):
            return create(request)
        policy = pool.get("Policies", {}).get("PasswordPolicy", {})
        return create({**request, "TemporaryPassword": temporary_password(int(policy.get("MinimumLength", _SHORTEST)))})

    cognito._admin_create_user = create_with_password


def temporary_password(minimum_length: int) -> str:
    """A password with all four kinds of characters."""
    length = max(minimum_length, _SHORTEST)
    characters = [secrets.choice(kind) for kind in _KINDS]
    characters += [secrets.choice("".join(_KINDS)) for _ in range(length - len(characters))]
    secrets.SystemRandom().shuffle(characters)
    return "".join(characters)
