"""The number of objects of a job. A rule returns the allowed number, or None if the job's is valid."""

from __future__ import annotations

from collections.abc import Callable

from labeling_rules.automated_labeling import FEWEST_OBJECTS, RECOMMENDED_OBJECTS
from labeling_rules.job import Job
from labeling_rules.rule import refuses, warns

SizeRule = Callable[[int, Job], str | None]

_QUOTA_OF_NEW_ACCOUNTS = 10_000


@refuses()
def most_objects(objects: int, job: Job) -> str | None:
    """A semantic segmentation job has at most 20,000 objects; the quota cannot be raised.

    Source: developer guide, input-data-limits
    """
    task = job.task_type
    if task is None or task.max_objects_can_be_raised or objects <= task.max_objects:
        return None
    return f"at most {task.max_objects} objects ({job.task_name})"


@refuses()
def fewest_objects_of_automated_labeling(objects: int, job: Job) -> str | None:
    """Automated labeling needs at least 1,250 objects.

    Source: developer guide, sms-automated-labeling
    """
    return f"{FEWEST_OBJECTS} objects or more for automated labeling" if job.is_automated and objects < FEWEST_OBJECTS else None


@warns()
def quota_of_objects(objects: int, job: Job) -> str | None:
    """By default a job has at most 100,000 objects, or 10 sequences of video frames.

    Source: developer guide, input-data-limits
    """
    task = job.task_type
    if task is None or not task.max_objects_can_be_raised or objects <= task.max_objects:
        return None
    return f"at most {task.max_objects} objects, unless a quota was raised ({job.task_name})"


@warns()
def quota_of_objects_in_service_quotas(objects: int, job: Job) -> str | None:
    """A new account may be limited to 10,000 objects per job: one AWS page says so, another says 100,000 (20,000).

    Source: AWS General Reference, quotas of SageMaker AI, against developer guide, input-data-limits
    """
    if job.task_type is None or not _QUOTA_OF_NEW_ACCOUNTS < objects <= job.task_type.max_objects:
        return None
    return f"at most {_QUOTA_OF_NEW_ACCOUNTS} objects in a new account, by the General Reference's list of quotas"


@warns()
def recommended_objects_of_automated_labeling(objects: int, job: Job) -> str | None:
    """Automated labeling should have at least 5,000 objects: with fewer, a fifth of them is used for validation.

    Source: developer guide, sms-automated-labeling
    """
    if not job.is_automated or not FEWEST_OBJECTS <= objects < RECOMMENDED_OBJECTS:
        return None
    return f"{RECOMMENDED_OBJECTS} objects or more are recommended for automated labeling"


REFUSING_RULES: tuple[SizeRule, ...] = (most_objects, fewest_objects_of_automated_labeling)
WARNING_RULES: tuple[SizeRule, ...] = (quota_of_objects, quota_of_objects_in_service_quotas, recommended_objects_of_automated_labeling)
