"""The interface of a resource type for the rows of the lifecycle table."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType, ModuleType
from typing import Any

import pytest

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, MakeCustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws, Fault
from tests.unit.lambda_handlers.lifecycle.reason import Feature, Reason

Answer = dict[str, Any]
# A service and one of its operations.
Operation = tuple[str, str]

REQUEST_ID = "5a3c6d1e-0000-4444-8888-0123456789ab"
SECRET = "what-a-noecho-parameter-holds"


class Subject(ABC):
    """One resource of a type in an account, driven through CloudFormation's events."""

    package: ModuleType
    lacks: Mapping[Feature, Reason] = MappingProxyType({})
    """Features that rows may need and this type does not have. "completion" is a status in which nothing is left to do, "free data"
    attributes with values from the user.
    """
    is_replaced: bool = True
    """True if a create-only change creates another resource; otherwise it is refused."""
    create_operation: Operation | None = None
    delete_operation: Operation
    propagation_error: str = ""
    """The error of the create operation while a new resource is not visible everywhere."""

    def __init__(self, *, aws: Aws, make: MakeCustomResource, other_stack_id: str, patch: pytest.MonkeyPatch) -> None:
        self.aws = aws
        self.patch = patch
        self.resource: CustomResource = make(self.package)
        self.theirs: CustomResource = make(self.package, stack_id=other_stack_id)
        self.properties = self.set_up()

    @abstractmethod
    def set_up(self) -> Properties:
        """Create what the resource refers to; returns the resource's properties."""

    @abstractmethod
    def live(self) -> set[str]:
        """The ids of all live resources of this type, whoever created them."""

    @abstractmethod
    def state(self) -> Any:
        """The service's complete state of this type, for comparison with a later one."""

    @abstractmethod
    def data(self, id: str) -> Answer:
        """The attributes of the resource, read from the service."""

    def create(self, properties: Properties | None = None) -> Answer:
        return self.resource.create(properties or self.properties, request_id=REQUEST_ID)

    def created(self) -> str:
        """Create successfully; returns the id."""
        answer = self.create()
        assert answer["Status"] == "SUCCESS", answer["Reason"]
        assert self.live() == {answer["PhysicalResourceId"]}
        return str(answer["PhysicalResourceId"])

    def update(self, new: Properties, *, id: str, old: Properties | None = None) -> Answer:
        return self.resource.update(old or self.properties, new, id=id)

    def delete(self, id: str, properties: Properties | None = None) -> Answer:
        return self.resource.delete(properties or self.properties, id=id)

    def fault(self, operation: Operation | None, **fault: Any) -> Fault:
        assert operation, "nothing is created"
        return self.aws.fault(*operation, **fault)

    # Changes of the properties

    @property
    def changed(self) -> Properties:
        """With a change that can be made in place."""
        raise NotImplementedError

    @property
    @abstractmethod
    def replaced(self) -> Properties:
        """With a change that requires another resource."""

    @property
    def unknown(self) -> Properties:
        """With an unknown property."""
        return {**self.properties, "Colour": SECRET}

    @property
    def older(self) -> Properties:
        """As in an earlier version, with other names."""
        return {"Name": "reviews", "Size": "3"}

    @property
    @abstractmethod
    def misused(self) -> list[Properties]:
        """With a secret in the wrong place."""

    @property
    @abstractmethod
    def text_like(self) -> Properties:
        """With 'true' and '3' as values."""

    @abstractmethod
    def text_like_is_kept(self, id: str) -> bool:
        """True if the service received each with its API's type."""

    # Failures

    def refuse_creation(self) -> Properties:
        """Make the creation fail before anything is created; returns the properties to create with."""
        self.fault(self.create_operation, message="not like this")
        return self.properties

    @abstractmethod
    def break_creation(self) -> Properties:
        """Make the creation fail after something was created; returns the properties to create with."""

    @abstractmethod
    def foreign(self) -> tuple[str, str]:
        """Give the name to another stack; returns the id, and the Create's expected error ('' if it is not refused, since it changes
        nothing).
        """

    def use_up_quota(self) -> str:
        """Use up the quota; returns a part of the expected error."""
        raise NotImplementedError

    def fail_after_creation(self) -> str:
        """Make the service report a failure after the creation; returns its reason."""
        raise NotImplementedError

    @abstractmethod
    def remove_by_hand(self, id: str) -> None:
        """Delete it manually or, if that is impossible, end it."""

    def become(self, status: str, id: str) -> None:
        """Put the resource into this state."""
        raise NotImplementedError

    @abstractmethod
    def obstacles(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Set up each obstacle to a Delete; yields a part of the expected response, and a function that removes the obstacle."""

    @abstractmethod
    def reach_deadline(self) -> tuple[str, Answer]:
        """Send a request that takes too long; returns the id and the response."""

    def go_on(self) -> None:  # noqa: B027 - nothing to do for most types
        """Remove the cause of the delay."""

    def put_into_data(self, value: Any) -> None:
        """Put this value among the attributes that the service returns for Create."""
        raise NotImplementedError

    def secrets(self) -> set[str]:
        """The account's secrets, which no log may contain."""
        return set()
