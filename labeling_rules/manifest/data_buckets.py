"""The buckets whose objects a local manifest names, which the job's role has to be able to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from labeling_rules.manifest.json_text import parsed
from labeling_rules.manifest.lines import lines
from labeling_rules.manifest.manifest import CHUNK_BYTES, LONGEST_LINE_BYTES
from labeling_rules.s3_uris import BUCKET_NAME, bucket_of


def buckets_of_manifest(path: Path) -> tuple[str, ...]:
    """The names of the buckets, sorted. Lines that are no data objects are left to the checks of the manifest."""
    with path.open("rb") as file:
        chunks = iter(lambda: file.read(CHUNK_BYTES), b"")
        return tuple(sorted({bucket for line in lines(chunks, longest=LONGEST_LINE_BYTES) for bucket in _buckets(line)}))


def _buckets(line: bytes | None) -> Iterator[str]:
    try:
        data_object = parsed((line or b"").decode())
    except (ValueError, RecursionError):
        return
    reference = data_object.get("source-ref") if isinstance(data_object, dict) else None
    bucket = bucket_of(reference) if isinstance(reference, str) else None
    if bucket is not None and re.fullmatch(BUCKET_NAME, bucket):
        yield bucket


def named_in_the_data_alone(found: Sequence[str], *, data_buckets: Sequence[str], input_bucket: str | None) -> str | None:
    """What is allowed, with the line to write, when a manifest names buckets that nothing else names; None when it names no such.

    A line of data must not be enough to let a role read another bucket.
    """
    if not set(found) - {*data_buckets, input_bucket}:
        return None
    listed = sorted({*data_buckets, *found} - {input_bucket})
    return f"objects in the input bucket or in buckets that the job names: data_buckets: [{', '.join(listed)}]"
