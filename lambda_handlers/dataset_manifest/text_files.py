"""The texts of many files in the order of the files: small files are read ahead by several threads, large ones stream."""

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context

from botocore.exceptions import ClientError

from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.object_reading import chunks
from lambda_handlers.aws.s3_location import S3Location
from lambda_handlers.dataset_manifest.object_kinds import is_csv
from lambda_handlers.dataset_manifest.object_pages import S3Key
from lambda_handlers.dataset_manifest.texts import Text, texts_of_lines, texts_of_rows
from lambda_handlers.errors import ResourceError

THREADS = 8
# These two bound the memory.
FILES_AHEAD = 16
LARGEST_READ_AHEAD = 256 * 1024
_CHUNK_BYTES = 64 * 1024

_File = tuple[S3Key, "Future[bytes] | None"]


class TextFiles:
    """Files of a bucket."""

    def __init__(self, s3: Client, *, bucket: str) -> None:
        self._s3 = s3
        self._bucket = bucket

    def texts(self, files: Iterable[S3Key]) -> Generator[tuple[S3Key, Text], None, None]:
        """Every text that is not blank, and every mistake, with its file."""
        ahead: deque[_File] = deque()
        with ThreadPoolExecutor(THREADS) as pool:
            try:
                for file in files:
                    ahead.append((file, self._read_ahead(file, pool)))
                    if len(ahead) == FILES_AHEAD:
                        yield from self._texts_of(*ahead.popleft())
                while ahead:
                    yield from self._texts_of(*ahead.popleft())
            finally:
                pool.shutdown(cancel_futures=True)

    def _read_ahead(self, file: S3Key, pool: ThreadPoolExecutor) -> "Future[bytes] | None":
        if file.size > LARGEST_READ_AHEAD:
            return None
        # In the context of this thread, where the deadline is in force.
        return pool.submit(copy_context().run, lambda: b"".join(self._chunks(file)))

    def _texts_of(self, file: S3Key, content: "Future[bytes] | None") -> Iterator[tuple[S3Key, Text]]:
        parts = self._chunks(file) if content is None else [content.result()]
        for text in (texts_of_rows if is_csv(file.key) else texts_of_lines)(parts):
            yield file, text

    def _chunks(self, file: S3Key) -> Iterator[bytes]:
        location = S3Location(bucket=self._bucket, key=file.key)
        try:
            yield from chunks(self._s3, location, size=_CHUNK_BYTES)
        except ClientError as error:
            raise ResourceError(f"{location.uri} cannot be read: {error}") from error
