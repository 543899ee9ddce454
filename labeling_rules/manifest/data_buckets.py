"""The buckets whose objects a local manifest names, which the job's role has to be able to read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from labeling_rules.s3_uris import bucket_of


def buckets_of_manifest(path: Path) -> tuple[str, ...]:
    """The names of the buckets, sorted. Lines that are no data objects are left to the checks of the manifest."""
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        return tuple(sorted({bucket for line in lines for bucket in _buckets(line)}))


def _buckets(line: str) -> Iterator[str]:
    try:
        data_object = json.loads(line)
    except ValueError:
        return
    reference = data_object.get("source-ref") if isinstance(data_object, dict) else None
    bucket = bucket_of(reference) if isinstance(reference, str) else None
    if bucket is not None:
        yield bucket
