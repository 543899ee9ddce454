"""Markdown for values to paste: the text shown is exactly the text to copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from labeling_rules.written_text import table_cell


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, with the bars in its cells escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(table_cell, line))} |" for line in lines)


def fields(rows: Iterable[tuple[str, str]]) -> str:
    """The fields of a form: a list, since a table would need escapes in values."""
    return bullets(f"**{name}**: {text}" for name, text in rows)


def steps(entries: Iterable[str]) -> str:
    """A numbered list."""
    return "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, start=1))


def bullets(entries: Iterable[str]) -> str:
    """A list without numbers."""
    return "\n".join(f"* {entry}" for entry in entries)


def block(text: str, language: str = "") -> str:
    """Text to paste as it is, over several lines."""
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}{language}\n{text}\n{fence}"
