"""Texts as JSON, and nothing that Python takes beside it."""

from __future__ import annotations

import json
from typing import Any, NoReturn


def parsed(text: str) -> Any:
    """What the text stands for. Raises ValueError (JSONDecodeError where it is no JSON, NaN and Infinity included) or RecursionError.

    Source: RFC 8259, section 6
    """
    return json.loads(text, parse_constant=_refuse_constant)


def _refuse_constant(name: str) -> NoReturn:
    raise json.JSONDecodeError("no JSON", name, 0)
