"""The texts in a file: one in each line, or in each row of a .csv file, read in bounded memory.

The console takes them so: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-console-create-manifest-file.html
"""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from labeling_rules.manifest.lines import lines
from labeling_rules.manifest.manifest_lines import LONGEST_LINE, text_line_mistake

# A character takes at most four bytes in UTF-8: a longer line is too long whatever it holds.
_LONGEST_LINE_BYTES = 4 * LONGEST_LINE


# A text has tabs and line breaks. What else there is comes of a file that is no text, or of another encoding.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_WRITE_IT_ANEW = "; a file of UTF-16 has such, write it in UTF-8"


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
    last = 0

    def decoded_lines() -> Iterator[str]:
        nonlocal last
        for number, line in _numbered(chunks):
            last = number
            yield f"{_decoded(line)}\n"

    rows = csv.reader(decoded_lines(), strict=True)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except (csv.Error, _NotTextError) as error:
            # The reader's own count has the line in which it found the mistake, and not the one that it could not be given.
            yield Text(f"line {last}", mistake=f"{error}; the rest of the file was not read")
            return
        text, *more = row or [""]
        if more:
            yield Text(f"line {last}", mistake=f"{len(row)} columns, where one is expected: a text with commas belongs in quotes")
        elif text.strip():
            yield Text(f"line {last}", text, text_line_mistake(text))


def _numbered(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes | None]]:
    for number, line in enumerate(lines(chunks, longest=_LONGEST_LINE_BYTES), start=1):
        # Some programs write a byte order mark first.
        yield number, line.removeprefix(b"\xef\xbb\xbf") if line and number == 1 else line


def _decoded(line: bytes | None) -> str:
    if line is None:
        raise _NotTextError(f"more than {LONGEST_LINE} characters")
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        hint = _WRITE_IT_ANEW if line.startswith(_UTF_16_MARKS) else ""
        raise _NotTextError(f"not UTF-8: byte {error.start} of the line{hint}") from error
    control = _CONTROL.search(text)
    if control is not None:
        hint = _WRITE_IT_ANEW if control.group() == "\0" else ""
        raise _NotTextError(f"the control character U+{ord(control.group()):04X}, character {control.start() + 1} of the line{hint}")
    if "\r" in text:
        raise _NotTextError("a carriage return within the line: lines end with a line feed, or with both")
    return text
