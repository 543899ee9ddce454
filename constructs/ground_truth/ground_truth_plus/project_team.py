"""The project team of Ground Truth Plus: a group of a user pool, with what the console's import form asks for.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-project-team.html: a pool needs a domain and a group; an app client is chosen.
Making the group the project's team is a click: there is no API.
"""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import aws_cognito as cognito
from constructs import Construct

from ground_truth.settings.plus_team import MOST_MEMBERS
from ground_truth.workers.pool_members import Member, check_members, invited_user, place_in_group
from ground_truth.workers.worker_pool import WorkerPool
from ground_truth.workers.workforce import Workforce


class ProjectTeam(Construct):
    """A group and its members.

    `pool`: a workforce, whose user pool is shared, or a pool of the team's own. `group_name`: cannot be changed once the team is
    imported. `members`: 50 at most, as the console's forms take; invited by mail with the pool's own invitation.
    Raises ValueError for more members, and for somebody named twice.
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, group_name: str, pool: Workforce | WorkerPool, members: Sequence[Member] = ()
    ) -> None:
        super().__init__(scope, construct_id)
        _check(group_name, members)
        self.group_name = group_name
        self._pool = pool
        group = cognito.CfnUserPoolGroup(self, "Group", user_pool_id=self.user_pool_id, group_name=group_name)
        for member in members:
            membership = place_in_group(self, member, user_pool_id=self.user_pool_id, group=group)
            if not member.existing:
                membership.node.add_dependency(self._invite(member.email))

    @property
    def user_pool_id(self) -> str:
        """The pool to choose in the form."""
        return self._pool.user_pool.user_pool_id if isinstance(self._pool, WorkerPool) else self._pool.user_pool_id

    @property
    def client_id(self) -> str:
        """The app client to choose in the form; it has a secret, as a client that SageMaker makes has."""
        return self._pool.client.user_pool_client_id if isinstance(self._pool, WorkerPool) else self._pool.client_id

    @property
    def user_pool_arn(self) -> str:
        """The pool's ARN."""
        return self._pool.user_pool.user_pool_arn if isinstance(self._pool, WorkerPool) else self._pool.user_pool_arn()

    def _invite(self, email: str) -> cognito.CfnUserPoolUser:
        if not isinstance(self._pool, WorkerPool):
            return self._pool.invite(email)
        user = invited_user(self._pool, user_pool_id=self.user_pool_id, email=email)
        user.apply_removal_policy(self._pool.removal_policy)
        return user


def _check(group_name: str, members: Sequence[Member]) -> None:
    if len(members) > MOST_MEMBERS:
        raise ValueError(
            f"project team {group_name!r} has {len(members)} members: the console's form takes {MOST_MEMBERS} addresses at once"
        )
    check_members(group_name, members)
