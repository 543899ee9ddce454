"""Markdown as rendered for a reader: what becomes of untrusted text."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

HOSTILE = (
    "a`<img src=x onerror=alert(1)>`b",
    "``` <script>alert(1)</script>",
    "[click](javascript:alert(1)) ![i](http://evil.example/p.png)",
    "<b>bold</b> | cell **strong** \\` end`",
    "http://evil.example/?q=<x>",
    "`",
    "a\nb\n\n# heading\n\n* item",
    "\u202egpj.exe\u2066 \x1b[31m \x00 \u200b",
)
"""Labels, keys and names that try to become markup, links or new lines."""

_BLOCKS = {"heading", "paragraph", "bullet_list", "ordered_list", "list_item", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
_TEXTS = {"inline", "text", "text_special", "code_inline", "fence", "softbreak", "strong", "em"}


def markup(page: str) -> set[str]:
    """The parts of the page other than text, code, headings, lists and tables: HTML, links, images."""
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in _tokens(page)}
    return kinds - _BLOCKS - _TEXTS


def codes(page: str) -> list[str]:
    """The content of every code span and code block."""
    return [token.content for token in _tokens(page) if token.type in {"code_inline", "fence"}]


def links(page: str) -> list[str]:
    """The targets of its links."""
    return [str(token.attrs["href"]) for token in _tokens(page) if token.type == "link_open"]


def _tokens(page: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable("table").parse(page):
        yield token
        yield from token.children or ()
