"""The settings to send again with a Cognito update, which resets whatever it is not told."""

from collections.abc import Collection, Mapping
from typing import Any

# Of a tag, an empty value is a value.
_TAGS = "UserPoolTags"


def kept_settings(described: Mapping[str, Any], *, updatable: Collection[str]) -> dict[str, Any]:
    """The settings of a Describe that Update takes, without empty texts, which stand for what was never set and which Update refuses."""
    kept = {name: value for name, value in described.items() if name in updatable}
    return {name: value if name == _TAGS else _without_empty_texts(value) for name, value in kept.items() if value != ""}


def _without_empty_texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_empty_texts(inner) for name, inner in value.items() if inner != ""}
    if isinstance(value, list):
        return [_without_empty_texts(item) for item in value if item != ""]
    return value
