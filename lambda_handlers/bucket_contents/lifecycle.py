"""Delete of all that is in a bucket. Create and update have nothing to do: the contents are other people's."""

import itertools
import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors
from lambda_handlers.aws.clients import Client
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.lifecycle import Outcome
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import ResourceError

logger = logging.getLogger(__name__)

# On the bucket as long as its template wants the data destroyed. A deployment that changes its mind takes the tag away before
# CloudFormation deletes this resource, and nothing is lost.
CONSENT_TAG = "ground-truth-cdk:delete-contents"

# https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html: keys of one request.
LARGEST_BATCH = 1000

Version = Mapping[str, str]


class BucketContentsLifecycle:
    """The physical id is the name of the bucket."""

    def __init__(self, *, s3: Client) -> None:
        self._s3 = s3

    def physical_resource_id(self, request: Request) -> str:
        return str(request.properties["BucketName"])

    def create(self, request: Request, deadline: Deadline) -> Outcome:  # noqa: ARG002 - the signature is the protocol's
        return Outcome(physical_resource_id=self.physical_resource_id(request))

    def update(self, request: Request, deadline: Deadline) -> Outcome:
        return self.create(request, deadline)

    def delete(self, request: Request, deadline: Deadline) -> None:
        bucket = request.known_physical_resource_id
        if not self._may_be_emptied(bucket):
            logger.warning("the contents of the bucket %s are left alone: it is gone or does not carry the tag %s", bucket, CONSENT_TAG)
            return
        for deleted, versions in _counted(_batches(self._versions(bucket))):
            deadline.check(f"emptying the bucket '{bucket}' ({deleted} versions deleted, more remain; delete the stack again)")
            self._delete(bucket, versions)

    def _may_be_emptied(self, bucket: str) -> bool:
        try:
            tags = self._s3.get_bucket_tagging(Bucket=bucket)["TagSet"]
        except ClientError as error:
            if api_errors.code(error) in ("NoSuchBucket", "NoSuchTagSet"):
                return False
            raise
        return {"Key": CONSENT_TAG, "Value": "true"} in tags

    def _versions(self, bucket: str) -> Iterator[Version]:
        for page in self._s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
            for version in itertools.chain(page.get("Versions", []), page.get("DeleteMarkers", [])):
                yield {"Key": version["Key"], "VersionId": version["VersionId"]}

    def _delete(self, bucket: str, versions: list[Version]) -> None:
        answer = self._s3.delete_objects(Bucket=bucket, Delete={"Objects": versions, "Quiet": True})
        refused: list[Mapping[str, Any]] = answer.get("Errors", [])
        if refused:
            first = refused[0]
            raise ResourceError(
                f"{len(refused)} of {len(versions)} objects of the bucket '{bucket}' were not deleted, "
                f"'{first.get('Key')}' for instance: {first.get('Code')}: {first.get('Message')}"
            )


def _batches(versions: Iterable[Version]) -> Iterator[list[Version]]:
    remaining = iter(versions)
    while batch := list(itertools.islice(remaining, LARGEST_BATCH)):
        yield batch


def _counted(batches: Iterable[list[Version]]) -> Iterator[tuple[int, list[Version]]]:
    """Each batch with the number of versions in those before it."""
    deleted = 0
    for batch in batches:
        yield deleted, batch
        deleted += len(batch)
