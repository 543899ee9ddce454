"""The limits of the SageMaker API as pydantic annotations: checked where a value is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_pascal

from ground_truth.settings.constraints import Constraint, range_keywords
from labeling_rules.api_limits import ApiLimits, find_shape


@dataclass(frozen=True)
class ApiShape(Constraint):
    """The limits of one API parameter: `Annotated[str, ApiShape("HumanTaskConfig.TaskTitle")]`.

    Args:
        path: where the parameter is in the API, see `find_shape`.
        characters_added: how many characters are added to the value before it is sent.
        meaning: the allowed values in words, for shapes whose pattern is unreadable.
    """

    path: str
    characters_added: int = 0
    meaning: str = ""

    @property
    def _limits(self) -> ApiLimits:
        return ApiLimits(find_shape(self.path), self.characters_added)

    @property
    def allowed(self) -> str:
        return f"{self.meaning or self._limits.allowed} ({self._name})"

    @property
    def _name(self) -> str:
        return self.path.rpartition(".")[2].removesuffix("[]")

    def accepts(self, value: Any) -> bool:
        return self._limits.accept(value)

    def json_schema(self) -> dict[str, Any]:
        limits = self._limits
        keywords = {"string": ("minLength", "maxLength"), "list": ("minItems", "maxItems")}
        lower, upper = keywords.get(limits.shape.type_name, ("minimum", "maximum"))
        schema: dict[str, Any] = range_keywords(limits.smallest or None, limits.largest, lower, upper)
        # Left to synthesis: editors differ in reading Unicode categories, and a pattern that needs a meaning is unreadable.
        if limits.pattern and not self.meaning and r"\p{" not in limits.pattern:
            schema["pattern"] = f"^(?:{limits.pattern})$"
        return {**schema, **({"enum": list(limits.names)} if limits.names else {})}


class ApiStructure(BaseModel):
    """A structure of the API: fields are snake_case in Python and carry the API's own names everywhere else."""

    model_config = ConfigDict(
        alias_generator=to_pascal,
        defer_build=True,
        validate_by_name=True,
        validate_by_alias=True,
        frozen=True,
        extra="forbid",
    )

    def api_parameters(self) -> dict[str, Any]:
        """The structure as the API takes it: its own names, lists as lists, absent members left out."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)
