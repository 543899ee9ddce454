"""Lines of a manifest, as this application writes them. https://docs.aws.amazon.com/sagemaker/latest/dg/sms-input-data-input-manifest.html"""

from __future__ import annotations

import json
import re

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ascii_json = json.JSONEncoder(separators=(",", ":")).encode
# JSON need not escape them, and many a program takes them for the end of a line.
_LINE_BREAK = re.compile("[\x85\u2028\u2029]")


def line_of_text(text: str) -> str:
    """The line of a text to label, with its end."""
    return f'{{"source":{_quoted(text)}}}\n'


def line_of_object(uri: str) -> str:
    """The line of an object in S3, with its end."""
    return f'{{"source-ref":{_quoted(uri)}}}\n'


def _quoted(text: str) -> str:
    return _ascii_json(text) if _LINE_BREAK.search(text) else _json(text)
