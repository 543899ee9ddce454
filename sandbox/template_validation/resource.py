"""A resource of a template, and its violations."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Properties = Mapping[str, Any]


@dataclass(frozen=True)
class Resource:
    """A resource with the properties that its service would receive."""

    logical_id: str
    type: str
    properties: Properties
    physical_id: str = ""
    """Empty before the resource exists."""


@dataclass(frozen=True)
class Violation:
    """A violation of a resource schema."""

    path: tuple[str | int, ...]
    """From the resource's properties to the violation."""
    reason: str
    """CloudFormation's wording when it validates a property after its references are resolved, without the path."""
    early_reason: str
    """CloudFormation's wording when it validates before the deployment; empty for findings of the service."""

    @property
    def is_of_the_schema(self) -> bool:
        """True if CloudFormation itself finds it."""
        return bool(self.early_reason)

    @property
    def pointer(self) -> str:
        """The path in CloudFormation's form: `#/Rules/0/Status`."""
        return "/".join(["#", *map(str, self.path)])


class ResourceRefusedError(ValueError):
    """The reason in a resource event."""
