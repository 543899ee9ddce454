"""Reading labeling jobs from SageMaker, waiting for them and stopping them."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from lambda_handlers.aws import api_errors, ownership
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.pages import sagemaker_pages
from lambda_handlers.aws.service_shapes import is_possible
from lambda_handlers.aws.waiting import wait_until
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import ResourceError
from lambda_handlers.labeling_job.name import base_of, is_job_name

logger = logging.getLogger(__name__)

LabelingJob = Mapping[str, Any]
TaggedJob = tuple[LabelingJob, Mapping[str, str]]

NOT_FOUND = r"could not find|does not exist|no labeling job"
TERMINAL = {"Completed", "Failed", "Stopped"}
GOOD = {"InProgress", "Completed"}
STOPPABLE = {"InProgress"}
# Between looks at what was made or tagged moments ago, and that the service does not show yet.
_PAUSES_SECONDS = (0.5, 1.0, 2.0, 4.0)
# A job that was created, and that DescribeLabelingJob does not show yet.
_NOT_VISIBLE_YET: LabelingJob = {"LabelingJobStatus": "Initializing"}


class LabelingJobs:
    """The labeling jobs of the account in this region."""

    def __init__(self, sagemaker: Client) -> None:
        self.sagemaker = sagemaker

    def find(self, name: str) -> LabelingJob | None:
        if not is_possible(self.sagemaker, "DescribeLabelingJob", member="LabelingJobName", value=name):
            return None
        try:
            job: LabelingJob = self.sagemaker.describe_labeling_job(LabelingJobName=name)
        except ClientError as error:
            if api_errors.is_not_found(error, wording=NOT_FOUND):
                return None
            raise
        return job

    def tags(self, job: LabelingJob) -> dict[str, str]:
        return ownership.read_tags(self.sagemaker, arn=job["LabelingJobArn"])

    def find_again(self, name: str, deadline: Deadline) -> LabelingJob | None:
        """The job, looked for several times: the service has it, and may not show it yet."""
        job = self.find(name)
        for pause in _PAUSES_SECONDS:
            if job is not None:
                break
            deadline.pause(pause, f"looking for the labeling job '{name}'")
            job = self.find(name)
        return job

    def find_held(self, id: str, deadline: Deadline) -> LabelingJob | None:
        """The job that a physical id names; one that we made is looked for several times, since jobs never go."""
        return self.find_again(id, deadline) if is_job_name(id) else self.find(id)

    def tags_with_owner(self, job: LabelingJob, deadline: Deadline) -> dict[str, str]:
        """The tags, read several times as long as they name no owner: they may not be shown yet. A job of a person has none."""
        tags = self.tags(job)
        for pause in _PAUSES_SECONDS:
            if ownership.STACK_ID in tags:
                break
            deadline.pause(pause, f"reading the tags of the labeling job '{job['LabelingJobName']}'")
            tags = self.tags(job)
        return tags

    def owned(self, *, base_name: str, statuses: set[str], request: Request, deadline: Deadline, besides: str = "") -> Iterator[TaggedJob]:
        """The resource's own jobs in these statuses, `besides` one, whose names are made of the base name; the newest first."""
        order = {"SortBy": "CreationTime", "SortOrder": "Descending"}
        for page in sagemaker_pages(self.sagemaker.list_labeling_jobs, NameContains=base_name, **order):
            for job in page["LabelingJobSummaryList"]:
                name = job["LabelingJobName"]
                if job["LabelingJobStatus"] in statuses and base_of(name) == base_name and name != besides:
                    tags = self.tags_with_owner(job, deadline)
                    if ownership.is_owned(tags, request):
                        yield job, tags

    def started(self, name: str, deadline: Deadline) -> LabelingJob:
        """The job once it is in progress (or completed already). Raises ResourceError with the service's reason when it failed."""
        job = self._once_past({"Initializing"}, name, deadline, waiting_for="started")
        status = job["LabelingJobStatus"]
        if status == "Failed":
            raise ResourceError(f"the labeling job '{name}' failed: {job.get('FailureReason', 'no reason was given')}")
        if status not in GOOD:
            raise ResourceError(f"the labeling job '{name}' is {status}: it was stopped before it could start")
        return job

    def stop(self, job: LabelingJob, deadline: Deadline) -> LabelingJob:
        """Stop the job, if it is running, and wait until it has ended; what depends on it may be deleted then."""
        name = job["LabelingJobName"]
        if job["LabelingJobStatus"] == "Initializing":
            job = self._once_past({"Initializing"}, name, deadline, waiting_for="ready to be stopped")
        if job["LabelingJobStatus"] in TERMINAL:
            return job
        if job["LabelingJobStatus"] in STOPPABLE:
            self._request_stop(name)
        return self._once_past({"Initializing", "InProgress", "Stopping"}, name, deadline, waiting_for="stopped")

    def try_to_stop(self, name: str) -> None:
        """Ask once for the job to be stopped, after a failure that matters more than this request's success."""
        try:
            self._request_stop(name)
        except (BotoCoreError, ClientError) as error:
            logger.error("the labeling job %s could not be stopped and may still be running: %s", name, error)

    def _request_stop(self, name: str) -> None:
        try:
            self.sagemaker.stop_labeling_job(LabelingJobName=name)
        except ClientError:
            # It may have ended since we looked.
            job = self.find(name)
            if job is None or job["LabelingJobStatus"] not in {*TERMINAL, "Stopping"}:
                raise

    def _once_past(self, statuses: set[str], name: str, deadline: Deadline, *, waiting_for: str) -> LabelingJob:
        return wait_until(
            observe=lambda: self.find(name) or _NOT_VISIBLE_YET,
            reached=lambda job: job["LabelingJobStatus"] not in statuses,
            deadline=deadline,
            waiting_for=f"the labeling job '{name}' to be {waiting_for}",
        )
