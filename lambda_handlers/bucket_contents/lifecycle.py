"""Delete of all that is in a bucket. Create and update have nothing to do: the contents are other people's."""

import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors, stack
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.pages import pages
from lambda_handlers.aws.properties import coerce, own_shape
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.lifecycle import Outcome
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import DeadlineReachedError, ResourceError

logger = logging.getLogger(__name__)

# On the bucket as long as its template wants the data destroyed. A deployment that changes its mind takes the tag away before
# CloudFormation deletes this resource, and nothing is lost.
CONSENT_TAG = "ground-truth-cdk:delete-contents"

# https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html: keys of one request.
LARGEST_BATCH = 1000
# ListObjectVersions: where a page ended, and where the next one is to begin.
MARKERS = {"NextKeyMarker": "KeyMarker", "NextVersionIdMarker": "VersionIdMarker"}

_PROPERTIES = own_shape({"BucketName": {"type": "string"}})

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html. An id that CloudFormation makes up has capital letters.
_BUCKET_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")

# A version of an object, or a delete marker: to S3 they are deleted alike.
Version = Mapping[str, str]


class BucketContentsLifecycle:
    """The physical id is the name of the bucket."""

    def __init__(self, *, s3: Client) -> None:
        self._s3 = s3

    def physical_resource_id(self, request: Request) -> str:
        properties = coerce(properties=request.properties, api=_PROPERTIES, required=frozenset({"BucketName"}))
        return str(properties["BucketName"])

    def create(self, request: Request, deadline: Deadline) -> Outcome:  # noqa: ARG002 - the signature is the protocol's
        return Outcome(physical_resource_id=self.physical_resource_id(request))

    def update(self, request: Request, deadline: Deadline) -> Outcome:
        return self.create(request, deadline)

    def delete(self, request: Request, deadline: Deadline) -> None:
        bucket = request.known_physical_resource_id
        if not _BUCKET_NAME.fullmatch(bucket):
            unanswered = _unanswered_bucket(request)
            if unanswered is None:
                logger.info("'%s' cannot be a bucket's name, so there are no contents", bucket)
                return
            bucket = unanswered
        try:
            if self._may_be_emptied(bucket):
                self._empty(bucket, deadline)
            else:
                logger.warning("the contents of the bucket %s are left alone: it does not carry the tag %s", bucket, CONSENT_TAG)
        except ClientError as error:
            if api_errors.code(error) not in {"NoSuchBucket", "InvalidBucketName"}:
                raise
            logger.info("the bucket %s is gone, and its contents with it", bucket)

    def _may_be_emptied(self, bucket: str) -> bool:
        try:
            tags = self._s3.get_bucket_tagging(Bucket=bucket)["TagSet"]
        except ClientError as error:
            if api_errors.code(error) == "NoSuchTagSet":
                return False
            raise
        return {"Key": CONSENT_TAG, "Value": "true"} in tags

    def _empty(self, bucket: str, deadline: Deadline) -> None:
        deleted = 0
        while versions := self._first_versions(bucket):
            if deadline.remaining_seconds() <= 0:
                raise DeadlineReachedError(
                    f"the function's time ran out while emptying the bucket '{bucket}': {deleted} versions were deleted and more remain; "
                    "delete the stack again to go on from there"
                )
            self._delete(bucket, versions)
            deleted += len(versions)

    def _first_versions(self, bucket: str) -> Sequence[Version]:
        """As many as one request can delete; none when the bucket is empty.

        Listed from the beginning each time: S3 does not say what a listing does that goes on from a version deleted since.
        """
        for page in pages(self._s3.list_object_versions, tokens=MARKERS, Bucket=bucket, MaxKeys=LARGEST_BATCH):
            versions = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
            if versions:
                return [{"Key": version["Key"], "VersionId": version["VersionId"]} for version in versions]
        return []

    def _delete(self, bucket: str, versions: Sequence[Version]) -> None:
        answer = self._s3.delete_objects(Bucket=bucket, Delete={"Objects": versions, "Quiet": True})
        refused: list[Mapping[str, Any]] = answer.get("Errors", [])
        if refused:
            first = refused[0]
            raise ResourceError(
                f"{len(refused)} of {len(versions)} versions in the bucket '{bucket}' were not deleted, one of "
                f"'{first.get('Key')}' for instance: {first.get('Code')}: {first.get('Message')}; "
                "take away what protects them and delete the stack again"
            )


def _unanswered_bucket(request: Request) -> str | None:
    """The bucket of a Create that was never answered, when its resource goes for good."""
    bucket = request.properties.get("BucketName")
    return bucket if isinstance(bucket, str) and stack.resource_goes(request, was_answered=False) else None
