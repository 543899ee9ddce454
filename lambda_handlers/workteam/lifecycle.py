"""Create, update and delete of a work team."""

import logging
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors, ownership, service_quotas, stack
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.properties import coerce
from lambda_handlers.aws.service_shapes import input_shape
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.lifecycle import Outcome
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import ResourceError
from lambda_handlers.workteam import members, renaming
from lambda_handlers.workteam.service import Workteam, Workteams
from lambda_handlers.workteam.settings import DesiredWorkteam, require_same_workforce

logger = logging.getLogger(__name__)


class WorkteamLifecycle:
    """The physical id is the name of the team."""

    def __init__(self, *, sagemaker: Client) -> None:
        self._sagemaker = sagemaker
        self._teams = Workteams(sagemaker)

    def physical_resource_id(self, request: Request) -> str:
        return self._desired(request).name

    def create(self, request: Request, deadline: Deadline) -> Outcome:
        desired = self._desired(request)
        self._make(desired, request, deadline)
        return _outcome(self._teams.made(desired.name, deadline))

    def update(self, request: Request, deadline: Deadline) -> Outcome:
        desired = self._desired(request)
        if renaming.is_replacement(request):
            return self._replace(desired, request, deadline)
        self._remove_undone(renaming.undone_name(request), request, deadline)
        observed = self._teams.find(desired.name)
        if observed is None:
            return self.create(request, deadline)
        tags = self._change(desired, observed, request, deadline)
        # Of a renaming that failed and was not rolled back.
        self._remove_undone(tags.get(renaming.NEXT_NAME), request, deadline)
        return _outcome(observed)

    def delete(self, request: Request, deadline: Deadline) -> None:
        name, is_answered = request.known_physical_resource_id, renaming.is_answered_id(request)
        observed = self._teams.find_again(name, deadline) if is_answered else self._teams.find(name)
        tags = self._teams.tags(observed, deadline) if observed else {}
        if tags is None:
            # Another delivery of the same request was faster.
            observed, tags = None, {}
        if observed is not None and not ownership.is_owned(tags, request):
            logger.warning("the work team %s is not ours and is left alone", name)
            return
        for other in self._left_over(request, deadline, tags=tags):
            self._teams.remove(other["WorkteamName"], deadline)
        if observed is not None:
            self._teams.remove(name, deadline)

    def _left_over(self, request: Request, deadline: Deadline, *, tags: Mapping[str, str]) -> list[Workteam]:
        """The resource's teams under other names that a Delete has to remove besides the one it names, which has these tags."""
        is_answered = renaming.is_answered_id(request)
        goes = stack.resource_goes(request, was_answered=is_answered)
        if not goes and is_answered:
            return []
        found = [self._teams.find_again(name, deadline) for name in renaming.other_names(request, tags)]
        ours = [team for team in found if team is not None and self._teams.is_ours(team, request, deadline)]
        return ours if goes else [team for team in ours if self._is_superseded(team, request, deadline)]

    def _is_superseded(self, team: Workteam, request: Request, deadline: Deadline) -> bool:
        """True if another team of the resource took the place of this one, which CloudFormation knew by an id that was never answered."""
        tags = self._teams.tags(team, deadline) or {}
        next_name = tags.get(renaming.NEXT_NAME)
        follower = self._teams.find(next_name) if next_name else None
        following = (self._teams.tags(follower, deadline) or {}) if follower else {}
        return ownership.is_owned(following, request) and following.get(renaming.FORMER_NAME) == team["WorkteamName"]

    def _desired(self, request: Request) -> DesiredWorkteam:
        return DesiredWorkteam.from_properties(coerce(properties=request.properties, api=input_shape(self._sagemaker, "CreateWorkteam")))

    def _make(self, desired: DesiredWorkteam, request: Request, deadline: Deadline) -> bool:
        """True if the team is new; False when an earlier request of this resource made it."""
        deadline.check(f"creating the work team '{desired.name}'")
        members.require_user_pool(desired)
        own_tags = {**ownership.ownership_tags(request), **renaming.from_former(request, desired=desired.name)}
        with service_quotas.named_when_exceeded(service_quotas.WORK_TEAMS):
            try:
                self._sagemaker.create_workteam(**desired.creation(ownership_tags=own_tags))
            except ClientError as error:
                # An earlier delivery of the same request may have made it: then its name is taken, or the quota used up by itself.
                may_be_made = api_errors.code(error) in {"ResourceInUse", "ResourceLimitExceeded"}
                observed = self._teams.find_again(desired.name, deadline) if may_be_made else None
                if observed is None:
                    raise members.explained(error, desired=desired, sagemaker=self._sagemaker) from error
                self._change(desired, observed, request, deadline)
                return False
        return True

    def _replace(self, desired: DesiredWorkteam, request: Request, deadline: Deadline) -> Outcome:
        """A team under the new name. CloudFormation deletes the old one, or, after a failure, goes on with it."""
        self._announce(desired, request, deadline)
        is_new = self._make(desired, request, deadline)
        try:
            return _outcome(self._teams.made(desired.name, deadline))
        except Exception:
            if is_new:
                self._teams.remove(desired.name, deadline)
            raise

    def _announce(self, desired: DesiredWorkteam, request: Request, deadline: Deadline) -> None:
        """Write the new name on the old team: the answer that tells CloudFormation of it may be lost."""
        name = renaming.held_name(request)
        former = self._teams.find(name) if name else None
        if former is not None and self._teams.is_ours(former, request, deadline):
            self._sagemaker.add_tags(ResourceArn=former["WorkteamArn"], Tags=renaming.to(desired.name))

    def _remove_undone(self, name: str | None, request: Request, deadline: Deadline) -> None:
        """Remove the team under another name that an update made before it failed, or before its answer was lost."""
        undone = self._teams.find(name) if name else None
        if undone is not None and self._teams.is_ours(undone, request, deadline):
            self._teams.remove(undone["WorkteamName"], deadline)

    def _change(self, desired: DesiredWorkteam, observed: Workteam, request: Request, deadline: Deadline) -> Mapping[str, str]:
        """Change the team where it is not as desired; returns the tags that it had."""
        tags = self._teams.tags(observed, deadline) or {}
        if not ownership.is_owned(tags, request):
            raise ResourceError(
                f"a work team named '{desired.name}' exists already and was made by {ownership.owner(tags)}; choose another name"
            )
        require_same_workforce(desired, observed=observed)
        members.require_user_pool(desired)
        if desired.differs(observed=observed) or _changes_settings(request):
            try:
                self._sagemaker.update_workteam(**desired.change(observed=observed))
            except ClientError as error:
                raise members.explained(error, desired=desired, sagemaker=self._sagemaker) from error
        former = ownership.former_user_tags(request.old_properties)
        ownership.update_user_tags(self._sagemaker, arn=observed["WorkteamArn"], present=tags, desired=desired.tags, formerly=former)
        return tags


def _changes_settings(request: Request) -> bool:
    """True if an Update changes more than tags: then what is observed may be what was before the last change."""
    return request.request_type == "Update" and _without_tags(request.properties) != _without_tags(request.old_properties)


def _without_tags(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name != "Tags"}


def _outcome(team: Workteam) -> Outcome:
    name = team["WorkteamName"]
    return Outcome(
        physical_resource_id=name,
        data={"WorkteamName": name, "WorkteamArn": team["WorkteamArn"], "SubDomain": team.get("SubDomain", "")},
    )
