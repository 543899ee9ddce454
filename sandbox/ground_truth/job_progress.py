"""How a labeling job goes from a passing state into the next: what Ground Truth does on the way, it does with the execution role."""

from sandbox.ground_truth.auto_labeling import require_auto_labeling
from sandbox.ground_truth.job_failure import JobFailureError
from sandbox.ground_truth.job_role import JobRole
from sandbox.ground_truth.labeling_job import DataObject, LabelingJob
from sandbox.ground_truth.own_functions import require_invocation, try_first_object
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.streaming import close_stream, open_stream, receive
from sandbox.ground_truth.topics import require_publishing


def advance(request: Request, job: LabelingJob) -> None:
    """Leave a passing state that has lasted long enough: Initializing once the job has started, Stopping once it has stopped."""
    if not job.is_due(now=request.now, after_seconds=request.settings.labeling_job_change_seconds):
        return
    begin, reached = (_start, "InProgress") if job.status == "Initializing" else (close_stream, "Stopped")
    try:
        begin(JobRole(request, job.request["RoleArn"]), job)
    except JobFailureError as failure:
        job.fail(f"ClientError: {failure}", now=request.now)
    else:
        job.become(reached, now=request.now)


def receive_objects(request: Request, job: LabelingJob) -> None:
    """Let a streaming job take what was published. A job that can no longer reach its queue fails, as AWS documents."""
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
    # The subscription comes last of what can fail, so that a job that fails leaves none.
    open_stream(role, job)
    job.data_objects = [DataObject(line=line, passed_on=job.label_attribute in line) for line in job.reading.lines]
    try_first_object(role, job)
