"""Texts of others in what this project writes: object keys, labels, names. They are shown as they are, and are never markup."""

from __future__ import annotations

import re


def printable(text: str) -> str:
    """The text on one line, with an escape in place of each character that cannot be seen: line ends, controls, directions of writing."""
    return "".join(character if character.isprintable() else character.encode("unicode_escape").decode() for character in text)


def code_span(text: str) -> str:
    """The text as a code span of Markdown, in which nothing is markup. White space becomes a single space, as Markdown makes of it."""
    line = printable(" ".join(text.split())) or " "
    longest = max((len(ticks) for ticks in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{padding}{line}{padding}{fence}"


def table_cell(text: str) -> str:
    """Markdown as the cell of a table, in which a bar ends the cell, even in a code span."""
    return text.replace("|", r"\|")
