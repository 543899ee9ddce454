"""User pools, their domains and app clients.

https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html
"""

import re
from collections.abc import Iterator

from sandbox.template_validation.resource import Properties, Resource
from sandbox.template_validation.service_rules.answers import refused

_RESERVED = ("aws", "amazon", "cognito")
_LOOPBACK = re.compile(r"http://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:/.*)?")
_READ_ONLY_ATTRIBUTES = frozenset({"email_verified", "phone_number_verified", "sub"})
_TOKEN_UNITS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400}
_VALIDITY_SECONDS = {
    "AccessToken": ("hours", 300, 86_400),
    "IdToken": ("hours", 300, 86_400),
    "RefreshToken": ("days", 3_600, 315_360_000),
}


def user_pool_errors(pool: Resource) -> Iterator[str]:
    """What Cognito answers to a user pool."""
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
    """What Cognito answers to a domain of a user pool; a domain of one's own may have every name."""
    prefix = domain.properties["Domain"]
    if "CustomDomainConfig" not in domain.properties:
        for word in _RESERVED:
            if word in prefix:
                yield _refused(f"Domain cannot contain reserved word: {word}", at="Domain")


def client_errors(client: Resource) -> Iterator[str]:
    """What Cognito answers to an app client."""
    properties = client.properties
    callbacks = properties.get("CallbackURLs", [])
    for name in ("CallbackURLs", "LogoutURLs"):
        for number, url in enumerate(properties.get(name, [])):
            if url.startswith("http://") and not _LOOPBACK.fullmatch(url):
                yield _refused(f"{url} cannot use the HTTP protocol.", at=f"{name}/{number}")
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


def _flow_errors(properties: Properties) -> Iterator[str]:
    flows = set(properties.get("AllowedOAuthFlows", []))
    if "client_credentials" in flows and len(flows) > 1:
        yield _refused("client_credentials flow can not be selected along with code flow or implicit flow.", at="AllowedOAuthFlows")
    if flows & {"code", "implicit"} and not properties.get("CallbackURLs"):
        yield _refused("CallbackUrls can not be empty when code flow or implicit flow is selected", at="CallbackURLs")


def _refused(message: str, *, at: str) -> str:
    return refused("CognitoIdentityProvider", f"{message} (Error Code: InvalidParameterException)", at=at)
