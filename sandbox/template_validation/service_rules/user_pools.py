"""User pools, their domains and app clients.

https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ministack.services import cognito

from sandbox.template_validation.resource import Properties, Resource
from sandbox.template_validation.service_rules.answers import refused

_RESERVED = ("aws", "amazon", "cognito")
_LOOPBACK = re.compile(r"http://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:/.*)?")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SCOPES = frozenset({"aws.cognito.signin.user.admin", "email", "openid", "phone", "profile"})
_NO_SCOPE = "ScopeDoesNotExistException"
_READ_ONLY_ATTRIBUTES = frozenset({"email_verified", "phone_number_verified", "sub"})
_TOKEN_UNITS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400}
_VALIDITY_SECONDS = {
    "AccessToken": ("hours", 300, 86_400),
    "IdToken": ("hours", 300, 86_400),
    "RefreshToken": ("days", 3_600, 315_360_000),
}


def user_pool_errors(pool: Resource) -> Iterator[str]:
    """Cognito's error messages for a user pool."""
    properties = pool.properties
    factors, sms = properties.get("EnabledMfas", []), "SmsConfiguration" in properties
    mfa = properties.get("MfaConfiguration", "OFF")
    if mfa == "OFF" and factors:
        yield _refused("Invalid MFA configuration given, can't turn off MFA and configure an MFA together.", at="EnabledMfas")
    if mfa != "OFF" and not factors and not sms:
        yield _refused(
            "SMS configuration and Auto verification for phone_number are required when MFA is required/optional", at="MfaConfiguration"
        )
    if mfa != "OFF" and "SMS_MFA" in factors and not sms:
        yield _refused("SMS configuration is required when SMS MFA is enabled", at="SmsConfiguration")
    if "phone_number" in properties.get("AutoVerifiedAttributes", []) and not sms:
        yield _refused("SMS configuration is required when phone_number is selected for auto verification", at="AutoVerifiedAttributes")
    if {"AliasAttributes", "UsernameAttributes"} <= set(properties):
        yield _refused("AliasAttributes and UsernameAttributes cannot both be specified.", at="UsernameAttributes")
    email = properties.get("EmailConfiguration", {})
    if email.get("EmailSendingAccount") == "DEVELOPER" and not email.get("SourceArn"):
        yield _refused("Provided source ARN is invalid: it is required for the email sending account DEVELOPER.", at="EmailConfiguration")
    yield from _password_errors(properties)
    names = [attribute.get("Name") for attribute in properties.get("Schema", [])]
    for name in sorted({str(each) for each in names if names.count(each) > 1}):
        yield _refused(f"Duplicate custom attribute names custom:{name} are not allowed in a user pool schema.", at="Schema")


def _password_errors(properties: Properties) -> Iterator[str]:
    days = properties.get("Policies", {}).get("PasswordPolicy", {}).get("TemporaryPasswordValidityDays")
    if days is not None and "UnusedAccountValidityDays" in properties.get("AdminCreateUserConfig", {}):
        yield _refused(
            "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
            at="AdminCreateUserConfig/UnusedAccountValidityDays",
        )


def domain_errors(domain: Resource) -> Iterator[str]:
    """Cognito's error messages for a user pool's domain; a custom domain may have any name."""
    prefix = domain.properties["Domain"]
    if "CustomDomainConfig" not in domain.properties:
        for word in _RESERVED:
            if word in prefix:
                yield _refused(f"Domain cannot contain reserved word: {word}", at="Domain")


def client_errors(client: Resource) -> Iterator[str]:
    """Cognito's error messages for an app client."""
    properties = client.properties
    callbacks = properties.get("CallbackURLs", [])
    for name in ("CallbackURLs", "LogoutURLs"):
        for number, url in enumerate(properties.get(name, [])):
            if problem := _url_problem(str(url)):
                yield _refused(problem, at=f"{name}/{number}")
    yield from _pool_errors(properties, cognito._user_pools.get(properties["UserPoolId"]))
    yield from _auth_flow_errors(properties)
    yield from _flow_errors(properties)
    default = properties.get("DefaultRedirectURI")
    if default and default not in callbacks:
        yield _refused(f"The default redirect URI {default} is not in the callback URIs list.", at="DefaultRedirectURI")
    if _READ_ONLY_ATTRIBUTES & set(properties.get("WriteAttributes", [])):
        yield _refused("Invalid write attributes specified while creating a client", at="WriteAttributes")
    units = properties.get("TokenValidityUnits", {})
    for token, (unit, least, most) in _VALIDITY_SECONDS.items():
        validity = properties.get(f"{token}Validity")
        # Zero stands for the default.
        if validity and not least <= float(validity) * _TOKEN_UNITS[units.get(token, unit)] <= most:
            yield _refused("Invalid range for token validity.", at=f"{token}Validity")


