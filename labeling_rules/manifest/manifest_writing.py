"""The lines of a manifest as this application writes them.
https://docs.aws.amazon.com/sagemaker/latest/dg/sms-input-data-input-manifest.html
"""

from __future__ import annotations

import re
from json.encoder import encode_basestring, encode_basestring_ascii

# JSON does not require escaping these, but many programs treat them as line breaks.
_LINE_BREAK = re.compile("[\x85\u2028\u2029]")


def line_of_text(text: str) -> str:
    """The line for a text to label, with its line break."""
    return f'{{"source":{_quoted(text)}}}\n'


def line_of_object(uri: str) -> str:
    """The line for an S3 object, with its line break."""
    return f'{{"source-ref":{_quoted(uri)}}}\n'


def _quoted(text: str) -> str:
    return encode_basestring_ascii(text) if _LINE_BREAK.search(text) else encode_basestring(text)
