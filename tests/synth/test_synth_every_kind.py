"""The linters' environments cover every kind of job, stream, project and mode, and every field of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from ground_truth.environment import Environment
from ground_truth.environment.environment import EnvironmentFile
from ground_truth.settings.constraints import OneOf
from tests.synth.conftest import Synthesis

Field = tuple[str, str]
"""A model and one of its fields."""

NEVER = {
    ("HumanTaskConfig", "public_workforce_task_price"): "refused: Amazon Mechanical Turk closed on 30 September 2026",
    ("LabelCategory", "color"): "refused: a label category file cannot say it",
}
"""Fields that no environment can have -> reason."""

ANY_CHOICE = {("EnvironmentFile", "region"): "templates differ in nothing but its name"}
"""Fields whose values are equivalent -> reason."""


@pytest.fixture(scope="module")
def written(linted: Synthesis) -> dict[Field, set[Any]]:
    """Every field in any environment, with its plain values."""
    found: dict[Field, set[Any]] = defaultdict(set)
    for environment in linted.environments.values():
        for model in instances(environment):
            for field in model.model_fields_set:
                value = getattr(model, field)
                found[declaring(type(model)), field] |= {value} if isinstance(value, str) else set()
    return found


def declaring(model: type[BaseModel]) -> str:
    """The model's name in the file's own model: the file becomes an `Environment`."""
    return EnvironmentFile.__name__ if issubclass(model, EnvironmentFile) else model.__name__


def instances(value: Any) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for field in type(value).model_fields:
            yield from instances(getattr(value, field))
    elif isinstance(value, tuple | list):
        for entry in value:
            yield from instances(entry)


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Every model in an annotation, including itself."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models(field.annotation)
    for argument in get_args(annotation):
        yield from models(argument)


def choices(annotation: Any, metadata: list[Any]) -> set[Any]:
    """The allowed values of a field, if enumerable."""
    named = {name for entry in metadata if isinstance(entry, OneOf) for name in entry.names}
    if get_origin(annotation) is Literal:
        return named | set(get_args(annotation))
    return named.union(*(choices(argument, list(getattr(argument, "__metadata__", ()))) for argument in get_args(annotation)))


ALL_MODELS = {model.__name__: model for model in models(EnvironmentFile)}
FIELDS = {(name, field): info for name, model in ALL_MODELS.items() for field, info in model.model_fields.items()}


def test_environments_are_read_from_files(linted: Synthesis) -> None:
    assert all(isinstance(environment, Environment | EnvironmentFile) for environment in linted.environments.values())


def test_every_field_is_in_some_environment(written: dict[Field, set[Any]]) -> None:
    assert sorted(FIELDS.keys() - written.keys() - NEVER.keys()) == []


def test_a_field_that_no_environment_can_have_is_in_none(written: dict[Field, set[Any]]) -> None:
    assert sorted(NEVER.keys() & written.keys()) == []
    assert sorted(NEVER.keys() - FIELDS.keys()) == []


def test_every_choice_is_made_in_some_environment(written: dict[Field, set[Any]]) -> None:
    offered = {field: choices(info.annotation, info.metadata) for field, info in FIELDS.items() if field not in ANY_CHOICE}
    missing = {field: values - written.get(field, set()) for field, values in offered.items()}
    assert {field: values for field, values in missing.items() if values} == {}
