"""A listing by several threads: every key once, in S3's order, with few requests and in bounded memory, for any keys."""

import itertools
import random
import statistics
import threading
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lambda_handlers.dataset_manifest import listing
from lambda_handlers.dataset_manifest.key_ranges import KeyRange, KeyRanges
from lambda_handlers.dataset_manifest.listing import Page, objects_in_order
from lambda_handlers.dataset_manifest.object_pages import S3Key

pytestmark = pytest.mark.slow

NUMBER = 60_000
_random = random.Random(1)


def letters(length: int) -> str:
    return "".join(_random.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(length))


SHAPES: dict[str, Callable[[], Sequence[str]]] = {
    "counter": lambda: [f"img/frame-{number:07}.jpg" for number in range(NUMBER)],
    "counter with gaps": lambda: [f"img/frame-{number * 37 + 1_234_567:09}.jpg" for number in range(NUMBER)],
    "not padded": lambda: [f"img{number}.jpg" for number in range(NUMBER)],
    "hashes": lambda: [f"{_random.getrandbits(128):032x}.jpg" for _ in range(NUMBER)],
    "words": lambda: [f"{letters(8)}.txt" for _ in range(NUMBER)],
    "days": lambda: [f"cam/2026-{m:02}-{d:02}/{n:06}.jpg" for m in range(1, 13) for d in range(1, 29) for n in range(NUMBER // 336)],
    "small folders": lambda: [f"p{folder:05}/{number}.png" for folder in range(NUMBER // 50) for number in range(50)],
    "two large folders": lambda: [f"{folder}/{number:08}.jpg" for folder in ("train", "val") for number in range(NUMBER // 2)],
    "times": lambda: [f"x/{1_700_000_000_000 + number * _random.randrange(1, 40)}.jpg" for number in range(NUMBER)],
    "beyond ascii": lambda: [f"größe/日本{number:06}.jpg" for number in range(NUMBER)],
    "one long name": lambda: ["x" * 1000 + str(number) for number in range(NUMBER)],
    "punctuation": lambda: ["".join(chars) for chars in itertools.product("!#$%&'()*+,-._~", repeat=4)],
}


class Bucket:
    """Keys, and the requests that list them."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.objects = [S3Key(key, 1) for key in sorted(set(keys))]
        self._keys = [found.key for found in self.objects]
        self.requests: list[str] = []
        self.handed_out = 0
        self.most_held = 0

    def list_after(self, key: str, limit: int) -> Page:
        self.requests.append(key)
        first = bisect_right(self._keys, key) if key else 0
        found = self.objects[first : first + limit]
        self.handed_out += len(found)
        return Page(found, more=first + limit < len(self.objects))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_key_once_in_order_with_few_requests(shape: str) -> None:
    bucket = Bucket(SHAPES[shape]())
    found = [item for objects in objects_in_order(bucket.list_after) for item in objects]
    assert found == bucket.objects
    pages = len(bucket.objects) / 1000
    assert len(bucket.requests) <= 2 * pages + 2 * listing.RANGES_AHEAD
    assert bucket.handed_out <= 1.6 * len(bucket.objects) + 10_000


@pytest.mark.parametrize("shape", ["counter", "hashes", "days", "not padded"])
def test_several_requests_are_under_way_at_once(shape: str) -> None:
    bucket = Bucket(SHAPES[shape]())
    others: list[int] = []
    lock, under_way = threading.Lock(), 0

    def list_after(key: str, limit: int) -> Page:
        nonlocal under_way
        with lock:
            others.append(under_way)
            under_way += 1
        time.sleep(0.01)
        with lock:
            under_way -= 1
        return bucket.list_after(key, limit)

    assert [item for objects in objects_in_order(list_after) for item in objects] == bucket.objects
    assert statistics.mean(others) > 2


def test_one_page_takes_one_request_and_no_thread() -> None:
    bucket = Bucket([f"{number:04}" for number in range(1000)])
    threads = threading.active_count()
    assert [len(objects) for objects in objects_in_order(bucket.list_after)] == [1000]
    assert bucket.requests == [""]
    assert threading.active_count() == threads


def test_an_empty_listing() -> None:
    assert list(objects_in_order(Bucket([]).list_after)) == [[]]


@pytest.mark.parametrize("shape", ["counter", "words", "two large folders", "not padded"])
def test_what_is_listed_ahead_is_bounded(shape: str) -> None:
    """A slow reader does not let the listing run ahead: the bound does not depend on the number of keys."""
    bucket = Bucket(SHAPES[shape]())
    taken = 0
    for objects in objects_in_order(bucket.list_after):
        taken += len(objects)
        ahead = bucket.handed_out - taken
        assert ahead <= 2 * listing.RANGES_AHEAD * (listing.MOST_KEYS_OF_RANGE + listing.MOST_KEYS_OF_PAGE) + 0.6 * taken


def test_a_reader_that_stops_ends_the_listing() -> None:
    bucket = Bucket(SHAPES["counter"]())
    pages = objects_in_order(bucket.list_after)
    next(pages)
    next(pages)
    pages.close()
    requests = len(bucket.requests)
    assert requests < 100
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ThreadPoolExecutor")]
    assert len(bucket.requests) == requests


def test_an_error_of_any_thread_reaches_the_reader() -> None:
    bucket = Bucket(SHAPES["counter"]())

    def list_after(key: str, limit: int) -> Page:
        if key > "img/frame-0020000":
            raise PermissionError("not allowed")
        return bucket.list_after(key, limit)

    with pytest.raises(PermissionError, match="not allowed"):
        list(objects_in_order(list_after))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ThreadPoolExecutor")]


KEYS = st.lists(st.text(st.sampled_from("09afz-/.é日😀"), min_size=1, max_size=6), min_size=2, unique=True).map(sorted)


@given(keys=KEYS, until=st.none() | st.text(st.sampled_from("09afz日"), min_size=1), sizes=st.lists(st.integers(0, 9), max_size=9))
@settings(max_examples=300, deadline=None)
def test_ranges_adjoin_each_other_whatever_is_learnt(keys: list[str], until: str | None, sizes: list[int]) -> None:
    """They neither overlap nor leave gaps, and the last one ends at the end."""
    if until is not None and until <= keys[-1]:
        until = keys[-1] + "z"
    ranges = KeyRanges(keys, until=until)
    position: str | None = keys[-1]
    cut = ranges.cut()
    for size in (*sizes, *range(100)):
        part = next(cut, None)
        if part is None:
            break
        assert part.after == position
        assert part.until is None or part.until > part.after
        position = part.until
        ranges.learn(keys[:size] * 200 if size > 5 else keys[:size], following=keys[-1] if size % 2 else None)
    assert position == until or next(cut, None) is not None


def test_a_range_follows_the_way_keys_go_on() -> None:
    ranges = KeyRanges([f"frame-{number:06}.jpg" for number in range(1000)])
    assert next(ranges.cut()) == KeyRange("frame-000999.jpg", "frame-002997.")


@given(keys=st.lists(st.text(min_size=1, max_size=5), unique=True), limit=st.integers(1, 7))
@settings(max_examples=50, deadline=None)
def test_any_keys_with_small_pages(keys: list[str], limit: int) -> None:
    bucket = Bucket([key for key in keys if key.isprintable()])
    found = objects_in_order(lambda key, most: bucket.list_after(key, min(limit, most)))
    assert [item for objects in found for item in objects] == bucket.objects
