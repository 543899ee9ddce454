"""Objects that are no data, that cannot be read, or whose names make trouble.

Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html for characters,
https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html for archived objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ground_truth.preflight.finding import Finding, problem, warning
from ground_truth.preflight.listing import S3Object

# GLACIER is Glacier Flexible Retrieval; Glacier Instant Retrieval (GLACIER_IR) can be read at once.
_ARCHIVED = frozenset({"GLACIER", "DEEP_ARCHIVE"})
_SYSTEM_FILE = re.compile(r"\.DS_Store|\._.*|Thumbs\.db|desktop\.ini", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_TO_AVOID = re.compile(r"[\\{}^%`\[\]\"<>~#|]")


def object_findings(item: S3Object) -> Iterator[Finding]:
    """All that is wrong with one object, its format and its place in a sequence left aside."""
    if item.is_folder_placeholder:
        if item.key:
            yield warning(item.key, "a folder placeholder", "it holds no data, and may count as a file: delete it")
        return
    yield from _content_findings(item)
    yield from _name_findings(item)


def is_system_file(item: S3Object) -> bool:
    """True if an operating system left it behind."""
    return bool(_SYSTEM_FILE.fullmatch(item.name)) or "__MACOSX" in item.folder.split("/")


def _content_findings(item: S3Object) -> Iterator[Finding]:
    if not item.name:
        yield problem(item.key, f"{item.size:,} bytes under the name of a folder", "a name without a slash at the end")
    if item.size == 0:
        yield problem(item.key, "0 bytes", "a file with content")
    if item.storage_class in _ARCHIVED:
        yield problem(item.key, f"archived (storage class {item.storage_class})", "restore it: it cannot be read")
    if is_system_file(item):
        yield warning(item.key, "left behind by an operating system", "it counts as a file: delete it")


def _name_findings(item: S3Object) -> Iterator[Finding]:
    if _CONTROL.search(item.key):
        yield problem(item.key, "a control character in the name", "printable characters")
    if " " in item.key:
        yield warning(item.key, "a space in the name", "hyphens: S3 URIs with spaces have to be escaped, and some tools do not")
    if avoided := sorted(set(_TO_AVOID.findall(item.key))):
        yield warning(item.key, f"{' '.join(avoided)} in the name", "letters, digits and - _ . are safe in S3 keys")
    segments = item.key.split("/")
    if "" in segments[:-1]:
        yield warning(item.key, "a folder without a name", "one slash between folders: // is no folder outside of S3")
    if {".", ".."} & set(segments):
        yield warning(item.key, "a folder named . or ..", "names of their own: many tools take it for another folder")
