"""The input manifest: one JSON object per line, each a data object. Limits from the developer guide's "Input data" pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.ground_truth.job_failure import JobFailureError
from sandbox.ground_truth.point_cloud_frames import frame_mistakes
from sandbox.ground_truth.task_types import LabelFile, TaskType
from sandbox.json_text import parsed

MAXIMUM_LINE_LENGTH = 100_000
MAXIMUM_SEQUENCES = 10
"""Maximum sequences of video frames per manifest."""
MINIMUM_AUTO_LABELED_OBJECTS = 1_250
_SHOWN_ERRORS = 5
_S3_OBJECT = re.compile(r"s3://(?P<bucket>[^/]+)/(?P<key>.+)")


class InvalidInputError(JobFailureError):
    """An invalid input that fails the labeling job."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """A manifest after reading, valid or not."""

    lines: tuple[Mapping[str, Any], ...]
    errors: tuple[str, ...]

    @property
    def buckets(self) -> frozenset[str]:
        """The buckets of its data objects."""
        matches = (_S3_OBJECT.fullmatch(str(line.get("source-ref", ""))) for line in self.lines)
        return frozenset(match["bucket"] for match in matches if match)


def parse_manifest(content: bytes, *, task_type: TaskType) -> Manifest:
    """Read all lines, and collect the mistakes."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as broken:
        return Manifest(lines=(), errors=(f"the manifest is not UTF-8: {broken}",))
    lines, errors = [], []
    for number, line in enumerate(_lines(text), start=1):
        try:
            lines.append(parse_data_object(line, task_type=task_type))
        except InvalidInputError as broken:
            errors.append(f"line {number}: {broken}")
    return Manifest(lines=tuple(lines), errors=tuple(errors))


def require_labelable(manifest: Manifest, *, task_type: TaskType, label_attribute: str, object_quota: int, auto_labels: bool) -> int:
    """The number of objects to label. Raises InvalidInputError if the manifest is unusable."""
    if manifest.errors:
        shown = "; ".join(manifest.errors[:_SHOWN_ERRORS])
        raise InvalidInputError(f"The input manifest has {len(manifest.errors)} invalid lines: {shown}")
    count = len(manifest.lines)
    if count == 0:
        raise InvalidInputError("The input manifest is empty.")
    if count > object_quota:
        raise InvalidInputError(f"The input manifest has {count} data objects; a labeling job can have at most {object_quota}.")
    if task_type.label_file is LabelFile.VIDEO_FRAMES and count > MAXIMUM_SEQUENCES:
        raise InvalidInputError(f"The input manifest has {count} sequences; at most {MAXIMUM_SEQUENCES} are allowed.")
    if auto_labels and count < MINIMUM_AUTO_LABELED_OBJECTS:
        raise InvalidInputError(f"Automated data labeling needs at least {MINIMUM_AUTO_LABELED_OBJECTS} data objects, not {count}.")
    return sum(label_attribute not in line for line in manifest.lines)


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def parse_data_object(line: str, *, task_type: TaskType) -> Mapping[str, Any]:
    """The data object of a line. Raises InvalidInputError."""
    if len(line) > MAXIMUM_LINE_LENGTH:
        raise InvalidInputError(f"it has {len(line)} characters; at most {MAXIMUM_LINE_LENGTH} are allowed")
    try:
        data_object = parsed(line)
    except ValueError as broken:
        raise InvalidInputError(f"it is not JSON ({broken})") from broken
    if not isinstance(data_object, dict):
        raise InvalidInputError("it is not a JSON object")
    _require_source(data_object, task_type=task_type)
    _require_labels_to_audit(data_object, task_type=task_type)
    return data_object


def _require_source(data_object: Mapping[str, Any], *, task_type: TaskType) -> None:
    present = [key for key in ("source", "source-ref") if key in data_object]
    if len(present) != 1:
        raise InvalidInputError(f"it must have exactly one of source and source-ref, and has {' and '.join(present) or 'neither'}")
    key = present[0]
    if key not in task_type.source_keys:
        raise InvalidInputError(f"it has {key}, but the task type {task_type.name} takes {task_type.source_keys[0]}")
    value = data_object[key]
    if not isinstance(value, str) or not value:
        raise InvalidInputError(f"{key} must be a text that is not empty")
    if key == "source-ref" and not _S3_OBJECT.fullmatch(value):
        raise InvalidInputError(f"source-ref '{value}' must be s3://bucket/key")
    if task_type.label_file is LabelFile.POINT_CLOUD and not task_type.works_on_sequences:
        _require_frame_metadata(data_object)


def _require_frame_metadata(data_object: Mapping[str, Any]) -> None:
    metadata = data_object.get("source-ref-metadata")
    if not isinstance(metadata, dict) or "unix-timestamp" not in metadata:
        raise InvalidInputError("a point cloud frame must have source-ref-metadata with a unix-timestamp")
    for mistake in frame_mistakes(metadata):
        raise InvalidInputError(f"source-ref-metadata: {mistake}")


def _require_labels_to_audit(data_object: Mapping[str, Any], *, task_type: TaskType) -> None:
    labels = {key.removesuffix("-metadata") for key in data_object if key.endswith("-metadata")} - {"source-ref"}
    if task_type.audits and not any(label in data_object for label in labels):
        raise InvalidInputError("it has no label, with its -metadata, to adjust or verify")
