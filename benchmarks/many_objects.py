"""The sandbox with very many objects: one upload stands for many, since a hundred thousand would take minutes.

`python -m benchmarks.many_objects` is its server.
"""

from typing import Any

import boto3
from ministack.services import s3

from sandbox import server
from sandbox.process import Sandbox

# Metadata of the upload: the number of objects, and the format of their keys, with the number in braces.
COPIES, KEYS = "copies", "keys"


class SandboxOfManyObjects(Sandbox):
    """A sandbox whose S3 turns one upload into many objects."""

    server_module = "benchmarks.many_objects"

    def s3(self) -> Any:
        """A boto3 client of its S3."""
        exports = self.exports()
        return boto3.client(
            "s3",
            endpoint_url=exports["AWS_ENDPOINT_URL"],
            verify=exports["AWS_CA_BUNDLE"],
            region_name=exports["AWS_REGION"],
            aws_access_key_id=exports["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=exports["AWS_SECRET_ACCESS_KEY"],
        )


def put_objects(client: Any, *, bucket: str, keys: str, count: int, body: bytes) -> None:
    """Put that many objects; `keys` is a format such as `frames/{:06}.jpg`."""
    client.put_object(Bucket=bucket, Key=keys.format(0), Body=body, Metadata={COPIES: str(count), KEYS: keys})


def _install() -> None:
    put = s3._put_object

    def put_copies(bucket: str, key: str, body: bytes, headers: dict[str, str]) -> Any:
        response = put(bucket, key, body, headers)
        objects = s3._buckets[bucket]["objects"]
        for number in range(int(headers.get(f"x-amz-meta-{COPIES}", 0))):
            objects[headers[f"x-amz-meta-{KEYS}"].format(number)] = objects[key]
        return response

    s3._put_object = put_copies


if __name__ == "__main__":
    _install()
    server.main()
