"""The project team of Ground Truth Plus: the people who follow a project and review its labels."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from ground_truth.settings.constraints import Count, Matching
from ground_truth.settings.settings import Settings
from ground_truth.settings.team import MemberSettings, from_address
from ground_truth.settings.user_pool import UserPoolSettings

GROUP_NAME = Matching(r"[^\s\x00-\x1f]{1,128}", "1 to 128 characters without spaces")
"""Cognito's GroupNameType."""

MOST_MEMBERS = 50
"""https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-project-team.html"""


class PlusTeamSettings(Settings):
    """A Cognito group whose members are imported as project team, with the user pool, domain and app client that the form asks for."""

    group: Annotated[str, GROUP_NAME] | None = None
    """The group's name, which cannot be changed later. Without it: <environment>-<project>."""

    members: Annotated[
        tuple[Annotated[MemberSettings, BeforeValidator(from_address, json_schema_input_type=str | MemberSettings)], ...],
        Count(0, MOST_MEMBERS, of="members: the console's form takes 50 addresses at once"),
    ] = ()
    """E-mail addresses, or `{email: ..., existing: true}` for people whom the user pool knows already."""

    user_pool: UserPoolSettings | None = None
    """A user pool of the team's own. Without it: the workforce's."""
