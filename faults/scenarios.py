"""What is done with a resource while AWS fails."""

from collections.abc import Iterator

from faults.resource_types.resource_type import ResourceType
from faults.scenario import (
    Scenario,
    Step,
    add,
    change,
    changed,
    create,
    created,
    destroy,
    end_as,
    end_former_as,
    give_up_rollback,
    hold,
    refused,
    remove,
    renamed,
    replaced,
    roll_back,
    steps,
    update,
    update_to_be_undone,
    update_without_rollback,
)

# Ids that this handler never answered. The first is what cfn-response answers by default, the second what CloudFormation makes up when no
# answer came (there, a stack and a resource with long names), the third one of an implementation that held ARNs.
_FOREIGN = {
    "log-stream": "2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef",
    "made-up": "my-organization-dev-Labeling-ProductReviewsSentimentJobResource1A2B3C4D-1QW2ERT3YUI4O",
    "arn": "arn:aws:sagemaker:us-east-1:123456789012:labeling-job/reviews",
}
FOREIGN_IDS = tuple(_FOREIGN.values())

_BASE = (
    Scenario(name="create", deploy=create),
    Scenario(name="add", deploy=add),
    Scenario(name="update", prepare=create, deploy=change),
    Scenario(name="replace", prepare=create, deploy=update(replaced)),
    # Without a rollback, or with one that nobody continues: the stack is destroyed as the failed update left it.
    Scenario(name="replace-no-rollback", prepare=create, deploy=update_without_rollback(replaced)),
    Scenario(name="rollback-of-update", prepare=steps(create, update_to_be_undone(changed)), deploy=roll_back),
    Scenario(name="rollback-of-replace", prepare=steps(create, update_to_be_undone(replaced)), deploy=roll_back),
    Scenario(name="rollback-given-up", prepare=steps(create, update_to_be_undone(replaced)), deploy=give_up_rollback),
    Scenario(name="delete", prepare=create, deploy=destroy),
    Scenario(name="remove", prepare=create, deploy=remove),
)
_TWO_UPDATES = (
    Scenario(
        name="replace-back",
        prepare=steps(create, update(replaced)),
        deploy=update(created),
        is_possible=lambda resource: resource.comes_back,
        third=0,
    ),
    # The update after one that failed without a rollback.
    Scenario(
        name="replace-again",
        prepare=create,
        deploy=steps(update_without_rollback(replaced), update_without_rollback(changed)),
        is_possible=lambda resource: resource.comes_back,
        third=1,
    ),
)


def _renames() -> Iterator[Scenario]:
    def possible(resource: ResourceType) -> bool:
        return resource.can_be_renamed

    undone = steps(create, update_to_be_undone(renamed))
    yield Scenario(name="rename", prepare=create, deploy=update(renamed), is_possible=possible)
    yield Scenario(name="rename-no-rollback", prepare=create, deploy=update_without_rollback(renamed), is_possible=possible)
    yield Scenario(
        name="rename-again",
        prepare=create,
        deploy=steps(update_without_rollback(renamed), update_without_rollback(changed)),
        is_possible=possible,
        third=2,
    )
    yield Scenario(name="rollback-of-rename", prepare=undone, deploy=roll_back, is_possible=possible)
    yield Scenario(name="rename-rollback-given-up", prepare=undone, deploy=give_up_rollback, is_possible=possible)


def _ended(status: str, third: int) -> Iterator[Scenario]:
    """What was made has ended before the deployment."""

    def scenario(name: str, deploy: Step, *, prepare: Step = create) -> Scenario:
        return Scenario(
            name=f"{status.lower()}-{name}",
            prepare=steps(prepare, end_as(status)),
            deploy=deploy,
            is_possible=lambda resource: status in resource.endings,
            third=third,
        )

    yield scenario("update", change)
    yield scenario("replace", update(replaced))
    yield scenario("refused", update(refused))
    yield scenario("delete", destroy)
    yield Scenario(
        name=f"{status.lower()}-rollback",
        # The old one ends when the new one is there already.
        prepare=steps(create, update_to_be_undone(replaced), end_former_as(status)),
        deploy=roll_back,
        is_possible=lambda resource: status in resource.endings,
        third=third,
    )


def _foreign_ids() -> Iterator[Scenario]:
    # When the update fails, and its rollback makes the thing, the cleanup of an id that CloudFormation may have made up takes it for one
    # that the update had added.
    for name, physical_id in _FOREIGN.items():
        fails = name != "made-up"
        yield Scenario(name=f"from-{name}-id", prepare=hold(physical_id), deploy=update(created), succeeds=True, fails=fails)


SCENARIOS = (
    *_BASE,
    *_TWO_UPDATES,
    *_renames(),
    *(scenario for third, status in enumerate(("Stopped", "Failed", "Completed")) for scenario in _ended(status, third)),
    *_foreign_ids(),
)
