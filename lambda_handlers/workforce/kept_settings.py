"""The settings to send again with a Cognito update, which resets whatever it is not told."""

from collections.abc import Collection, Mapping
from typing import Any


def kept_settings(described: Mapping[str, Any], *, updatable: Collection[str]) -> dict[str, Any]:
    """What Describe answered, as far as Update takes it; less empty texts, which stand for what was never set and which Update refuses."""
    return {name: _without_empty_texts(value) for name, value in described.items() if name in updatable and value != ""}


def _without_empty_texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_empty_texts(inner) for name, inner in value.items() if inner != ""}
    return value
