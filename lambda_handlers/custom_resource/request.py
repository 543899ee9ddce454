"""One request of CloudFormation for one custom resource."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

RequestType = Literal["Create", "Update", "Delete"]

# Properties that CloudFormation adds or interprets itself.
PROTOCOL_PROPERTIES = frozenset({"ServiceToken", "ServiceTimeout"})


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request of CloudFormation, without its presigned ResponseURL, which is a credential.

    Properties hold strings, lists and mappings only: CloudFormation sends numbers and booleans as strings.
    """

    request_type: RequestType
    request_id: str
    stack_id: str
    logical_resource_id: str
    resource_type: str
    physical_resource_id: str | None = None
    properties: Mapping[str, Any] = field(default_factory=dict, repr=False)
    old_properties: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def from_event(cls, event: Mapping[str, Any]) -> "Request":
        """The request in a Lambda event of the shape that CloudFormation sends."""
        return cls(
            request_type=event["RequestType"],
            request_id=event["RequestId"],
            stack_id=event["StackId"],
            logical_resource_id=event["LogicalResourceId"],
            resource_type=event.get("ResourceType", ""),
            physical_resource_id=event.get("PhysicalResourceId") or None,
            properties=_own_properties(event.get("ResourceProperties")),
            old_properties=_own_properties(event.get("OldResourceProperties")),
        )

    @property
    def region(self) -> str | None:
        """The region of the stack, and of everything it makes; None for an id that is no stack's ARN."""
        return self._part_of_stack_id(3)

    @property
    def account(self) -> str | None:
        """The account of the stack; None for an id that is no stack's ARN."""
        return self._part_of_stack_id(4)

    def _part_of_stack_id(self, number: int) -> str | None:
        # arn:aws:cloudformation:<region>:<account>:stack/<name>/<id>
        parts = self.stack_id.split(":", 5)
        return parts[number] or None if len(parts) == 6 and parts[0] == "arn" else None

    @property
    def known_physical_resource_id(self) -> str:
        """On Update and Delete: the id CloudFormation holds for the resource."""
        if self.physical_resource_id is None:
            raise ValueError(f"a {self.request_type} request came without a PhysicalResourceId")
        return self.physical_resource_id

    @property
    def never_created_id(self) -> str:
        """Answered when nothing was made and no name is known. The colons keep it apart from every name that SageMaker allows."""
        return f"NeverCreated::{self.logical_resource_id}"

    @property
    def answered_id(self) -> str:
        """The id to answer as long as none was worked out: the one CloudFormation holds, or the one that stands for nothing."""
        return self.physical_resource_id or self.never_created_id

    @property
    def is_for_something_never_created(self) -> bool:
        """On Update and Delete: whether CloudFormation holds no id, or one that stands for nothing.

        Ours does, and those of CDK's provider framework:
        `AWSCDK::CustomResourceProviderFramework::CREATE_FAILED` and its like are held by stacks that used the framework before.
        """
        return self.physical_resource_id is None or "::" in self.physical_resource_id


def _own_properties(properties: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (properties or {}).items() if name not in PROTOCOL_PROPERTIES}
