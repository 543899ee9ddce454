"""Cognito user pools with their resources."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.resource_readers.spelling import present

Properties = dict[str, Any]
Clients = Callable[[str], Any]

_SAME = (
    "AccountRecoverySetting",
    "AdminCreateUserConfig",
    "AliasAttributes",
    "AutoVerifiedAttributes",
    "DeletionProtection",
    "DeviceConfiguration",
    "EmailVerificationMessage",
    "EmailVerificationSubject",
    "LambdaConfig",
    "MfaConfiguration",
    "Policies",
    "SmsAuthenticationMessage",
    "SmsConfiguration",
    "SmsVerificationMessage",
    "UserAttributeUpdateSettings",
    "UserPoolAddOns",
    "UserPoolTier",
    "UsernameAttributes",
    "UsernameConfiguration",
    "VerificationMessageTemplate",
)
_FACTORS = {
    "EMAIL_OTP": "EmailMfaConfiguration",
    "SMS_MFA": "SmsMfaConfiguration",
    "SOFTWARE_TOKEN_MFA": "SoftwareTokenMfaConfiguration",
}


def user_pool(clients: Clients, physical_id: str, _declared: Properties) -> Properties:
    cognito = clients("cognito-idp")
    pool = cognito.describe_user_pool(UserPoolId=physical_id)["UserPool"]
    factors = cognito.get_user_pool_mfa_config(UserPoolId=physical_id)
    email, passkeys = factors.get("EmailMfaConfiguration", {}), factors.get("WebAuthnConfiguration", {})
    tags = {name: value for name, value in pool.get("UserPoolTags", {}).items() if not name.startswith("aws:")}
    custom = [
        {**attribute, "Name": attribute["Name"].removeprefix("custom:")}
        for attribute in pool["SchemaAttributes"]
        if attribute["Name"].startswith("custom:")
    ]
    enabled = [name for name, key in _FACTORS.items() if factors.get(key, {}).get("Enabled", key in factors)]
    return {name: pool.get(name) for name in _SAME} | {
        "UserPoolName": pool["Name"],
        "UserPoolTags": tags,
        "EnabledMfas": enabled,
        "Schema": custom,
        "EmailAuthenticationMessage": email.get("Message"),
        "EmailAuthenticationSubject": email.get("Subject"),
        "EmailConfiguration": pool.get("EmailConfiguration"),
        "WebAuthnFactorConfiguration": passkeys.get("FactorConfiguration"),
        "WebAuthnRelyingPartyID": passkeys.get("RelyingPartyId"),
        "WebAuthnUserVerification": passkeys.get("UserVerification"),
    }


def client(clients: Clients, physical_id: str, declared: Properties) -> Properties:
    found: Properties = clients("cognito-idp").describe_user_pool_client(UserPoolId=declared["UserPoolId"], ClientId=physical_id)[
        "UserPoolClient"
    ]
    return {**found, "GenerateSecret": "ClientSecret" in found}


def domain(clients: Clients, physical_id: str, _declared: Properties) -> Properties:
    found: Properties = clients("cognito-idp").describe_user_pool_domain(Domain=physical_id)["DomainDescription"]
    return found


def group(clients: Clients, physical_id: str, declared: Properties) -> Properties:
    found: Properties = clients("cognito-idp").get_group(UserPoolId=declared["UserPoolId"], GroupName=physical_id)["Group"]
    return found


def user(clients: Clients, physical_id: str, declared: Properties) -> Properties:
    found = clients("cognito-idp").admin_get_user(UserPoolId=declared["UserPoolId"], Username=physical_id)
    attributes = [attribute for attribute in found["UserAttributes"] if attribute["Name"] != "sub"]
    return {"UserPoolId": declared["UserPoolId"], "Username": found["Username"], "UserAttributes": attributes}


def membership(clients: Clients, _physical_id: str, declared: Properties) -> Properties:
    members = list(_members(clients("cognito-idp"), declared["UserPoolId"], declared["GroupName"]))
    return present({**declared, "Username": declared["Username"] if declared["Username"] in members else None})


def _members(cognito: Any, pool_id: str, group_name: str) -> Iterator[str]:
    for page in cognito.get_paginator("list_users_in_group").paginate(UserPoolId=pool_id, GroupName=group_name):
        yield from (found["Username"] for found in page["Users"])
