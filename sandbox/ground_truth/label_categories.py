"""The label category configuration file: counts and lengths from the developer guide.

Where published files of AWS violate the documentation, the sandbox accepts them: with any version or none, with instructions that
are never displayed, with attribute names of any length and numbers without limits (``frame_attributes``).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.ground_truth.frame_attributes import require_frame_attributes
from sandbox.ground_truth.manifest import InvalidInputError
from sandbox.ground_truth.task_types import LabelFile, TaskType
from sandbox.json_text import parsed

_LABEL_LENGTH = 256
_INSTRUCTION_LIMITS = {"shortInstruction": 255, "fullInstruction": 2048}
_ANNOTATION_TYPES = ("BoundingBox", "Polyline", "Polygon", "Keypoint")


def require_label_categories(content: bytes, *, task_type: TaskType, auto_labels: bool, templated: bool = False) -> Mapping[str, Any]:
    """The valid document. Raises InvalidInputError for its first mistake.

    ``templated``: True if the job has a worker task template, which contains the instructions.
    """
    document = _document(content)
    labels = _labels(document)
    _require_lengths(labels)
    _require_count(labels, task_type=task_type, auto_labels=auto_labels)
    if task_type.label_file is LabelFile.NAMED_ENTITIES and ("instructions" in document or not templated):
        _require_instructions(document)
    if task_type.works_on_frames:
        _require_frame_document(document, task_type)
    return document


def _document(content: bytes) -> Mapping[str, Any]:
    try:
        document = parsed(content)
    except ValueError as broken:
        raise InvalidInputError(f"The label category configuration file is not JSON: {broken}") from broken
    if not isinstance(document, dict):
        raise InvalidInputError("The label category configuration file is not a JSON object.")
    return document


def _labels(document: Mapping[str, Any]) -> Sequence[str]:
    entries = document.get("labels")
    if not isinstance(entries, list):
        raise InvalidInputError("The label category configuration file must have a list of labels.")
    labels = [entry.get("label") if isinstance(entry, dict) else None for entry in entries]
    unnamed = [number for number, label in enumerate(labels, start=1) if not isinstance(label, str) or not label]
    if unnamed:
        raise InvalidInputError(f'Entry {unnamed[0]} of labels in the label category configuration file must be {{"label": "<name>"}}.')
    return [str(label) for label in labels]


def _require_lengths(labels: Sequence[str]) -> None:
    for label in labels:
        if len(label) > _LABEL_LENGTH:
            raise InvalidInputError(f"The label '{label}' has {len(label)} characters; at most {_LABEL_LENGTH} are allowed.")
    repeated = sorted({label for label in labels if labels.count(label) > 1})
    if repeated:
        raise InvalidInputError(f"Labels must be unique; repeated: {', '.join(repeated)}")


def _require_count(labels: Sequence[str], *, task_type: TaskType, auto_labels: bool) -> None:
    most = task_type.maximum_auto_labels if auto_labels and task_type.maximum_auto_labels else task_type.maximum_labels
    if len(labels) < task_type.minimum_labels:
        raise InvalidInputError(f"The task type {task_type.name} needs at least {task_type.minimum_labels} labels, not {len(labels)}.")
    if most is not None and len(labels) > most:
        raise InvalidInputError(f"The task type {task_type.name} takes at most {most} labels, not {len(labels)}.")


def _require_instructions(document: Mapping[str, Any]) -> None:
    instructions = document.get("instructions")
    found = instructions if isinstance(instructions, dict) else {}
    missing = [name for name in ("shortInstruction", "fullInstruction") if not isinstance(found.get(name), str)]
    if missing:
        raise InvalidInputError(f"The label category configuration file must have instructions with {' and '.join(missing)}.")


def _require_frame_document(document: Mapping[str, Any], task_type: TaskType) -> None:
    annotation_type = document.get("annotationType")
    if annotation_type is not None and (task_type.label_file is not LabelFile.VIDEO_FRAMES or annotation_type not in _ANNOTATION_TYPES):
        raise InvalidInputError(f"annotationType {annotation_type!r} must be one of {', '.join(_ANNOTATION_TYPES)}, for video frames only.")
    audited = document.get("auditLabelAttributeName")
    if task_type.audits and not audited:
        raise InvalidInputError(f"auditLabelAttributeName is required for the task type {task_type.name}.")
    if not task_type.audits and audited:
        raise InvalidInputError(f"auditLabelAttributeName must not be present for the task type {task_type.name}.")
    _require_short_instructions(document)
    _require_label_edits(document)
    require_frame_attributes(document)


def _require_short_instructions(document: Mapping[str, Any]) -> None:
    """Instructions are optional for frames; if present, both are, within their limits."""
    if "instructions" not in document:
        return
    _require_instructions(document)
    for name, limit in _INSTRUCTION_LIMITS.items():
        length = len(document["instructions"][name])
        if length >= limit:
            raise InvalidInputError(f"{name} has {length} characters; it must have fewer than {limit}.")


def _require_label_edits(document: Mapping[str, Any]) -> None:
    for label in document["labels"]:
        if label.get("editsAllowed", "any") not in ("any", "none"):
            raise InvalidInputError(f"editsAllowed of the label '{label['label']}' must be any or none.")