def _url_problem(url: str) -> str:
    if url.startswith("http://") and not _LOOPBACK.fullmatch(url):
        return f"{url} cannot use the HTTP protocol."
    if "#" in url:
        return f"{url} must not contain a fragment component."
    # Mobile apps use their own URL schemes.
    return "" if _ABSOLUTE.match(url) else f"{url} is not a valid URL"


def _pool_errors(properties: Properties, pool: Mapping[str, Any] | None) -> Iterator[str]:
    """The client's references to its pool."""
    if pool is None:
        # MiniStack itself reports a missing pool.
        return
    for provider in properties.get("SupportedIdentityProviders", []):
        if provider not in {"COGNITO", *pool.get("_identity_providers", {})}:
            message = f"The provider {provider} does not exist for User Pool {properties['UserPoolId']}."
            yield _refused(message, at="SupportedIdentityProviders")
    servers = pool.get("_resource_servers", {})
    custom = {f"{name}/{scope['ScopeName']}" for name, server in servers.items() for scope in server.get("Scopes") or []}
    for scope in properties.get("AllowedOAuthScopes", []):
        if scope not in _SCOPES and scope not in custom:
            yield refused("CognitoIdentityProvider", f"Invalid scope requested: {scope} (Error Code: {_NO_SCOPE})", at="AllowedOAuthScopes")
    known = {attribute["Name"] for attribute in pool.get("SchemaAttributes", [])} | _READ_ONLY_ATTRIBUTES
    for kind in ("Read", "Write"):
        if set(properties.get(f"{kind}Attributes", [])) - known:
            message = f"Invalid {kind.lower()} attributes specified while creating a client"
            yield _refused(message, at=f"{kind}Attributes")


def _auth_flow_errors(properties: Properties) -> Iterator[str]:
    flows = properties.get("ExplicitAuthFlows", [])
    if any(flow.startswith("ALLOW_") for flow in flows) and not all(flow.startswith("ALLOW_") for flow in flows):
        yield _refused("Cannot mix explicit auth flows with and without the prefix ALLOW_", at="ExplicitAuthFlows")


def user_errors(user: Resource) -> Iterator[str]:
    """Cognito's error messages for a user's attributes."""
    pool = cognito._user_pools.get(user.properties["UserPoolId"], {})
    known = {attribute["Name"] for attribute in pool.get("SchemaAttributes", [])} | _READ_ONLY_ATTRIBUTES
    for attribute in user.properties.get("UserAttributes", []):
        if pool and attribute.get("Name") not in known:
            yield _refused(f"user.{attribute.get('Name')}: Attribute does not exist in the schema.", at="UserAttributes")


def _flow_errors(properties: Properties) -> Iterator[str]:
    flows = set(properties.get("AllowedOAuthFlows", []))
    if "client_credentials" in flows and len(flows) > 1:
        yield _refused("client_credentials flow can not be selected along with code flow or implicit flow.", at="AllowedOAuthFlows")
    if "client_credentials" in flows and str(properties.get("GenerateSecret")).lower() != "true":
        message = "client_credentials flow can not be selected if client does not have a client secret."
        yield _refused(message, at="AllowedOAuthFlows")
    is_allowed = str(properties.get("AllowedOAuthFlowsUserPoolClient")).lower() == "true"
    if is_allowed and not (flows and properties.get("AllowedOAuthScopes")):
        message = "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows."
        yield _refused(message, at="AllowedOAuthScopes" if flows else "AllowedOAuthFlows")
    if flows & {"code", "implicit"} and not properties.get("CallbackURLs"):
        yield _refused("CallbackUrls can not be empty when code flow or implicit flow is selected", at="CallbackURLs")


def _refused(message: str, *, at: str) -> str:
    return refused("CognitoIdentityProvider", f"{message} (Error Code: InvalidParameterException)", at=at)
