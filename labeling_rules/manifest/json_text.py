"""Strict JSON, without Python's extensions."""

from __future__ import annotations

import json
from typing import Any, NoReturn


def parsed(text: str) -> Any:
    """The parsed value. Raises ValueError (JSONDecodeError for invalid JSON, including NaN and Infinity) or RecursionError.

    Source: RFC 8259, section 6
    """
    return json.loads(text, parse_constant=_refuse_constant)


def _refuse_constant(name: str) -> NoReturn:
    raise json.JSONDecodeError("no JSON", name, 0)
