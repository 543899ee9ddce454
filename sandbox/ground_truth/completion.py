"""Completion of a labeling job as if its workers had finished.

Nobody labels in the sandbox, and AWS has no such operation: it is a sandbox control for testing the steps after a job, such as
another job that audits its labels or a function that reads them.
"""

import math
from collections.abc import Iterator, Sequence

from sandbox.ground_truth import built_in_consolidation, custom_consolidation
from sandbox.ground_truth.answers.task import Task
from sandbox.ground_truth.built_in_consolidation import Given
from sandbox.ground_truth.errors import ResourceNotFound, ValidationException
from sandbox.ground_truth.job_failure import JobFailureError
from sandbox.ground_truth.job_progress import advance, read_manifest_now
from sandbox.ground_truth.job_role import JobRole
from sandbox.ground_truth.label_types import CUSTOM_TYPE, label_type
from sandbox.ground_truth.labeling_job import LabelingJob
from sandbox.ground_truth.output_manifest import output_line, write_object_list, write_output_manifest
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.streaming import receive
from sandbox.ground_truth.topics import publish
from sandbox.ground_truth.workers import workers_of

FIRST_ROUND = 10
"""Data objects in the first annotation round; all others are in the second."""
OBJECTS_AT_ONCE = 50
"""Maximum data objects per consolidation."""


def complete(request: Request, *, name: str, worker_answer: Given | None) -> LabelingJob:
    """Label every data object, write the output manifest, and end the job; a streaming job goes on.

    ``worker_answer``: the response of every worker to every data object. By default one is generated; in a custom workflow that is
    ``{"<label attribute>": {"label": "<first label>"}}``. A data object that cannot be labeled fails, with the reason in the manifest.
    If a stopping condition is met first, the rest stays unlabeled and the job is Stopped. Raises ResourceNotFound and, unless the job
    is InProgress and accepts the response, ValidationException.
    """
    job = request.backend.labeling_jobs.get(name.lower())
    if job is None:
        raise ResourceNotFound(f"Could not find the labeling job '{name}'; {_names_in_progress(request)}.")
    if job.status != "InProgress":
        advance(request, job)
    if job.status != "InProgress":
        raise ValidationException(f"The labeling job '{name}' is {job.status}; only a job that is InProgress can be completed.")
    read_manifest_now(request, job)
    if job.status == "Failed":
        return job
    try:
        _answer(JobRole(request, job.request["RoleArn"]), job, worker_answer)
    except JobFailureError as failure:
        job.fail(f"ClientError: {failure}", now=job.times.next())
    else:
        job.become(_status_after(job), now=job.times.next())
    return job


def causes_of_failures(job: LabelingJob) -> dict[str, str]:
    """The actual reasons of failures, by data object number; AWS's failure-reason does not give them."""
    return {str(number): item.cause for number, item in enumerate(job.data_objects) if item.cause is not None}


def _names_in_progress(request: Request) -> str:
    """The full names, which are longer than those in environment files."""
    jobs = request.backend.labeling_jobs.values()
    for job in jobs:
        advance(request, job)
    names = [job.name for job in jobs if job.status == "InProgress"]
    return f"InProgress are: {', '.join(names)}" if names else "no job is InProgress"


def _answer(role: JobRole, job: LabelingJob, worker_answer: Given | None) -> None:
    if job.is_streaming:
        receive(role, job)
    tasks, workers = list(_tasks(role, job)), workers_of(role.request, job)
    label_all = custom_consolidation.label_all if label_type(job.task_type) == CUSTOM_TYPE else built_in_consolidation.label_all
    for batch in _batches(tasks):
        label_all(batch, workers, worker_answer)
    write_object_list(role, job)
    write_output_manifest(role, job)
    for task in tasks:
        if task.item.label is not None:
            publish(role, job, output_line(job, task.item))


def _tasks(role: JobRole, job: LabelingJob) -> Iterator[Task]:
    """The data objects labeled before a stopping condition is met."""
    waiting = [(number, item) for number, item in enumerate(job.data_objects) if item.is_unlabeled]
    for place, (number, item) in enumerate(waiting[: max(0, _most_labels(job) - job.labeled)]):
        # The rounds of a streaming job are unknown: one is assumed.
        iteration = 1 if place < FIRST_ROUND or job.is_streaming else 2
        yield Task(role=role, job=job, item=item, object_id=number, iteration=iteration)


def _batches(tasks: Sequence[Task]) -> Iterator[Sequence[Task]]:
    """Batches of data objects from one round, labeled and consolidated together."""
    for iteration in (1, 2):
        in_round = [task for task in tasks if task.iteration == iteration]
        yield from (in_round[start : start + OBJECTS_AT_ONCE] for start in range(0, len(in_round), OBJECTS_AT_ONCE))


def _most_labels(job: LabelingJob) -> int:
    conditions, count = job.request.get("StoppingConditions", {}), len(job.data_objects)
    if job.is_streaming:
        return count
    percentage: int = conditions.get("MaxPercentageOfInputDatasetLabeled", 100)
    most: int = conditions.get("MaxHumanLabeledObjectCount", count)
    return min(most, math.ceil(count * percentage / 100))


def _status_after(job: LabelingJob) -> str:
    if job.is_streaming:
        return "InProgress"
    return "Stopped" if job.unlabeled else "Completed"
