"""Patterns for S3 keys: `*.jpg`, `2026-*/**`, `cam-[0-3]/**/*.png`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from labeling_rules.rule import refuses

SPECIAL = re.compile(r"\*\*/|\*\*|\*|\?|\[!?[^]/]+\]")
ANY_FOLDERS, ANYTHING, ANY_IN_FOLDER = "**/", "**", "*"
MANY = {ANY_FOLDERS, ANYTHING, ANY_IN_FOLDER}


@dataclass(frozen=True)
class OneOf:
    """A single character within one of the ranges, or outside all of them."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool = False

    def fits(self, character: str) -> bool:
        return any(first <= character <= last for first, last in self.ranges) != self.negated


_NO_SLASH = OneOf((("/", "/"),), negated=True)


@refuses()
def ranges_of_a_pattern(pattern: str) -> str | None:
    """Character ranges in the `pattern` of a crawl run from the lower to the higher character.

    Source: this application: other ranges match nothing
    """
    for part in parts(pattern):
        for first, last in part.ranges if isinstance(part, OneOf) else ():
            if first > last:
                return f"ranges from the lower character to the higher one, such as [{last}-{first}], not [{first}-{last}]"
    return None


def parts(pattern: str) -> Iterator[str | OneOf]:
    end = 0
    for special in SPECIAL.finditer(pattern):
        yield from map(_itself, pattern[end : special.start()])
        yield _meaning(special.group())
        end = special.end()
    yield from map(_itself, pattern[end:])


def _itself(character: str) -> OneOf:
    return OneOf(((character, character),))


def _meaning(special: str) -> str | OneOf:
    if special in MANY:
        return special
    if special == "?":
        return _NO_SLASH
    if special.startswith("[!"):
        return OneOf((*_ranges(special[2:-1]), ("/", "/")), negated=True)
    return OneOf(tuple(_ranges(special[1:-1])))


def _ranges(characters: str) -> Iterator[tuple[str, str]]:
    index = 0
    while index < len(characters):
        # A trailing hyphen is a literal.
        width = 2 if characters[index + 1 : index + 2] == "-" and index + 2 < len(characters) else 0
        yield characters[index], characters[index + width]
        index += width + 1
