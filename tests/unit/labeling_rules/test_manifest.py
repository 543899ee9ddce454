"""A whole manifest, in chunks of any size."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeling_rules.manifest.line_numbers import LineNumbers
from labeling_rules.manifest.manifest import Manifest
from labeling_rules.manifest.manifest_lines import ManifestLines
from labeling_rules.task_types import TASK_TYPES

TEXTS = ManifestLines(task_type=TASK_TYPES["TextMultiClass"])
GOOD = '{"source": "größer"}'


def chunks(content: bytes, size: int) -> Iterator[bytes]:
    return (content[start : start + size] for start in range(0, len(content), size))


def bad_numbers(content: bytes, *, size: int = 1_000) -> list[int]:
    return [line.number for line in Manifest(TEXTS).bad_lines(chunks(content, size))]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1_000])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_may_end_anywhere_in_a_chunk(size: int, end: str) -> None:
    content = end.join([GOOD, "x", GOOD, "", GOOD]).encode()
    assert bad_numbers(content, size=size) == [2, 4]
    assert bad_numbers(content + end.encode(), size=size) == [2, 4]


@given(st.lists(st.sampled_from([GOOD, "[]", "", "\u2028", '{"source": 1}', '\ufeff{"source": "x"}', "x" * 50])), st.integers(1, 40))
def test_numbers_do_not_depend_on_the_chunks(lines: list[str], size: int) -> None:
    content = "\n".join(lines).encode()
    wrong = [number for number, line in enumerate(lines, start=1) if line != GOOD]
    # The text after the last line break is a line only if not empty.
    expected = wrong[:-1] if lines and lines[-1] == "" else wrong
    assert bad_numbers(content, size=size) == expected


def test_no_line_break_ends_a_line_but_that_of_json_lines() -> None:
    assert bad_numbers(json.dumps({"source": "a\u2028b\x0bc\x85d"}, ensure_ascii=False).encode()) == []


def test_the_byte_order_mark_is_looked_for_in_the_first_line() -> None:
    first, later = Manifest(TEXTS).bad_lines([f"\ufeff{GOOD}\n\ufeff{GOOD}\n".encode()])
    assert first.finding.allowed == "a JSON object, without the byte order mark that the file begins with"
    assert later.finding.allowed == "a JSON object"


def test_a_line_of_any_length_takes_little_memory() -> None:
    tracemalloc.start()
    (bad,) = Manifest(TEXTS).bad_lines(b"x" * 64_000 for _ in range(1_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (bad.number, bad.text, bad.finding.allowed) == (1, "", "at most 100000 characters")
    assert peak < 3_000_000


def test_many_doubtful_lines_take_little_memory() -> None:
    manifest = Manifest(ManifestLines(task_type=TASK_TYPES["ImageMultiClass"]))
    lines = ('{"source-ref": "s3://b/i.%s"}\n' % ("gif" if number % 2 else "png") for number in range(5_000))
    assert list(manifest.bad_lines(line.encode() for line in lines)) == []
    ((doubt, numbers),) = manifest.doubtful.items()
    assert (manifest.lines, doubt.rule, numbers.count) == (5_000, "documented-extensions", 2_500)
    assert len(str(numbers)) < 1_500


def test_python_s_own_limits_of_json_are_no_crash() -> None:
    nested = '{"source": "x", "deep": ' + "[" * 40_000 + "]" * 40_000 + "}"
    assert bad_numbers(nested.encode()) == [1]
    assert bad_numbers(('{"source": "x", "number": 1' + "0" * 5_000 + "}").encode()) in ([], [1])


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([3], "line 3"),
        ([3, 4, 5], "lines 3-5"),
        ([1, 3, 4, 5, 9], "lines 1, 3-5, 9"),
        ([1, 2, 4, 5, 7, 8, 9, 11], "lines 1-2, 4-5, 7-9 and 1 more"),
    ],
)
def test_line_numbers_in_few_words(numbers: list[int], words: str) -> None:
    lines = LineNumbers(most_ranges=3)
    for number in numbers:
        lines.add(number)
    assert lines.in_words == words
    assert lines.count == len(numbers)


BARE = '{"source-ref": "s3://b/i.png"}'
BOXED = '{"source-ref": "s3://b/i.png", "boxes": {}, "boxes-metadata": {"type": "groundtruth/object-detection"}}'
CLASSIFIED = BOXED[:-1] + ', "kind": 0, "kind-metadata": {"type": "groundtruth/image-classification"}}'
FAILED = '{"source-ref": "s3://b/i.png", "boxes-metadata": {"failure-reason": "x"}}'


@pytest.mark.parametrize(
    ("lines", "doubtful", "refused"),
    [
        ([BOXED, BOXED], [], False),
        ([FAILED], [], False),
        ([BARE, BOXED, BARE], ["1, 3"], False),
        ([BARE, BARE], ["1-2"], True),
        ([CLASSIFIED, BOXED], ["1"], False),
        ([CLASSIFIED, BARE], ["1", "2"], True),
        ([], [], False),
    ],
)
@pytest.mark.parametrize("audited", [None, "boxes"])
def test_some_lines_have_labels_to_audit(lines: list[str], doubtful: list[str], refused: bool, audited: str | None) -> None:
    task = TASK_TYPES["AdjustmentBoundingBox"]
    manifest = Manifest(ManifestLines(task_type=task, audited_attribute=audited, label_attribute="kind"))
    assert list(manifest.bad_lines(f"{line}\n".encode() for line in lines)) == []
    assert [str(numbers) for numbers in manifest.doubtful.values()] == doubtful
    assert (manifest.some_labels_to_audit() is not None) == refused
