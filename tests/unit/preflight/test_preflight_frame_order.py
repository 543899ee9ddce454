"""UTF-8 order of frames compared with the order of their numbers, for any names."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from ground_truth.preflight import DataKind, Finding, Severity
from ground_truth.preflight.frame_order import FrameOrder
from ground_truth.preflight.listing import S3Object

FOLDERS = st.sampled_from(["", "a/", "a/b/", "a/b/c/", "ab/", "b/"])
NUMBERS = st.integers(0, 120)
DIGITS = st.integers(1, 3)


def out_of_order(keys: list[str]) -> set[str]:
    """The keys with a problem."""
    order = FrameOrder(DataKind.VIDEO_FRAMES)
    found: list[Finding] = []
    for key in sorted(keys, key=str.encode):
        found += order.add(S3Object(key, 1))
    found += order.end()
    return {finding.place for finding in found if finding.severity is Severity.PROBLEM}


@given(st.sets(st.tuples(FOLDERS, NUMBERS)), DIGITS)
def test_a_folder_has_a_problem_where_a_number_is_lower_than_the_one_before(frames: set[tuple[str, int]], digits: int) -> None:
    """For any nesting of folders: each is judged by its own frames."""
    keys = [f"{folder}frame_{number:0{digits}}.jpg" for folder, number in frames]
    expected = set()
    folders: dict[str, list[str]] = defaultdict(list)
    for key in sorted(keys):
        folders[key.rpartition("/")[0]].append(key)
    for sequence in folders.values():
        numbers = [int(key.rpartition("_")[2].removesuffix(".jpg")) for key in sequence]
        expected |= {key for key, number, before in zip(sequence[1:], numbers[1:], numbers[:-1], strict=True) if number < before}
    assert out_of_order(keys) == expected


@given(st.lists(NUMBERS, unique=True, min_size=1))
def test_equally_many_digits_are_always_in_order(numbers: list[int]) -> None:
    assert out_of_order([f"cam1/frame_{number:04}.png" for number in numbers]) == set()


@given(st.sets(st.integers(0, 40), min_size=2), DIGITS)
def test_gaps_are_counted_where_more_than_half_of_the_frames_are_there(numbers: set[int], digits: int) -> None:
    order = FrameOrder(DataKind.VIDEO_FRAMES)
    found = [finding for key in sorted(f"{number:0{digits}}.jpg" for number in numbers) for finding in order.add(S3Object(key, 1))]
    gaps = [finding.found for finding in [*found, *order.end()] if finding.severity is Severity.WARNING]
    missing = max(numbers) - min(numbers) + 1 - len(numbers)
    assert bool(gaps) == (0 < missing < len(numbers))
    assert all(gap.startswith(f"{missing} of the numbers {min(numbers)} to {max(numbers)} missing") for gap in gaps)
    in_order = sorted(numbers)
    follows_gap = {f"{digits * '0'}{number}"[-max(digits, len(str(number))) :] for number in in_order if number + 1 not in numbers}
    for gap in gaps:
        after = gap.partition("the first after ")[2].removesuffix(".jpg")
        assert not after or after in follows_gap


def test_images_are_not_in_any_order() -> None:
    order = FrameOrder(DataKind.IMAGE)
    assert [finding for key in ("1.jpg", "10.jpg", "2.jpg") for finding in order.add(S3Object(key, 1))] == []
    assert list(order.end()) == []
