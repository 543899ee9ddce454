"""The label of an earlier job that a task audits."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.ground_truth.answers.task import CONSOLIDATED, Label, Task, UnanswerableError
from sandbox.ground_truth.audited_labels import audited_attribute
from sandbox.json_text import parsed


def audited_label(task: Task) -> tuple[Any, Mapping[str, Any]]:
    """Its value and its metadata. Raises UnanswerableError if the line has none."""
    line, job = task.item.line, task.job
    attribute = audited_attribute(line, label_file=job.reading.label_file, task_type=job.task_type)
    if attribute is None or attribute not in line:
        raise UnanswerableError("it has no label to adjust")
    return line[attribute], line[f"{attribute}-metadata"]


def json_of(task: Task, uri: str) -> Mapping[str, Any]:
    """The labels in a file. Raises UnanswerableError for a missing file, or for one that is not a JSON object with one member."""
    try:
        document = parsed(task.read(uri))
    except ValueError as broken:
        raise UnanswerableError(f"'{uri}' is not JSON ({broken})") from broken
    if not isinstance(document, dict) or len(document) != 1:
        raise UnanswerableError(f"'{uri}' must be a JSON object with one list of frames")
    return document


def unadjusted(*members: str, file_name: Callable[[Task, str], str] | None = None) -> Callable[[Task, Any], Label]:
    """The unchanged label of the earlier job, with these members of its metadata; a file is copied, to a new name if one is given."""

    def label(task: Task, _: Any) -> Label:
        value, metadata = audited_label(task)
        if task.job.task_type.ends_with_ref:
            path = file_name(task, value) if file_name is not None else f"{CONSOLIDATED}/{task.object_id}/{value.rpartition('/')[2]}"
            value = task.write(path, task.read(value))
        kept = {name: metadata[name] for name in members if name in metadata}
        return Label(value=value, members={**kept, "adjustment-status": "unadjusted"})

    return label
