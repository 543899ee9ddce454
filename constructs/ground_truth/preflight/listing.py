"""The objects of a batch, page by page in the order of S3, which is that of their keys in UTF-8."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ground_truth.preflight.batch import Batch


@dataclass(frozen=True, slots=True)
class S3Object:
    """An object of the batch. `key` is relative to the batch's folder; `size` is in bytes."""

    key: str
    size: int
    storage_class: str = "STANDARD"

    @property
    def folder(self) -> str:
        """The folder with its slash, relative to the batch's; empty for the batch's own."""
        return self.key[: self.key.rfind("/") + 1]

    @property
    def name(self) -> str:
        """The key without its folder; empty for a folder placeholder."""
        return self.key[self.key.rfind("/") + 1 :]

    @property
    def stem(self) -> str:
        """The name without its extension."""
        return self.name[: len(self.name) - len(self.extension)]

    @property
    def extension(self) -> str:
        """From the last dot of the name on, as written; empty without a dot or where it is the first character."""
        dot = self.name.rfind(".")
        return self.name[dot:] if dot > 0 else ""

    @property
    def is_folder_placeholder(self) -> bool:
        """True if this is what the S3 console makes for a folder: an object of 0 bytes with a slash at the end of its name."""
        return self.size == 0 and not self.name


def listed(s3: Any, batch: Batch) -> Iterator[list[S3Object]]:
    """The batch's objects, a page of at most 1,000 at a time. Raises ClientError."""
    skipped = len(batch.input_prefix)
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=batch.bucket, Prefix=batch.input_prefix):
        yield [S3Object(entry["Key"][skipped:], entry["Size"], entry.get("StorageClass", "STANDARD")) for entry in page.get("Contents", ())]
