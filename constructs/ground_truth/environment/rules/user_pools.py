"""The user pools of an environment: the workforce's, and those of project teams."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses


def user_pool_mistakes(environment: Node) -> Iterator[Mistake]:
    """Every mistake of an environment's user pools."""
    yield from mistakes_of(protected_pools_are_kept, environment)


@refuses(at=AT_SYNTHESIS)
def protected_pools_are_kept(environment: Node) -> Iterator[Mistake]:
    """A user pool with deletion protection is not to be destroyed with the environment.

    Source: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html: Cognito refuses to
    delete it
    """
    if environment["data_on_destroy"].text != "destroy":
        return
    projects = environment.at("ground_truth_plus.projects").entries()
    for pool in (environment.at("workforce.user_pool"), *(project.at("team.user_pool") for project in projects)):
        protection = pool["deletion_protection"]
        if protection.value is True:
            yield protection.mistake("false with data_on_destroy: destroy, which could not delete the pool")
