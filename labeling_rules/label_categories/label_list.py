"""The list of labels: number, length, uniqueness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from labeling_rules.label_formats import LONGEST_LABEL, LabelFormat
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import mistakes_of, refuses
from labeling_rules.task_types import CUSTOM_TASK, TaskType


@dataclass(frozen=True)
class LabeledTask:
    """The task of the labels. `task_type`: None for a custom job."""

    task_type: TaskType | None

    @property
    def facts(self) -> TaskType:
        """The facts about the task type."""
        return self.task_type or CUSTOM_TASK

    @property
    def name(self) -> str:
        """The task's name in messages."""
        return "a custom task" if self.task_type is None else self.task_type.name

    @property
    def form(self) -> LabelFormat:
        """The format of its label category file."""
        return self.facts.label_format


def label_names(place: Node) -> list[Node]:
    """The label names in a list of labels or in a label category file, whose labels are strings or mappings."""
    labels = place["labels"] if place.is_mapping else place
    return [label["label"] if label.is_mapping else label for label in labels.entries()]


def labels_in_words(number: int) -> str:
    """`1 label`, or `3 labels`."""
    return "1 label" if number == 1 else f"{number} labels"


def label_list_mistakes(labels: Node, task: LabeledTask, *, automated: bool) -> Iterator[Mistake]:
    """The labels that are too long or duplicated, and a number of labels that is too low or too high."""
    yield from mistakes_of(label_length, labels)
    yield from mistakes_of(each_label_once, labels)
    yield from mistakes_of(number_of_labels, labels, task, automated=automated)


@refuses()
def label_length(labels: Node) -> Iterator[Mistake]:
    """A label has 1 to 256 characters.

    Source: developer guide, input-data-limits
    """
    for name in label_names(labels):
        if not name.present:
            yield name.mistake(f"required: 1 to {LONGEST_LABEL} characters")
        elif name.text is not None and not 1 <= len(name.text) <= LONGEST_LABEL:
            yield name.mistake(f"1 to {LONGEST_LABEL} characters")


@refuses()
def each_label_once(labels: Node) -> Iterator[Mistake]:
    """Labels are unique.

    Source: API_CreateLabelingJob, LabelCategoryConfigS3Uri
    """
    # One message per label, at its second occurrence.
    times = Counter[str]()
    for name in label_names(labels):
        if name.text is not None:
            times[name.text] += 1
            if times[name.text] == 2:
                yield name.mistake("each label once")


@refuses()
def number_of_labels(labels: Node, task: LabeledTask, *, automated: bool) -> Iterator[Mistake]:
    """Classifications have at least 2 labels, other tasks at least 1; most task types have an upper limit.

    Source: API_CreateLabelingJob, LabelCategoryConfigS3Uri; developer guide, input-data-limits
    """
    fewest, most = task.facts.min_labels, task.facts.max_labels
    if automated:
        most = task.facts.max_labels_with_automated_labeling
    number = len(labels.entries())
    if number >= fewest and (most is None or number <= most):
        return
    limits = f"{fewest} or more" if most is None else f"{fewest} to {most}"
    suffix = " with automated labeling" if most != task.facts.max_labels else ""
    yield labels.mistake(f"{limits} labels ({task.name}{suffix})", value=labels_in_words(number))
