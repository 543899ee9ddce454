"""A connection to S3 that breaks while an object is read."""

from collections.abc import Iterator

from botocore.exceptions import ResponseStreamingError


class BrokenBody:
    """The first bytes of an object, then a broken connection."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def iter_chunks(self, _size: int) -> Iterator[bytes]:
        if self._content:
            yield self._content
        raise ResponseStreamingError(error="Connection reset by peer")
