"""Messages of an input topic: a manifest line, or an S3 event notification.

Source: developer guide, "Ground Truth Streaming Labeling Jobs", with its section on duplicate messages.
"""

import ast
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote_plus

from sandbox.ground_truth.audited_labels import audit_mistakes
from sandbox.ground_truth.data_object import DataObject
from sandbox.ground_truth.labeling_job import LabelingJob
from sandbox.ground_truth.manifest import InvalidInputError, parse_data_object
from sandbox.json_text import parsed

_KEY_NAME = "dataset-objectid-attribute-name"
_KEY = re.compile(r"[$a-zA-Z0-9](-*[a-zA-Z0-9])*")
_KEY_LENGTH = 140
_ID_LENGTH = 1_024


def data_object_of(body: str, job: LabelingJob) -> DataObject | None:
    """The data object in a message that SNS delivered to a queue; None for a duplicate."""
    try:
        envelope = parsed(body)
        text = str(envelope["Message"])
    except (ValueError, KeyError, TypeError):
        return DataObject(line={}, failure=f"it is not a message of the input topic: {body[:200]}")
    try:
        line = parse_data_object(_manifest_line(text), task_type=job.task_type)
        _require_labels_to_audit(line, job)
        line, object_id = _identified(line, text=text, message_id=str(envelope.get("MessageId", "")), job=job)
    except InvalidInputError as broken:
        return DataObject(line=_readable(text), failure=str(broken))
    if object_id in job.known_object_ids:
        return None
    job.known_object_ids.add(object_id)
    return DataObject(line=line, passed_on=job.label_attribute in line)


def _require_labels_to_audit(line: Mapping[str, Any], job: LabelingJob) -> None:
    for mistake in audit_mistakes(line, job.reading.label_file, job.task_type):
        raise InvalidInputError(mistake)


def _manifest_line(text: str) -> str:
    """The manifest line in a message."""
    record = _record(text)
    if record is None:
        return _as_json(text)
    return json.dumps({"source-ref": f"s3://{record['bucket']['name']}/{unquote_plus(record['object']['key'])}"})


def _as_json(text: str) -> str:
    """The text as JSON. AWS's streaming notebooks publish a Python dictionary's repr, in single quotes."""
    try:
        written = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
    return json.dumps(written) if isinstance(written, dict) and _is_of_texts(written) else text


def _is_of_texts(written: Mapping[Any, Any]) -> bool:
    return all(isinstance(text, str) for entry in written.items() for text in entry)


def _record(text: str) -> Mapping[str, Any] | None:
    """The S3 record of a new object; None for any other message. S3's test message becomes a bad data object, as on AWS."""
    try:
        record: Mapping[str, Any] = parsed(text)["Records"][0]["s3"]
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    return record


def _identified(line: Mapping[str, Any], *, text: str, message_id: str, job: LabelingJob) -> tuple[Mapping[str, Any], str]:
    """The line as in the output manifest, and the message's deduplication id."""
    if _KEY_NAME in line:
        return line, _own_id(line)
    key, record = f"${job.label_attribute}-object-id", _record(text)
    if record is None:
        return {**line, _KEY_NAME: key, key: message_id}, message_id
    sequencer = str(record["object"].get("sequencer", ""))
    object_id = f"{line['source-ref']}/{sequencer}"
    return {**line, _KEY_NAME: key, key: object_id, "$sequencer": sequencer}, object_id


def _own_id(line: Mapping[str, Any]) -> str:
    key = line[_KEY_NAME]
    if not isinstance(key, str) or len(key) > _KEY_LENGTH or not _KEY.fullmatch(key):
        raise InvalidInputError(f"{_KEY_NAME} {key!r} must have at most {_KEY_LENGTH} characters and match {_KEY.pattern}")
    object_id = line.get(key)
    if not isinstance(object_id, str) or not 0 < len(object_id) <= _ID_LENGTH:
        raise InvalidInputError(f"'{key}', which {_KEY_NAME} names, must be a text of at most {_ID_LENGTH} characters")
    return object_id


def _readable(text: str) -> Mapping[str, Any]:
    try:
        line = parsed(text)
    except ValueError:
        return {}
    return line if isinstance(line, dict) else {}
