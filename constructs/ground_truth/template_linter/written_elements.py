"""The elements of a page as written in its tags, which a browser may build differently."""

from __future__ import annotations

from dataclasses import dataclass

from ground_truth.template_linter.html_elements import TEXT_ELEMENTS, VOID_ELEMENTS
from ground_truth.template_linter.html_tags import HtmlTag


@dataclass
class WrittenElement:
    """An element from its start tag to its end tag."""

    name: str
    offset: int
    end: int
    """The offset of its intended end: its end tag, the end tag of the element around it, or its own `/>`."""
    closes_itself: bool
    has_end_tag: bool = False


def read_elements(tags: tuple[HtmlTag, ...], *, page_end: int) -> tuple[list[WrittenElement], list[HtmlTag]]:
    """The elements, and the end tags that belong to none."""
    written: list[WrittenElement] = []
    open_elements: list[WrittenElement] = []
    stray = []
    for tag in tags:
        if _is_text(tag, open_elements):
            continue
        if not tag.is_end:
            written.append(WrittenElement(tag.name, tag.offset, page_end, tag.closes_itself))
            if tag.name not in VOID_ELEMENTS:
                open_elements.append(written[-1])
        elif any(element.name == tag.name for element in open_elements):
            _close(open_elements, tag)
        else:
            stray.append(tag)
    for element in open_elements:
        _leave_open(element, page_end)
    return written, stray


def _is_text(tag: HtmlTag, open_elements: list[WrittenElement]) -> bool:
    if not open_elements or open_elements[-1].name not in TEXT_ELEMENTS:
        return False
    return not (tag.is_end and tag.name == open_elements[-1].name)


def _close(open_elements: list[WrittenElement], tag: HtmlTag) -> None:
    """Close the element that an end tag names, and with it what is open in it."""
    while (element := open_elements.pop()).name != tag.name:
        _leave_open(element, tag.offset)
    # `<video/>` with an end tag is intended as HTML reads it: open.
    element.end, element.has_end_tag = tag.offset, True


def _leave_open(element: WrittenElement, end: int) -> None:
    element.end = element.offset if element.closes_itself else end
