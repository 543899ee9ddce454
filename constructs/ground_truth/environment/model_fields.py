"""The fields that the models have at a place of the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ground_truth.environment.environment import EnvironmentFile

UNION_KEY = "mode"
"""The field that tells which model of a union is meant."""


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields by their names in the file."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def models_at(location: Sequence[int | str]) -> list[type[BaseModel]]:
    """The models at a location of pydantic's: several where it is a union's, whose branches are steps of the location."""
    models: list[type[BaseModel]] = [EnvironmentFile]
    for step in location:
        if isinstance(step, str):
            models = [below for model in models for below in _models_below(model, step)]
    return models


def models_below(model: type[BaseModel]) -> set[type[BaseModel]]:
    """The model and every one that occurs in its fields, at any depth."""
    found, waiting = set[type[BaseModel]](), [model]
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting += [below for field in model.model_fields.values() for below in _models_in(field.annotation)]
    return found


def modes_of(model: type[BaseModel]) -> list[str]:
    """The modes that mean this model of a union; none for another model."""
    fields = fields_of(model)
    return [str(mode) for mode in get_args(fields[UNION_KEY].annotation)] if UNION_KEY in fields else []


def _models_below(model: type[BaseModel], step: str) -> list[type[BaseModel]]:
    fields = fields_of(model)
    if step in fields:
        return _models_in(fields[step].annotation)
    return [model] if step in modes_of(model) else []


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models_in(argument)]
