"""What is done with a resource while AWS fails."""

from collections.abc import Callable
from dataclasses import dataclass

from faults.resource_types.resource_type import ResourceType
from faults.stack import StackResource

Step = Callable[[StackResource, ResourceType], object]


def _nothing(stack: StackResource, resource: ResourceType) -> None:
    del stack, resource


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Preparation without faults, and the deployment whose calls fail."""

    name: str
    prepare: Step = _nothing
    deploy: Step


def _create(stack: StackResource, resource: ResourceType) -> None:
    stack.create(resource.created)


def _add(stack: StackResource, resource: ResourceType) -> None:
    stack.create(resource.created, in_existing_stack=True)


def _change(stack: StackResource, resource: ResourceType) -> None:
    stack.clean_up() if stack.update(resource.changed) else stack.roll_back()


def _replace(stack: StackResource, resource: ResourceType) -> None:
    stack.clean_up() if stack.update(resource.replaced) else stack.roll_back()


def _replace_without_rollback(stack: StackResource, resource: ResourceType) -> None:
    if stack.update(resource.replaced):
        stack.clean_up()


def _created_and_changed(stack: StackResource, resource: ResourceType) -> None:
    stack.create(resource.created)
    stack.update(resource.changed)


def _created_and_replaced(stack: StackResource, resource: ResourceType) -> None:
    stack.create(resource.created)
    stack.update(resource.replaced)


def _destroy(stack: StackResource, _: ResourceType) -> None:
    stack.destroy()


SCENARIOS = (
    Scenario(name="create", deploy=_create),
    Scenario(name="add", deploy=_add),
    Scenario(name="update", prepare=_create, deploy=_change),
    Scenario(name="replace", prepare=_create, deploy=_replace),
    # Without a rollback, or with one that nobody continues: the stack is destroyed as the failed update left it.
    Scenario(name="replace-no-rollback", prepare=_create, deploy=_replace_without_rollback),
    Scenario(name="rollback-of-update", prepare=_created_and_changed, deploy=lambda stack, _: stack.roll_back()),
    Scenario(name="rollback-of-replace", prepare=_created_and_replaced, deploy=lambda stack, _: stack.roll_back()),
    Scenario(name="rollback-given-up", prepare=_created_and_replaced, deploy=lambda stack, _: stack.roll_back(attempts=1)),
    Scenario(name="delete", prepare=_create, deploy=_destroy),
)
