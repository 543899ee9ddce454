"""AWS::Cognito::UserPoolDomain: a domain without ManagedLoginVersion reverts to the first version; MiniStack keeps the previous one.

https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolDomain.html
"""

from ministack.services import cognito

from sandbox.ministack_gaps.added_properties import Properties, add, checked

_FIRST = 1


def install() -> None:
    """Set the version of a domain whose template dropped it."""
    add("AWS::Cognito::UserPoolDomain", _apply)


def _apply(domain: str, old: Properties, new: Properties) -> None:
    if "ManagedLoginVersion" in old and "ManagedLoginVersion" not in new:
        request = {"Domain": domain, "UserPoolId": new["UserPoolId"], "ManagedLoginVersion": _FIRST}
        checked(cognito._update_user_pool_domain(request))
