"""A few common key prefixes for many S3 objects, to keep a policy small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from os.path import commonprefix

MOST_PREFIXES = 8
MOST_CHARACTERS = 1_000
"""Total length of a bucket's prefixes: IAM allows 10,240 characters of inline policies per role.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
"""


class KeyPrefixes:
    """Collects keys and keeps only their folders: another object in a known folder changes nothing."""

    def __init__(self) -> None:
        self._folders: set[str] = set()
        self._outside_of_folders: str | None = None

    def add(self, key: str) -> None:
        """Add the key of an object, or of a folder, which ends with a slash."""
        folder = key[: key.rfind("/") + 1]
        if folder:
            self._folders.add(folder)
        else:
            before = self._outside_of_folders
            self._outside_of_folders = key if before is None else _in_common(before, key)

    def prefixes(self) -> tuple[str, ...]:
        """Prefixes that cover every key, sorted: folders or, if there are too many, common prefixes of several folders.

        Keys outside of folders are covered by their common prefix, which may be empty.
        """
        outside = self._outside_of_folders
        found = _without_longer_ones(self._folders if outside is None else {*self._folders, outside})
        found = _without_longer_ones(_grouped(found, MOST_PREFIXES))
        if sum(map(len, found)) > MOST_CHARACTERS:
            found = _without_longer_ones(prefix[: MOST_CHARACTERS // len(found)] for prefix in found)
        return tuple(found)


def _without_longer_ones(prefixes: Iterable[str]) -> list[str]:
    """The prefixes, sorted, without those that another one covers."""
    found: list[str] = []
    for prefix in sorted(prefixes):
        if not found or not prefix.startswith(found[-1]):
            found.append(prefix)
    return found


def _grouped(prefixes: Sequence[str], most: int) -> Iterator[str]:
    """The common prefix of each group; groups are split where neighbors share the least."""
    in_common = [len(_in_common(*pair)) for pair in pairwise(prefixes)]
    parted = sorted(range(len(in_common)), key=in_common.__getitem__)[: most - 1]
    start = 0
    for end in [*sorted(parted), len(prefixes) - 1]:
        yield _in_common(prefixes[start], prefixes[end])
        start = end + 1


def _in_common(one: str, other: str) -> str:
    return commonprefix([one, other])  # noqa: RUF071 - S3 and IAM compare character by character too
