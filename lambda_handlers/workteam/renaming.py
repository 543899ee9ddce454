"""The names of one resource's teams, when an update gives it another name.

For a while there are two teams. Each carries the name of the other, so that a Delete of the one that CloudFormation knows finds the one
that it does not know: the answer to the update, or to its rollback, may never have come.
"""

from collections.abc import Mapping

from lambda_handlers.aws import ownership
from lambda_handlers.custom_resource.request import Request

FORMER_NAME = f"{ownership.PREFIX}former-name"
NEXT_NAME = f"{ownership.PREFIX}next-name"


def from_former(request: Request) -> dict[str, str]:
    """The tag of the new team."""
    return {FORMER_NAME: request.known_physical_resource_id} if request.request_type == "Update" else {}


def to(name: str) -> list[dict[str, str]]:
    """The tag of the old team."""
    return ownership.as_list({NEXT_NAME: name})


def other_names(request: Request, tags: Mapping[str, str]) -> list[str]:
    """Under which names there may be teams of a resource besides the one that a Delete names, which has these tags."""
    names = {tags.get(FORMER_NAME), tags.get(NEXT_NAME), _wanted_name(request.properties)}
    return sorted(name for name in names if name is not None and name != request.known_physical_resource_id)


def undone_name(request: Request) -> str | None:
    """The name that a rollback goes back from, when CloudFormation never learnt of a team of that name."""
    name = _wanted_name(request.old_properties)
    return name if name != request.known_physical_resource_id else None


def is_answered_id(request: Request) -> bool:
    """Whether the physical id is one that this handler answered: then it is the name in the properties, as far as these have one."""
    return _wanted_name(request.properties) in {None, request.known_physical_resource_id}


def _wanted_name(properties: Mapping[str, object]) -> str | None:
    name = properties.get("WorkteamName")
    return name if isinstance(name, str) else None
