"""Properties as CloudFormation sends them, turned into what the API takes.

CloudFormation sends every scalar as a string ('3', 'true'). The types come from botocore's service model, so a field of the API needs no
code here; where a resource has properties of its own, a shape of its own says what they are.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from botocore.model import DenormalizedStructureBuilder, ListShape, MapShape, Shape, StructureShape

from lambda_handlers.errors import InvalidPropertiesError

Definition = Mapping[str, Any]

# Characters of a value that is shown where a number or a truth value is desired.
LONGEST_SHOWN = 40


def own_shape(members: Definition) -> StructureShape:
    """A shape for properties that are no field of the API, in the notation of botocore's service models."""
    return DenormalizedStructureBuilder().with_members(dict(members)).build_model()


def merged(*shapes: StructureShape) -> StructureShape:
    """One shape with the members of all."""
    members = {name: shape for part in shapes for name, shape in part.members.items()}
    whole = own_shape({})
    whole.members.update(members)
    return whole


def coerce(
    *,
    properties: Mapping[str, Any],
    api: StructureShape,
    own: StructureShape | None = None,
    not_offered: frozenset[str] = frozenset(),
    required: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """The properties with the types of the shapes.

    `own` adds properties that are not the API's, `not_offered` hides fields of the API, `required` adds to what the API requires.
    Raises InvalidPropertiesError that names every property that is unknown, missing or of a wrong type, by its path.
    """
    errors: list[str] = []
    members = {name: shape for name, shape in api.members.items() if name not in not_offered} | dict(own.members if own else {})
    result = _members(properties, members, sorted({*api.required_members, *required}), "", errors)
    if errors:
        raise InvalidPropertiesError("invalid properties: " + "; ".join(errors))
    return result


def _convert(value: Any, shape: Shape, path: str, errors: list[str]) -> Any:
    if isinstance(shape, StructureShape):
        return _members(value, shape.members, shape.required_members, path, errors)
    if isinstance(shape, ListShape):
        return _items(value, shape.member, path, errors)
    if isinstance(shape, MapShape):
        return _entries(value, shape.value, path, errors)
    return _scalar(value, shape.type_name, path, errors)


def _members(value: Any, members: Mapping[str, Shape], required: Sequence[str], path: str, errors: list[str]) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        errors.append(f"{path} must be an object, not {_kind(value)}")
        return {}
    errors.extend(f"{_join(path, name)} is unknown (allowed: {', '.join(sorted(members))})" for name in value if name not in members)
    errors.extend(f"{_join(path, name)} is required" for name in required if name not in value)
    return {name: _convert(item, members[name], _join(path, name), errors) for name, item in value.items() if name in members}


def _items(value: Any, shape: Shape, path: str, errors: list[str]) -> list[Any]:
    if not isinstance(value, list):
        errors.append(f"{path} must be a list, not {_kind(value)}")
        return []
    return [_convert(item, shape, f"{path}[{index}]", errors) for index, item in enumerate(value)]


def _entries(value: Any, shape: Shape, path: str, errors: list[str]) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        errors.append(f"{path} must be an object, not {_kind(value)}")
        return {}
    return {name: _convert(item, shape, _join(path, name), errors) for name, item in value.items()}


def _scalar(value: Any, type_name: str, path: str, errors: list[str]) -> Any:
    parse, expected = _SCALARS.get(type_name, (_text, "a string"))
    try:
        return parse(value)
    except (ValueError, KeyError, TypeError):
        shown = _kind(value) if isinstance(value, Mapping | list) else repr(value)
        errors.append(f"{path} must be {expected}, not {shown if len(shown) <= LONGEST_SHOWN else _kind(value)}")
        return None


def _kind(value: Any) -> str:
    """The kind of a value, for messages. Never the value itself, which may hold a secret."""
    if isinstance(value, Mapping):
        return "an object"
    return "a list" if isinstance(value, list) else "a single value"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)
    raise TypeError


def _whole_number(value: Any) -> int:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return int(value)
    raise TypeError


def _number(value: Any) -> int | float:
    try:
        return _whole_number(value)
    except ValueError:
        return float(value)


def _truth(value: Any) -> bool:
    return value if isinstance(value, bool) else {"true": True, "false": False}[value]


_SCALARS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "string": (_text, "a string"),
    "integer": (_whole_number, "a whole number"),
    "long": (_whole_number, "a whole number"),
    "float": (_number, "a number"),
    "double": (_number, "a number"),
    "boolean": (_truth, "true or false"),
}


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
