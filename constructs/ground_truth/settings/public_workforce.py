"""The public workforce, Amazon Mechanical Turk, which is gone: its closure FAQ names Ground Truth and the date."""

import re
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ground_truth.settings.constraints import Constraint

_CLOSED = "Amazon Mechanical Turk closed on 30 September 2026"
_PUBLIC_WORKTEAM = re.compile(r"arn:[^:]*:sagemaker:[^:]*:[^:]*:workteam/public-crowd/")


@dataclass(frozen=True)
class NotThePublicWorkteam(Constraint):
    """The ARN of a private or a vendor team."""

    @property
    def allowed(self) -> str:
        return f"a private or vendor work team, since {_CLOSED}"

    def accepts(self, value: str) -> bool:
        return _PUBLIC_WORKTEAM.match(value) is None

    def json_schema(self) -> dict[str, Any]:
        return {"not": {"pattern": "workteam/public-crowd/"}}


@dataclass(frozen=True)
class NoPublicWorkforcePrice(Constraint):
    """A price for workers of the public workforce: none can be set any more."""

    @property
    def allowed(self) -> str:
        return f"nothing: {_CLOSED}"

    def accepts(self, value: object) -> bool:
        return value is None

    def json_schema(self) -> dict[str, Any]:
        return {"not": {}}

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._validate, core_schema.any_schema())
