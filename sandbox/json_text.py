"""Texts of users as JSON, and nothing that Python takes beside it."""

import json
from typing import Any, NoReturn


def parsed(text: str | bytes) -> Any:
    """What the text stands for. Raises ValueError where it is no JSON: RFC 8259 has no NaN and no Infinity, and Python a limit on depth."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except RecursionError as deep:
        raise ValueError("it is nested too deeply") from deep


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"JSON has no {name}")
