"""The workers' responses in the job's output: a file per data object, and for video a file per frame."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.ground_truth.answers.task import Task
from sandbox.ground_truth.job_times import file_name, in_milliseconds
from sandbox.ground_truth.task_types import LabelFile
from sandbox.ground_truth.workers import Worker


@dataclass(frozen=True, kw_only=True)
class WorkerAnswer:
    """One worker's response to one data object."""

    worker: Worker
    accepted: datetime
    submitted: datetime
    content: Any


def write_responses(task: Task, answers: Sequence[WorkerAnswer]) -> str:
    """Write all responses to a data object in order of arrival, and return their location. Raises JobFailureError."""
    folder = f"annotations/worker-response/iteration-{task.iteration}/{task.object_id}"
    if task.job.task_type.label_file is LabelFile.VIDEO_FRAMES:
        return [_write_frames(task, folder, answer) for answer in answers][-1]
    ordered = sorted(answers, key=lambda answer: answer.submitted)
    document = {"answers": [_document(answer) for answer in ordered]}
    return task.write(f"{folder}/{file_name(task.times.next())}.json", json.dumps(document).encode())


def _write_frames(task: Task, folder: str, answer: WorkerAnswer) -> str:
    """Write a file per frame. AWS was observed to use a folder of 40 hexadecimal digits here; their meaning is unknown."""
    digits = hashlib.sha1(f"{task.job.arn}/{task.object_id}/{answer.worker.worker_id}".encode(), usedforsecurity=False).hexdigest()
    for frame in answer.content:
        (annotations,) = frame.values()
        task.write(f"{folder}/{digits}/{annotations['frame']}.json", json.dumps(frame).encode())
    return task.uri(f"{folder}/{digits}/")


def _document(answer: WorkerAnswer) -> Mapping[str, Any]:
    accepted, submitted = in_milliseconds(answer.accepted), in_milliseconds(answer.submitted)
    identity = {"workerMetadata": {"identityData": answer.worker.identity}} if answer.worker.identity is not None else {}
    return {
        "acceptanceTime": _time(accepted),
        "answerContent": answer.content,
        "submissionTime": _time(submitted),
        "timeSpentInSeconds": round((submitted - accepted).total_seconds(), 3),
        "workerId": answer.worker.worker_id,
        **identity,
    }


def _time(moment: datetime) -> str:
    return f"{moment.isoformat(timespec='milliseconds').removesuffix('+00:00')}Z"
