"""The keys of a listing in S3's order, by several requests at a time, in memory that does not grow with the number of keys."""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from lambda_handlers.dataset_manifest.key_ranges import KEYS_PER_RANGE, KeyRange, KeyRanges
from lambda_handlers.dataset_manifest.object_pages import S3Key

# boto3 keeps ten connections, one of which uploads.
THREADS = 6
# These two bound the memory: ranges that are being listed or wait for their turn, twice as many while a long one is cut anew ...
RANGES_AHEAD = 8
# ... and how many keys of a range are listed before its rest is cut anew.
MOST_KEYS_OF_RANGE = 3_000
# https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
MOST_KEYS_OF_PAGE = 1_000
_KEYS_TO_SEE_THE_END = 100


@dataclass(frozen=True)
class Page:
    """A part of the listing, empty only when there is nothing more. `more`: whether keys follow."""

    objects: Sequence[S3Key]
    more: bool


# A page of at most so many objects after a key; after "" it is the first one.
ListAfter = Callable[[str, int], Page]


@dataclass(frozen=True)
class _Listed:
    """The keys of a range: `following` is the first key after it, if it was seen; `rest` is the part that was not listed."""

    objects: Sequence[S3Key]
    following: str | None = None
    rest: KeyRange | None = None
    is_last: bool = False


def objects_in_order(list_after: ListAfter) -> Generator[Sequence[S3Key], None, None]:
    """All objects, some at a time. What goes on after the first page is listed by several threads, which end with the generator."""
    first = list_after("", MOST_KEYS_OF_PAGE)
    yield first.objects
    if first.more:
        with ThreadPoolExecutor(THREADS) as pool:
            try:
                yield from _ListingAhead(list_after, pool, first.objects).objects()
            finally:
                pool.shutdown(cancel_futures=True)


class _ListingAhead:
    """Lists ranges at the same time and hands out their objects in order."""

    def __init__(self, list_after: ListAfter, pool: ThreadPoolExecutor, first: Sequence[S3Key]) -> None:
        self._list_after = list_after
        self._pool = pool
        self._ranges = KeyRanges(_keys(first))
        self._cut = self._ranges.cut()
        self._ahead: deque[tuple[KeyRange, Future[_Listed]]] = deque()

    def objects(self) -> Iterator[Sequence[S3Key]]:
        while True:
            self._ahead.extend(map(self._start, islice(self._cut, max(0, RANGES_AHEAD - len(self._ahead)))))
            if not self._ahead:
                return
            _, future = self._ahead.popleft()
            listed = future.result()
            yield listed.objects
            if listed.is_last:
                return
            self._go_on(listed)

    def _start(self, keys: KeyRange) -> tuple[KeyRange, "Future[_Listed]"]:
        # In the context of this thread, where the deadline is in force.
        return keys, self._pool.submit(copy_context().run, self._list, keys)

    def _go_on(self, listed: _Listed) -> None:
        self._ranges.learn(_keys(listed.objects), following=listed.following)
        if listed.rest is not None:
            self._cut_anew(listed.rest, _keys(listed.objects))
        while self._ahead and listed.following is not None and _ends_before(self._ahead[0][0], listed.following):
            self._ahead.popleft()[1].cancel()

    def _cut_anew(self, rest: KeyRange, listed: Sequence[str]) -> None:
        """Let several threads share what is left of a range that was longer than expected."""
        *parts, last = islice(KeyRanges(listed, until=rest.until).cut(), max(1, 2 * RANGES_AHEAD - len(self._ahead)))
        parts.append(KeyRange(last.after, rest.until))
        self._ahead.extendleft(reversed(list(map(self._start, parts))))

    def _list(self, keys: KeyRange) -> _Listed:
        objects: list[S3Key] = []
        after = keys.after
        while len(objects) < MOST_KEYS_OF_RANGE:
            page = self._list_after(after, _limit(KEYS_PER_RANGE - len(objects)))
            inside = len(page.objects) if keys.until is None else bisect_right(page.objects, keys.until, key=itemgetter(0))
            objects += page.objects[:inside]
            if inside < len(page.objects):
                return _Listed(objects, following=page.objects[inside].key)
            if not page.more:
                return _Listed(objects, is_last=True)
            after = page.objects[-1].key
        return _Listed(objects, rest=KeyRange(after, keys.until))


def _limit(expected: int) -> int:
    """The number of keys to ask for when so many more are expected: few where the range should end, as others list what lies behind it."""
    if expected < 0:
        return MOST_KEYS_OF_PAGE
    return min(expected + _KEYS_TO_SEE_THE_END, MOST_KEYS_OF_PAGE)


def _keys(objects: Sequence[S3Key]) -> list[str]:
    return [found.key for found in objects]


def _ends_before(keys: KeyRange, key: str) -> bool:
    return keys.until is not None and keys.until < key
