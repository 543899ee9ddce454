"""Label metadata in the output manifest, in the forms observed from AWS."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sandbox.ground_truth.job_times import in_milliseconds
from sandbox.ground_truth.label_types import CUSTOM_TYPE, label_type
from sandbox.ground_truth.labeling_job import LabelingJob
from sandbox.ground_truth.task_types import LabelFile

EXPIRED = (
    "ClientError: Annotation tasks expired.  Probable Reasons are 1) TaskAvailabilityLifetimeInSeconds parameter is too small.  "
    "2) Reward is too low for workers to work on the task.  3) If you use a custom html template, your template may be broken.  "
    "4) Data (image/video/text) sent for annotation is broken or too big, preventing completion.  5) All workers declined the tasks."
)
"""The failure-reason of a data object that no worker could label, for any cause."""
_FRAME_FILES = frozenset({LabelFile.VIDEO_FRAMES, LabelFile.POINT_CLOUD})


def of_label(job: LabelingJob, members: Mapping[str, Any], *, made: datetime) -> dict[str, Any]:
    """The metadata of a built-in task type's label: its own members and the common ones."""
    moment = in_milliseconds(made) if job.task_type.label_file in _FRAME_FILES else made
    return {
        **members,
        "type": label_type(job.task_type),
        "human-annotated": "yes",
        "creation-date": _date(moment),
        "job-name": f"labeling-job/{job.name.lower()}",
    }


def of_custom_label(job: LabelingJob, members: Mapping[str, Any], *, made: datetime) -> dict[str, Any]:
    """The metadata of a custom workflow's label; its job name has no prefix."""
    common = {"type": CUSTOM_TYPE, "job-name": job.name.lower(), "human-annotated": "yes"}
    return {**common, "creation-date": _date(in_milliseconds(made)), **members}


def of_failure(reason: str) -> dict[str, Any]:
    """The metadata of an unlabeled data object: no type, job or date."""
    return {"retry-count": 1, "failure-reason": reason, "human-annotated": "true"}


def _date(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f")
