"""Texts in local files, one object to label each, with all that is wrong with them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from labeling_rules.manifest.manifest_lines import text_line_mistake

# The csv module's own limit is 131,072 characters; greater ones are refused by the rule of texts, which says what is allowed.
_LONGEST_CELL = 2**31 - 1

# Some programs write a byte order mark first.
_UTF_8 = "utf-8-sig"


class LocalText(NamedTuple):
    """A text and its place; for an invalid text also the allowed values."""

    place: str
    text: str
    allowed: str | None = None


def texts_in_code(lines: Iterable[str]) -> Iterator[LocalText]:
    """Each text of a list."""
    for index, text in enumerate(lines):
        yield LocalText(f"lines[{index}]", text, text_line_mistake(text) if text.strip() else "a text that is not blank")


def texts_of_file(path: Path) -> Iterator[LocalText]:
    """Each line that is not blank."""
    for number, line in enumerate(path.read_text(encoding=_UTF_8).split("\n"), start=1):
        if line.strip():
            yield LocalText(f"line {number} of {path.name}", line, text_line_mistake(line))


def texts_of_csv_column(path: Path, *, column: str, name: str = "") -> Iterator[LocalText]:
    """Each cell of a column, which row 1 names. Ends with the first row that is no CSV: what follows cannot be told apart.

    `name`: what messages call the file; without it the last part of its path.
    """
    name = name or path.name
    with path.open(encoding=_UTF_8, newline="") as file:
        rows = _rows(file)
        number = 1
        try:
            heads = next(rows, [])
            if heads.count(column) != 1:
                yield LocalText(f"row 1 of {name}", ", ".join(heads), f"one column named {column}")
                return
            for number, cells in enumerate(rows, start=2):
                place = f"row {number} of {name}"
                if len(cells) > len(heads):
                    yield LocalText(place, ",".join(cells), _too_many(len(cells), columns=len(heads)))
                elif cells:
                    yield _cell(cells, heads.index(column), place=place, column=column)
        except csv.Error as error:
            yield LocalText(f"row {number + 1} of {name}", "", f"a row of CSV: {error}")


def _rows(file: Iterable[str]) -> Iterator[list[str]]:
    """The rows of a CSV file, with cells of any length. The csv module has one limit for all readers, which is put back after each row."""
    rows = csv.reader(file, strict=True)
    while True:
        limit = csv.field_size_limit(_LONGEST_CELL)
        try:
            cells = next(rows, None)
        finally:
            csv.field_size_limit(limit)
        if cells is None:
            return
        yield cells


def _too_many(cells: int, *, columns: int) -> str:
    return f"{columns} cells, as row 1 has, not {cells}: put a text with commas in quotes"


def _cell(cells: Sequence[str], index: int, *, place: str, column: str) -> LocalText:
    text = cells[index] if index < len(cells) else ""
    return LocalText(place, text, text_line_mistake(text) if text.strip() else f"a text in the column {column}")
