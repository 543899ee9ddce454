"""Files that labels refer to: masks, sequences, point clouds.

A list request for the one key is asked, and not HeadObject: where an object is missing, S3 tells so only to those who may list the whole
bucket, and this function may list what is delivered and nothing else.
"""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors
from lambda_handlers.aws.clients import Client
from lambda_handlers.delivered_labels.findings import Findings

# boto3 keeps ten connections.
THREADS = 8
# Bounds the memory: a line whose references wait for an answer holds up the reading of the next.
MOST_WAITING = 256


class References:
    """Asks for several at a time, and adds what it learns to the findings."""

    def __init__(self, s3: Client, *, bucket: str, findings: Findings) -> None:
        self._s3 = s3
        self._here = f"s3://{bucket}/"
        self._bucket = bucket
        self._findings = findings
        self._pool = ThreadPoolExecutor(THREADS)
        self._waiting: deque[tuple[int, str, Future[bool | None]]] = deque()
        self._last = ""

    def __enter__(self) -> "References":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            while self._waiting and error is None:
                self._finish_one()
        finally:
            self._pool.shutdown(cancel_futures=True)

    def look_up(self, number: int, uri: str) -> None:
        """Ask for the target of a line's reference; the frames of a sequence refer to one file, line after line."""
        if uri == self._last:
            return
        self._last = uri
        if not uri.startswith(self._here):
            self._findings.references_not_checked += 1
            return
        self._waiting.append((number, uri, self._pool.submit(self._exists, uri.removeprefix(self._here))))
        if len(self._waiting) >= MOST_WAITING:
            self._finish_one()

    def _exists(self, key: str) -> bool | None:
        try:
            page = self._s3.list_objects_v2(Bucket=self._bucket, Prefix=key, MaxKeys=1)
        except ClientError as error:
            if api_errors.code(error) == "AccessDenied":
                return None
            raise
        # Of all keys that begin so, the key itself comes first.
        return any(found["Key"] == key for found in page.get("Contents", ()))

    def _finish_one(self) -> None:
        number, uri, future = self._waiting.popleft()
        exists = future.result()
        if exists is None:
            self._findings.references_not_checked += 1
        elif exists:
            self._findings.references_found += 1
        else:
            self._findings.references_missing += 1
            self._findings.add_problem(number, f"{uri} does not exist")
