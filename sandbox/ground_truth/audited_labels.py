"""The labels that an adjustment or verification job audits, from an earlier job of the same task type.

Source: developer guide, "Verify and Adjust Labels" and the label category configuration file's page.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sandbox.ground_truth.label_types import audited_type, label_type
from sandbox.ground_truth.manifest import InvalidInputError
from sandbox.ground_truth.task_types import TaskType

_SHOWN_ERRORS = 5


def require_audited_labels(
    lines: Sequence[Mapping[str, Any]], *, label_attribute: str, label_file: Mapping[str, Any], task_type: TaskType
) -> None:
    """Require that each line has the labels to audit, with metadata, under a name other than the job's own. Raises InvalidInputError.

    Lines that a stopped earlier run of the same job has labeled need nothing more: they hold the job's own labels beside the audited ones.
    """
    labeled = [line for line in lines if label_attribute in line] if task_type.audits else []
    is_named = label_file.get("auditLabelAttributeName") == label_attribute
    if labeled and (is_named or not all(_is_audited(line, label_attribute, task_type) for line in labeled)):
        raise InvalidInputError(f"LabelAttributeName '{label_attribute}' must differ from that of the labels to adjust or verify.")
    numbered = ((number, _without(line, label_attribute)) for number, line in enumerate(lines, start=1))
    errors = [f"line {number}: {mistake}" for number, line in numbered for mistake in audit_mistakes(line, label_file, task_type)]
    if errors:
        shown = "; ".join(errors[:_SHOWN_ERRORS])
        raise InvalidInputError(f"The input manifest has {len(errors)} lines without the labels to adjust or verify: {shown}")


def audited_attribute(line: Mapping[str, Any], *, label_file: Mapping[str, Any], task_type: TaskType) -> str | None:
    """The attribute of the labels to audit: from the label file for frames, from the type in the metadata for images."""
    named = label_file.get("auditLabelAttributeName")
    if task_type.works_on_frames:
        return str(named)
    return next((attribute for attribute in _labels(line) if _type(line, attribute) == audited_type(task_type)), None)


def audit_mistakes(line: Mapping[str, Any], label_file: Mapping[str, Any], task_type: TaskType) -> Iterator[str]:
    """The mistakes that keep a data object from being audited; none if the task type audits no labels."""
    if not task_type.audits:
        return
    attribute = audited_attribute(line, label_file=label_file, task_type=task_type)
    if attribute is None:
        yield f"it has no label of the type {audited_type(task_type)}"
        return
    if attribute not in _labels(line):
        yield f"it has no '{attribute}' with a '{attribute}-metadata', which auditLabelAttributeName of the label file names"
        return
    if _type(line, attribute) != audited_type(task_type):
        yield f"'{attribute}-metadata' has the type {_type(line, attribute)!r}, not '{audited_type(task_type)}'"
    metadata = line[f"{attribute}-metadata"]
    missing = sorted(_used_labels(metadata) - {entry["label"] for entry in label_file.get("labels", [])})
    if task_type.works_on_frames and missing:
        yield f"'{attribute}' has labels that the label file lacks: {', '.join(missing)}"
    if any("hex-color" not in color for color in metadata.get("internal-color-map", {}).values()):
        yield f"internal-color-map of '{attribute}-metadata' must give each class its hex-color"


def _is_audited(line: Mapping[str, Any], label_attribute: str, task_type: TaskType) -> bool:
    """True if the line has the job's own label beside the labels to audit. According to the developer guide's "Chaining Labeling Jobs",
    such a line is passed on unchanged.
    """
    types = {attribute: _type(line, attribute) for attribute in _labels(line)}
    own = types.pop(label_attribute, None)
    return own == label_type(task_type) and audited_type(task_type) in types.values()


def _without(line: Mapping[str, Any], label_attribute: str) -> Mapping[str, Any]:
    return {key: value for key, value in line.items() if key not in (label_attribute, f"{label_attribute}-metadata")}


def _labels(line: Mapping[str, Any]) -> list[str]:
    """The attributes of the line that are labels."""
    names = (key.removesuffix("-metadata") for key, value in line.items() if key.endswith("-metadata") and isinstance(value, dict))
    return [name for name in names if name in line and name != "source-ref"]


def _type(line: Mapping[str, Any], attribute: str) -> object:
    return line[f"{attribute}-metadata"].get("type")


def _used_labels(metadata: Mapping[str, Any]) -> set[str]:
    classes = metadata.get("class-map", metadata.get("class_map", {}))
    return {str(name) for name in classes.values()} if isinstance(classes, dict) else set()
