"""What a job's task type allows."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.task_types import CUSTOM_TASK, TASK_TYPES, TaskType

_LONGEST_AVAILABILITY = 2_592_000
"""30 days: TaskAvailabilityLifetimeInSeconds of API_HumanTaskConfig, for private and vendor teams."""


def task_type_mistakes(job: Node, *, region: str | None) -> Iterator[Mistake]:
    """Numbers, pages and algorithms that the task type does not have."""
    yield from _availability(job["HumanTaskConfig"])
    custom = not job["task_type"].present
    task_type = CUSTOM_TASK if custom else TASK_TYPES.get(job["task_type"].text or "")
    if task_type is None:
        return
    name = "custom task" if custom else task_type.name
    yield from _numbers(job["HumanTaskConfig"], task_type, name)
    yield from _page(job, task_type, name, region)
    yield from _automated_labeling(job, task_type, name, region)
    if job.at("dataset.text_file").present and "source" not in task_type.manifest_keys:
        yield job.at("dataset.text_file").mistake(f"a manifest with source-ref: {name} does not label texts")


def _availability(task: Node) -> Iterator[Mistake]:
    seconds = task["TaskAvailabilityLifetimeInSeconds"]
    if seconds.number is not None and seconds.number > _LONGEST_AVAILABILITY:
        yield seconds.mistake(f"60 to {_LONGEST_AVAILABILITY} (30 days)")


def _numbers(task: Node, task_type: TaskType, name: str) -> Iterator[Mistake]:
    workers, seconds = task["NumberOfHumanWorkersPerDataObject"], task["TaskTimeLimitInSeconds"]
    # What the API refuses for every task type has its own mistake already: 1 to 9 workers, 30 seconds or more.
    if workers.number is not None and task_type.max_workers < workers.number <= CUSTOM_TASK.max_workers:
        yield workers.mistake(f"{task_type.max_workers} ({name})")
    if seconds.number is not None and seconds.number > task_type.max_seconds:
        yield seconds.mistake(f"{task_type.min_seconds} to {task_type.max_seconds} ({name})")


def _page(job: Node, task_type: TaskType, name: str, region: str | None) -> Iterator[Mistake]:
    page = job.at("HumanTaskConfig.UiConfig")
    if task_type.uses_template:
        if page["HumanTaskUiArn"].present:
            yield page["HumanTaskUiArn"].mistake(f"UiTemplateS3Uri instead: {name} has a worker task template")
        return
    for template in (job["template"], page["UiTemplateS3Uri"]):
        if template.present:
            yield template.mistake(f"nothing: {name} has a page that AWS provides, {task_type.human_task_ui}")
    expected = task_type.human_task_ui_arn(region) if region is not None else None
    given = page["HumanTaskUiArn"].text
    if expected is not None and given is not None and given != expected:
        yield page["HumanTaskUiArn"].mistake(f"{expected}, or nothing ({name})")


def _automated_labeling(job: Node, task_type: TaskType, name: str, region: str | None) -> Iterator[Mistake]:
    automated = job["LabelingJobAlgorithmsConfig"]
    if not automated.present:
        return
    if task_type.automated_labeling_algorithm is None:
        yield automated.mistake(f"nothing: {name} has no automated labeling")
    elif job.at("InputConfig.DataSource.SnsDataSource").present:
        yield automated.mistake("nothing: a streaming job has no automated labeling")
    algorithm = automated["LabelingJobAlgorithmSpecificationArn"]
    expected = task_type.automated_labeling_algorithm_arn(region) if region is not None else None
    if expected is not None and algorithm.text is not None and algorithm.text != expected:
        yield algorithm.mistake(f"{expected} ({name})")
