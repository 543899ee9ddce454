"""Policy documents: their statements, and the lists in them that may be single values."""

import json
from collections.abc import Mapping
from typing import Any

Statement = Mapping[str, Any]


def parsed(document: Any) -> Any:
    """A document that a template gives as an object or as JSON text; the text itself when it is no JSON."""
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
    """A list, or a single value as one."""
    return list(value) if isinstance(value, list) else [value]
