"""Validation of requests against botocore's SageMaker model, as AWS does it: all violations, with AWS's messages.

Before sending a request botocore checks only types, required members and minima; maxima, patterns and enums are checked by the service.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import botocore.session
import regex  # type: ignore[import-untyped]  # it has no type hints
from botocore.model import ListShape, MapShape, ServiceModel, Shape, StructureShape

from sandbox.ground_truth.errors import SerializationException, ValidationException

_JSON_TYPES: Mapping[str, tuple[type, ...]] = {
    "structure": (dict,),
    "map": (dict,),
    "list": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "timestamp": (int, float),
}


@cache
def _service_model() -> ServiceModel:
    return botocore.session.get_session().get_service_model("sagemaker")


def is_operation(name: str) -> bool:
    """True if SageMaker has an operation of that name."""
    return name in _service_model().operation_names


def has_output(operation: str) -> bool:
    """True if the operation's response has a body; otherwise AWS sends nothing, not even an empty JSON object."""
    return _service_model().operation_model(operation).output_shape is not None


def validate(*, operation: str, parameters: Mapping[str, Any]) -> None:
    """Refuse parameters that the operation's input shape does not allow.

    Raises SerializationException for a wrong JSON type (the first found), otherwise ValidationException with all violations.
    Unknown members are refused too: AWS ignores them, but here a misspelled name is detected.
    """
    shape = _service_model().operation_model(operation).input_shape
    violations = list(_violations(shape, parameters, "")) if shape is not None else []
    if violations:
        counted = "1 validation error" if len(violations) == 1 else f"{len(violations)} validation errors"
        raise ValidationException(f"{counted} detected: {'; '.join(violations)}")


def _violations(shape: Shape, value: Any, path: str) -> Iterator[str]:
    _require_type(shape, value, path)
    for constraint in broken_constraints(shape, value):
        yield violation(value, path, constraint, is_sensitive="sensitive" in shape.metadata)
    if isinstance(shape, StructureShape):
        yield from _member_violations(shape, value, path)
    elif isinstance(shape, ListShape):
        yield from _item_violations(shape, value, path)
    elif isinstance(shape, MapShape):
        yield from _entry_violations(shape, value, path)


def _member_violations(shape: StructureShape, value: Mapping[str, Any], path: str) -> Iterator[str]:
    for name in shape.required_members:
        if value.get(name) is None:
            yield violation(None, member_path(path, name), "Member must not be null")
    for name, member in value.items():
        if name not in shape.members:
            yield violation(member, member_path(path, name), f"Member must be one of: [{', '.join(sorted(shape.members))}]")
        elif member is not None:
            yield from _violations(shape.members[name], member, member_path(path, name))


def _item_violations(shape: ListShape, items: list[Any], path: str) -> Iterator[str]:
    if isinstance(shape.member, StructureShape | ListShape | MapShape):
        for number, item in enumerate(items, start=1):
            yield from _violations(shape.member, item, f"{path}.{number}.member")
        return
    for item in items:
        _require_type(shape.member, item, path)
    if any(broken_constraints(shape.member, item) for item in items):
        yield violation(items, path, f"Member must satisfy constraint: [{', '.join(_constraints(shape.member))}]")


def _entry_violations(shape: MapShape, entries: Mapping[str, Any], path: str) -> Iterator[str]:
    if any(broken_constraints(shape.key, key) for key in entries):
        yield violation(entries, path, f"Map keys must satisfy constraint: [{', '.join(_constraints(shape.key))}]")
    for value in entries.values():
        _require_type(shape.value, value, path)
    if any(broken_constraints(shape.value, value) for value in entries.values()):
        yield violation(entries, path, f"Map value must satisfy constraint: [{', '.join(_constraints(shape.value))}]")


def _require_type(shape: Shape, value: Any, path: str) -> None:
    expected = _JSON_TYPES[shape.type_name]
    fits = isinstance(value, expected) and (bool in expected or not isinstance(value, bool))
    if not fits:
        raise SerializationException(f"{_json_name(value)} can not be converted to {shape.type_name} at '{path}'")


def broken_constraints(shape: Shape, value: Any) -> list[str]:
    """The constraints of a shape that a value of its type violates, in AWS's wording."""
    metadata = shape.metadata
    broken = []
    if "min" in metadata and _measure(value) < metadata["min"]:
        broken.append(_minimum(shape))
    if "max" in metadata and _measure(value) > metadata["max"]:
        broken.append(_maximum(shape))
    if "pattern" in metadata and not _pattern(metadata["pattern"]).fullmatch(value):
        broken.append(_pattern_rule(shape))
    if "enum" in metadata and value not in metadata["enum"]:
        broken.append(_enum_rule(shape))
    return broken


def _constraints(shape: Shape) -> list[str]:
    rules = {"max": _maximum, "min": _minimum, "pattern": _pattern_rule, "enum": _enum_rule}
    return [rule(shape) for name, rule in rules.items() if name in shape.metadata]


def _minimum(shape: Shape) -> str:
    return f"Member must have {_measured(shape)} greater than or equal to {shape.metadata['min']}"


def _maximum(shape: Shape) -> str:
    return f"Member must have {_measured(shape)} less than or equal to {shape.metadata['max']}"


def _pattern_rule(shape: Shape) -> str:
    return f"Member must satisfy regular expression pattern: {shape.metadata['pattern']}"


def _enum_rule(shape: Shape) -> str:
    return f"Member must satisfy enum value set: [{', '.join(shape.metadata['enum'])}]"


def _measured(shape: Shape) -> str:
    return "length" if shape.type_name in ("string", "list", "map") else "value"


def _measure(value: Any) -> float:
    return len(value) if isinstance(value, str | list | dict) else value


@cache
def _pattern(pattern: str) -> Any:
    r"""The compiled pattern. The patterns are Java's: nested sets, ``.`` stops at every line separator, ``\w`` and ``\d`` are ASCII.

    Characters beyond the first 65,536 are written as surrogate pairs.
    """
    ascii_only = pattern.replace(r"\w", "[a-zA-Z0-9_]").replace(r"\d", "[0-9]")
    ascii_only = ascii_only.replace(r"\uD800\uDC00-\uDBFF\uDFFF", r"\U00010000-\U0010FFFF")
    return regex.compile(ascii_only, flags=regex.VERSION1 | regex.WORD)


def violation(value: Any, path: str, constraint: str, *, is_sensitive: bool = False) -> str:
    """A violated constraint, in AWS's wording."""
    shown = " null" if value is None else f" '{_shown(value)}'"
    return f"Value{'' if is_sensitive else shown} at '{path}' failed to satisfy constraint: {constraint}"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_shown(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}={_shown(item)}' for key, item in value.items())}}}"
    return str(value)


def member_path(path: str, member: str) -> str:
    """The member's path as AWS writes it, in lower camel case."""
    name = member[:1].lower() + member[1:]
    return f"{path}.{name}" if path else name


def _json_name(value: Any) -> str:
    """The name of a JSON value's type in AWS's parser."""
    if isinstance(value, bool):
        return "TRUE_VALUE" if value else "FALSE_VALUE"
    names: tuple[tuple[type, str], ...] = (
        (int, "NUMBER_VALUE"),
        (float, "DECIMAL_VALUE"),
        (str, "STRING_VALUE"),
        (dict, "START_OBJECT"),
        (list, "START_ARRAY"),
    )
    return next((name for kind, name in names if isinstance(value, kind)), "NULL_VALUE")
