"""Actions that a user pool's settings forbid."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

Operate = Callable[..., str]


@pytest.fixture
def make_pool(operate: Operate, name: str, stacks: Any) -> Callable[..., str]:
    """A user pool of a stack, with an app client; returns the pool's id."""

    def make(**properties: Any) -> str:
        resources = {
            "Pool": {"Type": "AWS::Cognito::UserPool", "Properties": {"UserPoolName": name, **properties}},
            "Client": {"Type": "AWS::Cognito::UserPoolClient", "Properties": {"UserPoolId": {"Ref": "Pool"}}},
        }
        assert operate("create_stack", name, {"Resources": resources}) == "CREATE_COMPLETE"
        (described,) = stacks.describe_stack_resources(StackName=name, LogicalResourceId="Pool")["StackResources"]
        return str(described["PhysicalResourceId"])

    return make


def test_a_protected_pool_is_not_deleted(
    client: Callable[[str], Any], make_pool: Callable[..., str], operate: Operate, name: str, reasons: Callable[[str], str]
) -> None:
    pool, cognito = make_pool(DeletionProtection="ACTIVE"), client("cognito-idp")
    with pytest.raises(ClientError, match="deletion protection is activated"):
        cognito.delete_user_pool(UserPoolId=pool)
    assert operate("delete_stack", name) == "DELETE_FAILED"
    assert "deletion protection is activated" in reasons(name)
    cognito.update_user_pool(UserPoolId=pool, DeletionProtection="INACTIVE")
    assert operate("delete_stack", name) == "DELETE_COMPLETE"


@pytest.mark.parametrize("closed", [True, False])
def test_who_signs_up(client: Callable[[str], Any], make_pool: Callable[..., str], closed: bool) -> None:
    pool, cognito = make_pool(AdminCreateUserConfig={"AllowAdminCreateUserOnly": closed}), client("cognito-idp")
    (app_client,) = cognito.list_user_pool_clients(UserPoolId=pool)["UserPoolClients"]
    request = {"ClientId": app_client["ClientId"], "Username": "worker-1", "Password": "Correct-horse-1"}
    if not closed:
        cognito.sign_up(**request)
        return
    with pytest.raises(ClientError, match="SignUp is not permitted for this user pool"):
        cognito.sign_up(**request)


def test_a_password_is_not_used_again(client: Callable[[str], Any], make_pool: Callable[..., str]) -> None:
    policies = {"PasswordPolicy": {"MinimumLength": 8, "PasswordHistorySize": 2}}
    pool, cognito = make_pool(Policies=policies, UserPoolTier="ESSENTIALS"), client("cognito-idp")
    cognito.admin_create_user(UserPoolId=pool, Username="worker-1", MessageAction="SUPPRESS")

    def set_password(password: str) -> None:
        cognito.admin_set_user_password(UserPoolId=pool, Username="worker-1", Password=password, Permanent=True)

    for password in ("Correct-horse-1", "Correct-horse-2", "Correct-horse-3"):
        set_password(password)
    for known in ("Correct-horse-3", "Correct-horse-2"):
        with pytest.raises(ClientError, match="PasswordHistoryPolicyViolationException"):
            set_password(known)
    set_password("Correct-horse-1")
