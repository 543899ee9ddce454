"""Validation of a whole request against the service model: the limits that botocore leaves to the service."""

from __future__ import annotations

from collections.abc import Iterator

from botocore.model import ListShape, MapShape, Shape, StructureShape

from labeling_rules.api_limits import ApiLimits
from labeling_rules.deployment_values import is_token
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import refuses

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "list": (list, tuple),
}


@refuses()
def api_limits(parameters: Node, shape: Shape) -> Iterator[Mistake]:
    """Every parameter is within the API's length, range, pattern and enumeration, and no required member is missing.

    Source: botocore's service model of SageMaker, the shape of the same name
    """
    yield from api_model_mistakes(parameters, shape)


def api_model_mistakes(parameters: Node, shape: Shape) -> Iterator[Mistake]:
    """The violations of the model in the parameters of this shape. A value of the wrong type is skipped.

    `shape` comes from the caller, who has read the model already: from a client, or from `api_limits.find_shape`.
    """
    if isinstance(shape, StructureShape):
        yield from _structure(parameters, shape)
    elif isinstance(shape, ListShape):
        yield from _value(parameters, shape)
        for entry in parameters.entries():
            yield from api_model_mistakes(entry, shape.member)
    elif not isinstance(shape, MapShape):
        yield from _value(parameters, shape)


def _structure(parameters: Node, shape: StructureShape) -> Iterator[Mistake]:
    if not parameters.is_mapping:
        return
    for name in shape.required_members:
        if not parameters[name].present:
            yield parameters[name].mistake(_required(shape.members[name]))
    for name, member in shape.members.items():
        if parameters[name].present:
            yield from api_model_mistakes(parameters[name], member)


def _value(parameter: Node, shape: Shape) -> Iterator[Mistake]:
    value, types = parameter.value, _TYPES.get(shape.type_name, ())
    if not isinstance(value, types) or isinstance(value, bool) or is_token(value):
        return
    limits = ApiLimits(shape)
    if not limits.accept(value):
        yield parameter.mistake(limits.allowed)


def _required(shape: Shape) -> str:
    limits = ApiLimits(shape)
    limited = limits.names or limits.pattern or limits.smallest is not None or limits.largest is not None
    return f"required: {limits.allowed}" if limited else "required"
