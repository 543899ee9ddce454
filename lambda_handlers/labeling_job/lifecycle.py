"""Create, update and delete of a labeling job."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from botocore.model import StructureShape

from lambda_handlers import garbage_collection
from lambda_handlers.aws import ownership, stack
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.service_shapes import input_shape
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.lifecycle import Outcome
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.labeling_job import renaming, streaming_queue
from lambda_handlers.labeling_job.left_over import UNFINISHED, is_stream, left_over_at_delete, other_jobs
from lambda_handlers.labeling_job.name import base_of, job_name
from lambda_handlers.labeling_job.service import TERMINAL, LabelingJob, LabelingJobs, TaggedJob
from lambda_handlers.labeling_job.wanted import PROPERTIES_TAG, WantedLabelingJob

logger = logging.getLogger(__name__)

RUNNING = {"Initializing", "InProgress"}
LIVE = {*RUNNING, "Completed"}


class LabelingJobLifecycle:
    """The physical id is the name of the job, which each request makes anew: every change is a replacement."""

    def __init__(self, *, sagemaker: Client, client: Callable[[str], Client]) -> None:
        self._sagemaker = sagemaker
        self._client = client
        self._jobs = LabelingJobs(sagemaker)

    def physical_resource_id(self, request: Request) -> str:
        return job_name(base=self._wanted(request).base_name, request_id=request.request_id)

    def create(self, request: Request, deadline: Deadline) -> Outcome:
        wanted = self._wanted(request)
        name = self._make(wanted, request, deadline)
        return self._outcome(wanted, self._jobs.started(name, deadline))

    def update(self, request: Request, deadline: Deadline) -> Outcome:
        wanted = self._wanted(request)
        held = self._held_job(request, deadline)
        current = held if held and _is_wanted(held, wanted, request) else None
        others = other_jobs(self._jobs, request, tags=held[1] if held else {}, statuses=RUNNING if current else LIVE)
        kept = current or self._equal_job(others, wanted, deadline) or self._job_before(wanted, request)
        self._stop_left_over(others, kept=kept, request=request, deadline=deadline)
        if kept:
            return self._keep(kept, wanted, request)
        self._announce(wanted, held)
        return self._replace(wanted, request, deadline)

    def delete(self, request: Request, deadline: Deadline) -> None:
        name = request.known_physical_resource_id
        job = self._jobs.find(name)
        tags = self._jobs.tags_with_owner(job, deadline) if job else {}
        if job is not None and ownership.is_owned(tags, request):
            self._end(job, deadline)
        elif job is not None:
            logger.warning("the labeling job %s is not ours and is left alone", name)
        for other in left_over_at_delete(self._jobs, request, tags=tags if ownership.is_owned(tags, request) else {}):
            self._end(other, deadline)

    def _end(self, job: LabelingJob, deadline: Deadline) -> None:
        """Stop the job and take away what it would leave."""
        ended = self._jobs.stop(job, deadline)
        if ended["LabelingJobStatus"] in LIVE:
            # A completed job that was deleted must not be taken for the current one when its properties come back.
            self._sagemaker.delete_tags(ResourceArn=ended["LabelingJobArn"], TagKeys=[PROPERTIES_TAG])
        if streaming_queue.is_streaming(ended):
            streaming_queue.delete_queue(self._client, job_name=ended["LabelingJobName"])

    def _wanted(self, request: Request) -> WantedLabelingJob:
        return WantedLabelingJob.from_request(request, api=self._api)

    @property
    def _api(self) -> StructureShape:
        return input_shape(self._sagemaker, "CreateLabelingJob")

    def _make(self, wanted: WantedLabelingJob, request: Request, deadline: Deadline) -> str:
        """Create the job; returns its name."""
        # Imported here: a Delete starts sooner without the rules.
        with garbage_collection.paused():
            from lambda_handlers.labeling_job.creation import LabelingJobCreation

        name = job_name(base=wanted.base_name, request_id=request.request_id)
        LabelingJobCreation(
            sagemaker=self._sagemaker,
            client=self._client,
            jobs=self._jobs,
            api=self._api,
            wanted=wanted,
            name=name,
            request=request,
            deadline=deadline,
        ).run()
        return name

    def _replace(self, wanted: WantedLabelingJob, request: Request, deadline: Deadline) -> Outcome:
        """A new job. CloudFormation stops the old one by its Delete, or, after a failure, goes on with it."""
        name = self._make(wanted, request, deadline)
        try:
            return self._outcome(wanted, self._jobs.started(name, deadline))
        except Exception:
            self._jobs.try_to_stop(name)
            raise

    def _held_job(self, request: Request, deadline: Deadline) -> TaggedJob | None:
        """The job that CloudFormation knows, if it is there and ours."""
        job = self._jobs.find(request.known_physical_resource_id)
        if job is None:
            return None
        tags = self._jobs.tags_with_owner(job, deadline)
        return (job, tags) if ownership.is_owned(tags, request) else None

    def _announce(self, wanted: WantedLabelingJob, held: TaggedJob | None) -> None:
        """Write the new name on the old job: the answer that tells CloudFormation of a job of that name may be lost."""
        if held is not None and base_of(held[0]["LabelingJobName"]) != wanted.base_name:
            tags = ownership.as_list({renaming.NEXT_NAME: wanted.base_name})
            self._sagemaker.add_tags(ResourceArn=held[0]["LabelingJobArn"], Tags=tags)

    def _equal_job(self, jobs: list[TaggedJob], wanted: WantedLabelingJob, deadline: Deadline) -> TaggedJob | None:
        """The newest job with the wanted properties, which still lives when CloudFormation rolls an update back."""
        for job, tags in jobs:
            if job["LabelingJobStatus"] in LIVE and tags.get(PROPERTIES_TAG) == wanted.fingerprint:
                return self._jobs.started(job["LabelingJobName"], deadline), tags
        return None

    def _job_before(self, wanted: WantedLabelingJob, request: Request) -> TaggedJob | None:
        """In a rollback the job that it goes back to, also when that ended in the meantime: another one would be paid for again."""
        if not stack.is_rolling_back(request):
            return None
        ended = self._jobs.owned(base_name=wanted.base_name, statuses={"Stopping", *TERMINAL}, request=request)
        return next((found for found in ended if found[1].get(PROPERTIES_TAG) == wanted.fingerprint), None)

    def _stop_left_over(self, jobs: list[TaggedJob], *, kept: TaggedJob | None, request: Request, deadline: Deadline) -> None:
        """Stop the jobs of failed updates that could not be stopped then: all that run, but for the current and the kept one.

        Of a stream all that have ended, too: there may be a queue.
        """
        ending = {*UNFINISHED, *TERMINAL} if is_stream(request) else RUNNING
        for job, _ in jobs:
            if job["LabelingJobStatus"] in ending and not (kept and job["LabelingJobName"] == kept[0]["LabelingJobName"]):
                self._end(job, deadline)

    def _keep(self, kept: TaggedJob, wanted: WantedLabelingJob, request: Request) -> Outcome:
        job, tags = kept
        former = ownership.former_user_tags(request.old_properties)
        ownership.update_user_tags(self._sagemaker, arn=job["LabelingJobArn"], present=tags, wanted=wanted.tags, formerly=former)
        return self._outcome(wanted, job)

    def _outcome(self, wanted: WantedLabelingJob, job: LabelingJob) -> Outcome:
        name = job["LabelingJobName"]
        return Outcome(
            physical_resource_id=name,
            data={
                "LabelingJobName": name,
                "LabelingJobArn": job["LabelingJobArn"],
                "OutputManifestS3Uri": wanted.output(name, "manifests", "output", "output.manifest").uri,
            },
        )


def _is_wanted(held: TaggedJob, wanted: WantedLabelingJob, request: Request) -> bool:
    """Whether the job that CloudFormation knows is kept, whatever its status.

    The rollback of an update that made no job comes with other old properties: then the job itself tells what it was made of.
    """
    return _same_job(request) or held[1].get(PROPERTIES_TAG) == wanted.fingerprint


def _same_job(request: Request) -> bool:
    """Whether nothing but tags differs, in the form that CloudFormation sends."""
    return _without_tags(request.properties) == _without_tags(request.old_properties)


def _without_tags(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name != "Tags"}
