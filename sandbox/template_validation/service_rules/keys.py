"""KMS keys: rotation, and a key policy that is well-formed, names existing principals, and can still be changed.

https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
"""

from collections.abc import Iterator

from ministack.core.responses import get_account_id

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused
from sandbox.template_validation.service_rules.documents import Statement, listed, parsed, statements
from sandbox.template_validation.service_rules.policy_grammar import resource_problem
from sandbox.template_validation.service_rules.principals import has_principal, invalid_principals

_ALL_USAGES = frozenset({"ENCRYPT_DECRYPT", "SIGN_VERIFY", "KEY_AGREEMENT", "GENERATE_VERIFY_MAC"})
# https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html, by prefix of the spec.
_USAGES = {
    "SYMMETRIC_": frozenset({"ENCRYPT_DECRYPT"}),
    "HMAC_": frozenset({"GENERATE_VERIFY_MAC"}),
    "RSA_": frozenset({"ENCRYPT_DECRYPT", "SIGN_VERIFY"}),
    "ECC_NIST_EDWARDS": frozenset({"SIGN_VERIFY"}),
    "ECC_SECG_": frozenset({"SIGN_VERIFY"}),
    "ECC_NIST_": frozenset({"SIGN_VERIFY", "KEY_AGREEMENT"}),
    "ML_DSA_": frozenset({"SIGN_VERIFY"}),
}


def key_errors(key: Resource) -> Iterator[str]:
    """KMS's error messages for a key."""
    if _is_true(key, "EnableKeyRotation") and _cannot_rotate(key):
        message = "You cannot set the EnableKeyRotation property to true on asymmetric or external keys."
        yield refused("Kms", message, at="EnableKeyRotation")
    spec, usage = key.properties.get("KeySpec", "SYMMETRIC_DEFAULT"), key.properties.get("KeyUsage", "ENCRYPT_DECRYPT")
    if usage not in _usages(spec):
        message = f"KeyUsage {usage} is not compatible with KeySpec {spec} (Error Code: ValidationException)"
        yield refused("Kms", message, at="KeyUsage")
    yield from _policy_errors(key)


def _usages(spec: str) -> frozenset[str]:
    return next((usages for start, usages in _USAGES.items() if spec.startswith(start)), _ALL_USAGES)


def _cannot_rotate(key: Resource) -> bool:
    return key.properties.get("KeySpec", "SYMMETRIC_DEFAULT") != "SYMMETRIC_DEFAULT" or key.properties.get("Origin") == "EXTERNAL"


def _is_true(key: Resource, name: str) -> bool:
    return str(key.properties.get(name)).lower() == "true"


def _policy_errors(key: Resource) -> Iterator[str]:
    document = key.properties.get("KeyPolicy")
    if document is None:
        return
    found = statements(parsed(document))
    bypassed = _is_true(key, "BypassPolicyLockoutSafetyCheck")
    if problem := resource_problem(document):
        yield _malformed_key_policy(problem)
    elif any(not has_principal(statement) or any(invalid_principals(statement)) for statement in found):
        yield _malformed_key_policy("Policy contains a statement with one or more invalid principals.")
    elif not bypassed and not any(map(_lets_the_account_change_it, found)):
        yield _malformed_key_policy("The new key policy will not allow you to update the key policy in the future.")


def _malformed_key_policy(problem: str) -> str:
    return refused("Kms", f"{problem} (Error Code: MalformedPolicyDocumentException)", at="KeyPolicy")


def _lets_the_account_change_it(statement: Statement) -> bool:
    actions = {str(action).lower() for action in listed(statement.get("Action", []))}
    covers = "NotAction" in statement or bool(actions & {"kms:*", "*", "kms:put*", "kms:putkeypolicy"})
    return statement.get("Effect") == "Allow" and covers and _is_of_account(statement)


def _is_of_account(statement: Statement) -> bool:
    principal = statement.get("Principal")
    values = [principal] if isinstance(principal, str) else listed((principal or {}).get("AWS", []))
    account = get_account_id()
    return any(value in {"*", account} or f":iam::{account}:" in str(value) or f":sts::{account}:" in str(value) for value in values)
