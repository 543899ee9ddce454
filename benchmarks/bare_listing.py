"""Bare listing of a bucket with several threads: keys are only counted, in any order, and their ranges are known in advance."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

THREADS = 6


def count_objects(s3: Any, *, bucket: str, prefix: str, ends: Sequence[str]) -> int:
    """The number of objects. `ends`: the last key of each thread's range; the last one is the end of the bucket."""
    with ThreadPoolExecutor(len(ends)) as pool:
        return sum(pool.map(lambda after, end: _count(s3, bucket, prefix, after, end), ["", *ends[:-1]], ends))


def _count(s3: Any, bucket: str, prefix: str, after: str, end: str) -> int:
    counted = 0
    while True:
        begin = {"StartAfter": after} if after else {}
        page = s3.list_objects_v2(Bucket=bucket, Prefix=prefix, **begin)
        keys = [item["Key"] for item in page.get("Contents", [])]
        inside = [key for key in keys if key <= end]
        counted += len(inside)
        if len(inside) < len(keys) or not page["IsTruncated"]:
            return counted
        after = keys[-1]
