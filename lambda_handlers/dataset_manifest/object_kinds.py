"""Kinds of data objects that a crawl finds below a prefix, and their largest size."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from labeling_rules.crawl import CRAWLED_EXTENSIONS
from labeling_rules.rule import AT_DEPLOYMENT, refuses

# 40 MB: https://docs.aws.amazon.com/sagemaker/latest/dg/input-data-limits.html. Which MB is not said; the larger one refuses nothing that
# may work.
_LARGEST_IMAGE = 40 * 1024 * 1024
_CSV = ".csv"
_CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class ObjectKind:
    """Files with one of these endings, in small or in capital letters."""

    endings: tuple[str, ...]
    largest_bytes: int | None = None
    are_texts: bool = False
    """True if what is labeled is in the files, a text in each line or row, and not each file as a whole."""

    def includes(self, key: str) -> bool:
        return key.lower().endswith(self.endings)


OBJECT_KINDS: Mapping[str, ObjectKind] = MappingProxyType(
    {
        "Images": ObjectKind(CRAWLED_EXTENSIONS["images"], largest_bytes=_LARGEST_IMAGE),
        "Videos": ObjectKind(CRAWLED_EXTENSIONS["videos"]),
        "TextFiles": ObjectKind(CRAWLED_EXTENSIONS["text_files"], are_texts=True),
    }
)


def is_csv(key: str) -> bool:
    return key.lower().endswith(_CSV)


@refuses(at=AT_DEPLOYMENT)
def crawled_object(key: str, size: int, kind: ObjectKind) -> str | None:
    """An object that a crawl finds is not empty, has at most 40 MB if it is an image, and no control character in its key.

    Source: developer guide, input-data-limits for the size; Amazon S3 user guide, object-keys for the characters
    """
    if size == 0:
        return "empty"
    if kind.largest_bytes is not None and size > kind.largest_bytes:
        return f"{size} bytes, more than {kind.largest_bytes}"
    if _CONTROL_CHARACTER.search(key):
        return "a control character in its key, with which it cannot be shown to workers"
    return None
