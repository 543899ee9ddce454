"""The buckets of a crawl, and their content."""

import json
from collections.abc import Iterable
from typing import Any

from moto.s3.models import s3_backends

from tests.unit.lambda_handlers.cloudformation_side import Properties
from tests.unit.lambda_handlers.handler_account import ACCOUNT, Aws

IMAGES = "images"
OUTPUT = "reviews-output"
PROPERTIES: Properties = {
    "Bucket": IMAGES,
    "Prefix": "frames/",
    "Objects": "Images",
    "MaxObjects": "100000",
    "OutputS3Uri": f"s3://{OUTPUT}/dataset-manifests",
}


class CrawledAccount:
    """An account with a bucket to crawl and a versioned one for manifests, like this application's."""

    def __init__(self, aws: Aws) -> None:
        self.aws = aws
        aws.make_bucket(IMAGES)
        aws.make_bucket(OUTPUT, versioned=True)

    def put(self, *keys: str, body: bytes = b"content", bucket: str = IMAGES) -> None:
        """Add objects without the thousands of requests."""
        for key in keys:
            s3_backends[ACCOUNT]["aws"].put_object(bucket, key, body)

    def resize(self, key: str, size: int) -> None:
        """Make an object appear to have that many bytes."""
        s3_backends[ACCOUNT]["aws"].buckets[IMAGES].keys[key].contentsize = size

    def lines(self, answer: dict[str, Any]) -> list[dict[str, str]]:
        """The manifest named in a response."""
        assert answer["Status"] == "SUCCESS", answer["Reason"]
        return [json.loads(line) for line in self.text(answer["Data"]["ManifestS3Uri"]).splitlines()]

    def text(self, uri: str) -> str:
        bucket, _, key = uri.removeprefix("s3://").partition("/")
        return str(self.aws.s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode())

    def manifests(self) -> list[str]:
        """The URIs of all versions in the output bucket."""
        return [f"s3://{OUTPUT}/{key}" for key in self.aws.versions(OUTPUT)]

    def uploads(self) -> list[str]:
        """The keys of uploads that were neither completed nor aborted."""
        return [upload["Key"] for upload in self.aws.s3.list_multipart_uploads(Bucket=OUTPUT).get("Uploads", [])]


def refs(keys: Iterable[str]) -> list[dict[str, str]]:
    """The lines of a manifest that names these keys."""
    return [{"source-ref": f"s3://{IMAGES}/{key}"} for key in keys]
