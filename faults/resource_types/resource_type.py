"""The outside of a custom resource type."""

from abc import ABC, abstractmethod
from types import ModuleType
from typing import Any

from faults.account import Account
from faults.requests import LOGICAL_ID
from faults.stack import Held, Properties
from lambda_handlers.aws import ownership


class ResourceType(ABC):
    """A custom resource type with the properties that a scenario gives it, and the sight of the service that tells what became of it."""

    name: str
    """For the command line."""
    type: str
    package: ModuleType
    own_operations: frozenset[str] = frozenset()
    """Of one that is like another in all else: the operations that only this one has."""
    beside_a_workforce: bool
    """Whether the neighbour has the account's one workforce, and with it a team and a job."""

    created: Properties
    changed: Properties
    """What can be changed in place."""
    replaced: Properties
    """What cannot; a resource type that is never replaced refuses it."""
    renamed: Properties
    """Another name, where that is not what `replaced` has."""
    refused: Properties
    """What the handler of a thing that can end refuses."""

    can_be_renamed: bool = False
    comes_back: bool = True
    """Whether a thing that was deleted can be desired again."""
    endings: tuple[str, ...] = ()
    """The states in which a thing can end before it is deleted."""

    @abstractmethod
    def set_up(self, account: Account) -> None:
        """Make what the resource needs, in an account that has its neighbour already; after that there are properties."""

    def begin(self) -> None:  # noqa: B027 - most have nothing to forget
        """Forget what ended; the account was restored to a moment before."""

    def refill(self, account: Account) -> None:  # noqa: B027 - most need nothing
        """Make again what a former stack of the resource took along."""

    def end(self, account: Account, held: Held, status: str) -> None:
        """Let the thing end."""
        raise NotImplementedError(f"{self.name} does not end")

    @abstractmethod
    def live(self, account: Account, stack_id: str) -> list[str]:
        """What this resource of the stack has in the service that works, costs money or stands in the way."""

    def losses(self, account: Account, held: Held) -> list[str]:
        """What is gone or has ended although CloudFormation holds it, of a thing whose name never comes back."""
        del account, held
        return []

    @abstractmethod
    def problems(self, account: Account, held: Held) -> list[str]:
        """What is not so although CloudFormation was told that the resource has these properties."""

    @abstractmethod
    def remains(self, account: Account, stack_id: str) -> list[str]:
        """What is left although the resource was deleted."""


def owned(tags: dict[str, str], stack_id: str) -> bool:
    """Whether the tags name the resource of this stack."""
    return tags.get(ownership.STACK_ID) == stack_id and tags.get(ownership.LOGICAL_ID) == LOGICAL_ID


def difference(what: str, actual: Any, desired: Any) -> list[str]:
    """A line when they differ."""
    return [] if actual == desired else [f"{what} is {actual!r}, not {desired!r}"]
