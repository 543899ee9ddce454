"""Markdown for values that are pasted: what is shown is what is copied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def value(text: str) -> str:
    """A value to paste, on one line: line ends become spaces, as console fields of one line make of them."""
    line = " ".join(text.split())
    longest = max((len(ticks) for ticks in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{padding}{line}{padding}{fence}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, with the bars in its cells escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def fields(rows: Iterable[tuple[str, str]]) -> str:
    """The fields of a form: a list, since in a table a value could not stand as it is."""
    return bullets(f"**{name}**: {text}" for name, text in rows)


def steps(entries: Iterable[str]) -> str:
    """A numbered list."""
    return "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, start=1))


def bullets(entries: Iterable[str]) -> str:
    """A list without numbers."""
    return "\n".join(f"* {entry}" for entry in entries)


def block(text: str, language: str = "") -> str:
    """Text to paste as it is, over several lines."""
    return f"```{language}\n{text}\n```"
