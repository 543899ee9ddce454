"""Checks of a worker task template without rendering it."""

import re
from functools import lru_cache
from html.parser import HTMLParser

from sandbox.ground_truth.manifest import InvalidInputError

_COMMENT = re.compile(r"<!--.*?-->|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_OPENED = re.compile(r"<crowd-form(?=[\s>])")
_CLOSED = re.compile(r"</crowd-form\s*>")
# The only element that is itself a form: developer guide, crowd-entity-annotation.
_WITHOUT_FORM = re.compile(r"<crowd-entity-annotation(?=[\s>])")


@lru_cache(maxsize=16)
def name_of_answer(template: str, element: str) -> str:
    """The name under which a template's element submits its response; without one, AWS's own page uses the element's name."""
    finder = _NameFinder(element)
    finder.feed(_COMMENT.sub("", template))
    return finder.name or element


class _NameFinder(HTMLParser):
    """Finds the name of an element's first occurrence."""

    def __init__(self, element: str) -> None:
        super().__init__()
        self._element = element
        self.name: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == self._element and self.name is None:
            self.name = dict(attrs).get("name")


def require_template(content: bytes) -> None:
    """Raise InvalidInputError unless the template, ignoring comments, has exactly one crowd-form or an element that needs none."""
    try:
        text = _COMMENT.sub("", content.decode("utf-8"))
    except UnicodeDecodeError as broken:
        raise InvalidInputError(f"The worker task template is not UTF-8: {broken}") from broken
    opened, closed = len(_OPENED.findall(text)), len(_CLOSED.findall(text))
    if opened == closed == 0 and _WITHOUT_FORM.search(text):
        return
    if opened != 1 or closed != 1:
        raise InvalidInputError(
            f"The worker task template must contain exactly one crowd-form element, and has {opened} opened and {closed} closed."
        )
