"""The mistakes of single fields: pydantic's errors in this project's words."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from ground_truth.environment.environment import EnvironmentFile
from ground_truth.environment.model_fields import UNION_KEY, fields_of, models_at, modes_of
from ground_truth.environment.unions import NO_MODE, errors_of_unions, validated
from ground_truth.settings.constraints import NOT_ALLOWED, Constraint
from labeling_rules.mistake import MISSING, Mistake, shown

_TYPES = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "mapping_type": "a mapping",
    "dict_type": "a mapping",
}


@dataclass(frozen=True)
class Fields:
    """The file's model, or None with every mistake of a single field."""

    model: EnvironmentFile | None
    mistakes: tuple[Mistake, ...] = ()
    meant: frozenset[str] = frozenset()
    """The places of fields that are there under a wrong name."""


def parse_fields(content: Mapping[str, Any], *, file: str) -> Fields:
    """The fields of a file, one by one."""
    try:
        return Fields(validated(content))
    except ValidationError as error:
        details = [detail for detail in error.errors() if detail["type"] != "default_factory_not_called"]
    details += errors_of_unions(details, content)
    meant = frozenset(place for detail in details if (place := _meant(detail, content)) is not None)
    told = [_mistake(detail, content, file) for detail in details]
    return Fields(None, tuple(mistake for mistake in told if mistake.path not in meant), meant)


def _meant(detail: ErrorDetails, content: Mapping[str, Any]) -> str | None:
    """The place of the field that an unknown one probably is, under its right name."""
    *parents, _ = detail["loc"]
    close = _close_field(detail["loc"]) if detail["type"] == "extra_forbidden" else None
    path, siblings = _walk(parents, content)
    if close is None or (isinstance(siblings, Mapping) and close in siblings):
        return None
    return f"{path}.{close}" if path else close


def _mistake(detail: ErrorDetails, content: Mapping[str, Any], file: str) -> Mistake:
    path = _path(detail["loc"], content, closed=detail["type"] == "missing")
    value, context = detail["input"], detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return Mistake(file, path, MISSING, _required(detail["loc"]))
        case "extra_forbidden":
            return Mistake(file, path, shown(value), _unknown_field(detail["loc"]))
        case kind if kind in NO_MODE:
            modes = ", ".join(mode for model in models_at(detail["loc"]) for mode in modes_of(model))
            found = value.get(UNION_KEY) if isinstance(value, Mapping) else value
            return Mistake(file, f"{path}.{UNION_KEY}", shown(found), f"one of {modes}")
        case "literal_error":
            return Mistake(file, path, shown(value), f"one of {context['expected'].replace(chr(39), '')}")
        case kind if kind == NOT_ALLOWED:
            return Mistake(file, path, shown(value), context["allowed"])
        case "string_type" if isinstance(value, int | float):
            return Mistake(file, path, shown(value), "a text: put it in quotes")
        case kind:
            return Mistake(file, path, shown(value), _TYPES.get(kind, detail["msg"].lower()))


def _path(location: Sequence[int | str], content: object, *, closed: bool) -> str:
    """The location as a path of the file, without the steps that only the model has, such as the name of a union's branch."""
    return _walk(location, content, closed=closed)[0]


def _walk(location: Sequence[int | str], content: object, *, closed: bool = False) -> tuple[str, object]:
    """The location's path in the file, and the value there. `closed`: its last step is one of the file, even if nothing is there."""
    path, place = "", content
    for number, step in enumerate(location):
        last = number == len(location) - 1
        if isinstance(place, Mapping) and (step in place or (closed and last)):
            path, place = f"{path}.{step}" if path else str(step), place.get(step)
        elif isinstance(place, list) and isinstance(step, int):
            path, place = f"{path}[{step}]", place[step]
    return path, place


def _required(location: Sequence[int | str]) -> str:
    for model in models_at(location[:-1]):
        field = fields_of(model).get(str(location[-1]))
        if field is not None:
            return f"required: {_allowed(field)}"
    return "required"


def _allowed(field: FieldInfo) -> str:
    constraints = [entry.allowed for entry in field.metadata if isinstance(entry, Constraint)]
    if get_origin(field.annotation) is Literal:
        constraints.append(f"one of {', '.join(get_args(field.annotation))}")
    if field.annotation is bool:
        constraints.append(_TYPES["bool_type"])
    return constraints[0] if constraints else "a mapping"


def _unknown_field(location: Sequence[int | str]) -> str:
    close = _close_field(location)
    if close is not None:
        return f"unknown field, did you mean {close}?"
    return f"unknown field, known here: {', '.join(sorted(_known_fields(location).values()))}"


def _close_field(location: Sequence[int | str]) -> str | None:
    """The field that an unknown one probably is."""
    known = _known_fields(location)
    close = difflib.get_close_matches(_bare(str(location[-1])), known, n=1)
    return known[close[0]] if close else None


def _known_fields(location: Sequence[int | str]) -> dict[str, str]:
    """The fields beside an unknown one, by a key that all spellings of a name share."""
    return {_bare(name): name for model in models_at(location[:-1]) for name in fields_of(model)}


def _bare(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
