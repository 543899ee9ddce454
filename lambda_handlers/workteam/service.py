"""Reading work teams from SageMaker, and removing them."""

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors, ownership
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.service_shapes import is_possible
from lambda_handlers.aws.waiting import wait_until
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import ResourceError

Workteam = Mapping[str, Any]

# Between two looks at what was made moments ago: assumed, as no page of SageMaker's says how late it may be described and its tags listed.
LAG_PAUSES = (1.0, 2.0, 4.0)
NOT_FOUND = r"\bwork ?team\b"


class Workteams:
    """The work teams of the account in this region."""

    def __init__(self, sagemaker: Client) -> None:
        self.sagemaker = sagemaker

    def find(self, name: str) -> Workteam | None:
        if not is_possible(self.sagemaker, "DescribeWorkteam", member="WorkteamName", value=name):
            return None
        try:
            team: Workteam = self.sagemaker.describe_workteam(WorkteamName=name)["Workteam"]
        except ClientError as error:
            if api_errors.is_not_found(error, wording=NOT_FOUND):
                return None
            raise
        return team

    def find_again(self, name: str, deadline: Deadline) -> Workteam | None:
        """The team, looked for several times: it may have been made moments ago, and not be described yet."""
        for pause in LAG_PAUSES:
            team = self.find(name)
            if team is not None:
                return team
            deadline.pause(pause, f"looking for the work team '{name}'")
        return self.find(name)

    def made(self, name: str, deadline: Deadline) -> Workteam:
        """The team that was made. Raises ResourceError when it is not described after all."""
        team = self.find_again(name, deadline)
        if team is None:
            raise ResourceError(f"the work team '{name}' was made, and is not described: deploy again")
        return team

    def tags(self, team: Workteam, deadline: Deadline) -> dict[str, str] | None:
        """The tags, looked for again when there are none of an owner: those of a team made moments ago may not be listed yet.

        None when the team went after it was looked at.
        """
        for pause in (*LAG_PAUSES, None):
            tags = self._tags_if_there(team)
            if tags is None or ownership.STACK_ID in tags or pause is None:
                break
            deadline.pause(pause, f"reading the tags of the work team '{team['WorkteamName']}'")
        return tags

    def is_ours(self, team: Workteam, request: Request, deadline: Deadline) -> bool:
        """True if the resource of the request made the team, and it is still there."""
        tags = self.tags(team, deadline)
        return tags is not None and ownership.is_owned(tags, request)

    def remove(self, name: str, deadline: Deadline) -> None:
        """Delete the team and wait until it is gone. Raises ResourceError while a labeling job uses it."""
        try:
            removed = self.sagemaker.delete_workteam(WorkteamName=name)["Success"]
        except ClientError:
            if self.find(name) is None:
                return
            raise
        if not removed and self.find(name) is not None:
            raise ResourceError(
                f"the work team '{name}' was not deleted: DeleteWorkteam answered Success false; a labeling job may still be "
                "using it, stop the job and try again"
            )
        wait_until(
            observe=lambda: self.find(name),
            reached=lambda team: team is None,
            deadline=deadline,
            waiting_for=f"the work team '{name}' to be gone",
        )

    def _tags_if_there(self, team: Workteam) -> dict[str, str] | None:
        try:
            return ownership.read_tags(self.sagemaker, arn=team["WorkteamArn"])
        except ClientError:
            if self.find(team["WorkteamName"]) is None:
                return None
            raise
