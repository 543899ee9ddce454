"""The few beginnings that the keys of many S3 objects have in common, for a policy that has to stay small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from os.path import commonprefix

MOST_PREFIXES = 8
MOST_CHARACTERS = 1_000
"""Of all prefixes of a bucket together: IAM takes 10,240 characters of inline policies per role.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
"""


class KeyPrefixes:
    """Collects keys, and remembers their folders alone: one more object in a folder changes nothing."""

    def __init__(self) -> None:
        self._folders: set[str] = set()
        self._outside_of_folders: str | None = None

    def add(self, key: str) -> None:
        """Take in the key of an object, or of a folder, which ends with a slash."""
        folder = key[: key.rfind("/") + 1]
        if folder:
            self._folders.add(folder)
        else:
            before = self._outside_of_folders
            self._outside_of_folders = key if before is None else _in_common(before, key)

    def prefixes(self) -> tuple[str, ...]:
        """The beginning of every key, sorted: its folder, or where those are too many, what several of them have in common.

        Of keys outside of folders it is what all of them have in common, which may be nothing.
        """
        outside = self._outside_of_folders
        found = _without_longer_ones(self._folders if outside is None else {*self._folders, outside})
        found = _without_longer_ones(_grouped(found, MOST_PREFIXES))
        if sum(map(len, found)) > MOST_CHARACTERS:
            found = _without_longer_ones(prefix[: MOST_CHARACTERS // len(found)] for prefix in found)
        return tuple(found)


def _without_longer_ones(prefixes: Iterable[str]) -> list[str]:
    """Sorted, without those that begin with another one."""
    found: list[str] = []
    for prefix in sorted(prefixes):
        if not found or not prefix.startswith(found[-1]):
            found.append(prefix)
    return found


def _grouped(prefixes: Sequence[str], most: int) -> Iterator[str]:
    """What the prefixes of each group have in common, the groups parted where neighbors have the least in common."""
    in_common = [len(_in_common(*pair)) for pair in pairwise(prefixes)]
    parted = sorted(range(len(in_common)), key=in_common.__getitem__)[: most - 1]
    start = 0
    for end in [*sorted(parted), len(prefixes) - 1]:
        yield _in_common(prefixes[start], prefixes[end])
        start = end + 1


def _in_common(one: str, other: str) -> str:
    return commonprefix([one, other])  # noqa: RUF071 - S3 and IAM compare character by character too
