"""Rules for the data object in a manifest line. Each returns the allowed form, or None if the line is valid.

https://docs.aws.amazon.com/sagemaker/latest/dg/sms-input-data-input-manifest.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from labeling_rules.rule import refuses, warns
from labeling_rules.task_types import CUSTOM_TASK, DATA_OBJECTS, TaskType

LONGEST_ATTRIBUTE = 20_000

DataObjectLine = Mapping[str, Any]

_SOURCES = ("source", "source-ref")
_S3_OBJECT = re.compile(r"s3://[^/\s]+/.+", re.DOTALL)
_EXTENSION = re.compile(r"\.[a-z][a-z0-9]{1,4}$")
# Written by Ground Truth to the output of a streaming job, which may be another job's input.
_OWN_NAMES = re.compile(r"\$(sequencer|.+-object-id)")
_FRAME = "source-ref-metadata"


@refuses()
def one_source(line: DataObjectLine, task_type: TaskType) -> str | None:
    """A line has exactly one of `source` (text) and `source-ref` (an object in S3): the one that the task type labels.

    Source: developer guide, sms-input-data-input-manifest
    """
    found = [key for key in _SOURCES if key in line]
    keys = task_type.manifest_keys
    if len(found) != 1 or (found[0] not in keys and not _names_a_text(line, task_type)):
        return f"a JSON object with exactly one of {' and '.join(_SOURCES)}" + (f", here {keys[0]}" if len(keys) == 1 else "")
    value = line[found[0]]
    return None if isinstance(value, str) and value else f"{found[0]} as a text that is not empty"


@warns()
def texts_in_s3(line: DataObjectLine, task_type: TaskType) -> str | None:
    """A line of a text task has its text in `source`; it is undocumented whether text in S3, named by `source-ref`, is displayed.

    Source: developer guide, sms-input-data-input-manifest; the templates of the text tasks show task.input.taskObject as it is
    """
    return f"source with the text itself: {task_type.name} may show the S3 URI in its place" if _names_a_text(line, task_type) else None


def _names_a_text(line: DataObjectLine, task_type: TaskType) -> bool:
    return task_type.kind == "text" and "source-ref" in line and "source-ref" not in task_type.manifest_keys


@refuses()
def source_is_an_s3_object(line: DataObjectLine, task_type: TaskType) -> str | None:  # noqa: ARG001 - all rules share one signature
    """`source-ref` is the S3 URI of an object.

    Source: developer guide, sms-input-data-input-manifest
    """
    uri = line.get("source-ref")
    return None if uri is None or _S3_OBJECT.fullmatch(uri) else "source-ref as an S3 URI: s3://<bucket>/<key>"


@refuses()
def names_of_attributes(line: DataObjectLine, task_type: TaskType) -> str | None:  # noqa: ARG001
    """Attribute names do not begin with $, except those that Ground Truth writes to the output of a streaming job.

    Source: developer guide, sms-input-data-input-manifest; sms-streaming-labeling-job for Ground Truth's own
    """
    wrong = next((name for name in line if name.startswith("$") and not _OWN_NAMES.fullmatch(name)), None)
    return None if wrong is None else f"names that do not begin with $, not {_short(wrong)}"


@refuses()
def lengths_of_texts(line: DataObjectLine, task_type: TaskType) -> str | None:  # noqa: ARG001
    """No string is longer than 20,000 characters.

    Source: developer guide, sms-input-data-input-manifest
    """
    wrong = next((name for name, value in line.items() if isinstance(value, str) and len(value) > LONGEST_ATTRIBUTE), None)
    return None if wrong is None else f"{_short(wrong)} of at most {LONGEST_ATTRIBUTE} characters"


@refuses()
def no_object_of_another_kind(line: DataObjectLine, task_type: TaskType) -> str | None:
    """`source-ref` does not have the extension of another data type: no video in an image task, no image in place of a sequence file.

    Source: developer guide, sms-supported-data-formats
    """
    if task_type.data_object == CUSTOM_TASK.data_object:
        return None
    extension = _extension(line)
    others = [kind for kind in DATA_OBJECTS.values() if extension in kind.extensions and kind != task_type.data_object]
    return f"{_wanted(task_type)}, not {_with_article(others[0].name)} ({extension})" if others else None


@refuses()
def point_cloud_frame(line: DataObjectLine, task_type: TaskType) -> str | None:
    """A point cloud frame has `source-ref-metadata` with a numeric `unix-timestamp`. Optional: a `format`, one of AWS's eight; at most
    8 `images`; and a `prefix` that ends with a slash.

    Source: developer guide, sms-point-cloud-single-frame-input-data
    """
    frame_facts = task_type.data_object
    if not frame_facts.formats:
        return None
    frame = line.get(_FRAME)
    if not isinstance(frame, dict):
        return f"{_FRAME} with unix-timestamp beside source-ref"
    stamp = frame.get("unix-timestamp")
    if not isinstance(stamp, int | float) or isinstance(stamp, bool):
        return f"{_FRAME} with unix-timestamp, a number of seconds"
    if frame.get("format", frame_facts.formats[0]) not in frame_facts.formats:
        return f"{_FRAME}.format as one of {', '.join(frame_facts.formats)}"
    return _images_of_frame(frame, frame_facts.most_camera_images)


def _images_of_frame(frame: Mapping[str, Any], most: int) -> str | None:
    images, prefix = frame.get("images", []), frame.get("prefix", "s3:///")
    if not isinstance(images, list) or len(images) > most:
        return f"{_FRAME}.images as a list of at most {most}"
    if not isinstance(prefix, str) or not prefix.endswith("/"):
        return f"{_FRAME}.prefix as s3://<bucket>/<prefix>/, with a slash at its end"
    return None


@warns()
def documented_extensions(line: DataObjectLine, task_type: TaskType) -> str | None:
    """`source-ref` has an extension of the task type: .jpg, .jpeg or .png, .mp4, .ogg or .webm, .json; it does not end with a slash.

    Source: developer guide, sms-supported-data-formats (what happens to others is documented nowhere)
    """
    extensions, extension = task_type.data_object.extensions, _extension(line)
    if extensions and str(line.get("source-ref", "")).endswith("/"):
        return f"{_wanted(task_type)}; what ends with a slash is a folder, as a rule"
    if not extensions or not extension or extension in extensions:
        return None
    return f"{_wanted(task_type)}; that {extension} works is documented nowhere"


@warns()
def lengths_of_structures(line: DataObjectLine, task_type: TaskType) -> str | None:  # noqa: ARG001
    """No structure, such as the boxes of an earlier job, is longer than 20,000 characters of JSON.

    Source: developer guide, sms-input-data-input-manifest ("no single attribute"; Ground Truth itself writes longer ones)
    """
    for name, value in line.items():
        if isinstance(value, dict | list) and len(json.dumps(value, ensure_ascii=False)) > LONGEST_ATTRIBUTE:
            return f"{_short(name)} of at most {LONGEST_ATTRIBUTE} characters of JSON"
    return None


def _wanted(task_type: TaskType) -> str:
    kind = task_type.data_object
    return f"source-ref of {_with_article(kind.name)}" + (f" ({', '.join(kind.extensions)})" if kind.extensions else "")


def _with_article(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _extension(line: DataObjectLine) -> str:
    """The extension in lower case; empty if there is none, or none that looks like one."""
    match = _EXTENSION.search(str(line.get("source-ref", "")).lower())
    return match[0] if match else ""


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:40]}..."
