"""Jobs that CloudFormation does not know: made by a request whose function died before it answered, or by an update that failed."""

from collections.abc import Mapping
from typing import Any

from lambda_handlers.aws import stack
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.labeling_job.name import is_job_name
from lambda_handlers.labeling_job.renaming import base_names
from lambda_handlers.labeling_job.service import TERMINAL, LabelingJob, LabelingJobs, TaggedJob

UNFINISHED = {"Initializing", "InProgress", "Stopping"}


def left_over_at_delete(jobs: LabelingJobs, request: Request, deadline: Deadline, *, tags: Mapping[str, str]) -> list[LabelingJob]:
    """The jobs that a Delete has to end besides the one it names, which has these tags.

    All other jobs of the resource when that goes for good, otherwise none.
    """
    if not stack.resource_goes(request, was_answered=is_job_name(request.known_physical_resource_id)):
        return []
    return [job for job, _ in other_jobs(jobs, request, deadline, tags=tags, statuses=UNFINISHED)]


def other_jobs(jobs: LabelingJobs, request: Request, deadline: Deadline, *, tags: Mapping[str, str], statuses: set[str]) -> list[TaggedJob]:
    """The resource's jobs in these statuses besides the one that CloudFormation knows, which has these tags; the newest of a name first.

    They are found by the base names that the request and the tags tell of, and by their ownership tags.
    """
    # A streaming job that has ended may have left its queue behind.
    desired = {*UNFINISHED, *TERMINAL} if is_stream(request) else statuses
    held = request.known_physical_resource_id
    names = sorted(base_names(request, tags))
    listings = [jobs.owned(base_name=name, statuses=desired, request=request, deadline=deadline, besides=held) for name in names]
    return [found for listing in listings for found in listing]


def is_stream(request: Request) -> bool:
    """True if the properties, or those before, are of a streaming job."""
    return _is_streaming(request.properties) or _is_streaming(request.old_properties)


def _is_streaming(properties: Mapping[str, Any]) -> bool:
    inner: Any = properties
    for name in ("InputConfig", "DataSource", "SnsDataSource"):
        inner = inner.get(name) if isinstance(inner, Mapping) else None
    return inner is not None
