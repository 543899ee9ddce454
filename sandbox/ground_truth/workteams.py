"""CreateWorkteam, DescribeWorkteam, UpdateWorkteam, DeleteWorkteam, ListWorkteams."""

from typing import Any

from sandbox.ground_truth.backend import Workforce, Workteam
from sandbox.ground_truth.caller_rights import authorize_team
from sandbox.ground_truth.errors import ResourceInUse, ResourceLimitExceeded, ValidationException
from sandbox.ground_truth.notification_topic import require_notification_topic
from sandbox.ground_truth.pagination import in_order, page
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.tags import authorize_creation, requested_tags
from sandbox.ground_truth.workforces import find_workforce, new_workforce
from sandbox.ground_truth.workteam_members import named_user_pool, require_members, shared_cognito_config

DEFAULT_WORKFORCE = "default"
"""The workforce that AWS creates with the first work team if there is none."""


def create_workteam(request: Request) -> dict[str, Any]:
    """CreateWorkteam: in the named workforce, the only one, or a new one called ``default``."""
    parameters = request.parameters
    name = parameters["WorkteamName"]
    tags = requested_tags(request)
    authorize_creation(request, _arn(request, name), tags=tags)
    if name in request.backend.workteams:
        raise ResourceInUse(f"Work team names must be unique within an AWS account and region; the work team '{name}' already exists.")
    _require_quota(request)
    workforce = _wanted_workforce(request)
    authorize_team(request, user_pool=named_user_pool(parameters["MemberDefinitions"]))
    require_members(request, members=parameters["MemberDefinitions"], workforce=workforce)
    require_notification_topic(request, team_arn=_arn(request, name))
    request.backend.workteams[name] = Workteam(
        name=name,
        arn=_arn(request, name),
        workforce=workforce or _default_workforce(request),
        member_definitions=parameters["MemberDefinitions"],
        description=parameters["Description"],
        created=request.now,
        updated=request.now,
        tags=tags,
        notification_topic_arn=parameters.get("NotificationConfiguration", {}).get("NotificationTopicArn"),
        worker_access_configuration=parameters.get("WorkerAccessConfiguration"),
    )
    return {"WorkteamArn": _arn(request, name)}


def describe_workteam(request: Request) -> dict[str, Any]:
    """DescribeWorkteam."""
    return {"Workteam": _described(_authorized(request))}


def update_workteam(request: Request) -> dict[str, Any]:
    """UpdateWorkteam: given members replace existing ones; an empty NotificationConfiguration removes the topic."""
    team = _authorized(request)
    parameters = request.parameters
    authorize_team(request, user_pool=named_user_pool(parameters.get("MemberDefinitions", team.member_definitions)))
    if "MemberDefinitions" in parameters:
        require_members(request, members=parameters["MemberDefinitions"], workforce=team.workforce)
    require_notification_topic(request, team_arn=team.arn)
    team.member_definitions = parameters.get("MemberDefinitions", team.member_definitions)
    team.description = parameters.get("Description", team.description)
    if "NotificationConfiguration" in parameters:
        team.notification_topic_arn = parameters["NotificationConfiguration"].get("NotificationTopicArn")
    team.worker_access_configuration = parameters.get("WorkerAccessConfiguration", team.worker_access_configuration)
    team.updated = request.now
    return {"Workteam": _described(team)}


def delete_workteam(request: Request) -> dict[str, Any]:
    """DeleteWorkteam. The team's labeling jobs are not changed; AWS's behavior is undocumented."""
    team = _authorized(request)
    del request.backend.workteams[team.name]
    return {"Success": True}


def list_workteams(request: Request) -> dict[str, Any]:
    """ListWorkteams."""
    request.authorize("*")
    fragment = request.parameters.get("NameContains", "").lower()
    found = [item for item in request.backend.workteams.values() if fragment in item.name.lower()]
    keys = {"Name": lambda item: item.name, "CreateDate": lambda item: item.created}
    listed, rest = page(in_order(found, keys=keys, parameters=request.parameters, default="CreateDate"), parameters=request.parameters)
    return {"Workteams": [_described(item) for item in listed], **rest}


def _authorized(request: Request) -> Workteam:
    name = request.parameters["WorkteamName"]
    team = request.backend.workteams.get(name)
    request.authorize(_arn(request, name), tags=team.tags if team else None)
    if team is None:
        raise ValidationException(f"The work team '{name}' does not exist or you do not have access to it.")
    return team


def _require_quota(request: Request) -> None:
    limit, used = request.settings.workteam_quota, len(request.backend.workteams)
    if used >= limit:
        raise ResourceLimitExceeded.of_quota(name="Maximum number of work teams", unit="Work teams", limit=limit, used=used)


def _wanted_workforce(request: Request) -> Workforce | None:
    named = request.parameters.get("WorkforceName")
    name = named or next(iter(request.backend.workforces), None)
    if name is None:
        return None
    workforce = find_workforce(request, name)
    if workforce.status != "Active":
        raise ValidationException(f"The workforce '{workforce.name}' is {workforce.status}; it must be Active to create a work team.")
    return workforce


def _default_workforce(request: Request) -> Workforce:
    cognito_config = shared_cognito_config(request.parameters["MemberDefinitions"])
    return new_workforce(request, name=DEFAULT_WORKFORCE, tags={}, cognito_config=cognito_config)


def _arn(request: Request, name: str) -> str:
    return request.arn(f"workteam/private-crowd/{name}")


def _described(team: Workteam) -> dict[str, Any]:
    topic = team.notification_topic_arn
    optional = {
        "NotificationConfiguration": {"NotificationTopicArn": topic} if topic else {},
        "WorkerAccessConfiguration": team.worker_access_configuration,
    }
    return {
        "WorkteamName": team.name,
        "MemberDefinitions": team.member_definitions,
        "WorkteamArn": team.arn,
        "WorkforceArn": team.workforce.arn,
        "Description": team.description,
        "SubDomain": team.workforce.sub_domain,
        "CreateDate": team.created,
        "LastUpdatedDate": team.updated,
        **{name: value for name, value in optional.items() if value is not None},
    }
