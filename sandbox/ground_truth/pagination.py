"""Common parts of the List operations: pages, times and order."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sandbox.ground_truth.errors import ValidationException

DEFAULT_PAGE_SIZE = 10
"""The default MaxResults of SageMaker; small enough that callers must follow NextToken."""

Item = TypeVar("Item")


def page(items: Sequence[Item], *, parameters: Mapping[str, Any], size: int = DEFAULT_PAGE_SIZE) -> tuple[list[Item], dict[str, str]]:
    """The requested page of items, and ``{"NextToken": ...}`` if more follow."""
    start = _start(parameters.get("NextToken"))
    end = start + parameters.get("MaxResults", size)
    rest = {"NextToken": _token(end)} if end < len(items) else {}
    return list(items[start:end]), rest


def _token(start: int) -> str:
    return base64.urlsafe_b64encode(f"from:{start}".encode()).decode()


def _start(token: str | None) -> int:
    if token is None:
        return 0
    try:
        return int(base64.urlsafe_b64decode(token).decode().removeprefix("from:"))
    except (binascii.Error, ValueError) as broken:
        raise ValidationException(f"Invalid NextToken: {token}") from broken


def is_within(moment: datetime, name: str, *, parameters: Mapping[str, Any]) -> bool:
    """True if the time is between ``<name>After`` and ``<name>Before``, where given."""
    after, before = parameters.get(f"{name}After"), parameters.get(f"{name}Before")
    return (after is None or moment.timestamp() > after) and (before is None or moment.timestamp() < before)


def in_order(items: Sequence[Item], *, keys: Mapping[str, Any], parameters: Mapping[str, Any], default: str) -> list[Item]:
    """The items sorted by SortBy (``default`` if absent) and SortOrder (Ascending if absent)."""
    key = keys[parameters.get("SortBy", default)]
    return sorted(items, key=key, reverse=parameters.get("SortOrder") == "Descending")
