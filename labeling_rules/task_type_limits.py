"""Limits of a task type: workers per object, times, concurrent objects."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import refuses, warns
from labeling_rules.task_types import CUSTOM_TASK

LONGEST_AVAILABILITY = 2_592_000
"""30 days: TaskAvailabilityLifetimeInSeconds of API_HumanTaskConfig, for private and vendor teams."""

LONGEST_TASK = 2_592_000
"""30 days: the highest TaskTimeLimitInSeconds of any task type."""

_AVAILABILITY_WITH_AUTOMATED_LABELING = 864_000
_MOST_CONCURRENT_TASKS = 1_000
_SECONDS_OF_A_DAY = 86_400


@refuses()
def workers_per_object(job: Job) -> Iterator[Mistake]:
    """Video frames and 3D point clouds are labeled by one worker each.

    Source: developer guide, sms-video-overview and sms-point-cloud-general-information
    """
    workers = _of(job, "NumberOfHumanWorkersPerDataObject")
    # Numbers outside 1 to 9 are refused for every task type, by the API's own limit.
    if job.task_type and workers.number is not None and job.task_type.max_workers < workers.number <= CUSTOM_TASK.max_workers:
        yield workers.mistake(f"{job.task_type.max_workers} ({job.task_name})")


@refuses()
def time_of_a_task(job: Job) -> Iterator[Mistake]:
    """The time limit of a task is at most 8 hours; for video frames, 3D point clouds and (no limit being documented) video clips 30 days.

    Source: API_HumanTaskConfig, TaskTimeLimitInSeconds
    """
    seconds = _of(job, "TaskTimeLimitInSeconds")
    if job.task_type is None or seconds.number is None:
        return
    most = LONGEST_TASK if job.task_type.kind == "video_clip" else job.task_type.max_seconds
    if seconds.number > most:
        yield seconds.mistake(f"{job.task_type.min_seconds} to {most} ({job.task_name})")


@warns()
def time_of_a_video_clip(job: Job) -> Iterator[Mistake]:
    """The API reference limits images and texts to 8 hours per task and does not mention video clips.

    Source: API_HumanTaskConfig, TaskTimeLimitInSeconds
    """
    seconds, task = _of(job, "TaskTimeLimitInSeconds"), job.task_type
    if task and task.kind == "video_clip" and seconds.number is not None and task.max_seconds < seconds.number <= LONGEST_TASK:
        yield seconds.mistake(f"at most {task.max_seconds} (8 hours), to be safe ({job.task_name})")


@warns()
def time_of_a_task_on_the_task_pages(job: Job) -> Iterator[Mistake]:
    """The developer guide limits video frames and 3D point clouds to 7 days per task; the API reference allows 30.

    Source: developer guide, sms-point-cloud-object-detection and its like; API_HumanTaskConfig, TaskTimeLimitInSeconds
    """
    seconds, task = _of(job, "TaskTimeLimitInSeconds"), job.task_type
    if task and task.documented_seconds and seconds.number is not None and task.documented_seconds < seconds.number <= task.max_seconds:
        days = task.documented_seconds // _SECONDS_OF_A_DAY
        yield seconds.mistake(f"at most {task.documented_seconds} ({days} days) is what the task's page allows ({job.task_name})")


@refuses()
def availability(job: Job) -> Iterator[Mistake]:
    """A task stays available for at most 30 days.

    Source: API_HumanTaskConfig, TaskAvailabilityLifetimeInSeconds
    """
    seconds = _of(job, "TaskAvailabilityLifetimeInSeconds")
    if seconds.number is not None and seconds.number > LONGEST_AVAILABILITY:
        yield seconds.mistake(f"60 to {LONGEST_AVAILABILITY} (30 days)")


@warns()
def availability_with_automated_labeling(job: Job) -> Iterator[Mistake]:
    """With automated labeling a task may be limited to 10 days of availability: the API reference gives its limit for other jobs only.

    Source: API_HumanTaskConfig, TaskAvailabilityLifetimeInSeconds ("for non-AL mode"); 10 days are from its earlier editions
    """
    seconds = _of(job, "TaskAvailabilityLifetimeInSeconds")
    if job.is_automated and seconds.number is not None and _AVAILABILITY_WITH_AUTOMATED_LABELING < seconds.number <= LONGEST_AVAILABILITY:
        yield seconds.mistake(f"at most {_AVAILABILITY_WITH_AUTOMATED_LABELING} (10 days) was the limit with automated labeling")


@warns()
def concurrent_tasks(job: Job) -> Iterator[Mistake]:
    """More than 1000 concurrent objects require an increase by AWS Support.

    Source: API_HumanTaskConfig, MaxConcurrentTaskCount
    """
    tasks = _of(job, "MaxConcurrentTaskCount")
    if tasks.number is not None and tasks.number > _MOST_CONCURRENT_TASKS:
        yield tasks.mistake(f"1 to {_MOST_CONCURRENT_TASKS}, unless AWS Support has raised it for the account")


def _of(job: Job, name: str) -> Node:
    return job.node["HumanTaskConfig"][name]
