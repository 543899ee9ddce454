"""Differences between a resource and its declaration in the template."""

import json
import re
from collections.abc import Iterator
from typing import Any


def differences(declared: Any, found: Any) -> list[str]:
    """The declared values that are not found; additional values are ignored. A compiled pattern stands for matching values."""
    return list(_differences(declared, found, ""))


def _differences(declared: Any, found: Any, path: str) -> Iterator[str]:
    if isinstance(declared, str | dict) and isinstance(found, str | dict) and type(declared) is not type(found):
        # A policy, as a document or as text.
        declared, found = _document(declared), _document(found)
    if isinstance(declared, dict) and isinstance(found, dict):
        for name, value in declared.items():
            if name not in found or found[name] is None:
                yield f"{path}.{name} is missing"
            else:
                yield from _differences(value, found[name], f"{path}.{name}")
    elif isinstance(declared, list) and isinstance(found, list):
        for number, value in enumerate(declared):
            if not any(not differences(value, entry) for entry in found):
                yield f"{path}[{number}] is {value}, not one of {found}"
        if len(declared) != len(found):
            yield f"{path} has {len(found)} entries instead of {len(declared)}"
    elif isinstance(declared, list) and len(declared) == 1:
        yield from _differences(declared[0], found, path)
    elif isinstance(declared, re.Pattern):
        if not declared.fullmatch(str(found)):
            yield f"{path} is {found!r} and does not match {declared.pattern!r}"
    elif _text(declared) != _text(found):
        yield f"{path} is {found!r} instead of {declared!r}"


def _document(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) and value.startswith("{") else value


def _text(value: Any) -> str:
    """CloudFormation also accepts numbers and booleans as strings."""
    return str(value).lower() if isinstance(value, bool) else str(value)
