"""Labels and the attribute they are stored under."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.task_types import CUSTOM_TASK, TASK_TYPES, TaskType

_RESERVED_ATTRIBUTES = ("source", "source-ref")
_METADATA = "-metadata"
_REF = "-ref"


def label_mistakes(job: Node) -> Iterator[Mistake]:
    """Labels that do not suit the task type, and attribute names that the output manifest cannot have."""
    yield from _repeated(job["labels"])
    task_type = TASK_TYPES.get(job["task_type"].text or "")
    if task_type is not None and job["labels"].present:
        yield from _form(job["labels"], task_type)
        yield from _number(job, task_type)
    if task_type is not None or not job["task_type"].present:
        yield from _attribute_name(job, task_type or CUSTOM_TASK)


def _repeated(labels: Node) -> Iterator[Mistake]:
    seen: set[str] = set()
    for label in labels.entries():
        if label.text in seen:
            yield label.mistake("each label once")
        seen.add(label.text or "")


def _form(labels: Node, task_type: TaskType) -> Iterator[Mistake]:
    if task_type.label_format.instructions_required:
        yield labels.mistake(f"LabelCategoryConfigS3Uri instead: {task_type.name} needs a label category file with instructions")
    if task_type.names_audited_attribute:
        yield labels.mistake(f"LabelCategoryConfigS3Uri instead: {task_type.name} needs a label category file with auditLabelAttributeName")
    longest = task_type.label_format.longest_label
    for label in labels.entries():
        # Longer ones than any format takes have their own mistake already.
        if label.text is not None and longest < len(label.text) <= 256:
            yield label.mistake(f"1 to {longest} characters ({task_type.name})")


def _number(job: Node, task_type: TaskType) -> Iterator[Mistake]:
    automated = job["LabelingJobAlgorithmsConfig"].present
    most = task_type.max_labels_with_automated_labeling if automated else task_type.max_labels
    number = len(job["labels"].entries())
    if number >= task_type.min_labels and (most is None or number <= most):
        return
    limits = f"{task_type.min_labels} or more" if most is None else f"{task_type.min_labels} to {most}"
    suffix = " with automated labeling" if automated and most != task_type.max_labels else ""
    yield job["labels"].mistake(f"{limits} labels ({task_type.name}{suffix})", value=f"{number} labels")


def _attribute_name(job: Node, task_type: TaskType) -> Iterator[Mistake]:
    given = job["LabelAttributeName"]
    name = given.text if given.present else job["LabelingJobName"].text
    if name is None:
        return
    shown = None if given.present else f'"{name}" (from LabelingJobName)'
    if name in _RESERVED_ATTRIBUTES:
        yield given.mistake(f"a name other than {' and '.join(_RESERVED_ATTRIBUTES)}, which hold the object", value=shown)
    elif name.endswith(_METADATA):
        yield given.mistake(f"a name that does not end with {_METADATA}", value=shown)
    elif name.endswith(_REF) != task_type.ref_suffix:
        must = "must" if task_type.ref_suffix else "must not"
        owner = task_type.name if job["task_type"].present else "a custom task"
        yield given.mistake(f"a name that {must} end with {_REF} ({owner})", value=shown)
