"""Policy documents: their statements, and lists that may be single values."""

import json
from collections.abc import Mapping
from typing import Any

Statement = Mapping[str, Any]


def parsed(document: Any) -> Any:
    """A policy document from an object or JSON text; the text itself if it is not JSON."""
    if not isinstance(document, str):
        return document
    try:
        return json.loads(document)
    except ValueError:
        return document


def statements(document: Any) -> list[Statement]:
    """The statements that are objects."""
    found = document.get("Statement", []) if isinstance(document, Mapping) else []
    return [each for each in listed(found) if isinstance(each, Mapping)]


def listed(value: Any) -> list[Any]:
    """The value as a list."""
    return list(value) if isinstance(value, list) else [value]
