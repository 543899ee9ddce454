"""Label categories: the labels that workers choose from, and the rest of a label category file."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.label_categories.category_attributes import frame_attribute_mistakes, label_attribute_mistakes, one_of_mistakes
from labeling_rules.label_categories.label_list import LabeledTask, label_list_mistakes
from labeling_rules.label_formats import ANNOTATION_TYPES, LABEL_ATTRIBUTES, LABEL_FORMATS
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import mistakes_of, refuses
from labeling_rules.task_types import TaskType

_MEMBERS = dict.fromkeys(member for form in LABEL_FORMATS.values() for member in form.members)
_LABEL_MEMBERS = dict.fromkeys(member for form in LABEL_FORMATS.values() for member in form.label_members)
AUDITED_ATTRIBUTE = "auditLabelAttributeName"
_WITH_RULES_OF_THEIR_OWN = (AUDITED_ATTRIBUTE, "instructions")


def label_category_mistakes(
    node: Node, *, task_type: TaskType | None, automated: bool, audited_attribute_known: bool = False, templated: bool = False
) -> Iterator[Mistake]:
    """The mistakes in a list of labels, or in the content of a label category file.

    `task_type`: None for a custom job. `automated`: True if the job uses automated labeling. `audited_attribute_known`: True if
    `auditLabelAttributeName` is filled in from the audited job and may be absent. `templated`: True if the job has a worker task template,
    which holds the instructions.
    """
    task = LabeledTask(task_type)
    yield from label_list_mistakes(node["labels"] if node.is_mapping else node, task, automated=automated)
    yield from mistakes_of(label_instructions, node, task, templated=templated)
    yield from mistakes_of(audited_attribute, node, task, known=audited_attribute_known)
    yield from mistakes_of(label_file_members, node, task)
    if "annotationType" in task.form.members:
        yield from mistakes_of(annotation_type, node)
    if "frameAttributes" in task.form.members:
        yield from mistakes_of(edits_allowed, node)
        yield from frame_attribute_mistakes(node)
        yield from label_attribute_mistakes(node)


@refuses()
def label_file_members(categories: Node, task: LabeledTask) -> Iterator[Mistake]:
    """Only video frames and point clouds have attributes, only named entities have short label names, and only video frames have an
    annotation type.

    Source: API_CreateLabelingJob, LabelCategoryConfigS3Uri; developer guide, sms-named-entity-recg and
    sms-label-cat-config-attributes (schema)
    """
    if task.facts.kind == "custom":
        return
    for member in members_of_other_tasks(categories, task):
        if member.key not in _WITH_RULES_OF_THEIR_OWN:
            yield member.mistake(f"nothing: {task.name} has no {member.key}")
    for member in label_members_of_other_tasks(categories, task):
        yield member.mistake(f"nothing: labels of {task.name} have no {member.key}")


def members_of_other_tasks(categories: Node, task: LabeledTask) -> list[Node]:
    """The members that belong to label category files of other tasks."""
    return [categories[member] for member in _MEMBERS if categories[member].present and member not in task.form.members]


def label_members_of_other_tasks(categories: Node, task: LabeledTask) -> list[Node]:
    """The members that belong to labels of other tasks."""
    labels = categories["labels"].entries()
    return [
        label[member] for label in labels for member in _LABEL_MEMBERS if label[member].present and member not in task.form.label_members
    ]


@refuses()
def label_instructions(categories: Node, task: LabeledTask, *, templated: bool) -> Iterator[Mistake]:
    """Named entities need instructions in the label category file, unless a worker task template has them. Instructions have a short and
    a full text; for video frames and point clouds they have fewer than 255 and 2,048 characters.

    Source: API_CreateLabelingJob, LabelCategoryConfigS3Uri; developer guide, sms-label-cat-config-attributes (schema). AWS's notebook of
    streaming jobs labels named entities with a template, and with a file that has labels alone
    """
    instructions, required = categories["instructions"], task.form.instructions_required and not templated
    if required and not categories.is_mapping:
        yield categories.mistake(f"label_categories instead, with instructions ({task.name})")
    elif required and not instructions.present:
        yield instructions.mistake(f"required: shortInstruction and fullInstruction ({task.name})")
    if not instructions.is_mapping or "instructions" not in task.form.members:
        return
    limits = {"shortInstruction": task.form.longest_short_instruction, "fullInstruction": task.form.longest_full_instruction}
    for member, longest in limits.items():
        text = instructions[member]
        if not text.present:
            yield text.mistake("required: a text, HTML allowed")
        elif longest is not None and len(text.text or "") > longest:
            yield text.mistake(f"at most {longest} characters ({task.name})", value=f"{len(text.text or '')} characters")


@refuses()
def audited_attribute(categories: Node, task: LabeledTask, *, known: bool) -> Iterator[Mistake]:
    """Adjustments and verifications of video frames and point clouds name the label attribute they audit; no other job does.

    Source: developer guide, sms-label-cat-config-attributes (auditLabelAttributeName)
    """
    name, needed = categories[AUDITED_ATTRIBUTE], task.facts.names_audited_attribute
    # A custom job's own page may use it.
    if name.present and not needed and task.facts.kind != "custom":
        yield name.mistake(f"nothing: it is for adjustments and verifications of video frames and point clouds, not for {task.name}")
    elif needed and not known and not categories.is_mapping:
        yield categories.mistake(f"label_categories instead, with {AUDITED_ATTRIBUTE} ({task.name})")
    elif needed and not known and not name.present:
        yield name.mistake(f"required: the label attribute name of the audited job ({task.name})")


@refuses()
def annotation_type(categories: Node) -> Iterator[Mistake]:
    """Workers annotate video frames with a BoundingBox (the default), a Polyline, a Polygon or a Keypoint.

    Source: developer guide, sms-label-cat-config-attributes (annotationType)
    """
    yield from one_of_mistakes(categories["annotationType"], ANNOTATION_TYPES)


@refuses()
def edits_allowed(categories: Node) -> Iterator[Mistake]:
    """In an audit, workers may make any edit of a label, or none. In a verification every label allows none.

    Source: developer guide, sms-label-cat-config-attributes (editsAllowed)
    """
    for label in categories["labels"].entries():
        yield from one_of_mistakes(label["editsAllowed"], LABEL_ATTRIBUTES.edits_allowed)
