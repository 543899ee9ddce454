"""Jobs that CloudFormation does not know: made by a request whose function died before it answered, or by an update that failed."""

from collections.abc import Iterator, Mapping
from typing import Any

from lambda_handlers.aws import stack
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.labeling_job.name import base_of, is_base, is_job_name
from lambda_handlers.labeling_job.service import TERMINAL, LabelingJob, LabelingJobs

UNFINISHED = {"Initializing", "InProgress", "Stopping"}


def left_over_at_delete(jobs: LabelingJobs, request: Request) -> list[LabelingJob]:
    """What a Delete has to end besides the job it names: all other jobs of the resource when that goes for good, otherwise none.

    They are found by the base names that the request tells of and by their ownership tags. CloudFormation is asked only when there
    are any, as there are after each replacement.
    """
    found = [job for base_name in sorted(_base_names(request)) for job in _others(jobs, base_name, request)]
    if not found:
        return []
    return found if stack.resource_goes(request, was_answered=is_job_name(request.known_physical_resource_id)) else []


def _others(jobs: LabelingJobs, base_name: str, request: Request) -> Iterator[LabelingJob]:
    # A streaming job that has ended may have left its queue behind.
    statuses = {*UNFINISHED, *TERMINAL} if _is_streaming(request.properties) else UNFINISHED
    for job, _ in jobs.owned(base_name=base_name, statuses=statuses, request=request, besides=request.known_physical_resource_id):
        yield job


def _base_names(request: Request) -> set[str]:
    """From the physical id and from the properties, which may be of any earlier form."""
    physical_id, wanted = request.known_physical_resource_id, request.properties.get("LabelingJobName")
    from_id = {base_of(physical_id)} if is_job_name(physical_id) else set()
    return from_id | ({wanted} if isinstance(wanted, str) and is_base(wanted) else set())


def _is_streaming(properties: Mapping[str, Any]) -> bool:
    inner: Any = properties
    for name in ("InputConfig", "DataSource", "SnsDataSource"):
        inner = inner.get(name) if isinstance(inner, Mapping) else None
    return inner is not None
