"""Check that the frames of a video come in the order of their numbers.

Source: the developer guide's page on sharing data with Ground Truth Plus: "The frames can be in a folder, sorted with UTF-8 ordering." In
UTF-8, frame_10 comes before frame_2. S3 lists keys in that order, so it is enough to compare each frame with the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ground_truth.preflight.data_kind import IMAGES, DataKind
from ground_truth.preflight.finding import Finding, problem, warning
from ground_truth.preflight.listing import S3Object
from ground_truth.preflight.object_keys import is_system_file

_NUMBERS = re.compile(r"([0-9]+)")
_HOW = "number the frames of a folder with equally many digits: frame_0002, frame_0010"


class FrameOrder:
    """Looks at every frame once, in the order of the listing. It remembers one frame of each folder on the way down to the current one."""

    def __init__(self, kind: DataKind) -> None:
        self._kind = kind
        self._open: list[_Folder] = []

    def add(self, item: S3Object) -> Iterator[Finding]:
        """Findings about the next object's place, and about the folders that it shows to have ended."""
        if self._kind not in (DataKind.VIDEO, DataKind.VIDEO_FRAMES) or not item.name or is_system_file(item):
            return
        # A folder's keys are interrupted by those of the folders in it, and by nothing else.
        while self._open and not item.folder.startswith(self._open[-1].path):
            yield from self._open.pop().end()
        if not self._open or self._open[-1].path != item.folder:
            self._open.append(_Folder(item.folder))
        yield from self._open[-1].add(item)

    def end(self) -> Iterator[Finding]:
        """Findings about the folders that were still open at the end of the listing."""
        while self._open:
            yield from self._open.pop().end()


class _Folder:
    """One folder: the frame seen last, and counts."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._formats: set[str] = set()
        self._before: S3Object | None = None
        self._count = _NumberCount()

    def add(self, item: S3Object) -> Iterator[Finding]:
        self._formats.add(item.extension.lower())
        if item.extension.lower() not in IMAGES:
            return
        if self._before is not None:
            yield from _order_findings(self._before, item)
        self._before = item
        self._count.add(item)

    def end(self) -> Iterator[Finding]:
        # Formats that are not accepted have a finding for each file already.
        mixed = sorted(self._formats & (IMAGES | {".mp4"}))
        if len(mixed) > 1:
            yield warning(self.path or "(batch)", f"{', '.join(mixed)} in one folder", "a folder of frames has one format")
        yield from self._count.findings(self.path or "(batch)")


def _order_findings(before: S3Object, item: S3Object) -> Iterator[Finding]:
    """Names are compared at the first number, or the first text between numbers, in which they differ; texts may follow as they like."""
    pairs = zip(_NUMBERS.split(before.stem), _NUMBERS.split(item.stem), strict=False)
    place, earlier, later = next(((place, *pair) for place, pair in enumerate(pairs) if pair[0] != pair[1]), (None, "", ""))
    if place is None:
        if before.stem == item.stem:
            yield problem(item.key, f"has the name of {before.name}", "one file per frame")
    elif _is_number(place) and int(earlier) > int(later):
        yield problem(item.key, f"comes after {before.name} in UTF-8 order", _HOW)
    elif _is_number(place) and int(earlier) == int(later):
        yield problem(item.key, f"has the number of {before.name}", _HOW)


def _is_number(place: int) -> bool:
    """True for the parts at odd indexes: a split by numbers has a text, possibly empty, at each even one."""
    return place % 2 == 1


class _NumberCount:
    """The count of frame numbers between the lowest and the highest. Timestamps and every fifth frame are no gaps."""

    def __init__(self) -> None:
        self._series: tuple[str, str] | None = None
        self._several_series = False
        self._lowest = self._highest = self._frames = 0
        self._last_by_digits: dict[int, S3Object] = {}
        self._gap_after: str | None = None

    def add(self, item: S3Object) -> None:
        parts = _NUMBERS.split(item.stem)
        if len(parts) < 3:
            self._several_series = True
            return
        number, series = parts[-2], ("".join(parts[:-2]), parts[-1])
        self._several_series |= self._series not in (None, series)
        self._series = series
        self._see(item, number)

    def _see(self, item: S3Object, text: str) -> None:
        number = int(text)
        self._lowest = min(self._lowest, number) if self._frames else number
        self._highest = max(self._highest, number)
        self._frames += 1
        # Numbers of equally many digits are in order, whatever comes between them.
        last = self._last_by_digits.get(len(text))
        if last is not None and self._gap_after is None and number > _number(last) + 1:
            self._gap_after = last.name
        self._last_by_digits[len(text)] = item

    def findings(self, path: str) -> Iterator[Finding]:
        """Numbers that are missing, if it is one series of frames of which more than half are there."""
        missing = self._highest - self._lowest + 1 - self._frames
        if self._several_series or not self._frames or not 0 < missing < self._frames:
            return
        where = f", the first after {self._gap_after}" if self._gap_after else ""
        found = f"{missing:,} of the numbers {self._lowest:,} to {self._highest:,} missing{where}"
        yield warning(path, found, "every frame, if none was left out on purpose")


def _number(item: S3Object) -> int:
    return int(_NUMBERS.split(item.stem)[-2])
