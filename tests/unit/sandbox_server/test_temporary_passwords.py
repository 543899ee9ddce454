"""Invited users: their temporary passwords satisfy the pool's password policy."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize("length", [6, 12, 14, 99])
def test_a_user_can_be_invited_however_long_passwords_have_to_be(client: Callable[[str], Any], length: int) -> None:
    cognito = client("cognito-idp")
    policy = {"PasswordPolicy": {"MinimumLength": length, "RequireUppercase": True, "RequireNumbers": True, "RequireSymbols": True}}
    pool = cognito.create_user_pool(PoolName="strict", Policies=policy)["UserPool"]["Id"]
    user = cognito.admin_create_user(UserPoolId=pool, Username="ann@example.com", MessageAction="SUPPRESS")["User"]
    assert user["UserStatus"] == "FORCE_CHANGE_PASSWORD"


def test_a_password_of_the_callers_own_is_checked(client: Callable[[str], Any]) -> None:
    cognito = client("cognito-idp")
    pool = cognito.create_user_pool(PoolName="strict", Policies={"PasswordPolicy": {"MinimumLength": 14}})["UserPool"]["Id"]
    with pytest.raises(cognito.exceptions.InvalidPasswordException):
        cognito.admin_create_user(UserPoolId=pool, Username="ann@example.com", TemporaryPassword="Short-1")
