"""AWS::Cognito::UserPool: EnabledMfas with SMS and email, EmailAuthenticationMessage and -Subject, the passkey settings; and the
restrictions by DeletionProtection, AllowAdminCreateUserOnly and PasswordHistorySize.

MiniStack ignores the former and stores the latter without enforcing them.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html
"""

from collections.abc import Callable
from typing import Any

from ministack.core.responses import error_response_json
from ministack.services import cognito
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

from sandbox.ministack_gaps.added_properties import Properties, Response, add, checked

Request = dict[str, Any]

_PROTECTED = "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first."
_NO_SIGN_UP = "SignUp is not permitted for this user pool"


def install() -> None:
    """Set the factors as SetUserPoolMfaConfig does, and enforce the restrictions."""
    add("AWS::Cognito::UserPool", _apply)
    cognito._delete_user_pool = _unless_protected(cognito._delete_user_pool)
    cognito._sign_up = _unless_administrators_only(cognito._sign_up)
    handlers = _RESOURCE_HANDLERS["AWS::Cognito::UserPool"]
    delete = handlers["delete"]

    def delete_unprotected(physical_id: str, properties: Properties) -> None:
        if _is_protected(physical_id):
            raise ValueError(f"{_PROTECTED} (Service: CognitoIdentityProvider, Error Code: InvalidParameterException)")
        delete(physical_id, properties)

    handlers["delete"] = delete_unprotected


def _apply(pool_id: str, old: Properties, new: Properties) -> None:
    factors, before = set(new.get("EnabledMfas") or []), set(old.get("EnabledMfas") or [])
    request: Request = {}
    if "SMS_MFA" in factors | before:
        sms = {"SmsConfiguration": new.get("SmsConfiguration"), "SmsAuthenticationMessage": new.get("SmsAuthenticationMessage")}
        request["SmsMfaConfiguration"] = _present(sms) if "SMS_MFA" in factors else {}
    email = _present({"Message": new.get("EmailAuthenticationMessage"), "Subject": new.get("EmailAuthenticationSubject")})
    if email or "EMAIL_OTP" in factors | before or "EmailAuthenticationMessage" in old:
        request["EmailMfaConfiguration"] = email
    passkeys = {
        "RelyingPartyId": new.get("WebAuthnRelyingPartyID"),
        "UserVerification": new.get("WebAuthnUserVerification"),
        "FactorConfiguration": new.get("WebAuthnFactorConfiguration"),
    }
    if _present(passkeys) or any(name.startswith("WebAuthn") for name in old):
        request["WebAuthnConfiguration"] = _present(passkeys)
    if request:
        checked(cognito._set_user_pool_mfa_config({"UserPoolId": pool_id, **request}))


def _present(values: Request) -> Request:
    return {name: value for name, value in values.items() if value}


def _is_protected(pool_id: str) -> bool:
    return bool((cognito._user_pools.get(pool_id) or {}).get("DeletionProtection") == "ACTIVE")


def _unless_protected(delete: Callable[[Request], Response]) -> Callable[[Request], Response]:
    def delete_unprotected(request: Request) -> Response:
        if _is_protected(request.get("UserPoolId", "")):
            refused: Response = error_response_json("InvalidParameterException", _PROTECTED, 400)
            return refused
        return delete(request)

    return delete_unprotected


def _unless_administrators_only(sign_up: Callable[[Request], Response]) -> Callable[[Request], Response]:
    def sign_up_if_allowed(request: Request) -> Response:
        pools = (pool for pool in cognito._user_pools.values() if request.get("ClientId") in pool["_clients"])
        pool: Request = next(pools, {})
        if (pool.get("AdminCreateUserConfig") or {}).get("AllowAdminCreateUserOnly"):
            refused: Response = error_response_json("NotAuthorizedException", _NO_SIGN_UP, 400)
            return refused
        return sign_up(request)

    return sign_up_if_allowed
