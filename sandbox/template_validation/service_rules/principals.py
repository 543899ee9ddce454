"""Principals of a statement: their form, and the existence of those in the own account.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ministack.core.responses import get_account_id
from ministack.services import iam

from sandbox.template_validation.service_rules.documents import Statement, listed
from sandbox.template_validation.service_rules.known_services import is_service_principal

_ARN = re.compile(
    r"arn:aws[a-z-]*:(?:iam::(?P<account>\d{12}):(?:root|(?P<kind>user|role)/(?:[^*?]+/)?(?P<name>[^*?/]+)|saml-provider/.+|oidc-provider/.+)"
    r"|sts::\d{12}:(?:assumed-role|federated-user)/.+|cloudfront::user/.+|iam::cloudfront:user/.+)"
)
_ACCOUNT = re.compile(r"\d{12}")
# The unique id of a deleted principal.
_UNIQUE_ID = re.compile(r"A[A-Z]{3}[A-Z0-9]{16,}")
_SERVICE = re.compile(r"[a-z0-9.-]+\.(?:amazonaws\.com(?:\.cn)?|amazon\.com|aws\.internal|aws)")


def has_principal(statement: Statement) -> bool:
    """True if the statement names a principal."""
    return bool(statement.get("Principal") or statement.get("NotPrincipal"))


def invalid_principals(statement: Statement) -> Iterator[str]:
    """Each nonexistent principal, in IAM's form: `"AWS":"arn:aws:iam::123456789012:role/nobody"`."""
    principal = statement.get("Principal", statement.get("NotPrincipal"))
    if not isinstance(principal, Mapping):
        if principal != "*":
            yield f'"{principal}"'
        return
    for kind, values in principal.items():
        for value in listed(values):
            if not _is_valid(kind, value):
                yield f'"{kind.upper()}":"{value}"'


def _is_valid(kind: str, value: Any) -> bool:
    if not isinstance(value, str):
        return False
    if kind == "AWS":
        return value == "*" or bool(_ACCOUNT.fullmatch(value) or _UNIQUE_ID.fullmatch(value)) or _exists(value)
    if kind == "Service":
        return bool(_SERVICE.fullmatch(value)) and (".amazonaws.com" not in value or is_service_principal(value))
    return kind in {"Federated", "CanonicalUser"}


def _exists(arn: str) -> bool:
    found = _ARN.fullmatch(arn)
    if found is None or found["account"] != get_account_id() or found["kind"] is None:
        # Principals of other accounts are unknown here.
        return found is not None
    held = iam._roles if found["kind"] == "role" else iam._users
    return found["name"] in held
