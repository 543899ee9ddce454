"""Conversion between CloudFormation's and a service's spelling."""

from collections.abc import Iterable, Mapping
from typing import Any


def present(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are set."""
    return {name: value for name, value in values.items() if value is not None}


def capitalized(value: Any) -> Any:
    """All dictionary keys in upper camel case."""
    if isinstance(value, dict):
        return {name[0].upper() + name[1:]: capitalized(entry) for name, entry in value.items()}
    return [capitalized(entry) for entry in value] if isinstance(value, list) else value


def tags(values: Mapping[str, str] | Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """CloudFormation's list, without the tags that it adds itself."""
    pairs = values.items() if isinstance(values, Mapping) else [(tag["Key"], tag["Value"]) for tag in values]
    return [{"Key": key, "Value": value} for key, value in pairs if not key.startswith("aws:")]


def without_answer(response: Mapping[str, Any]) -> dict[str, Any]:
    """The response without the members that are not part of the resource."""
    return {name: value for name, value in response.items() if name != "ResponseMetadata"}
