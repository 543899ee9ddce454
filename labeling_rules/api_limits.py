"""Limits of the SageMaker API's parameters, read from botocore's service model.

botocore knows the length, range, pattern and enumeration of every parameter, but before sending a request it validates only types,
required members and lower limits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from botocore.loaders import create_loader
from botocore.model import ListShape, ServiceModel, Shape, StructureShape

# In Python, \w matches every letter, every number and the underscore. The patterns that name these Unicode categories list the
# underscore too, so nothing more is accepted.
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
class ApiLimits:
    """The limits of one parameter.

    Args:
        shape: the parameter's botocore shape, see `find_shape`.
        characters_added: the number of characters added to the value before it is sent.
    """

    shape: Shape
    characters_added: int = 0

    @property
    def smallest(self) -> int | None:
        """The smallest number, or the fewest characters or items."""
        smallest = self.shape.metadata.get("min")
        return None if smallest is None else int(smallest)

    @property
    def largest(self) -> int | None:
        """The largest number, or the most characters or items."""
        largest = self.shape.metadata.get("max")
        return None if largest is None else int(largest) - self.characters_added

    @property
    def pattern(self) -> str | None:
        """The pattern of a text, in the service's dialect."""
        pattern = self.shape.metadata.get("pattern")
        return None if pattern is None else _shorter(str(pattern), self.characters_added)

    @property
    def names(self) -> tuple[str, ...]:
        """The allowed values of an enumeration."""
        return tuple(self.shape.metadata.get("enum", ()))

    @property
    def allowed(self) -> str:
        """The limits in words."""
        if self.names:
            return f"one of {', '.join(self.names)}"
        unit = {"string": " characters", "list": " items"}.get(self.shape.type_name, "")
        return _range_in_words(self.smallest, self.largest) + unit + (f" matching {self.pattern}" if self.pattern else "")

    def accept(self, value: Any) -> bool:
        """Return whether a value of the parameter's type is within the limits."""
        number = value if isinstance(value, int | float) else len(value)
        if self.smallest is not None and number < self.smallest:
            return False
        if self.largest is not None and number > self.largest:
            return False
        if self.pattern is not None and re.fullmatch(python_pattern(self.pattern), value) is None:
            return False
        return not self.names or value in self.names


def _shorter(pattern: str, characters: int) -> str:
    """The pattern with the repetition of its last group reduced, to leave room for some characters."""
    return re.sub(r"\{0,(\d+)\}$", lambda times: f"{{0,{int(times[1]) - characters}}}", pattern) if characters else pattern


def _range_in_words(smallest: int | None, largest: int | None) -> str:
    if largest is None:
        return f"{smallest or 0} or more"
    return f"{smallest} to {largest}" if smallest else f"at most {largest}"
