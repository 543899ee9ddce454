"""Built-in functions: `PRE-<task type>` prepares a task, `ACS-<task type>` consolidates the workers' responses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from labeling_rules.task_types import GROUND_TRUTH_REGIONS, TASK_TYPES, TaskType

_FUNCTION_ARN = re.compile(
    r"arn:aws[a-z\-]*:lambda:(?P<region>[a-z0-9\-]*):(?P<account>[0-9]{12}):function:(?P<prefix>PRE|ACS)-(?P<name>[A-Za-z0-9]+)"
)
_OWNERS = frozenset(GROUND_TRUTH_REGIONS.values())


@dataclass(frozen=True)
class BuiltInFunction:
    """A function whose ARN has one of AWS's Ground Truth accounts or a built-in function's name."""

    prefix: str
    name: str
    region: str
    account: str

    @classmethod
    def of_arn(cls, arn: str | None, *, prefix: str = "") -> BuiltInFunction | None:
        """The built-in function with this ARN; None for a custom function, or for another prefix."""
        function = cls._named(arn)
        return function if function and function.is_owned and function.prefix.startswith(prefix) else None

    @classmethod
    def look_alike(cls, arn: str | None) -> BuiltInFunction | None:
        """The function with this ARN, if its name is a built-in one's but its account is not one of AWS's."""
        function = cls._named(arn)
        return function if function and not function.is_owned and function.task_type else None

    @classmethod
    def _named(cls, arn: str | None) -> BuiltInFunction | None:
        match = _FUNCTION_ARN.fullmatch(arn or "")
        return cls(match["prefix"], match["name"], match["region"], match["account"]) if match else None

    @property
    def is_owned(self) -> bool:
        """True if one of AWS's Ground Truth accounts owns it."""
        return self.account in _OWNERS

    @property
    def task_type(self) -> TaskType | None:
        """The task type; None if the name is unknown."""
        return TASK_TYPES.get(self.name)
