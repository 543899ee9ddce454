"""The e-mail that invites a worker, which should name the portal.

It belongs to the user pool, but the portal's host is known only once the workforce exists.
"""

from collections.abc import Collection, Mapping
from typing import Any

from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.service_shapes import input_shape
from lambda_handlers.workforce.kept_settings import kept_settings
from lambda_handlers.workforce.portal import portal_url

PORTAL = "{portal}"


def write_invitation(cognito: Client, *, user_pool: str, invitation: Mapping[str, str], formerly: Collection[str], sub_domain: str) -> None:
    """Set the texts of the invitation, keeping every other setting of the user pool.

    Texts that were formerly a property and are one no longer are removed: Cognito then uses its own.
    """
    pool = cognito.describe_user_pool(UserPoolId=user_pool)["UserPool"]
    desired = {name: text.replace(PORTAL, portal_url(sub_domain)) for name, text in invitation.items()}
    template = {name: text for name, text in _template(pool).items() if name not in formerly} | desired
    if template != _template(pool):
        updatable = input_shape(cognito, "UpdateUserPool").members
        cognito.update_user_pool(UserPoolId=user_pool, **with_template(pool, template=template, updatable=updatable))


def with_template(pool: Mapping[str, Any], *, template: Mapping[str, str], updatable: Collection[str]) -> dict[str, Any]:
    """The parameters of UpdateUserPool: all updatable settings, since those left out would be reset to their defaults."""
    parameters = kept_settings(pool, updatable=updatable)
    if "PoolName" in updatable:
        parameters["PoolName"] = pool["Name"]
    config = _admin_create_user_config(pool)
    parameters["AdminCreateUserConfig"] = {**config, "InviteMessageTemplate": dict(template)} if template else config
    return parameters


def _template(pool: Mapping[str, Any]) -> dict[str, str]:
    template = pool.get("AdminCreateUserConfig", {}).get("InviteMessageTemplate", {})
    return {name: text for name, text in template.items() if text}


def _admin_create_user_config(pool: Mapping[str, Any]) -> dict[str, Any]:
    """DescribeUserPool gives the lifetime of temporary passwords twice; UpdateUserPool takes it only in the password policy."""
    config = dict(kept_settings(pool, updatable={"AdminCreateUserConfig"}).get("AdminCreateUserConfig", {}))
    config.pop("InviteMessageTemplate", None)
    if "TemporaryPasswordValidityDays" in pool.get("Policies", {}).get("PasswordPolicy", {}):
        config.pop("UnusedAccountValidityDays", None)
    return config
