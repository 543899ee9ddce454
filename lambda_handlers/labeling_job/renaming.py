"""Under which names there may be jobs of one resource.

When an update gives the resource another name, its old and its new job each carry the name of the other. So the job that CloudFormation
knows leads to the one that it does not know: the update may have failed, or its answer may never have come.
"""

from collections.abc import Mapping

from lambda_handlers.aws import ownership
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.labeling_job.name import base_of, is_base, is_job_name

FORMER_NAME = f"{ownership.PREFIX}former-name"
NEXT_NAME = f"{ownership.PREFIX}next-name"


def base_names(request: Request, tags: Mapping[str, str]) -> set[str]:
    """From the physical id, the tags of the job that it names, and both properties, which may be of any earlier form."""
    desired = [properties.get("LabelingJobName") for properties in (request.properties, request.old_properties)]
    told = [_held_name(request), tags.get(FORMER_NAME), tags.get(NEXT_NAME), *desired]
    return {name for name in told if isinstance(name, str) and is_base(name)}


def from_former(name: str, request: Request) -> dict[str, str]:
    """The tag of a new job under this base name; none when the old one has the same."""
    former = _held_name(request)
    return {FORMER_NAME: former} if former is not None and former != name else {}


def _held_name(request: Request) -> str | None:
    id = request.physical_resource_id
    return base_of(id) if id is not None and is_job_name(id) else None
