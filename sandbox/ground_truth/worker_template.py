"""The worker task template: what can be told about it without rendering it."""

import re

from sandbox.ground_truth.manifest import InvalidInputError

_COMMENT = re.compile(r"<!--.*?-->|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_OPENED = re.compile(r"<crowd-form(?=[\s>])")
_CLOSED = re.compile(r"</crowd-form\s*>")


def require_template(content: bytes) -> None:
    """Raise InvalidInputError unless the template has exactly one crowd-form, comments left aside."""
    try:
        text = _COMMENT.sub("", content.decode("utf-8"))
    except UnicodeDecodeError as broken:
        raise InvalidInputError(f"The worker task template is not UTF-8: {broken}") from broken
    opened, closed = len(_OPENED.findall(text)), len(_CLOSED.findall(text))
    if opened != 1 or closed != 1:
        raise InvalidInputError(
            f"The worker task template must contain exactly one crowd-form element, and has {opened} opened and {closed} closed."
        )
