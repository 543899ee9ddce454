"""A batch of any size takes the same memory and a bounded number of requests."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from ground_truth.preflight import DataKind, check_batch
from ground_truth.preflight.batch_limits import Totals
from ground_truth.preflight.encryption import MAX_REQUESTS
from tests.unit.preflight.account_fake import Account, Stored, batch

pytestmark = pytest.mark.slow

Make = Callable[[int], Stored]

BATCHES: dict[str, Make] = {
    "a folder of frames": lambda number: Stored(f"cam1/frame_{number:06}.jpg"),
    "a folder for each file": lambda number: Stored(f"{number:06}/frame_1.jpg"),
    "nothing but problems": lambda number: Stored(f"cam {number:06}/frame#.xyz", 0),
    "frames out of order": lambda number: Stored(f"cam1/frame_{number // 2:06}_{2 - number % 2}.jpg"),
}


def account(files: int, make: Make) -> Account:
    def objects() -> Iterator[Stored]:
        return (make(number) for number in range(files))

    return Account(objects=objects())


def peak(files: int, make: Make) -> int:
    """Peak memory in bytes, with findings discarded as they come."""
    clients, counted = account(files, make).clients, Counter[str]()
    tracemalloc.start()
    try:
        check_batch(batch(kind=DataKind.VIDEO_FRAMES), clients=clients, on_finding=lambda finding: counted.update([finding.severity]))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("make", BATCHES.values(), ids=list(BATCHES))
def test_memory_does_not_grow_with_the_batch(make: Make) -> None:
    peak(1_000, make)
    # Two pages of the listing are the largest objects in memory.
    assert peak(5_000, make) < 1.2 * peak(2_000, make)


@pytest.mark.parametrize("make", BATCHES.values(), ids=list(BATCHES))
def test_requests_are_bounded(make: Make) -> None:
    large = account(3_000, make)
    large.check(kind=DataKind.VIDEO_FRAMES)
    calls = Counter(operation for operation, _ in large.calls)
    assert calls.pop("HeadObject") <= MAX_REQUESTS
    assert calls == {
        "GetBucketLocation": 1,
        "GetBucketPolicy": 1,
        "ListObjectsV2": 1,
        "GetBucketEncryption": 1,
        "GetRole": 1,
        "SimulatePrincipalPolicy": 4,
    }


def test_who_may_not_look_at_one_file_is_not_asked_about_more() -> None:
    refused = Account(objects=[Stored("one.jpg"), Stored("two.jpg")], errors={"HeadObject": "403"})
    assert [str(finding) for finding in refused.check()] == [
        "not checked: one.jpg: encryption: 403: no",
        "not checked: (batch): encryption of every file: 0 of 2 were looked at",
    ]


def test_every_problem_is_told_when_it_is_found() -> None:
    """No finding waits for the end of the listing, so none is stored."""
    told: list[tuple[str, int]] = []
    listed: list[int] = []

    def objects() -> Iterator[Stored]:
        for number in range(2_500):
            listed.append(number)
            yield Stored(f"{number:04}.jpg", 0)

    check_batch(
        batch(),
        clients=Account(objects=objects()).clients,
        on_finding=lambda finding: told.append((finding.place, len(listed))),
    )
    empty = [(place, after) for place, after in told if place.endswith(".jpg")]
    assert len(empty) == 2_500
    assert all(after <= (int(place[:4]) // 1000 + 1) * 1000 for place, after in empty)


def test_progress_is_told_after_each_page() -> None:
    seen: list[tuple[int, int]] = []

    def on_progress(totals: Totals) -> None:
        seen.append((totals.files, totals.bytes))

    clients = account(2_500, lambda number: Stored(f"{number:04}.jpg", 10)).clients
    result = check_batch(batch(), clients=clients, on_finding=lambda _finding: None, on_progress=on_progress)
    assert seen == [(1_000, 10_000), (2_000, 20_000), (2_500, 25_000)]
    assert (result.totals.files, result.passed) == (2_500, True)
