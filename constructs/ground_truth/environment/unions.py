"""Further mistakes beside a wrong mode of a union: pydantic stops there, since it cannot tell which model is meant."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ground_truth.environment.environment import EnvironmentFile
from ground_truth.environment.model_fields import UNION_KEY, fields_of, models_at, modes_of

NO_MODE = ("union_tag_invalid", "union_tag_not_found")
"""The pydantic error types of a missing or invalid mode."""


def validated(content: Mapping[str, Any]) -> EnvironmentFile:
    """The model of a file. Raises pydantic's ValidationError."""
    # By alias only: the API's parameters have one spelling in a file, the API's own.
    return EnvironmentFile.model_validate(content, by_alias=True, by_name=False)


def errors_of_unions(details: Sequence[ErrorDetails], content: Mapping[str, Any]) -> list[ErrorDetails]:
    """The errors below wrong modes: those that the mode which is probably meant would have."""
    return [error for detail in details if detail["type"] in NO_MODE for error in _errors_of(detail, content)]


def _errors_of(detail: ErrorDetails, content: Mapping[str, Any]) -> list[ErrorDetails]:
    location, found = detail["loc"], detail["input"]
    if not isinstance(found, Mapping):
        return []
    mode = _close_mode(found, location)
    guess = mode or _widest_mode(location)
    try:
        validated(_replaced(content, location, {**found, UNION_KEY: guess}))
    except ValidationError as error:
        below = [other for other in error.errors() if other["loc"][: len(location)] == location]
        return [other for other in below if mode or not _is_missing_in_some(other, location)]
    return []


def _close_mode(found: Mapping[str, Any], location: Sequence[int | str]) -> str | None:
    """The mode that a wrong one, or one under a wrong name, probably is."""
    written = found.get(UNION_KEY, next((found[key] for key in difflib.get_close_matches(UNION_KEY, found, n=1)), None))
    modes = [mode for model in models_at(location) for mode in modes_of(model)]
    return next(iter(difflib.get_close_matches(str(written).lower(), modes, n=1)), None)


def _widest_mode(location: Sequence[int | str]) -> str:
    """The mode with the most fields: a field that it lacks, every mode lacks."""
    return modes_of(max(models_at(location), key=lambda model: len(fields_of(model))))[0]


def _is_missing_in_some(error: ErrorDetails, location: Sequence[int | str]) -> bool:
    """True if the error is a missing field that not every mode requires."""
    *parents, last = error["loc"]
    if error["type"] != "missing" or len(parents) > len(location) + 1:
        return False
    fields = [fields_of(model).get(str(last)) for model in models_at(location)]
    return any(field is None or not field.is_required() for field in fields)


def _replaced(place: Any, location: Sequence[int | str], value: object) -> Any:
    """The content with another value at the location."""
    if not location:
        return value
    step, *below = location
    if isinstance(place, list) and isinstance(step, int):
        return [_replaced(entry, below, value) if index == step else entry for index, entry in enumerate(place)]
    return {**place, step: _replaced(place[step], below, value)}
