"""The grammar of policy documents, by moto's validator, whose results were compared with IAM's.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from moto.iam.exceptions import MalformedPolicyDocument
from moto.iam.policy_validation import BaseIAMPolicyValidator, IAMPolicyDocumentValidator

from sandbox.template_validation.service_rules.documents import listed, parsed, statements

_SID = re.compile(r"[0-9A-Za-z]*")
_VERSION = "2012-10-17"


class _Grammar(BaseIAMPolicyValidator):
    """The grammar without resources: the allowed ones depend on the kind of document."""

    def _validate_resource_format(self, resource: str) -> None:
        # The validator does not accept `*` as an IAM resource, though its own message allows it.
        if not resource.endswith(":*"):
            super()._validate_resource_format(resource)


class _IdentityGrammar(_Grammar, IAMPolicyDocumentValidator):
    """The grammar with the resources that an identity policy requires."""


def identity_problem(document: Any) -> str:
    """IAM's error message for a policy of a role, user or group; empty if valid."""
    content = parsed(document)
    return _problem(_IdentityGrammar, content) or _principal_problem(content) or sid_problem(content)


def resource_problem(document: Any) -> str:
    """The grammar mistake in a resource policy or trust policy, principals and resources aside.

    An older version, or none, is allowed here.
    """
    content = parsed(document)
    if isinstance(content, Mapping) and content.get("Version", "2008-10-17") == "2008-10-17":
        content = {**content, "Version": _VERSION}
    return _problem(_Grammar, content)


def sid_problem(document: Any) -> str:
    """IAM's error message for statement ids; policies of other services may have spaces in them."""
    if all(_SID.fullmatch(str(each.get("Sid", ""))) for each in statements(parsed(document))):
        return ""
    pattern = "Check that your input satisfies the regular expression [0-9A-Za-z]*"
    return f"Statement IDs (SID) must be alpha-numeric. {pattern}"


def _principal_problem(document: Any) -> str:
    found = [each for each in listed(document["Statement"]) if {"Principal", "NotPrincipal"} & set(each)]
    return "Policy document should not specify a principal." if found else ""


def _problem(grammar: type[BaseIAMPolicyValidator], document: Any) -> str:
    try:
        grammar(json.dumps(_with_text(document))).validate()
    except MalformedPolicyDocument as error:
        return str(error.message)
    return ""


def _with_text(document: Any) -> Any:
    """The document with numbers in conditions as strings, as IAM reads them."""
    if not isinstance(document, Mapping):
        return document
    found = [_with_text_conditions(each) if isinstance(each, Mapping) else each for each in listed(document.get("Statement", []))]
    return {**document, "Statement": found} if "Statement" in document else document


def _with_text_conditions(statement: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**statement, "Condition": _text_of_numbers(statement["Condition"])} if "Condition" in statement else statement


def _text_of_numbers(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _text_of_numbers(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_text_of_numbers(item) for item in value]
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
