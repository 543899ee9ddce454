"""A scenario, and the steps that scenarios are made of."""

from collections.abc import Callable
from dataclasses import dataclass

from faults.account import Account
from faults.resource_types.resource_type import ResourceType
from faults.stack import Properties, StackResource


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What a step works with."""

    stack: StackResource
    resource: ResourceType
    account: Account


THIRDS = 3

Step = Callable[[Stage], object]
# Which properties of a resource type.
Desired = Callable[[ResourceType], Properties]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Preparation without faults, and the deployment that is disturbed."""

    name: str
    prepare: Step = lambda _: None
    deploy: Step
    is_possible: Callable[[ResourceType], bool] = lambda _: True
    """Not every resource type can be renamed, or ends by itself."""
    succeeds: bool = False
    """Whether every request must succeed where AWS answers every call. Elsewhere a refusal is as good, if it is the same each time."""
    fails: bool = True
    """Whether its calls fail, too."""
    third: int | None = None
    """Which third of the calls fail, 0 to 2, where their like fail in other scenarios; None for all."""


def created(resource: ResourceType) -> Properties:
    return resource.created


def changed(resource: ResourceType) -> Properties:
    return resource.changed


def replaced(resource: ResourceType) -> Properties:
    return resource.replaced


def renamed(resource: ResourceType) -> Properties:
    return resource.renamed


def refused(resource: ResourceType) -> Properties:
    return resource.refused


def steps(*several: Step) -> Step:
    """One after the other."""

    def run(stage: Stage) -> None:
        for step in several:
            step(stage)

    return run


def create(stage: Stage) -> None:
    stage.stack.create(stage.resource.created)


def add(stage: Stage) -> None:
    stage.stack.create(stage.resource.created, in_existing_stack=True)


def update(desired: Desired) -> Step:
    """A deployment with other properties; after a failure it is rolled back."""

    def run(stage: Stage) -> None:
        stack = stage.stack
        stack.clean_up() if stack.update(desired(stage.resource)) else stack.roll_back()

    return run


def change(stage: Stage) -> None:
    """An update in place: whatever it does, there is still the same thing."""
    stack = stage.stack
    before = stack.held
    update(changed)(stage)
    if stack.held and before and stack.held.physical_id != before.physical_id:
        stack.violations.append(f"{before.physical_id} was to be changed in place, and became {stack.held.physical_id}")


def update_without_rollback(desired: Desired) -> Step:
    """A deployment that leaves all as it is after a failure."""

    def run(stage: Stage) -> None:
        if stage.stack.update(desired(stage.resource)):
            stage.stack.clean_up()

    return run


def update_to_be_undone(desired: Desired) -> Step:
    """A deployment in which another resource of the stack fails: its rollback has still to come."""
    return lambda stage: stage.stack.update(desired(stage.resource))


def roll_back(stage: Stage) -> None:
    stage.stack.roll_back()


def give_up_rollback(stage: Stage) -> None:
    """A rollback that nobody continues after a failure."""
    stage.stack.roll_back(attempts=1)


def remove(stage: Stage) -> None:
    stage.stack.remove()


def destroy(stage: Stage) -> None:
    stage.stack.destroy()


def end_as(status: str) -> Step:
    """The thing ends, by itself or by a person's doing."""

    def run(stage: Stage) -> None:
        if stage.stack.held is not None:
            stage.resource.end(stage.account, stage.stack.held, status)

    return run


def end_former_as(status: str) -> Step:
    """The thing that an update replaces ends before the update is rolled back."""

    def run(stage: Stage) -> None:
        if stage.stack.before is not None:
            stage.resource.end(stage.account, stage.stack.before, status)

    return run


def hold(physical_id: str) -> Step:
    """CloudFormation holds an id that the handler never answered."""
    return lambda stage: stage.stack.hold(physical_id, stage.resource.changed)
