"""Create, update and delete of a labeling job."""

import logging
from collections.abc import Callable

from botocore.model import StructureShape

from lambda_handlers.aws import ownership, stack
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.service_shapes import input_shape
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.lifecycle import Outcome
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.labeling_job import renaming, streaming_queue
from lambda_handlers.labeling_job.desired import PROPERTIES_TAG, DesiredLabelingJob
from lambda_handlers.labeling_job.job_files import JobFiles
from lambda_handlers.labeling_job.kept_job import LIVE, RUNNING, KeptJobs, is_desired
from lambda_handlers.labeling_job.left_over import UNFINISHED, is_stream, left_over_at_delete, other_jobs
from lambda_handlers.labeling_job.name import base_of, is_job_name, job_name
from lambda_handlers.labeling_job.renaming import base_names
from lambda_handlers.labeling_job.service import TERMINAL, LabelingJob, LabelingJobs, TaggedJob

logger = logging.getLogger(__name__)


class LabelingJobLifecycle:
    """The physical id is the name of the job, which each request makes anew: every change is a replacement."""

    def __init__(self, *, sagemaker: Client, client: Callable[[str], Client]) -> None:
        self._sagemaker = sagemaker
        self._client = client
        self._jobs = LabelingJobs(sagemaker)
        self._kept_jobs = KeptJobs(self._jobs)

    def physical_resource_id(self, request: Request) -> str:
        return job_name(base=self._desired(request).base_name, request_id=request.request_id)

    def create(self, request: Request, deadline: Deadline) -> Outcome:
        desired = self._desired(request)
        name = self._make(desired, request, deadline)
        return _outcome(desired, self._jobs.started(name, deadline))

    def update(self, request: Request, deadline: Deadline) -> Outcome:
        desired = self._desired(request)
        held = self._kept_jobs.held(request, deadline)
        current = held if held and is_desired(held, desired, request) else None
        if current is None and (made := self._made_before(request, deadline)) is not None:
            return _outcome(desired, self._jobs.started(made["LabelingJobName"], deadline))
        others = other_jobs(self._jobs, request, deadline, tags=held[1] if held else {}, statuses=RUNNING if current else LIVE)
        kept = current or self._kept_jobs.equal(others, desired, deadline) or self._kept_jobs.before(desired, request, deadline)
        if kept is None and not is_job_name(request.known_physical_resource_id):
            return self._replace_unheld(others, desired, request, deadline)
        self._stop_left_over(others, kept=kept, request=request, deadline=deadline)
        if kept:
            return self._keep(kept, desired, request)
        self._announce(desired, held)
        return self._replace(desired, request, deadline)

    def delete(self, request: Request, deadline: Deadline) -> None:
        name = request.known_physical_resource_id
        job = self._jobs.find_held(name, deadline)
        tags = self._jobs.tags_with_owner(job, deadline) if job else {}
        if job is not None and ownership.is_owned(tags, request):
            self._end(job, deadline)
        elif job is not None:
            logger.warning("the labeling job %s is not ours and is left alone", name)
        own_tags = tags if ownership.is_owned(tags, request) else {}
        for other in left_over_at_delete(self._jobs, request, deadline, tags=own_tags):
            self._end(other, deadline)
        self._remove_files(request, deadline, base_names=base_names(request, own_tags), is_made=job is not None)

    def _made_before(self, request: Request, deadline: Deadline) -> LabelingJob | None:
        """The job that an earlier delivery of the same update made: what there was to do before it is done."""
        job = self._jobs.find(self.physical_resource_id(request))
        if job is None or not ownership.is_owned(self._jobs.tags_with_owner(job, deadline), request):
            return None
        return job

    def _remove_files(self, request: Request, deadline: Deadline, *, base_names: set[str], is_made: bool) -> None:
        """Take away the files of jobs that were never made: of the one that the Delete names, or of all when the resource goes."""
        name = request.known_physical_resource_id
        files = JobFiles(self._client("s3"), request)
        if is_job_name(name) and not is_made:
            files.remove(name)
        if stack.resource_goes(request, was_answered=is_job_name(name)):
            others = [job for job in files.jobs(base_names) if job != name]
            for unused in [job for job in others if self._jobs.find_again(job, deadline) is None]:
                files.remove(unused)

    def _end(self, job: LabelingJob, deadline: Deadline) -> None:
        """Stop the job and take away what it would leave."""
        ended = self._jobs.stop(job, deadline)
        if ended["LabelingJobStatus"] in LIVE:
            # A completed job that was deleted must not be taken for the current one when its properties come back.
            self._sagemaker.delete_tags(ResourceArn=ended["LabelingJobArn"], TagKeys=[PROPERTIES_TAG])
        if streaming_queue.is_streaming(ended):
            streaming_queue.delete_queue(self._client, job_name=ended["LabelingJobName"])

    def _desired(self, request: Request) -> DesiredLabelingJob:
        return DesiredLabelingJob.from_request(request, api=self._api)

    @property
    def _api(self) -> StructureShape:
        return input_shape(self._sagemaker, "CreateLabelingJob")

    def _make(self, desired: DesiredLabelingJob, request: Request, deadline: Deadline) -> str:
        """Create the job; returns its name."""
        # Imported here: a Delete starts sooner without the rules.
        from lambda_handlers.labeling_job.creation import LabelingJobCreation

        name = job_name(base=desired.base_name, request_id=request.request_id)
        LabelingJobCreation(
            sagemaker=self._sagemaker,
            client=self._client,
            jobs=self._jobs,
            api=self._api,
            desired=desired,
            name=name,
            request=request,
            deadline=deadline,
        ).run()
        return name

    def _replace(self, desired: DesiredLabelingJob, request: Request, deadline: Deadline) -> Outcome:
        """A new job. CloudFormation stops the old one by its Delete, or, after a failure, goes on with it."""
        name = self._make(desired, request, deadline)
        try:
            return _outcome(desired, self._jobs.started(name, deadline))
        except Exception:
            self._jobs.try_to_stop(name)
            raise

    def _replace_unheld(self, running: list[TaggedJob], desired: DesiredLabelingJob, request: Request, deadline: Deadline) -> Outcome:
        """A new job in place of one that CloudFormation knows by no name of ours, so that its Delete would not find it."""
        outcome = self._replace(desired, request, deadline)
        self._stop_left_over(running, kept=None, request=request, deadline=deadline)
        return outcome

    def _announce(self, desired: DesiredLabelingJob, held: TaggedJob | None) -> None:
        """Write the new name on the old job: the answer that tells CloudFormation of a job of that name may be lost."""
        if held is not None and base_of(held[0]["LabelingJobName"]) != desired.base_name:
            tags = ownership.as_list({renaming.NEXT_NAME: desired.base_name})
            self._sagemaker.add_tags(ResourceArn=held[0]["LabelingJobArn"], Tags=tags)

    def _stop_left_over(self, jobs: list[TaggedJob], *, kept: TaggedJob | None, request: Request, deadline: Deadline) -> None:
        """Stop the jobs of failed updates that could not be stopped then: all that run, but for the current and the kept one.

        Of a stream all that have ended, too: there may be a queue.
        """
        ending = {*UNFINISHED, *TERMINAL} if is_stream(request) else RUNNING
        for job, _ in jobs:
            if job["LabelingJobStatus"] in ending and not (kept and job["LabelingJobName"] == kept[0]["LabelingJobName"]):
                self._end(job, deadline)

    def _keep(self, kept: TaggedJob, desired: DesiredLabelingJob, request: Request) -> Outcome:
        job, tags = kept
        former = ownership.former_user_tags(request.old_properties)
        ownership.update_user_tags(self._sagemaker, arn=job["LabelingJobArn"], present=tags, desired=desired.tags, formerly=former)
        return _outcome(desired, job)


def _outcome(desired: DesiredLabelingJob, job: LabelingJob) -> Outcome:
    name = job["LabelingJobName"]
    return Outcome(
        physical_resource_id=name,
        data={
            "LabelingJobName": name,
            "LabelingJobArn": job["LabelingJobArn"],
            "OutputManifestS3Uri": desired.output(name, "manifests", "output", "output.manifest").uri,
        },
    )
