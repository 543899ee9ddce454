"""Ending a labeling job as if its workers had answered.

Nobody labels in the sandbox, and AWS has no operation for this: it is a control of the sandbox, so that what comes after a job (another
that works on its labels, a function that reads them) can be tried out.
"""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.ground_truth.answers.by_task_type import answer
from sandbox.ground_truth.answers.custom import WorkerAnswer, answer_all
from sandbox.ground_truth.answers.task import Task
from sandbox.ground_truth.errors import ResourceNotFound, ValidationException
from sandbox.ground_truth.job_failure import JobFailureError
from sandbox.ground_truth.job_output import output_folder, write_output
from sandbox.ground_truth.job_progress import advance, read_manifest_now
from sandbox.ground_truth.job_role import JobRole
from sandbox.ground_truth.label_types import CUSTOM_TYPE, label_type
from sandbox.ground_truth.labeling_job import DataObject, LabelingJob
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.streaming import receive
from sandbox.ground_truth.topics import publish


def complete(request: Request, *, name: str, worker_answer: WorkerAnswer | None) -> LabelingJob:
    """Label every data object, write the output manifest, and end the job; a streaming job goes on.

    ``worker_answer``: what workers submit in a custom workflow, by default ``{"<label attribute>": {"label": "<first label>"}}``. A data
    object that cannot be labeled is failed, with its reason in the manifest. Where a stopping condition is met first, the rest stays
    unlabeled and the job is Stopped. Raises ResourceNotFound and, unless the job is InProgress, ValidationException.
    """
    job = request.backend.labeling_jobs.get(name.lower())
    if job is None:
        raise ResourceNotFound(f"Could not find the labeling job '{name}'; {_names_in_progress(request)}.")
    advance(request, job)
    if job.status != "InProgress":
        raise ValidationException(f"The labeling job '{name}' is {job.status}; only a job that is InProgress can be completed.")
    read_manifest_now(request, job)
    if job.status == "Failed":
        return job
    role = JobRole(request, job.request["RoleArn"])
    try:
        _answer(role, job, worker_answer or {job.label_attribute: {"label": (*job.labels, "")[0]}})
    except JobFailureError as failure:
        job.fail(f"ClientError: {failure}", now=request.now)
    else:
        _end(request, job)
    return job


def _names_in_progress(request: Request) -> str:
    """The full names, which are longer than those in environment files."""
    jobs = request.backend.labeling_jobs.values()
    for job in jobs:
        advance(request, job)
    names = [job.name for job in jobs if job.status == "InProgress"]
    return f"InProgress are: {', '.join(names)}" if names else "no job is InProgress"


def _answer(role: JobRole, job: LabelingJob, worker_answer: WorkerAnswer) -> None:
    if job.is_streaming:
        receive(role, job)
    tasks = list(_tasks(role, job))
    if label_type(job.task_type) == CUSTOM_TYPE:
        answer_all(tasks, worker_answer)
    else:
        for task in tasks:
            answer(task)
    _write_manifest(role, job)
    for task in tasks:
        if task.item.label is not None:
            publish(role, job, _output_line(job, task.item))


def _tasks(role: JobRole, job: LabelingJob) -> Iterator[Task]:
    """The data objects that workers get before a stopping condition is met."""
    left = _most_labels(job) - job.labeled
    for number, item in enumerate(job.data_objects):
        if item.is_unlabeled and left > 0:
            left -= 1
            yield Task(role=role, job=job, item=item, object_id=number, now=role.request.now)


def _most_labels(job: LabelingJob) -> int:
    conditions, count = job.request.get("StoppingConditions", {}), len(job.data_objects)
    if job.is_streaming:
        return count
    percentage: int = conditions.get("MaxPercentageOfInputDatasetLabeled", 100)
    most: int = conditions.get("MaxHumanLabeledObjectCount", count)
    return min(most, math.ceil(count * percentage / 100))


def _write_manifest(role: JobRole, job: LabelingJob) -> None:
    lines = [json.dumps(_output_line(job, item)) + "\n" for item in job.data_objects if item.line]
    location = output_folder(job.request).inside(f"{job.name}/manifests/output/output.manifest")
    write_output(role, job.request, location, "".join(lines).encode())
    job.output_manifest_uri = location.uri


def _output_line(job: LabelingJob, item: DataObject) -> Mapping[str, Any]:
    if item.label is not None:
        return {**item.line, **item.label}
    if item.failure is not None:
        metadata = {"job-name": f"labeling-job/{job.name}", "type": label_type(job.task_type), "failure-reason": item.failure}
        return {**item.line, job.metadata_attribute: metadata}
    return item.line


def _end(request: Request, job: LabelingJob) -> None:
    if not job.is_streaming:
        job.become("Stopped" if job.unlabeled else "Completed", now=request.now)
