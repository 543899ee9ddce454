"""Secrets: names, and values that are given or generated.

https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
"""

import re
from collections.abc import Iterator

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused

_NAME = re.compile(r"[A-Za-z0-9/_+=.@!-]+")


def secret_errors(secret: Resource) -> Iterator[str]:
    """Secrets Manager's error messages for a secret."""
    if not _NAME.fullmatch(secret.properties.get("Name", "any")):
        allowed = "containing alphanumeric characters, or any of the following: -/_+=.@!"
        yield refused("SecretsManager", f"Invalid name. Must be a valid name {allowed}", at="Name")
    if {"SecretString", "GenerateSecretString"} <= set(secret.properties):
        yield refused("SecretsManager", "You can't specify both GenerateSecretString and SecretString.", at="SecretString")
