"""The names of one resource's teams, when an update gives it another name.

For a while there are two teams. Each carries the name of the other, so that a Delete of the one that CloudFormation knows finds the one
that it does not know: the answer to the update, or to its rollback, may never have come.
"""

from collections.abc import Mapping

from lambda_handlers.aws import ownership, stack
from lambda_handlers.custom_resource.request import Request

FORMER_NAME = f"{ownership.PREFIX}former-name"
NEXT_NAME = f"{ownership.PREFIX}next-name"


def held_name(request: Request) -> str | None:
    """The name of the team that an Update changes or replaces: the physical id, unless this handler never answered it.

    CloudFormation may hold an id that it made up, or one of an earlier implementation. Then the old properties tell the name.
    """
    if is_answered_id(request):
        return request.physical_resource_id
    return _desired_name(request.old_properties)


def from_former(request: Request, *, desired: str) -> dict[str, str]:
    """The tag of the new team; none when it replaces none."""
    former = held_name(request) if request.request_type == "Update" else None
    return {FORMER_NAME: former} if former is not None and former != desired else {}


def to(name: str) -> list[dict[str, str]]:
    """The tag of the old team."""
    return ownership.as_list({NEXT_NAME: name})


def other_names(request: Request, tags: Mapping[str, str]) -> list[str]:
    """Under which names there may be teams of a resource besides the one that a Delete names, which has these tags."""
    names = {tags.get(FORMER_NAME), tags.get(NEXT_NAME), _desired_name(request.properties)}
    return sorted(name for name in names if name is not None and name != request.known_physical_resource_id)


def undone_name(request: Request) -> str | None:
    """The name that a rollback goes back from, when CloudFormation never learnt of a team of that name."""
    name = _desired_name(request.old_properties)
    return None if name in {request.known_physical_resource_id, _desired_name(request.properties)} else name


def is_replacement(request: Request) -> bool:
    """True if an Update wants a team under another name than the one that is there.

    Under an id that this handler never answered, it may also be the rollback of such an update: then the desired team is there.
    """
    if is_answered_id(request):
        return _desired_name(request.properties) != request.known_physical_resource_id
    return _desired_name(request.properties) != _desired_name(request.old_properties) and not stack.is_rolling_back(request)


def is_answered_id(request: Request) -> bool:
    """True if the physical id is one that this handler answered: a name in the properties, as far as these have one."""
    names = {_desired_name(request.properties)}
    if request.request_type == "Update":
        # The id is that of the former properties; or, in the rollback of an update that was never answered, of the desired ones.
        names.add(_desired_name(request.old_properties))
    return None in names or request.known_physical_resource_id in names


def _desired_name(properties: Mapping[str, object]) -> str | None:
    name = properties.get("WorkteamName")
    return name if isinstance(name, str) else None
