"""Untrusted text in generated documents: object keys, labels, names. It is shown verbatim and never as markup."""

from __future__ import annotations

import re


def printable(text: str) -> str:
    """The text on one line, with invisible characters escaped: line breaks, controls, text directions."""
    return "".join(character if character.isprintable() else character.encode("unicode_escape").decode() for character in text)


def code_span(text: str) -> str:
    """The text as a Markdown code span, in which there is no markup. White space collapses to single spaces, as in Markdown."""
    line = printable(" ".join(text.split())) or " "
    longest = max((len(ticks) for ticks in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{padding}{line}{padding}{fence}"


def table_cell(text: str) -> str:
    """Markdown as a table cell, with the bars escaped that would end it, even in a code span."""
    return text.replace("|", r"\|")
