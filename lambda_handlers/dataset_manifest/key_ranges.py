"""Cuts a key space into ranges that hold a few pages of keys each, without asking S3 how many there are.

Keys tend to go on as they began: `frame-000999.jpg` is followed by `frame-001000.jpg`. So the keys listed last tell where a range might
end. A wrong guess costs time and no key: ranges adjoin each other wherever they end.
"""

import os
import string
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Long ranges waste less of the page at which they end, short ones need less memory.
KEYS_PER_RANGE = 2_000
# How many characters tell the keys of a page apart well enough, from the first one in which they differ.
_TELLING = 4
# How many keys show which characters there are.
_SAMPLED = 200


@dataclass(frozen=True)
class KeyRange:
    """The keys after `after`, up to and with `until`; None: up to the last one.

    Texts are ordered as S3 orders keys: Python compares code points, whose order is that of their UTF-8.
    """

    after: str
    until: str | None


class KeyRanges:
    """Ranges one after the other, cut off what is left. Their ends are counted from the beginning of a key as if it were a number.

    Its digits are the characters that keys have where they differ; what lies between the digits stays as it is.
    """

    def __init__(self, keys: Sequence[str], *, until: str | None = None) -> None:
        """Cut what follows `keys`, which are in order, up to `until`."""
        self._left: KeyRange | None = KeyRange(keys[-1], until)
        self._end = keys[-1]
        self._measure(keys)

    def cut(self) -> Iterator[KeyRange]:
        """Range after range until nothing is left."""
        while self._left is not None:
            after, until = self._left.after, self._left.until
            self._end = self._count_on(self._end)
            is_last = self._end <= after or (until is not None and self._end >= until)
            self._left = None if is_last else KeyRange(self._end, until)
            yield KeyRange(after, until if is_last else self._end)

    def learn(self, keys: Sequence[str], *, following: str | None) -> None:
        """Measure what is left by a range that held `keys`. `following` is the first key after it, if known: none is before that."""
        self._end = max(self._end, following or "")
        if len(keys) > KEYS_PER_RANGE // 4:
            self._measure(keys)
        else:
            self._step *= 2

    def _measure(self, keys: Sequence[str]) -> None:
        """The width of the next range, if keys go on as densely as these."""
        shared = len(os.path.commonprefix([keys[0], keys[-1]]))  # noqa: RUF071 - character by character is what is desired
        self._length = shared + _TELLING
        seen = {char for key in keys[:: 1 + len(keys) // _SAMPLED] for char in key[shared : self._length] if char.isalnum()}
        digits = set(string.digits)
        self._alphabet = sorted(seen | digits if seen & digits else seen)
        distance = self._number(keys[-1], like=keys[-1]) - self._number(keys[0], like=keys[-1])
        self._step = max(1, distance * KEYS_PER_RANGE // len(keys))

    def _number(self, key: str, *, like: str) -> int:
        number = 0
        for char, pattern in zip(key.ljust(self._length), like[: self._length], strict=False):
            if pattern in self._alphabet:
                number = number * len(self._alphabet) + min(bisect_left(self._alphabet, char), len(self._alphabet) - 1)
        return number

    def _count_on(self, key: str) -> str:
        """The text that lies so far behind; empty when there is none of this form."""
        rest = self._number(key, like=key) + self._step
        end = ""
        for char in reversed(key[: self._length]):
            if char in self._alphabet:
                rest, digit = divmod(rest, len(self._alphabet))
                char = self._alphabet[digit]
            end = char + end
        return "" if rest else end
