"""The job that an update keeps, so that labeling goes on and nothing is paid for twice."""

from collections.abc import Mapping
from typing import Any

from lambda_handlers.aws import ownership, stack
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.labeling_job.desired import PROPERTIES_TAG, DesiredLabelingJob
from lambda_handlers.labeling_job.name import is_job_name
from lambda_handlers.labeling_job.service import TERMINAL, LabelingJobs, TaggedJob

RUNNING = {"Initializing", "InProgress"}
LIVE = {*RUNNING, "Completed"}


class KeptJobs:
    """The jobs that an update may keep."""

    def __init__(self, jobs: LabelingJobs) -> None:
        self._jobs = jobs

    def held(self, request: Request, deadline: Deadline) -> TaggedJob | None:
        """The job that CloudFormation knows, if it is there and ours."""
        job = self._jobs.find_held(request.known_physical_resource_id, deadline)
        if job is None:
            return None
        tags = self._jobs.tags_with_owner(job, deadline)
        return (job, tags) if ownership.is_owned(tags, request) else None

    def equal(self, jobs: list[TaggedJob], desired: DesiredLabelingJob, deadline: Deadline) -> TaggedJob | None:
        """The newest of the jobs with the desired properties, which still lives when CloudFormation rolls an update back.

        Each is looked at: the list that it comes from may show how it was before it ended.
        """
        for listed, tags in jobs:
            if listed["LabelingJobStatus"] in LIVE and tags.get(PROPERTIES_TAG) == desired.fingerprint:
                job = self._jobs.find(listed["LabelingJobName"]) or listed
                if job["LabelingJobStatus"] in LIVE:
                    return self._jobs.started(job["LabelingJobName"], deadline), tags
        return None

    def before(self, desired: DesiredLabelingJob, request: Request, deadline: Deadline) -> TaggedJob | None:
        """In a rollback the job that it goes back to, also when that ended in the meantime: another one would be paid for again."""
        if not stack.is_rolling_back(request) or _may_have_ended_here(request):
            return None
        # What lives was looked for already, and what is listed as alive has ended.
        statuses = {*LIVE, "Stopping", *TERMINAL}
        ended = self._jobs.owned(base_name=desired.base_name, statuses=statuses, request=request, deadline=deadline)
        return next((found for found in ended if found[1].get(PROPERTIES_TAG) == desired.fingerprint), None)


def is_desired(held: TaggedJob, desired: DesiredLabelingJob, request: Request) -> bool:
    """True if the job that CloudFormation knows is kept, whatever its status.

    The rollback of an update that made no job comes with other old properties: then the job itself tells what it was made of.
    """
    return _is_same_but_for_tags(request) or held[1].get(PROPERTIES_TAG) == desired.fingerprint


def _may_have_ended_here(request: Request) -> bool:
    """True if a job with the desired properties may be the one that the failed update made and stopped.

    Under an id that this handler never answered, an update with the same properties makes a job.
    """
    return _is_same_but_for_tags(request) and not is_job_name(request.known_physical_resource_id)


def _is_same_but_for_tags(request: Request) -> bool:
    """In the form that CloudFormation sends."""
    return _without_tags(request.properties) == _without_tags(request.old_properties)


def _without_tags(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name != "Tags"}
