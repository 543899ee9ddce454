"""Patterns for S3 keys: `*.jpg`, `2026-*/**`, `cam-[0-3]/**/*.png`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from labeling_rules.rule import refuses

_SPECIAL = re.compile(r"\*\*/|\*\*|\*|\?|\[!?[^]/]+\]")
_ANY_FOLDERS, _ANYTHING, _ANY_IN_FOLDER = "**/", "**", "*"
_MANY = {_ANY_FOLDERS, _ANYTHING, _ANY_IN_FOLDER}
# Cached transitions; bounds the memory.
_MOST_STEPS = 50_000

# The positions that matching may have reached in the pattern; a wildcard allows several.
_State = frozenset[int]


@dataclass(frozen=True)
class _OneOf:
    """A single character within one of the ranges, or outside all of them."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool = False

    def fits(self, character: str) -> bool:
        return any(first <= character <= last for first, last in self.ranges) != self.negated


_NO_SLASH = _OneOf((("/", "/"),), negated=True)


class KeyPattern:
    """A pattern that is matched against whole keys, case-sensitively.

    `*` matches any characters except `/`, `?` matches one of them, `[abc]`, `[a-c]` and `[!abc]` match one of a set, `**/` matches any
    number of folders including none, and `**` matches the rest of the key. Any other character matches itself.

    A key is scanned once while all possible positions in the pattern advance together, so the time is at most the product of both lengths.
    A regular expression backtracks at every wildcard, which can take exponential time and cannot be interrupted.
    """

    def __init__(self, pattern: str) -> None:
        self._parts = list(_parts(pattern))
        self._steps: dict[tuple[_State, str], _State] = {}

    def fullmatch(self, key: str, start: int = 0) -> bool:
        """Return whether the key, from `start` on, matches the whole pattern."""
        state, steps = _State(self._entered(0)), self._steps
        for character in key[start:]:
            following = steps.get((state, character))
            state = self._step(state, character) if following is None else following
            if not state:
                return False
        return len(self._parts) in state

    def _step(self, state: _State, character: str) -> _State:
        following = _State(index for part in state for index in self._after(part, character))
        if len(self._steps) >= _MOST_STEPS:
            self._steps.clear()
        self._steps[state, character] = following
        return following

    def _after(self, index: int, character: str) -> Iterable[int]:
        if index == len(self._parts):
            return ()
        part = self._parts[index]
        if isinstance(part, _OneOf):
            return self._entered(index + 1) if part.fits(character) else ()
        if part == _ANY_IN_FOLDER and character == "/":
            return ()
        # A folder ends with a slash.
        return {index, *self._entered(index + 1)} if part != _ANY_FOLDERS or character == "/" else {index}

    def _entered(self, index: int) -> set[int]:
        """The positions reached on arriving at an element: the element itself, and the next one if it can match nothing."""
        reached = {index}
        while index < len(self._parts) and self._parts[index] in _MANY:
            index += 1
            reached.add(index)
        return reached


def compiled(pattern: str) -> KeyPattern:
    """The compiled pattern."""
    return KeyPattern(pattern)


def literal_beginning(pattern: str) -> str:
    """The literal prefix of all matching keys, which limits the listing."""
    special = _SPECIAL.search(pattern)
    return pattern[: special.start()] if special else pattern


@refuses()
def ranges_of_a_pattern(pattern: str) -> str | None:
    """Character ranges in the `pattern` of a crawl run from the lower to the higher character.

    Source: this application: other ranges match nothing
    """
    for part in _parts(pattern):
        for first, last in part.ranges if isinstance(part, _OneOf) else ():
            if first > last:
                return f"ranges from the lower character to the higher one, such as [{last}-{first}], not [{first}-{last}]"
    return None


def _parts(pattern: str) -> Iterator[str | _OneOf]:
    end = 0
    for special in _SPECIAL.finditer(pattern):
        yield from map(_itself, pattern[end : special.start()])
        yield _meaning(special.group())
        end = special.end()
    yield from map(_itself, pattern[end:])


def _itself(character: str) -> _OneOf:
    return _OneOf(((character, character),))


def _meaning(special: str) -> str | _OneOf:
    if special in _MANY:
        return special
    if special == "?":
        return _NO_SLASH
    if special.startswith("[!"):
        return _OneOf((*_ranges(special[2:-1]), ("/", "/")), negated=True)
    return _OneOf(tuple(_ranges(special[1:-1])))


def _ranges(characters: str) -> Iterator[tuple[str, str]]:
    index = 0
    while index < len(characters):
        # A trailing hyphen is a literal.
        width = 2 if characters[index + 1 : index + 2] == "-" and index + 2 < len(characters) else 0
        yield characters[index], characters[index + width]
        index += width + 1
