"""Reading an object of Amazon S3 over a connection that may break off."""

import logging
from collections.abc import Iterator
from typing import Any

from botocore.exceptions import BotoCoreError

from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.s3_location import S3Location
from lambda_handlers.errors import ResourceError

logger = logging.getLogger(__name__)

# Of one object: how often the connection may break off, and once more.
ATTEMPTS = 4


def chunks(s3: Client, location: S3Location, *, size: int, what: str = "", version_id: str | None = None) -> Iterator[bytes]:
    """The object, so many bytes at a time. A reading that breaks off goes on where it was, in the same version of the object.

    `what` the object is begins the message. Raises ClientError as GetObject does, and ResourceError when the connection breaks off again
    and again.
    """
    version = {} if version_id is None else {"VersionId": version_id}
    rest: dict[str, Any] = {}
    done, name = 0, f"{what} {location.uri}".lstrip()
    for attempt in range(1, ATTEMPTS + 1):
        answer = s3.get_object(Bucket=location.bucket, Key=location.key, **version, **rest)
        try:
            for chunk in answer["Body"].iter_chunks(size):
                done += len(chunk)
                yield chunk
            return
        except BotoCoreError as error:
            if attempt == ATTEMPTS:
                raise ResourceError(f"{name} cannot be read: {error}") from error
            logger.warning("%s is read on from byte %d: %s", name, done, error)
        rest = {"IfMatch": answer["ETag"], **({"Range": f"bytes={done}-"} if done else {})}
