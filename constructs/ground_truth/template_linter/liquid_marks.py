"""The Liquid marks of a template, `{{ ... }}` and `{% ... %}`, and the HTML that is left between them.

A page that is made of a template here is as long as the template and has its lines, so that a place in it is a place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

_MARK = re.compile(
    r"(?P<raw>\{%-?\s*raw\s*-?%\}(?P<verbatim>.*?)\{%-?\s*endraw\s*-?%\})"
    r"|(?P<doc>\{%-?\s*doc\s*-?%\}.*?\{%-?\s*enddoc\s*-?%\})"
    r"|(?P<output>\{\{.*?\}\})"
    r"|\{%-?\s*(?P<tag>\w+|#).*?%\}",
    re.DOTALL,
)

_COMMENT = re.compile(r"\{%-?\s*(?P<tag>comment|endcomment)\b.*?%\}", re.DOTALL)

# Unicode's private use planes: no template has these characters for anything else.
_FIRST_OUTPUT = 0xF0000
_MOST_OUTPUTS = 0xFFFE
_TAG = "\U00100000"


@dataclass(frozen=True)
class Mark:
    """`{{ ... }}` or `{% tag ... %}`."""

    start: int
    end: int
    tag: str | None = None
    """The name of the tag; None for an output."""


@dataclass(frozen=True)
class LiquidMarks:
    """The places of Liquid in a template."""

    source: str
    marks: tuple[Mark, ...]
    """The marks, without those around and in comments and raw blocks."""
    _fillings: tuple[tuple[int, int, str], ...] = field(repr=False)
    """Start and end of each part that is not page, and the character that replaces it."""

    @cached_property
    def tags(self) -> list[tuple[str, Mark]]:
        """The tags by their names, in their order."""
        return [(mark.tag, mark) for mark in self.marks if mark.tag is not None]

    @cached_property
    def output_starts(self) -> list[int]:
        """The offsets at which outputs start."""
        return [mark.start for mark in self.marks if mark.tag is None]

    def page(self, *, without: Iterable[tuple[int, int]] = ()) -> str:
        """The template as HTML: each mark is replaced by characters that `outputs_in` and `is_static` know.

        `without`: parts that are left out as well.
        """
        text = list(self.source)
        for start, end, filling in self._fillings:
            text[start:end] = _fill(self.source[start:end], filling)
        for start, end in without:
            text[start:end] = _fill(self.source[start:end], " ")
        return "".join(text)

    def outputs_in(self, value: str) -> list[int]:
        """The offsets of the outputs in a part of the page, in order."""
        indexes = dict.fromkeys(ord(character) - _FIRST_OUTPUT for character in value if is_output(character))
        return [self.output_starts[index] for index in indexes]


def is_output(character: str) -> bool:
    """True if a character of a page stands for an output."""
    return _FIRST_OUTPUT <= ord(character) < ord(_TAG)


def is_static(value: str) -> bool:
    """True if no Liquid is in a part of a page."""
    return not any(ord(character) >= _FIRST_OUTPUT for character in value)


def read_marks(source: str) -> LiquidMarks:
    """Find the marks. An unclosed one stays text."""
    fillings: list[tuple[int, int, str]] = []
    marks: list[Mark] = []
    outputs = position = 0
    while match := _MARK.search(source, position):
        start, position = match.span()
        if match["raw"] is not None:
            fillings += [(start, match.start("verbatim"), _TAG), (match.end("verbatim"), position, _TAG)]
        elif match["doc"] is not None:
            fillings.append((start, position, " "))
        elif match["output"] is not None:
            fillings.append((start, position, chr(_FIRST_OUTPUT + min(outputs, _MOST_OUTPUTS - 1))))
            marks.append(Mark(start, position))
            outputs += 1
        elif match["tag"] == "comment" and (end := _end_of_comment(source, start)) is not None:
            fillings.append((start, end, " "))
            position = end
        else:
            fillings.append((start, position, _TAG))
            marks.append(Mark(start, position, match["tag"]))
    return LiquidMarks(source, tuple(marks), tuple(fillings))


def _end_of_comment(source: str, start: int) -> int | None:
    """The end of a comment, which may hold comments."""
    depth = 0
    for match in _COMMENT.finditer(source, start):
        depth += 1 if match["tag"] == "comment" else -1
        if depth == 0:
            return match.end()
    return None


def _fill(text: str, filling: str) -> str:
    """A filling of the same length with the same line breaks."""
    filled = "".join(character if character == "\n" else filling for character in text)
    # A tag may stand between attributes, which have to stay apart: `<input {% if x %}checked{% endif %}>`.
    return f" {filled[1:-1]} " if filling == _TAG else filled
