"""A resource of a template, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Properties = Mapping[str, Any]


@dataclass(frozen=True)
class Resource:
    """A resource with the properties that its service would get."""

    logical_id: str
    type: str
    properties: Properties
    physical_id: str = ""
    """Empty before the resource exists."""


@dataclass(frozen=True)
class Violation:
    """A breach of a resource schema."""

    path: tuple[str | int, ...]
    """From the resource's properties to the place of the breach."""
    reason: str
    """In CloudFormation's words when it validates a property after its references are resolved, without the path."""
    early_reason: str
    """In CloudFormation's words when it validates before the deployment; empty for what the service finds."""

    @property
    def is_of_the_schema(self) -> bool:
        """Whether CloudFormation itself finds it."""
        return bool(self.early_reason)

    @property
    def pointer(self) -> str:
        """The place as CloudFormation writes it: `#/Rules/0/Status`."""
        return "/".join(["#", *map(str, self.path)])


class ResourceRefusedError(ValueError):
    """What a resource event gives as its reason."""
