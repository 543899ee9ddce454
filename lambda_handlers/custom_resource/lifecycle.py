"""The protocol of a custom resource type."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.request import Request


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A fulfilled request. Data becomes the attributes that the template reads with Fn::GetAtt."""

    physical_resource_id: str
    data: Mapping[str, object] = field(default_factory=dict)


class Lifecycle(Protocol):
    """Create, update and delete of one resource type. Whatever is raised is answered as FAILED with its text as Reason."""

    def physical_resource_id(self, request: Request) -> str:
        """The id a Create will have, worked out from the request alone, so that a Create that fails is answered with the id to clean up."""

    def create(self, request: Request, deadline: Deadline) -> Outcome:
        """Make the resource, or find the one that an earlier delivery of the same request made."""

    def update(self, request: Request, deadline: Deadline) -> Outcome:
        """Bring the resource to the desired properties. Another id means a replacement, whose predecessor CloudFormation deletes."""

    def delete(self, request: Request, deadline: Deadline) -> None:
        """Remove the resource if it exists and is ours; validates no property."""
