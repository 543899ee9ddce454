"""One line of an output manifest: a data object with its labels.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-data-output.html: the line of the input, with each label under the name of its
label attribute and what is known of it under that name with `-metadata`. A label attribute whose name ends with `-ref` has the S3 URI of
a file. An object that failed has no label, and a `failure-reason` in the metadata. AWS documents no format of Ground Truth Plus's own.

The keys of the input pass through, and some of them end with `-metadata` too: what is in them tells a label's from others.
"""

import json
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from labeling_rules.manifest.json_text import parsed
from labeling_rules.manifest.label_metadata import HUMAN_ANNOTATED, METADATA, has_failed, is_of_label

SOURCES = ("source", "source-ref")
# Of the input: what a point cloud frame or a sequence says of itself.
_INPUT_METADATA = "source-ref-metadata"
# LabelAttributeName of the API.
_LONGEST_ATTRIBUTE = 127
_LONGEST_SHOWN = 100
_REFERENCE = "-ref"
_S3_URI = re.compile(r"s3://[a-z0-9.-]{3,63}/(?P<key>.+)")
_LONGEST_KEY = 1024


class LineError(Exception):
    """The line is not a data object with labels; the text says why."""


@dataclass(frozen=True)
class Label:
    """The label of one attribute in a line."""

    attribute: str
    failed: bool
    """True if there is a reason why there is no label."""
    human_annotated: bool
    """True if a person said so, and not an algorithm."""


@dataclass(frozen=True)
class LabelLine:
    """A line that can be read. `problems` are what is wrong with it all the same."""

    labels: list[Label] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    """S3 URIs of files that hold labels."""
    problems: list[str] = field(default_factory=list)

    @property
    def is_failed(self) -> bool:
        """True if there is an attribute for which no label could be found."""
        return any(label.failed for label in self.labels)


def read_line(line: bytes | None, *, known_attributes: Container[str]) -> LabelLine:
    """Read a line. `known_attributes`: label attributes of the lines before. Raises LineError."""
    read, data_object = LabelLine(), _data_object(line)
    labels = _label_attributes(data_object, known_attributes)
    for attribute in labels:
        _read_label(attribute, data_object, read)
    for key, value in data_object.items():
        if key in labels and key.endswith(_REFERENCE):
            _read_reference(key, value, read)
        elif key in known_attributes and key not in labels:
            read.problems.append(f"{key} without {key}{METADATA}")
    return read


def _label_attributes(data_object: Mapping[str, Any], known_attributes: Container[str]) -> list[str]:
    """Under which names the line has metadata of labels: metadata as Ground Truth writes them, or those of a label attribute."""
    found = [(key.removesuffix(METADATA), value) for key, value in data_object.items() if key.endswith(METADATA) and key != _INPUT_METADATA]
    return [attribute for attribute, metadata in found if is_of_label(metadata) or attribute in known_attributes]


def _data_object(line: bytes | None) -> Mapping[str, Any]:
    if line is None:
        raise LineError("too long to be read")
    try:
        data_object = parsed(line.decode())
    except UnicodeDecodeError:
        raise LineError("not UTF-8") from None
    except (ValueError, RecursionError):
        raise LineError("not JSON" if line.strip() else "empty") from None
    if not isinstance(data_object, dict):
        raise LineError("not a JSON object")
    sources = [name for name in SOURCES if name in data_object]
    if len(sources) != 1:
        raise LineError("both source and source-ref" if sources else "neither source nor source-ref")
    if not isinstance(data_object[sources[0]], str):
        raise LineError(f"{sources[0]} is {shown(data_object[sources[0]])}, not a text")
    return data_object


def _read_label(attribute: str, data_object: Mapping[str, Any], read: LabelLine) -> None:
    metadata = data_object[f"{attribute}{METADATA}"]
    if len(attribute) > _LONGEST_ATTRIBUTE:
        read.problems.append(f"a label attribute of {len(attribute)} characters, more than {_LONGEST_ATTRIBUTE}")
        return
    if not isinstance(metadata, dict):
        read.problems.append(f"{attribute}{METADATA} is {shown(metadata)}, not an object")
        return
    has_label, annotated = data_object.get(attribute) is not None, metadata.get("human-annotated", "no")
    is_known = isinstance(annotated, str) and annotated in HUMAN_ANNOTATED
    if has_label or has_failed(metadata):
        read.labels.append(Label(attribute, failed=not has_label, human_annotated=is_known and HUMAN_ANNOTATED[annotated]))
    else:
        read.problems.append(f"{attribute}{METADATA} without {attribute}, and without a failure-reason")
    if not is_known:
        allowed = ", ".join(f'"{value}"' for value in HUMAN_ANNOTATED)
        read.problems.append(f"{attribute}{METADATA}.human-annotated is {shown(annotated)}, not one of {allowed}")


def _read_reference(key: str, value: object, read: LabelLine) -> None:
    if isinstance(value, str) and _is_s3_uri(value):
        read.references.append(value)
    elif value is not None:
        read.problems.append(f"{key} is {shown(value)}, not an S3 URI: s3://<bucket>/<key>")


def _is_s3_uri(text: str) -> bool:
    match = _S3_URI.fullmatch(text)
    # Half of a surrogate pair can be written in JSON, and not in UTF-8.
    return match is not None and 1 <= len(match["key"].encode(errors="replace")) <= _LONGEST_KEY and text.isprintable()


def shown(value: object) -> str:
    """A value as JSON, and not too long."""
    try:
        text = json.dumps(value)
    except RecursionError:
        return "a deeply nested value"
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."
