"""The crawl as a process, compared with a bare listing of the same keys in the sandbox's S3."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.bare_listing import count_objects
from benchmarks.crawl import FLAT, SIDES, CrawlComparison, SideRun, measure_crawls
from benchmarks.tables import crawl_speeds

FEW, MANY = 1_500, 12_000


@pytest.fixture(scope="module")
def crawls() -> dict[int, CrawlComparison]:
    """Each side checks its result: measure_crawls raises unless it has every object."""
    return {crawl.objects: crawl for crawl in measure_crawls({FEW: 1, MANY: 2})}


def test_each_side_runs_as_often_as_wanted(crawls: dict[int, CrawlComparison]) -> None:
    assert {side: len(runs) for side, runs in crawls[MANY].runs.items()} == {"crawl": 2, "listing": 2, "boto3": 1}


def test_memory_is_flat(crawls: dict[int, CrawlComparison]) -> None:
    assert crawls[MANY].peak_bytes < FLAT * crawls[FEW].peak_bytes


def test_the_page_compares_with_the_bare_listing_and_with_the_fewest_objects() -> None:
    few, many = CrawlComparison(objects=10_000), CrawlComparison(objects=100_000)
    for comparison, seconds, peak in ((few, 1.0, 60), (many, 8.0, 66)):
        for side, factor in zip(SIDES, (1.0, 0.9, 4.0), strict=True):
            comparison.runs[side].append(SideRun(wall=seconds * factor, processor=seconds * factor / 2, peak_bytes=peak * 2**20))
    assert crawl_speeds([few, many]).splitlines()[2:] == [
        "| 10,000 | 10,000 | 11,111 | 0.90 | 0.90 | 2,500 | 60.0 MiB | 1.00 |",
        "| 100,000 | 12,500 | 13,889 | 0.90 | 0.90 | 3,125 | 66.0 MiB | 1.10 |",
    ]


class Keys:
    """S3 with 2,500 keys, in pages of a thousand."""

    def __init__(self) -> None:
        self.keys = [f"frames/{number:04}" for number in range(2_500)]

    def list_objects_v2(self, *, Bucket: str, Prefix: str, StartAfter: str = "") -> dict[str, Any]:  # noqa: N803 - as boto3 has them
        assert (Bucket, Prefix) == ("images", "frames/")
        found = [key for key in self.keys if key > StartAfter]
        return {"Contents": [{"Key": key} for key in found[:1000]], "IsTruncated": len(found) > 1000}


@pytest.mark.parametrize(
    "ends", [["frames/2499"], ["frames/0999", "frames/2499"], ["frames/0000", "frames/1700", "frames/1701", "frames/2499"]]
)
def test_a_bare_listing_counts_every_object_once(ends: list[str]) -> None:
    assert count_objects(Keys(), bucket="images", prefix="frames/", ends=ends) == 2_500
