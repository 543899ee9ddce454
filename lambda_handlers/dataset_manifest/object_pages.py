"""Pages of a bucket's listing, read in a fifth of the time that botocore takes for them, and in less memory.

botocore makes a tree of the XML, of that a dictionary of each object, and in it a date of each LastModified. Here keys and sizes are picked
out of the XML, and botocore reads the rest of the answer. Where an answer is not as expected, botocore reads all of it.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

from lambda_handlers.aws.clients import Client

_PICKED = "PickedObjects"
_ANSWER = "before-parse.s3.ListObjectsV2"
# https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html. botocore asks for keys in the encoding of URLs: no key has a <.
_ENCODED = b"<EncodingType>url</EncodingType>"
_COUNT = re.compile(rb"<KeyCount>(\d+)</KeyCount>")
_KEY = re.compile(rb"<Key>([^<]*)</Key>")
_SIZE = re.compile(rb"<Size>(\d+)</Size>")
_OBJECTS = re.compile(rb"<Contents>.*</Contents>", re.DOTALL)


class S3Key(NamedTuple):
    """An object of a bucket: its key, and its size in bytes."""

    key: str
    size: int


@contextmanager
def objects_picked(s3: Client) -> Iterator[None]:
    """Within, the client picks keys and sizes out of the answers of ListObjectsV2, for `objects_of`."""
    s3.meta.events.register(_ANSWER, _pick, unique_id=_PICKED)
    try:
        yield
    finally:
        s3.meta.events.unregister(_ANSWER, _pick, unique_id=_PICKED)


def objects_of(page: Mapping[str, Any]) -> list[S3Key]:
    """The objects of a page, however it was read."""
    picked: list[S3Key] | None = page.get(_PICKED)
    return [S3Key(item["Key"], item["Size"]) for item in page.get("Contents", [])] if picked is None else picked


def _pick(response_dict: dict[str, Any], customized_response_dict: dict[str, Any], **_: Any) -> None:
    body: bytes = response_dict["body"]
    count, keys, sizes = _COUNT.search(body), _KEY.findall(body), _SIZE.findall(body)
    if count is not None and _ENCODED in body and int(count[1]) == len(keys) == len(sizes):
        customized_response_dict[_PICKED] = [S3Key(unquote_plus(key.decode()), int(size)) for key, size in zip(keys, sizes, strict=True)]
        response_dict["body"] = _OBJECTS.sub(b"", body)
