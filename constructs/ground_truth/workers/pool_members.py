"""Members of a Cognito user pool: each is invited once, and added to the groups of their teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aws_cdk import aws_cognito as cognito
from constructs import Construct


@dataclass(frozen=True)
class Member:
    """A worker by e-mail address, which names the construct too and so cannot be a token.

    `existing`: already a user of the pool, so only placed in the team's group, not invited.
    """

    email: str
    existing: bool = False


def check_members(team: str, members: Sequence[Member]) -> None:
    """Raise ValueError for a member named twice, in any case of letters."""
    addresses = [member.email.lower() for member in members]
    if repeated := sorted({address for address in addresses if addresses.count(address) > 1}):
        raise ValueError(f"members of {team!r}: {', '.join(repeated)} named more than once")


def invited_user(scope: Construct, *, user_pool_id: str, email: str) -> cognito.CfnUserPoolUser:
    """The user of that address in a pool whose users all have this scope, invited by mail at the first call.

    The address is the user name.
    """
    construct_id = f"Worker {email.lower()}"
    existing = scope.node.try_find_child(construct_id)
    if isinstance(existing, cognito.CfnUserPoolUser):
        return existing
    return cognito.CfnUserPoolUser(
        scope,
        construct_id,
        user_pool_id=user_pool_id,
        username=email,
        desired_delivery_mediums=["EMAIL"],
        user_attributes=[
            cognito.CfnUserPoolUser.AttributeTypeProperty(name="email", value=email),
            cognito.CfnUserPoolUser.AttributeTypeProperty(name="email_verified", value="true"),
        ],
    )


def place_in_group(
    scope: Construct, member: Member, *, user_pool_id: str, group: cognito.CfnUserPoolGroup
) -> cognito.CfnUserPoolUserToGroupAttachment:
    """The membership of a person in a group."""
    return cognito.CfnUserPoolUserToGroupAttachment(
        scope,
        f"Member {member.email.lower()}",
        user_pool_id=user_pool_id,
        group_name=group.ref,
        username=member.email,
    )
