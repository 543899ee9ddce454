"""Members of a label category file that have no effect or are probably mistakes."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.label_categories.category_attributes import OF_FRAMES, every_attribute, places_of_label_attributes
from labeling_rules.label_categories.label_categories import label_members_of_other_tasks, members_of_other_tasks
from labeling_rules.label_categories.label_list import LabeledTask
from labeling_rules.label_categories.published_files import against_the_guide
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import mistakes_of, warns
from labeling_rules.task_types import TaskType


def label_category_warnings(categories: Node, *, task_type: TaskType | None) -> Iterator[Mistake]:
    """The parts of a label list, or of a label category file, that Ground Truth ignores or may refuse.

    `task_type`: None for a custom job.
    """
    task = LabeledTask(task_type)
    yield from mistakes_of(label_file_members_of_custom_jobs, categories, task)
    yield from against_the_guide(categories, task)
    if task_type is not None:
        yield from mistakes_of(ignored_label_attributes, categories, task_type)
        yield from mistakes_of(edits_allowed_without_an_audit, categories, task_type)
        yield from mistakes_of(attribute_values_differ, categories)


@warns()
def label_file_members_of_custom_jobs(categories: Node, task: LabeledTask) -> Iterator[Mistake]:
    """The label category file of a custom job has labels; other members are documented for other tasks only.

    Source: API_CreateLabelingJob, LabelCategoryConfigS3Uri (a custom job's own page and functions may read the rest)
    """
    if task.facts.kind != "custom":
        return
    for member in (*members_of_other_tasks(categories, task), *label_members_of_other_tasks(categories, task)):
        yield member.mistake(f"nothing, unless your page or functions read it: AWS does not document {member.key} for {task.name}")


@warns()
def ignored_label_attributes(categories: Node, task_type: TaskType) -> Iterator[Mistake]:
    """Semantic segmentation of point clouds ignores label attributes; it shows frame attributes.

    Source: developer guide, sms-label-cat-config-attributes (3D point cloud semantic segmentation)
    """
    for place in places_of_label_attributes(categories):
        if task_type.ignores_label_attributes and place.entries():
            yield place.mistake(f"nothing: {task_type.name} ignores attributes of labels, it shows those of frames ({OF_FRAMES})")


@warns()
def edits_allowed_without_an_audit(categories: Node, task_type: TaskType) -> Iterator[Mistake]:
    """`editsAllowed` is for jobs that adjust or verify labels.

    Source: developer guide, sms-label-cat-config-attributes (editsAllowed)
    """
    for holder in _editable(categories):
        if task_type.variant == "base" and holder["editsAllowed"].present:
            yield holder["editsAllowed"].mistake(f"nothing: it is for adjustments and verifications, not for {task_type.name}")


@warns()
def attribute_values_differ(categories: Node) -> Iterator[Mistake]:
    """The values of an attribute are unique; workers could not tell duplicates apart.

    Source: developer guide, sms-label-cat-config-attributes (enum; whether a value may occur twice is documented nowhere)
    """
    for attribute in every_attribute(categories):
        yield from _repeated(attribute["enum"].entries())


def _repeated(values: list[Node]) -> Iterator[Mistake]:
    first: dict[str, Node] = {}
    for value in values:
        if value.text is not None and first.setdefault(value.text, value) is not value:
            yield value.mistake(f"another value: {first[value.text].path} is the same")


def _editable(categories: Node) -> Iterator[Node]:
    yield from categories["labels"].entries()
    yield from every_attribute(categories)
