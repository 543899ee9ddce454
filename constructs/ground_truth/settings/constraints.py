"""Constraints of single values: checked by pydantic, described in the JSON Schema, skipped for CDK tokens."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema, ErrorDetails, InitErrorDetails, PydanticCustomError, core_schema

from labeling_rules.deployment_values import is_token

NOT_ALLOWED = "not_allowed"
"""The pydantic error type of every constraint; its context holds the text `allowed`."""


class Constraint(ABC):
    """An annotation: `name: Annotated[str, SomeConstraint(...)]`."""

    @property
    @abstractmethod
    def allowed(self) -> str:
        """The allowed values in words, as the last part of an error message."""

    @abstractmethod
    def accepts(self, value: Any) -> bool:
        """True if a value of the annotated type fits."""

    @abstractmethod
    def json_schema(self) -> dict[str, Any]:
        """The constraint in JSON Schema, as far as that can express it."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # A number written in quotes is a mistake in a reviewed file, so integers are strict.
        schema = core_schema.int_schema(strict=True) if source is int else handler(source)
        return core_schema.no_info_wrap_validator_function(self._validate, schema)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), **self.json_schema()}

    def _validate(self, value: Any, validate_type: ValidatorFunctionWrapHandler) -> Any:
        try:
            typed = validate_type(value)
            if not self.accepts(typed):
                raise self._not_allowed
        except (ValidationError, PydanticCustomError) as error:
            # Checked last, since aws_cdk answers through another process.
            if is_token(value):
                return value
            if isinstance(error, ValidationError) and _is_of_entries(error, value) and not self.accepts(value):
                raise self._with_that_of_the_list(error, value) from error
            raise
        return typed

    @property
    def _not_allowed(self) -> PydanticCustomError:
        return PydanticCustomError(NOT_ALLOWED, "{allowed}", {"allowed": self.allowed})

    def _with_that_of_the_list(self, error: ValidationError, value: Any) -> ValidationError:
        """The errors of a list's entries and of the list itself, which pydantic checks only when the entries are right."""
        of_the_list = InitErrorDetails(type=self._not_allowed, input=value)
        return ValidationError.from_exception_data(error.title, [of_the_list, *map(_again, error.errors())])


def _is_of_entries(error: ValidationError, value: Any) -> bool:
    return isinstance(value, list | tuple) and all(details["loc"] for details in error.errors())


def _again(details: ErrorDetails) -> InitErrorDetails:
    """The error in the form in which it can be raised again."""
    context = details.get("ctx", {})
    kind = PydanticCustomError(NOT_ALLOWED, "{allowed}", context) if details["type"] == NOT_ALLOWED else details["type"]
    return InitErrorDetails(type=kind, loc=details["loc"], input=details["input"], ctx=context)


@dataclass(frozen=True)
class Matching(Constraint):
    """A string that matches a regular expression from end to end."""

    regex: str
    description: str

    @property
    def allowed(self) -> str:
        return self.description

    def accepts(self, value: str) -> bool:
        return re.fullmatch(self.regex, value) is not None

    def json_schema(self) -> dict[str, Any]:
        return {"pattern": f"^(?:{self.regex})$"}


@dataclass(frozen=True)
class Characters(Constraint):
    """A string of a certain length that contains certain texts."""

    shortest: int
    longest: int
    containing: tuple[str, ...] = ()

    @property
    def allowed(self) -> str:
        length = f"{self.shortest} to {self.longest} characters"
        return length + (f" with {' and '.join(self.containing)}" if self.containing else "")

    def accepts(self, value: str) -> bool:
        return self.shortest <= len(value) <= self.longest and all(text in value for text in self.containing)

    def json_schema(self) -> dict[str, Any]:
        return {"minLength": self.shortest, "maxLength": self.longest}


@dataclass(frozen=True)
class Count(Constraint):
    """A number, or the number of entries of a list or mapping, with its limits."""

    smallest: int
    largest: int | None = None
    of: str = ""

    @property
    def allowed(self) -> str:
        number = f"{self.smallest} or more" if self.largest is None else f"{self.smallest} to {self.largest}"
        return f"{number} {self.of}".rstrip()

    def accepts(self, value: Any) -> bool:
        number = value if isinstance(value, int) else len(value)
        return number >= self.smallest and (self.largest is None or number <= self.largest)

    def json_schema(self) -> dict[str, Any]:
        return range_keywords(self.smallest, self.largest, *(("minItems", "maxItems") if self.of else ("minimum", "maximum")))


@dataclass(frozen=True)
class OneOf(Constraint):
    """One of a set of names."""

    names: tuple[str, ...]

    @classmethod
    def keys(cls, names: Iterable[str] | Mapping[str, object]) -> OneOf:
        """One of the keys of a mapping, in its order."""
        return cls(tuple(names))

    @property
    def allowed(self) -> str:
        return f"one of {', '.join(self.names)}"

    def accepts(self, value: str) -> bool:
        return value in self.names

    def json_schema(self) -> dict[str, Any]:
        return {"enum": list(self.names)}


def range_keywords(smallest: int | None, largest: int | None, lower_keyword: str, upper_keyword: str) -> dict[str, int]:
    """`{"minimum": 1, "maximum": 9}` and the like, without the limits that do not exist."""
    limits = {lower_keyword: smallest, upper_keyword: largest}
    return {keyword: limit for keyword, limit in limits.items() if limit is not None}
