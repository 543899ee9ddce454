"""One line of a dataset. https://docs.aws.amazon.com/sagemaker/latest/dg/sms-input-data-input-manifest.html"""

from __future__ import annotations

import json
from collections.abc import Sequence

_LONGEST_LINE = 100_000
_LONGEST_TEXT = 20_000
_KEYS = ("source", "source-ref")


def manifest_line_mistake(line: str, *, keys: Sequence[str]) -> str | None:
    """What a line of a manifest should be and is not; None when it is right. `keys`: those that the task type reads."""
    if len(line) > _LONGEST_LINE:
        return f"at most {_LONGEST_LINE} characters, not {len(line)}"
    try:
        data_object = json.loads(line)
    except ValueError:
        return "a JSON object"
    if not isinstance(data_object, dict):
        return "a JSON object"
    found = [key for key in _KEYS if key in data_object]
    if len(found) != 1 or found[0] not in keys:
        return f"a JSON object with exactly one of {' and '.join(_KEYS)}" + (f", here {keys[0]}" if len(keys) == 1 else "")
    return _source_mistake(found[0], data_object[found[0]])


def _source_mistake(key: str, value: object) -> str | None:
    if not isinstance(value, str) or not value:
        return f"{key} as a text that is not empty"
    if key == "source-ref" and not value.startswith("s3://"):
        return "source-ref as an S3 URI: s3://<bucket>/<key>"
    if key == "source" and len(value) > _LONGEST_TEXT:
        return f"source of at most {_LONGEST_TEXT} characters"
    return None


def text_line_mistake(line: str) -> str | None:
    """What a line of a text file should be and is not; None when it is right."""
    return None if len(line) <= _LONGEST_TEXT else f"at most {_LONGEST_TEXT} characters, not {len(line)}"
