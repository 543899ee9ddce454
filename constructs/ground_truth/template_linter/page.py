"""The page of a template as a browser builds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from justhtml import Element, JustHTML, Node, Template, Text

from ground_truth.template_linter.liquid_marks import is_static


@dataclass(frozen=True, eq=False)
class PageElement:
    """An element with the elements around it."""

    name: str
    offset: int
    attributes: dict[str, str]
    text: str
    """The text directly in it, such as the code of a script."""
    ancestors: tuple[PageElement, ...]
    """The elements around it, outermost first."""

    def static(self, attribute: str) -> str | None:
        """The value of an attribute that holds no Liquid; None without the attribute too."""
        value = self.attributes.get(attribute)
        return value.strip() if value is not None and is_static(value) else None

    def is_in(self, name: str) -> bool:
        """True if an element of this name is around it."""
        return any(ancestor.name == name for ancestor in self.ancestors)


def read_page(page: str) -> list[PageElement]:
    """Every element that the page writes, in its order; elements that a browser adds, such as html and body, are left out."""
    # Sanitizing would drop the crowd elements.
    root = JustHTML(page, sanitize=False, track_node_locations=True).root
    found: dict[int, PageElement] = {}
    for element in _elements(root):
        # A browser repeats <b> and the like after an end tag that cut it off.
        found.setdefault(element.offset, element)
    return [found[offset] for offset in sorted(found)]


def _elements(root: Node) -> Iterator[PageElement]:
    waiting: list[tuple[Node, tuple[PageElement, ...]]] = [(root, ())]
    while waiting:
        node, ancestors = waiting.pop()
        if isinstance(node, Element) and node.origin_offset is not None:
            element = _element(node, node.origin_offset, ancestors)
            ancestors = (*ancestors, element)
            yield element
        inert = [node.template_content] if isinstance(node, Template) and node.template_content is not None else []
        waiting += [(child, ancestors) for child in (*inert, *reversed(node.children or ()))]


def _element(node: Element, offset: int, ancestors: tuple[PageElement, ...]) -> PageElement:
    attributes = {name: value or "" for name, value in (node.attrs or {}).items()}
    text = "".join(str(child.data) for child in node.children or () if isinstance(child, Text))
    return PageElement(node.name, offset, attributes, text, ancestors)
