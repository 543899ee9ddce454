"""The JSON Schema of environment files, from which editors complete and check while one types."""

from __future__ import annotations

import ast
import inspect
import itertools
import json
import textwrap
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ground_truth.environment.environment import EnvironmentFile
from ground_truth.environment.model_fields import models_below


class _FileSchema(GenerateJsonSchema):
    """A schema without nulls and empty lists: in a file, unset fields are left out."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic passes it
        """False: a title would only repeat the field's name."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        return {key: value for key, value in described.items() if key != "default" or isinstance(value, str | int)}


def environment_json_schema() -> str:
    """The schema as the text of `environments/environment.schema.json`."""
    schema = EnvironmentFile.model_json_schema(schema_generator=_FileSchema)
    models = {model.__name__: model for model in models_below(EnvironmentFile)}
    for name, structure in (*schema["$defs"].items(), (EnvironmentFile.__name__, schema)):
        _describe(structure, models[name])
    return json.dumps({"$schema": _FileSchema.schema_dialect, **schema}, indent=2, ensure_ascii=False) + "\n"


def _describe(structure: dict[str, Any], model: type[BaseModel]) -> None:
    """Add what the source says below each field. Pydantic would parse all models at every import."""
    texts = {name: text for kind in reversed(model.__mro__) for name, text in _texts_below_fields(kind).items()}
    for name, field in model.model_fields.items():
        if name in texts:
            structure["properties"][field.alias or name]["description"] = texts[name]


def _texts_below_fields(kind: type) -> dict[str, str]:
    if kind is BaseModel or not issubclass(kind, BaseModel):
        return {}
    source = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    body = next(node.body for node in source.body if isinstance(node, ast.ClassDef))
    texts = {}
    for field, below in itertools.pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            match below:
                case ast.Expr(value=ast.Constant(value=str(text))):
                    texts[field.target.id] = inspect.cleandoc(text)
    return texts
