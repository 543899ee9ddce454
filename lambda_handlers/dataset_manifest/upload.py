"""Writing an object of any size, of which little is in memory."""

import logging
import tempfile
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from types import TracebackType
from typing import IO, Any, Self

from botocore.exceptions import BotoCoreError, ClientError

from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.s3_location import S3Location

logger = logging.getLogger(__name__)

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html: the least for all parts but the last. 10,000 parts hold 50 GB.
PART_BYTES = 5 * 1024 * 1024


class Upload:
    """A multipart upload, begun with the first part. Leaving the `with` block without `finish` aborts it: nothing half done stays.

    A part is a temporary file, and is sent while the next one is written.
    """

    def __init__(self, s3: Client, *, location: S3Location, metadata: Mapping[str, str]) -> None:
        self._s3 = s3
        self._place = {"Bucket": location.bucket, "Key": location.key}
        self._metadata = metadata
        self._id: str | None = None
        self._part: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it was sent, or when there is no more to send
        self._bytes = 0
        self._sent: list[Mapping[str, Any]] = []
        self._sender = ThreadPoolExecutor(1)
        self._sending: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._part.close()
        self._sender.shutdown(cancel_futures=True)
        if self._id is not None:
            self._abort(self._id)

    def write(self, content: bytes) -> None:
        """Add to the object."""
        self._bytes += self._part.write(content)
        if self._bytes >= PART_BYTES:
            self._send()

    def finish(self) -> None:
        """Make the object appear, unless there is one of this key already."""
        self._send()
        self._await_part()
        self._s3.complete_multipart_upload(**self._place, UploadId=self._id, MultipartUpload={"Parts": self._sent}, IfNoneMatch="*")
        self._id = None

    def _send(self) -> None:
        if self._id is None:
            answer = self._s3.create_multipart_upload(**self._place, ContentType="application/jsonl", Metadata=dict(self._metadata))
            self._id = answer["UploadId"]
        self._await_part()
        part, self._part = self._part, tempfile.TemporaryFile()  # noqa: SIM115
        self._bytes = 0
        # In the context of this thread, where the deadline is in force.
        self._sending = self._sender.submit(copy_context().run, self._send_part, part)

    def _await_part(self) -> None:
        if self._sending is not None:
            self._sending.result()

    def _send_part(self, part: IO[bytes]) -> None:
        number = len(self._sent) + 1
        with part:
            part.seek(0)
            answer = self._s3.upload_part(**self._place, UploadId=self._id, PartNumber=number, Body=part)
        # S3 asks for the checksum again that boto3 computed.
        checksum = {name: answer[name] for name in ("ChecksumCRC32", "ChecksumCRC64NVME") if name in answer}
        self._sent.append({"PartNumber": number, "ETag": answer["ETag"], **checksum})

    def _abort(self, id: str) -> None:
        """Abort the upload. A failure must not hide why there will be no object; the resource's Delete aborts what is left."""
        try:
            self._s3.abort_multipart_upload(**self._place, UploadId=id)
        except (BotoCoreError, ClientError) as error:
            logger.warning("the upload %s of %s stays: %s", id, self._place["Key"], error)
