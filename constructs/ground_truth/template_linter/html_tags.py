"""The tags of a page as they are written, with their places."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate


@dataclass(frozen=True)
class HtmlTag:
    """`<name ...>`, `<name ... />` or `</name>`."""

    name: str
    offset: int
    is_end: bool = False
    closes_itself: bool = False
    attributes: tuple[str, ...] = ()
    """The names of its attributes, those that it repeats too."""


@dataclass(frozen=True)
class HtmlTags:
    """The tags of a page."""

    tags: tuple[HtmlTag, ...]
    unfinished: int | None
    """The start of a tag or comment that does not end; None without one."""


def read_tags(page: str) -> HtmlTags:
    """Every tag that is neither in a comment nor in a script."""
    reader = _Reader(page)
    reader.feed(page)
    # The reader holds back an unfinished tag until there is more text; it may hold back plain text as well.
    waiting = reader.place()
    unfinished = waiting if page[waiting : waiting + 1] == "<" and reader.cdata_elem is None else None
    return HtmlTags(tuple(reader.tags), unfinished)


class _Reader(HTMLParser):
    """The standard library's reader, which gives the places of end tags; the tree of the page has start tags only."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[HtmlTag] = []
        self._line_starts = [0, *accumulate(len(line) for line in page.split("\n"))]

    def place(self) -> int:
        """The start of the current tag, or of the text that could not be read yet."""
        line, column = self.getpos()
        # split() removed the line breaks.
        return self._line_starts[line - 1] + line - 1 + column

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """`<![if IE]>` and the like, which are comments in HTML; the standard library refuses some of them."""
        return self.parse_bogus_comment(i, report)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(HtmlTag(tag, self.place(), attributes=tuple(name for name, _ in attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(HtmlTag(tag, self.place(), closes_itself=True, attributes=tuple(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(HtmlTag(tag, self.place(), is_end=True))
