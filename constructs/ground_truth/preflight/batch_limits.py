"""The limits of a batch.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-create-batches.html: each file at most 2 GB, at most 10,000 files a batch, their
total size less than 100 GB. It does not say whether a GB has 10^9 or 2^30 bytes: what only the latter allows is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ground_truth.preflight.finding import Finding, problem, warning
from ground_truth.preflight.listing import S3Object
from ground_truth.settings.plus_service import BATCH_GB, MAX_FILE_GB, MAX_FILES

GB = 10**9
GIB = 2**30
_UNSAID = "AWS does not say whether its GB has 10^9 or 2^30 bytes"


@dataclass
class Totals:
    """The counts so far, without folder placeholders."""

    files: int = 0
    bytes: int = 0

    def add(self, item: S3Object) -> None:
        """Count a file."""
        if not item.is_folder_placeholder:
            self.files += 1
            self.bytes += item.size


def file_size_findings(item: S3Object) -> Iterator[Finding]:
    """A file that is too large."""
    found = f"{item.size:,} bytes"
    if item.size > MAX_FILE_GB * GIB:
        yield problem(item.key, found, f"at most {MAX_FILE_GB} GB a file")
    elif item.size > MAX_FILE_GB * GB:
        yield warning(item.key, found, f"at most {MAX_FILE_GB} GB a file; {_UNSAID}")


def batch_size_findings(totals: Totals) -> Iterator[Finding]:
    """A batch without files, with too many, or with too much."""
    if totals.files == 0:
        yield problem("(batch)", "no files", f"1 to {MAX_FILES:,} files a batch")
    if totals.files > MAX_FILES:
        yield problem("(batch)", f"{totals.files:,} files", f"at most {MAX_FILES:,} files a batch: split it")
    found = f"{totals.bytes:,} bytes in all"
    if totals.bytes >= BATCH_GB * GIB:
        yield problem("(batch)", found, f"less than {BATCH_GB} GB a batch: split it")
    elif totals.bytes >= BATCH_GB * GB:
        yield warning("(batch)", found, f"less than {BATCH_GB} GB a batch; {_UNSAID}")
