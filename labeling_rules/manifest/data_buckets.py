"""The S3 objects that a local manifest names, which the job's role must be able to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from labeling_rules.manifest.json_text import parsed
from labeling_rules.manifest.key_prefixes import KeyPrefixes
from labeling_rules.manifest.lines import lines
from labeling_rules.manifest.manifest import CHUNK_BYTES, LONGEST_LINE_BYTES
from labeling_rules.s3_uris import BUCKET_NAME, bucket_of


class NamedObjects(NamedTuple):
    """The S3 locations that a manifest's lines refer to."""

    buckets: tuple[str, ...]
    """The names of the buckets that hold the objects to label, sorted."""

    prefixes: Mapping[str, tuple[str, ...]]
    """Per bucket, the key prefixes of the objects to label, of their labels and of all other objects it names."""


def objects_of_manifest(path: Path) -> NamedObjects:
    """Read a local manifest. Lines that are not data objects are skipped; the manifest rules report them."""
    buckets: set[str] = set()
    prefixes: dict[str, KeyPrefixes] = {}
    with path.open("rb") as file:
        chunks = iter(lambda: file.read(CHUNK_BYTES), b"")
        for line in lines(chunks, longest=LONGEST_LINE_BYTES):
            data_object = _data_object(line)
            buckets.update(bucket for bucket, _key in _objects(data_object.get("source-ref")))
            for bucket, key in _objects(data_object):
                if key:
                    prefixes.setdefault(bucket, KeyPrefixes()).add(key)
    return NamedObjects(tuple(sorted(buckets)), {bucket: prefixes[bucket].prefixes() for bucket in sorted(prefixes)})


def _data_object(line: bytes | None) -> Mapping[str, Any]:
    try:
        found = parsed((line or b"").decode())
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _objects(value: Any) -> Iterator[tuple[str, str]]:
    """The bucket and key of every S3 URI in a value, at any depth."""
    pending = [value]
    while pending:
        entry = pending.pop()
        if isinstance(entry, dict):
            pending.extend(entry.values())
        elif isinstance(entry, list):
            pending.extend(entry)
        elif isinstance(entry, str):
            bucket = bucket_of(entry)
            if bucket is not None and re.fullmatch(BUCKET_NAME, bucket):
                yield bucket, entry.removeprefix(f"s3://{bucket}").removeprefix("/")


def named_in_the_data_alone(found: Sequence[str], *, data_buckets: Sequence[str], input_bucket: str | None) -> str | None:
    """A message with the line to add, if a manifest uses buckets that no setting names; otherwise None.

    A line of data must not be enough to grant a role access to another bucket.
    """
    if not set(found) - {*data_buckets, input_bucket}:
        return None
    listed = sorted({*data_buckets, *found} - {input_bucket})
    return f"objects in the input bucket or in buckets that the job names: data_buckets: [{', '.join(listed)}]"
