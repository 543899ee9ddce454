"""What a resource type has to know to go through the rows of the lifecycle table."""

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
    """One resource of a type in an account, driven through the events of CloudFormation."""

    package: ModuleType
    lacks: Mapping[Feature, Reason] = MappingProxyType({})
    """What a row may need and this type does not have. "completion" is a status in which nothing is left to do, "free data" attributes that
    hold what a user chose."""
    is_replaced: bool = True
    """Whether a create-only change makes another object; otherwise it is refused."""
    create_operation: Operation | None = None
    delete_operation: Operation
    propagation_error: str = ""
    """What the create operation answers as long as something just made is not visible everywhere."""

    def __init__(self, *, aws: Aws, make: MakeCustomResource, other_stack_id: str, patch: pytest.MonkeyPatch) -> None:
        self.aws = aws
        self.patch = patch
        self.resource: CustomResource = make(self.package)
        self.theirs: CustomResource = make(self.package, stack_id=other_stack_id)
        self.properties = self.set_up()

    @abstractmethod
    def set_up(self) -> Properties:
        """Make what the resource refers to; the properties of the resource."""

    @abstractmethod
    def live(self) -> set[str]:
        """The ids of all that lives of this type, whoever made it."""

    @abstractmethod
    def state(self) -> Any:
        """All that the service knows of this type, to compare it with a later state."""

    @abstractmethod
    def data(self, id: str) -> Answer:
        """The attributes of the resource, read from the service."""

    def create(self, properties: Properties | None = None) -> Answer:
        return self.resource.create(properties or self.properties, request_id=REQUEST_ID)

    def created(self) -> str:
        """Create, with success; the id."""
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
        """With a change that makes another object necessary."""

    @property
    def unknown(self) -> Properties:
        """With a property that does not exist."""
        return {**self.properties, "Colour": SECRET}

    @property
    def older(self) -> Properties:
        """Of an earlier version, that named them otherwise."""
        return {"Name": "reviews", "Size": "3"}

    @property
    @abstractmethod
    def misused(self) -> list[Properties]:
        """With a secret where it does not belong."""

    @property
    @abstractmethod
    def text_like(self) -> Properties:
        """With 'true' and '3' as values."""

    @abstractmethod
    def text_like_is_kept(self, id: str) -> bool:
        """Whether the service got each with the type of its API."""

    # Trouble

    def refuse_creation(self) -> Properties:
        """Let the creation fail before anything is made; the properties to create with."""
        self.fault(self.create_operation, message="not like this")
        return self.properties

    @abstractmethod
    def break_creation(self) -> Properties:
        """Let the creation fail after something was made; the properties to create with."""

    @abstractmethod
    def foreign(self) -> tuple[str, str]:
        """Let another stack have the name; the id, and what a Create must be refused with ('': it is not, since it touches nothing)."""

    def use_up_quota(self) -> str:
        """Let the quota be used up; what the refusal must name."""
        raise NotImplementedError

    def fail_after_creation(self) -> str:
        """Let the service report a failure of what it made; the reason it gives."""
        raise NotImplementedError

    @abstractmethod
    def remove_by_hand(self, id: str) -> None:
        """A person removes it, or, where that is impossible, ends it."""

    def become(self, status: str, id: str) -> None:
        """Let the resource be in this state."""
        raise NotImplementedError

    @abstractmethod
    def obstacles(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Put each obstacle in the way of a Delete; what its answer must say, and how to take the obstacle away."""

    @abstractmethod
    def reach_deadline(self) -> tuple[str, Answer]:
        """Send a request that takes too long; the id, and the answer."""

    def go_on(self) -> None:  # noqa: B027 - for most there is nothing to do
        """Take away what took so long."""

    def put_into_data(self, value: Any) -> None:
        """Let the service answer Create with this among the attributes."""
        raise NotImplementedError

    def secrets(self) -> set[str]:
        """What the account holds and no log may."""
        return set()
