"""The limits of the SageMaker API, read from botocore's service model and usable as pydantic annotations.

botocore knows each length, range, pattern and enumeration of the service, but checks only types, required members and lower
limits before it sends a request. `ApiShape` checks the rest where a value is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from botocore.loaders import create_loader
from botocore.model import ListShape, ServiceModel, Shape, StructureShape
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_pascal

from ground_truth.constraints import Constraint, range_keywords

# In Python, \w is every letter and number and the underscore. The patterns that name these Unicode categories list the
# underscore too, so nothing more is let through.
_UNICODE_CATEGORIES = {
    r"\p{L}": r"\w",
    r"\p{N}": r"\w",
    r"\p{Z}": r" \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000",
}


@cache
def _sagemaker() -> ServiceModel:
    return ServiceModel(create_loader().load_service_model("sagemaker", "service-2"), "sagemaker")


@cache
def find_shape(path: str) -> Shape:
    """The botocore shape at a path such as `HumanTaskConfig.TaskTitle` or `HumanTaskConfig.TaskKeywords[]`.

    The path starts with the name of a shape. Raises KeyError for a member that the API does not have.
    """
    first, *members = path.replace("[]", ".[]").split(".")
    shape: Shape = _sagemaker().shape_for(first)
    for member in members:
        shape = _step(shape, member)
    return shape


def _step(shape: Shape, member: str) -> Shape:
    if member == "[]" and isinstance(shape, ListShape):
        return shape.member
    if isinstance(shape, StructureShape) and member in shape.members:
        return shape.members[member]
    raise KeyError(f"{shape.name} has no {member}")


@cache
def python_pattern(pattern: str) -> str:
    """A pattern of the service (Java's dialect) as a Python regular expression."""
    for category, characters in _UNICODE_CATEGORIES.items():
        pattern = pattern.replace(category, characters)
    if r"\p{" in pattern:
        raise ValueError(f"the pattern {pattern} names a Unicode category that is not one of {', '.join(_UNICODE_CATEGORIES)}")
    return pattern


@dataclass(frozen=True)
class ApiShape(Constraint):
    """The limits of one API parameter: `Annotated[str, ApiShape("HumanTaskConfig.TaskTitle")]`.

    Args:
        path: where the parameter is in the API, see `find_shape`.
        characters_added: how many characters are added to the value before it is sent.
        meaning: what is allowed, for shapes whose pattern nobody can read.
    """

    path: str
    characters_added: int = 0
    meaning: str = ""

    @property
    def _smallest(self) -> int | None:
        smallest = find_shape(self.path).metadata.get("min")
        return None if smallest is None else int(smallest)

    @property
    def _largest(self) -> int | None:
        largest = find_shape(self.path).metadata.get("max")
        return None if largest is None else int(largest) - self.characters_added

    @property
    def _pattern(self) -> str | None:
        pattern = find_shape(self.path).metadata.get("pattern")
        return None if pattern is None else str(pattern)

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(find_shape(self.path).metadata.get("enum", ()))

    @property
    def allowed(self) -> str:
        return f"{self.meaning or self._limits()} ({self._name})"

    @property
    def _name(self) -> str:
        return self.path.rpartition(".")[2].removesuffix("[]")

    def _limits(self) -> str:
        if self._names:
            return f"one of {', '.join(self._names)}"
        count = _range_in_words(self._smallest, self._largest)
        unit = {"string": " characters", "list": " items"}.get(find_shape(self.path).type_name, "")
        return count + unit + (f" matching {self._pattern}" if self._pattern else "")

    def accepts(self, value: Any) -> bool:
        number = value if isinstance(value, int) else len(value)
        if self._smallest is not None and number < self._smallest:
            return False
        if self._largest is not None and number > self._largest:
            return False
        if self._pattern is not None and re.fullmatch(python_pattern(self._pattern), value) is None:
            return False
        return not self._names or value in self._names

    def json_schema(self) -> dict[str, Any]:
        keywords = {"string": ("minLength", "maxLength"), "list": ("minItems", "maxItems")}
        lower, upper = keywords.get(find_shape(self.path).type_name, ("minimum", "maximum"))
        schema: dict[str, Any] = range_keywords(self._smallest or None, self._largest, lower, upper)
        # Editors differ in how they read Unicode categories, and nobody reads a pattern that needs a meaning: left to synthesis.
        if self._pattern and not self.meaning and r"\p{" not in self._pattern:
            schema["pattern"] = f"^(?:{self._pattern})$"
        return {**schema, **({"enum": list(self._names)} if self._names else {})}


def _range_in_words(smallest: int | None, largest: int | None) -> str:
    if largest is None:
        return f"{smallest or 0} or more"
    return f"{smallest} to {largest}" if smallest else f"at most {largest}"


class ApiStructure(BaseModel):
    """A structure of the API: fields are snake_case in Python and carry the API's own names everywhere else."""

    model_config = ConfigDict(
        alias_generator=to_pascal,
        validate_by_name=True,
        validate_by_alias=True,
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
    )

    def api_parameters(self) -> dict[str, Any]:
        """The structure as the API takes it: its own names, lists as lists, absent members left out."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)
