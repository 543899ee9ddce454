"""The texts in a file: one in each line, or in each row of a .csv file, read in bounded memory.

The console takes them so: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-console-create-manifest-file.html
"""

import csv
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from labeling_rules.manifest.lines import lines
from labeling_rules.manifest.manifest_lines import LONGEST_LINE, text_line_mistake

# A character takes at most four bytes in UTF-8: a longer line is too long whatever it holds.
_LONGEST_LINE_BYTES = 4 * LONGEST_LINE


class Text(NamedTuple):
    """A text, and in which line or row of its file it is; or what is wrong there."""

    place: str
    text: str = ""
    mistake: str | None = None


class _NotTextError(Exception):
    """A line that cannot be part of a text."""


def texts_of_lines(chunks: Iterable[bytes]) -> Iterator[Text]:
    """Each line that is not blank."""
    for number, line in _numbered(chunks):
        place = f"line {number}"
        try:
            text = _decoded(line)
        except _NotTextError as error:
            yield Text(place, mistake=str(error))
            continue
        if text.strip():
            yield Text(place, text, text_line_mistake(text))


def texts_of_rows(chunks: Iterable[bytes]) -> Iterator[Text]:
    """The one column of each row that is not blank; quotes may hold commas and line breaks. Ends where there is no telling rows apart."""
    rows = csv.reader((f"{_decoded(line)}\n" for _, line in _numbered(chunks)), strict=True)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except (csv.Error, _NotTextError) as error:
            yield Text(f"line {rows.line_num + 1}", mistake=f"{error}; the rest of the file was not read")
            return
        text, *more = row or [""]
        if more:
            yield Text(f"line {rows.line_num}", mistake=f"{len(row)} columns, where one is expected: a text with commas belongs in quotes")
        elif text.strip():
            yield Text(f"line {rows.line_num}", text, text_line_mistake(text))


def _numbered(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes | None]]:
    for number, line in enumerate(lines(chunks, longest=_LONGEST_LINE_BYTES), start=1):
        # Some programs write a byte order mark first.
        yield number, line.removeprefix(b"\xef\xbb\xbf") if line and number == 1 else line


def _decoded(line: bytes | None) -> str:
    if line is None:
        raise _NotTextError(f"more than {LONGEST_LINE} characters")
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise _NotTextError(f"not UTF-8: byte {error.start} of the line") from error
