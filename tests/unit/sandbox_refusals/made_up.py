"""Requests that match the shapes of botocore's models, with meaningless values."""

from typing import Any

from botocore.model import OperationModel, Shape

_DEEPEST = 7
_TEXTS = ("some-text-1", "a", "some-longer-text-that-fits-1", "arn:aws:iam::123456789012:role/some-role")


def parameters(operation: OperationModel, *, optional: bool = False) -> dict[str, Any]:
    """The required members and, with `optional`, all members of the first two levels."""
    shape = operation.input_shape
    return {} if shape is None else dict(_value(shape, depth=0, optional=optional))


def _value(shape: Any, *, depth: int, optional: bool) -> Any:
    match shape.type_name:
        case "structure":
            chosen = [name for name in shape.members if name in shape.required_members or (optional and depth < 2)]
            return {name: _value(shape.members[name], depth=depth + 1, optional=optional) for name in chosen if depth < _DEEPEST}
        case "list":
            return [_value(shape.member, depth=depth + 1, optional=optional)] * max(1, shape.metadata.get("min", 1))
        case "map":
            return {"k": _value(shape.value, depth=depth + 1, optional=optional)}
        case "string":
            return shape.enum[0] if shape.enum else _text(shape)
        case "blob":
            return b"Action=Nothing"
        case "boolean":
            return True
        case _:
            return int(shape.metadata.get("min", 1))


def _text(shape: Shape) -> str:
    """A string of a valid length; it may not match the pattern."""
    shortest, longest = shape.metadata.get("min", 0), shape.metadata.get("max", 10_000)
    return next((text for text in _TEXTS if shortest <= len(text) <= longest), "a" * shortest)
