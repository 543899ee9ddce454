"""The functions that AWS provides: `PRE-<task type>` prepares a task, `ACS-<task type>` consolidates the answers."""

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
    """A function by its ARN, if AWS's accounts for Ground Truth own it or its name is one of theirs."""

    prefix: str
    name: str
    region: str
    account: str

    @classmethod
    def of_arn(cls, arn: str | None, *, prefix: str = "") -> BuiltInFunction | None:
        """The built-in function of that ARN; None when it is a function of somebody's own, or of another prefix."""
        function = cls._named(arn)
        return function if function and function.is_owned and function.prefix.startswith(prefix) else None

    @classmethod
    def look_alike(cls, arn: str | None) -> BuiltInFunction | None:
        """The function of that ARN when it is named as a built-in one is, and none of AWS's accounts owns it."""
        function = cls._named(arn)
        return function if function and not function.is_owned and function.task_type else None

    @classmethod
    def _named(cls, arn: str | None) -> BuiltInFunction | None:
        match = _FUNCTION_ARN.fullmatch(arn or "")
        return cls(match["prefix"], match["name"], match["region"], match["account"]) if match else None

    @property
    def is_owned(self) -> bool:
        """Whether one of AWS's accounts for Ground Truth owns it."""
        return self.account in _OWNERS

    @property
    def task_type(self) -> TaskType | None:
        """The task type; None when there is none of that name."""
        return TASK_TYPES.get(self.name)
