"""HTML that a browser reads differently from how it is written.

Source: https://html.spec.whatwg.org/multipage/parsing.html
"""

from __future__ import annotations

from collections.abc import Iterator

from ground_truth.template_linter.finding import Finding
from ground_truth.template_linter.html_elements import (
    DOCUMENT_ELEMENTS,
    FOREIGN_ELEMENTS,
    FORMATTING_ELEMENTS,
    MAY_STAY_OPEN,
    TEXT_ELEMENTS,
    VOID_ELEMENTS,
)
from ground_truth.template_linter.liquid_marks import is_static
from ground_truth.template_linter.page import PageElement
from ground_truth.template_linter.template import Template
from ground_truth.template_linter.written_elements import WrittenElement, read_elements


def nesting_findings(template: Template) -> Iterator[Finding]:
    """Tags that are unclosed or cut off, if that changes the page."""
    tags = template.rendered_tags
    if tags.unfinished is not None:
        yield _unfinished(template, tags.unfinished)
        return
    yield from _attributes(template)
    written, stray = read_elements(tags.tags, page_end=len(template.source))
    for tag in stray:
        yield template.finding(tag.offset, "warning", f"</{tag.name}> closes nothing")
    yield from _Comparison(template, written).findings()


def _unfinished(template: Template, offset: int) -> Finding:
    """An error when the lost rest holds crowd elements; a comment may leave them out on purpose."""
    what = "comment" if template.source.startswith("<!--", offset) else "tag"
    is_lost = what == "tag" and "<crowd-" in template.source[offset:]
    message = f"the {what} that starts here never ends: browsers drop all that follows"
    return template.finding(offset, "error" if is_lost else "warning", message)


def _attributes(template: Template) -> Iterator[Finding]:
    for tag in template.rendered_tags.tags:
        for attribute in dict.fromkeys(tag.attributes):
            if any(quote in attribute for quote in "\"'<"):
                yield template.finding(tag.offset, "warning", f"<{tag.name}> has an attribute {attribute}: a quote is missing or too many")
            elif is_static(attribute) and tag.attributes.count(attribute) > 1:
                yield template.finding(tag.offset, "warning", f"<{tag.name}> has {attribute} twice: browsers drop the second")


class _Comparison:
    """A comparison of the elements as written with those that a browser builds."""

    def __init__(self, template: Template, written: list[WrittenElement]) -> None:
        self._template = template
        self._written = written
        self._built = {element.offset: element for element in template.rendered_elements}
        self._taken_in = self._find_taken_in({element.offset: element.end for element in written})
        unclosed = [element for element in written if not element.has_end_tag and element.name not in MAY_STAY_OPEN]
        self._left_open = [element.offset for element in unclosed if element.offset in self._taken_in]

    def findings(self) -> Iterator[Finding]:
        """A finding for each element that a browser builds differently."""
        for element in self._written:
            message = self._difference(element, self._built.get(element.offset))
            if message is not None:
                yield self._template.finding(element.offset, "warning", message)

    def _difference(self, element: WrittenElement, built: PageElement | None) -> str | None:
        name = element.name
        if built is None:
            return None if name in DOCUMENT_ELEMENTS else f"browsers drop this <{name}>: it may not stand here"
        if name in MAY_STAY_OPEN | VOID_ELEMENTS | FOREIGN_ELEMENTS or any(built.is_in(foreign) for foreign in FOREIGN_ELEMENTS):
            return None
        if element.offset in self._taken_in:
            return self._grown(element, self._taken_in[element.offset])
        if "-" not in name and name not in FORMATTING_ELEMENTS | TEXT_ELEMENTS:
            return None
        if not element.has_end_tag:
            return None if element.closes_itself else f"<{name}> is never closed"
        return self._cut_off(element)

    def _grown(self, element: WrittenElement, other: PageElement) -> str | None:
        how = "is not closed"
        if element.closes_itself:
            how = "ends with />, which closes nothing in HTML"
        elif element.has_end_tag:
            if any(element.offset < place < element.end for place in self._left_open):
                # The element that is left open in it has the finding.
                return None
            how = f"does not end at </{element.name}>, for something in it is open"
        return f"<{element.name}> {how}: browsers put <{other.name}> of line {self._template.line(other.offset)} into it"

    def _find_taken_in(self, ends: dict[int, int]) -> dict[int, PageElement]:
        """Offset of an element -> the first element that stands after its end and that a browser still puts into it."""
        found: dict[int, PageElement] = {}
        for other in self._built.values():
            for ancestor in other.ancestors:
                if other.offset > ends.get(ancestor.offset, other.offset):
                    found.setdefault(ancestor.offset, other)
        return found

    def _cut_off(self, element: WrittenElement) -> str | None:
        """An element that a browser closes before its end tag, such as one in a <p> that holds a <div>."""
        for other in self._written:
            inside = self._built.get(other.offset) if element.offset < other.offset < element.end else None
            if inside is not None and not any(ancestor.offset == element.offset for ancestor in inside.ancestors):
                line = self._template.line(inside.offset)
                return f"browsers close <{element.name}> before <{inside.name}> of line {line}, which may not stand in it or around it"
        return None
