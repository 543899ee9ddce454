"""Label categories: the labels that workers choose from, and what a label category file says beside them."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.label_categories.category_attributes import frame_attribute_mistakes, label_attribute_mistakes, one_of_mistakes
from labeling_rules.label_categories.label_list import LabeledTask, label_list_mistakes
from labeling_rules.label_formats import ANNOTATION_TYPES, LABEL_ATTRIBUTES, LABEL_FORMATS
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_DEPLOYMENT, mistakes_of, refuses
from labeling_rules.task_types import TaskType

_MEMBERS = dict.fromkeys(member for form in LABEL_FORMATS.values() for member in form.members)
_LABEL_MEMBERS = dict.fromkeys(member for form in LABEL_FORMATS.values() for member in form.label_members)
_VERSION_KEYS = dict.fromkeys(form.version_key for form in LABEL_FORMATS.values())
AUDITED_ATTRIBUTE = "auditLabelAttributeName"


def label_category_mistakes(
    node: Node, *, task_type: TaskType | None, automated: bool, audited_attribute_known: bool = False
) -> Iterator[Mistake]:
    """The mistakes of a list of labels, or of the content of a label category file without its version.

    `task_type`: None for a job with functions of its own. `automated`: whether the job labels automatically. `audited_attribute_known`:
    whether `auditLabelAttributeName` is filled in from the audited job, so that it need not be there.
    """
    task = LabeledTask(task_type)
    yield from label_list_mistakes(node["labels"] if node.is_mapping else node, task, automated=automated)
    yield from mistakes_of(label_instructions, node, task)
    yield from mistakes_of(audited_attribute, node, task, known=audited_attribute_known)
    yield from mistakes_of(label_file_members, node, task)
    if "annotationType" in task.form.members:
        yield from mistakes_of(annotation_type, node)
    if "frameAttributes" in task.form.members:
        yield from mistakes_of(edits_allowed, node)
        yield from frame_attribute_mistakes(node)
        yield from label_attribute_mistakes(node)


def label_category_document_mistakes(document: Node, *, task_type: TaskType | None, automated: bool) -> Iterator[Mistake]:
    """The mistakes of the whole content of a label category file."""
    yield from mistakes_of(label_file_version, document, LabeledTask(task_type))
    yield from label_category_mistakes(document, task_type=task_type, automated=automated)


@refuses(at=AT_DEPLOYMENT)
def label_file_version(document: Node, task: LabeledTask) -> Iterator[Mistake]:
    """A label category file has "documentVersion": "2020-03-01" for video frames and point clouds, else "document-version": "2018-11-28".

    Source: API_CreateLabelingJob, LabelCategoryConfigS3Uri; developer guide, sms-label-cat-config-attributes
    """
    for key in _VERSION_KEYS:
        if key != task.form.version_key and document[key].present:
            yield document[key].mistake(f"nothing: the key is {task.form.version_key} here")
    if document[task.form.version_key].value != task.form.version:
        yield document[task.form.version_key].mistake(f'"{task.form.version}"')


@refuses()
def label_file_members(categories: Node, task: LabeledTask) -> Iterator[Mistake]:
    """Only video frames and point clouds have attributes, only named entities have short names of labels, only these three have
    instructions in the label category file, and only video frames have an annotation type.

    Source: API_CreateLabelingJob, LabelCategoryConfigS3Uri; developer guide, sms-named-entity-recg and
    sms-label-cat-config-attributes (schema)
    """
    if task.facts.kind == "custom":
        return
    for member in members_of_other_tasks(categories, task):
        # The audited attribute depends on the task type too, and has a rule of its own.
        if member.key != AUDITED_ATTRIBUTE:
            yield member.mistake(f"nothing: {task.name} has no {member.key}")
    for member in label_members_of_other_tasks(categories, task):
        yield member.mistake(f"nothing: labels of {task.name} have no {member.key}")


def members_of_other_tasks(categories: Node, task: LabeledTask) -> list[Node]:
    """What only the label category files of other tasks have."""
    return [categories[member] for member in _MEMBERS if categories[member].present and member not in task.form.members]


def label_members_of_other_tasks(categories: Node, task: LabeledTask) -> list[Node]:
    """What only the labels of other tasks have."""
    labels = categories["labels"].entries()
    return [
        label[member] for label in labels for member in _LABEL_MEMBERS if label[member].present and member not in task.form.label_members
    ]


@refuses()
def label_instructions(categories: Node, task: LabeledTask) -> Iterator[Mistake]:
    """Named entities need instructions in the label category file. Instructions have a short and a full text; for video frames and point
    clouds the short one has under 255 characters and the full one under 2,048.

    Source: API_CreateLabelingJob, LabelCategoryConfigS3Uri; developer guide, sms-label-cat-config-attributes (schema)
    """
    instructions = categories["instructions"]
    if task.form.instructions_required and not categories.is_mapping:
        yield categories.mistake(f"label_categories instead, with instructions ({task.name})")
    elif task.form.instructions_required and not instructions.present:
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
    """Adjustments and verifications of video frames and point clouds say which label attribute they audit; no other job does.

    Source: developer guide, sms-label-cat-config-attributes (auditLabelAttributeName)
    """
    name, needed = categories[AUDITED_ATTRIBUTE], task.facts.names_audited_attribute
    # A custom job's own page may make something of it.
    if name.present and not needed and task.facts.kind != "custom":
        yield name.mistake(f"nothing: it is for adjustments and verifications of video frames and point clouds, not for {task.name}")
    elif needed and not known and not categories.is_mapping:
        yield categories.mistake(f"label_categories instead, with {AUDITED_ATTRIBUTE} ({task.name})")
    elif needed and not known and not name.present:
        yield name.mistake(f"required: the label attribute name of the audited job ({task.name})")


@refuses()
def annotation_type(categories: Node) -> Iterator[Mistake]:
    """On video frames workers draw a BoundingBox (the default), a Polyline, a Polygon or a Keypoint.

    Source: developer guide, sms-label-cat-config-attributes (annotationType)
    """
    yield from one_of_mistakes(categories["annotationType"], ANNOTATION_TYPES)


@refuses()
def edits_allowed(categories: Node) -> Iterator[Mistake]:
    """Where labels are audited, workers may make any edits of a label, or none. In a verification every label has none.

    Source: developer guide, sms-label-cat-config-attributes (editsAllowed)
    """
    for label in categories["labels"].entries():
        yield from one_of_mistakes(label["editsAllowed"], LABEL_ATTRIBUTES.edits_allowed)
