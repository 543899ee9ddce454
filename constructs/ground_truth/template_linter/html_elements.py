"""The elements of HTML whose tags follow rules of their own.

Source: https://html.spec.whatwg.org/multipage/syntax.html
"""

# fmt: off
VOID_ELEMENTS = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
))
"""Elements without an end tag."""

MAY_STAY_OPEN = frozenset((
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rb", "rp", "rt", "rtc",
    "tbody", "td", "tfoot", "th", "thead", "tr",
))
"""Elements whose end tag may be left out."""

FORMATTING_ELEMENTS = frozenset((
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
))
"""Formatting elements: they continue in every element that follows, until their end tag."""

TEXT_ELEMENTS = frozenset((
    "iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp",
))
"""Elements whose content is text for a browser that runs scripts, whatever tags are in it."""
# fmt: on

DOCUMENT_ELEMENTS = frozenset(("html", "head", "body"))
"""Elements that a browser adds where they are missing."""

FOREIGN_ELEMENTS = frozenset(("svg", "math"))
"""Elements in which other rules hold."""
