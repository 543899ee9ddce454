"""Create, update and delete of a work team."""

import logging
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors, ownership, service_quotas, stack
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.properties import coerce
from lambda_handlers.aws.service_shapes import input_shape, is_possible
from lambda_handlers.aws.waiting import wait_until
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.lifecycle import Outcome
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import ResourceError
from lambda_handlers.workteam import members, renaming
from lambda_handlers.workteam.settings import WantedWorkteam, require_same_workforce

logger = logging.getLogger(__name__)

Workteam = Mapping[str, Any]

# Between two looks at what was made moments ago: assumed, as no page of SageMaker's says how late it may be described and its tags listed.
LAG_PAUSES = (1.0, 2.0, 4.0)
NOT_FOUND = r"\bwork ?team\b"


class WorkteamLifecycle:
    """The physical id is the name of the team."""

    def __init__(self, *, sagemaker: Client) -> None:
        self._sagemaker = sagemaker

    def physical_resource_id(self, request: Request) -> str:
        return self._wanted(request).name

    def create(self, request: Request, deadline: Deadline) -> Outcome:
        wanted = self._wanted(request)
        self._make(wanted, request, deadline)
        return _outcome(self._describe_made(wanted.name, deadline))

    def update(self, request: Request, deadline: Deadline) -> Outcome:
        wanted = self._wanted(request)
        if wanted.name != request.known_physical_resource_id:
            return self._replace(wanted, request, deadline)
        self._remove_undone(request, deadline)
        observed = self._find(wanted.name)
        if observed is None:
            return self.create(request, deadline)
        self._change(wanted, observed, request)
        return _outcome(observed)

    def delete(self, request: Request, deadline: Deadline) -> None:
        name = request.known_physical_resource_id
        observed = self._find(name)
        tags = self._settled_tags(observed, deadline) if observed else {}
        if tags is None:
            # Another delivery of the same request was faster.
            observed, tags = None, {}
        if observed is not None and not ownership.is_owned(tags, request):
            logger.warning("the work team %s is not ours and is left alone", name)
            return
        others = [team for team in map(self._find, renaming.other_names(request, tags)) if team and self._is_ours(team, request)]
        if others and stack.resource_goes(request, was_answered=renaming.is_answered_id(request)):
            for other in others:
                self._remove(other["WorkteamName"], deadline)
        if observed is not None:
            self._remove(name, deadline)

    def _wanted(self, request: Request) -> WantedWorkteam:
        return WantedWorkteam.from_properties(coerce(properties=request.properties, api=input_shape(self._sagemaker, "CreateWorkteam")))

    def _make(self, wanted: WantedWorkteam, request: Request, deadline: Deadline) -> bool:
        """Whether the team is new; False when an earlier request of this resource made it."""
        deadline.check(f"creating the work team '{wanted.name}'")
        members.require_user_pool(wanted)
        parameters = wanted.creation(ownership_tags={**ownership.ownership_tags(request), **renaming.from_former(request)})
        with service_quotas.named_when_exceeded(service_quotas.WORK_TEAMS):
            try:
                self._sagemaker.create_workteam(**parameters)
            except ClientError as error:
                # An earlier delivery of the same request may have made it: then its name is taken, or the quota used up by itself.
                observed = self._find(wanted.name) if api_errors.code(error) in {"ResourceInUse", "ResourceLimitExceeded"} else None
                if observed is None:
                    raise members.explained(error, wanted=wanted, sagemaker=self._sagemaker) from error
                self._change(wanted, observed, request)
                return False
        return True

    def _replace(self, wanted: WantedWorkteam, request: Request, deadline: Deadline) -> Outcome:
        """A team under the new name. CloudFormation deletes the old one, or, after a failure, goes on with it."""
        self._announce(wanted, request)
        is_new = self._make(wanted, request, deadline)
        try:
            return _outcome(self._describe_made(wanted.name, deadline))
        except Exception:
            if is_new:
                self._remove(wanted.name, deadline)
            raise

    def _announce(self, wanted: WantedWorkteam, request: Request) -> None:
        """Write the new name on the old team: the answer that tells CloudFormation of it may be lost."""
        former = self._find(request.known_physical_resource_id)
        if former is not None and self._is_ours(former, request):
            self._sagemaker.add_tags(ResourceArn=former["WorkteamArn"], Tags=renaming.to(wanted.name))

    def _remove_undone(self, request: Request, deadline: Deadline) -> None:
        """Remove the team under another name that an update made before it failed, or before its answer was lost."""
        name = renaming.undone_name(request)
        undone = self._find(name) if name else None
        if undone is not None and self._is_ours(undone, request):
            self._remove(undone["WorkteamName"], deadline)

    def _change(self, wanted: WantedWorkteam, observed: Workteam, request: Request) -> None:
        tags = self._tags(observed)
        if not ownership.is_owned(tags, request):
            raise ResourceError(
                f"a work team named '{wanted.name}' exists already and was made by {ownership.owner(tags)}; choose another name"
            )
        require_same_workforce(wanted, observed=observed)
        members.require_user_pool(wanted)
        if wanted.differs(observed=observed):
            try:
                self._sagemaker.update_workteam(**wanted.change(observed=observed))
            except ClientError as error:
                raise members.explained(error, wanted=wanted, sagemaker=self._sagemaker) from error
        former = ownership.former_user_tags(request.old_properties)
        ownership.update_user_tags(self._sagemaker, arn=observed["WorkteamArn"], present=tags, wanted=wanted.tags, formerly=former)

    def _remove(self, name: str, deadline: Deadline) -> None:
        try:
            removed = self._sagemaker.delete_workteam(WorkteamName=name)["Success"]
        except ClientError:
            if self._find(name) is None:
                return
            raise
        if not removed and self._find(name) is not None:
            raise ResourceError(
                f"the work team '{name}' was not deleted: DeleteWorkteam answered Success false; a labeling job may still be "
                "using it, stop the job and try again"
            )
        wait_until(
            observe=lambda: self._find(name),
            reached=lambda team: team is None,
            deadline=deadline,
            waiting_for=f"the work team '{name}' to be gone",
        )

    def _find(self, name: str) -> Workteam | None:
        if not is_possible(self._sagemaker, "DescribeWorkteam", member="WorkteamName", value=name):
            return None
        try:
            return self._describe(name)
        except ClientError as error:
            if api_errors.is_not_found(error, wording=NOT_FOUND):
                return None
            raise

    def _describe(self, name: str) -> Workteam:
        team: Workteam = self._sagemaker.describe_workteam(WorkteamName=name)["Workteam"]
        return team

    def _describe_made(self, name: str, deadline: Deadline) -> Workteam:
        """The team that was made, which may not be described at once."""
        for pause in LAG_PAUSES:
            team = self._find(name)
            if team is not None:
                return team
            deadline.pause(pause, f"waiting for the work team '{name}' to be described")
        return self._describe(name)

    def _tags(self, team: Workteam) -> dict[str, str]:
        return ownership.read_tags(self._sagemaker, arn=team["WorkteamArn"])

    def _tags_if_there(self, team: Workteam) -> dict[str, str] | None:
        """None when the team went after it was looked at."""
        try:
            return self._tags(team)
        except ClientError:
            if self._find(team["WorkteamName"]) is None:
                return None
            raise

    def _settled_tags(self, team: Workteam, deadline: Deadline) -> dict[str, str] | None:
        """The tags, looked for again when there are none of an owner: those of a team made moments ago may not be listed yet."""
        for pause in (*LAG_PAUSES, None):
            tags = self._tags_if_there(team)
            if tags is None or ownership.STACK_ID in tags or pause is None:
                break
            deadline.pause(pause, f"reading the tags of the work team '{team['WorkteamName']}'")
        return tags

    def _is_ours(self, team: Workteam, request: Request) -> bool:
        tags = self._tags_if_there(team)
        return tags is not None and ownership.is_owned(tags, request)


def _outcome(team: Workteam) -> Outcome:
    name = team["WorkteamName"]
    return Outcome(
        physical_resource_id=name,
        data={"WorkteamName": name, "WorkteamArn": team["WorkteamArn"], "SubDomain": team.get("SubDomain", "")},
    )
