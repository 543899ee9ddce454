"""The JSON Schema of environment files, from which editors complete and check while one types."""

from __future__ import annotations

import json

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ground_truth.environment.environment import EnvironmentFile


class _FileSchema(GenerateJsonSchema):
    """In a file, what is not set is left out rather than written as null or as an empty list."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic passes it
        """Never: a title would be the field's name once more."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        return {key: value for key, value in described.items() if key != "default" or isinstance(value, str | int)}


def environment_json_schema() -> str:
    """The schema as the text of `environments/environment.schema.json`."""
    schema = EnvironmentFile.model_json_schema(schema_generator=_FileSchema)
    return json.dumps({"$schema": _FileSchema.schema_dialect, **schema}, indent=2, ensure_ascii=False) + "\n"
