"""Strict JSON, without Python's extensions."""

import json
from typing import Any, NoReturn


def parsed(text: str | bytes) -> Any:
    """The parsed value. Raises ValueError for invalid JSON (RFC 8259 has neither NaN nor Infinity) and beyond Python's nesting limit."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except RecursionError as deep:
        raise ValueError("it is nested too deeply") from deep


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"JSON has no {name}")
