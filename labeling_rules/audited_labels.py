"""Labels of adjustment jobs, which modify those of an earlier job. A verification job has labels of its own: its verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from labeling_rules.job import Job
from labeling_rules.label_categories.label_list import labels_in_words
from labeling_rules.label_formats import ANNOTATION_TYPES
from labeling_rules.mistake import Mistake, shortened
from labeling_rules.rule import AT_SYNTHESIS, refuses
from labeling_rules.task_types import TaskType


class LabelingTask(Protocol):
    """The properties of a job that matter to jobs which audit its labels."""

    @property
    def label_attribute(self) -> str | None:
        """The name of its label attribute, if known."""

    @property
    def task_type(self) -> TaskType | None:
        """Its task type: CUSTOM_TASK for a custom job, None for an unknown name."""


Task = TypeVar("Task", bound=LabelingTask)


def audited_task(audit: LabelingTask, before: Iterable[Task], *, named: str | None = None) -> Task | None:
    """The job whose labels an adjustment or verification audits: the nearest preceding job with labels of the audited task type. Without
    one, the nearest custom job, whose labels may be of any type. Each job in the chain passes on its input labels. An earlier run of the
    same audit, under the same LabelAttributeName, does not count: its output holds the audited labels beside its own.

    `before`: preceding jobs, nearest first. `named`: the label attribute that the audit names, if any. None if the labels predate the
    first of these jobs, or there are none.
    """
    expected = audit.task_type.audited_metadata_type if audit.task_type else None
    possible = [task for task in before if not is_run_of_the_same(audit, task) and named in (None, task.label_attribute)]
    suitable = [task for task in possible if expected and task.task_type and task.task_type.output_metadata_type == expected]
    custom = [task for task in possible if expected and task.task_type and task.task_type.kind == "custom"]
    return next(iter([*suitable, *custom]), None)


def is_run_of_the_same(audit: LabelingTask, task: LabelingTask) -> bool:
    """True if the task is an earlier run of the audit: same task type, same LabelAttributeName."""
    return task.task_type == audit.task_type and task.label_attribute is not None and task.label_attribute == audit.label_attribute


@refuses(at=AT_SYNTHESIS)
def audited_labels_are_all_there(job: Job, audited: Job) -> Iterator[Mistake]:
    """An adjustment has all labels of the job that it adjusts; it may have more.

    Source: developer guide, sms-data-verify-start-api
    """
    if job.built_in is None or job.built_in.variant != "adjustment":
        return
    own = {name.text for name in job.labels}
    missing = [name.text for name in audited.labels if name.text is not None and name.text not in own]
    # Missing labels, and invalid ones, are reported by other rules.
    if missing and own and all(name.known for name in job.labels):
        for place in job.label_places:
            lacking = shortened(", ".join(dict.fromkeys(missing)))
            yield place.mistake(f"every label of {audited.node.path}, here {lacking} too", value=labels_in_words(len(job.labels)))


@refuses(at=AT_SYNTHESIS)
def audited_annotation_type(job: Job, audited: Job) -> Iterator[Mistake]:
    """A video frame adjustment has the annotation type of the job that it adjusts.

    Source: developer guide, sms-label-cat-config-attributes (annotationType) and sms-data-verify-start-api
    """
    if job.built_in is None or not job.built_in.label_format.annotation_types or job.built_in.variant != "adjustment":
        return
    expected = _annotation_type(audited)
    if expected is None or _annotation_type(job) in (expected, None):
        return
    for place in job.label_places:
        if place.is_mapping:
            yield place["annotationType"].mistake(f"{expected}, as in {audited.node.path}")
        else:
            yield place.mistake(f"label_categories instead, with the annotationType {expected}, as in {audited.node.path}")


def _annotation_type(job: Job) -> str | None:
    """The annotation type; None if the value is invalid."""
    said = [place["annotationType"] for place in job.label_places]
    if not all(name.known for name in said):
        return None
    return next((name.text for name in said if name.text is not None), ANNOTATION_TYPES[0])
