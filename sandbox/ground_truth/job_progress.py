"""State transitions of a labeling job, with Ground Truth's actions under the execution role."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sandbox.ground_truth.auto_labeling import require_auto_labeling
from sandbox.ground_truth.data_object import DataObject
from sandbox.ground_truth.job_failure import JobFailureError
from sandbox.ground_truth.job_role import JobRole
from sandbox.ground_truth.labeling_job import LabelingJob
from sandbox.ground_truth.own_functions import require_invocation, try_first_object
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.streaming import close_stream, open_stream, receive
from sandbox.ground_truth.topics import require_publishing


def advance(request: Request, job: LabelingJob) -> None:
    """Leave a transient state that has lasted long enough: Initializing once the job has started, Stopping once it has stopped.

    A job that has just become InProgress has no data objects, and its counters are 0: the manifest is read later.
    """
    if job.is_due(now=request.now, after_seconds=request.settings.labeling_job_change_seconds):
        _take_step(request, job)


def read_manifest_now(request: Request, job: LabelingJob) -> None:
    """Read the manifest of a job that is InProgress at once."""
    if not job.manifest_was_read:
        _take_step(request, job)


def _take_step(request: Request, job: LabelingJob) -> None:
    step, reached = _STEPS[job.status]
    try:
        step(JobRole(request, job.request["RoleArn"]), job)
    except JobFailureError as failure:
        job.fail(f"ClientError: {failure}", now=request.now)
    else:
        job.become(reached, now=request.now)


def receive_objects(request: Request, job: LabelingJob) -> None:
    """Receive the messages of a streaming job. A job that cannot reach its queue fails, as AWS documents."""
    if not (job.is_streaming and job.status == "InProgress" and job.manifest_was_read):
        return
    try:
        receive(JobRole(request, job.request["RoleArn"]), job)
    except JobFailureError as failure:
        job.fail(f"ClientError: {failure}", now=request.now)


def _start(role: JobRole, job: LabelingJob) -> None:
    if job.reading.failure is not None:
        raise JobFailureError(job.reading.failure)
    require_auto_labeling(role, job)
    require_invocation(role, job)
    require_publishing(role, job)
    # The subscription comes after everything that can fail, so that a failed job leaves none.
    open_stream(role, job)


def _read_manifest(role: JobRole, job: LabelingJob) -> None:
    job.manifest_was_read = True
    job.data_objects = [DataObject(line=line, passed_on=job.label_attribute in line) for line in job.reading.lines]
    try:
        try_first_object(role, job)
    except JobFailureError:
        close_stream(role, job)
        raise


_STEPS: Mapping[str, tuple[Callable[[JobRole, LabelingJob], None], str]] = MappingProxyType(
    {
        "Initializing": (_start, "InProgress"),
        "InProgress": (_read_manifest, "InProgress"),
        "Stopping": (close_stream, "Stopped"),
    }
)
"""The action of each transient state, and the state that follows."""
