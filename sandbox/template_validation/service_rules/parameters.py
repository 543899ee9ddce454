"""Systems Manager parameters: names, and lengths and forms of values.

https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
"""

import re
from collections.abc import Iterator

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused

_NAME = re.compile(r"[A-Za-z0-9_.\-/]+")
_STANDARD_CHARACTERS = 4_096


def parameter_errors(parameter: Resource) -> Iterator[str]:
    """Systems Manager's error messages for a parameter."""
    properties = parameter.properties
    name, value = properties.get("Name", "any"), str(properties["Value"])
    if not _NAME.fullmatch(name):
        yield _refused("Parameter name: only a mix of letters, numbers and the following symbols is allowed: .-_", at="Name")
    elif "/" in name and not name.startswith("/"):
        yield _refused("Parameter name must be a fully qualified name.", at="Name")
    if not value:
        yield _refused("Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1", at="Value")
    if len(value) > _STANDARD_CHARACTERS and properties.get("Tier", "Standard") == "Standard":
        limit = f"a maximum parameter value of {_STANDARD_CHARACTERS} characters"
        yield _refused(f"Standard tier parameters support {limit}. To create a larger parameter value, upgrade the tier.", at="Value")
    pattern = properties.get("AllowedPattern")
    if pattern and not re.search(pattern, value):
        yield _refused(f"Parameter value, cannot be validated against allowedPattern: {pattern}", at="Value")


def _refused(message: str, *, at: str) -> str:
    return refused("Ssm", message, at=at)
