"""Deleting every version in a bucket: a thousand to a request, and one by one where a request for many cannot name the key."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.pages import pages
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.errors import DeadlineReachedError, ResourceError

# https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html: keys of one request.
LARGEST_BATCH = 1000
# ListObjectVersions: where a page ended, and where the next one is to begin.
MARKERS = {"NextKeyMarker": "KeyMarker", "NextVersionIdMarker": "VersionIdMarker"}

# What no document of XML 1.0 can hold, which a key may (https://www.w3.org/TR/xml/#charsets). DeleteObjects, whose request is XML, answers
# MalformedXML to the whole batch (boto/boto3 #2005) or passes over the key; DeleteObject has the key in its address.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GONE = {"NoSuchKey", "NoSuchVersion"}


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version of an object, or a delete marker: to S3 they are deleted alike."""

    key: str
    id: str


def empty_bucket(s3: Client, *, bucket: Mapping[str, str], deadline: Deadline) -> None:
    """Delete all versions. `bucket`: the parameters that name it and its owner.

    Raises DeadlineReachedError, and ResourceError that names the bucket and a key when a version cannot be deleted, or is there still
    after it was deleted by itself.
    """
    _Emptying(s3, bucket=bucket, deadline=deadline).run()


class _Emptying:
    def __init__(self, s3: Client, *, bucket: Mapping[str, str], deadline: Deadline) -> None:
        self._s3 = s3
        self._bucket = bucket
        self._deadline = deadline
        self._deleted = 0

    def run(self) -> None:
        last: Collection[Version] = frozenset()
        singly: Collection[Version] = frozenset()
        while versions := self._first_versions():
            stuck = next((version for version in versions if version in singly), None)
            if stuck is not None:
                raise ResourceError(
                    f"the bucket '{self._name}' cannot be emptied: the version {stuck.id} of {stuck.key!r} is there still after S3 "
                    "answered that it was deleted; take away what keeps or writes it and delete the stack again"
                )
            by_themselves = [version for version in versions if version in last or _NO_XML.search(version.key)]
            self._delete_together([version for version in versions if version not in set(by_themselves)])
            self._delete_singly(by_themselves)
            last, singly = frozenset(versions), frozenset(by_themselves)

    def _first_versions(self) -> Sequence[Version]:
        """As many as one request can delete; none when the bucket is empty.

        Listed from the beginning each time: S3 does not say what a listing does that goes on from a version deleted since.
        """
        for page in pages(self._s3.list_object_versions, tokens=MARKERS, **self._bucket, MaxKeys=LARGEST_BATCH):
            versions = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
            if versions:
                return [Version(key=version["Key"], id=version["VersionId"]) for version in versions]
        return []

    def _delete_together(self, versions: Sequence[Version]) -> None:
        if not versions:
            return
        self._check_deadline()
        desired = [{"Key": version.key, "VersionId": version.id} for version in versions]
        try:
            answer = self._s3.delete_objects(**self._bucket, Delete={"Objects": desired, "Quiet": True})
        except ClientError as error:
            if api_errors.code(error) != "MalformedXML":
                raise
            self._delete_singly(versions)
            return
        refused: list[Mapping[str, Any]] = answer.get("Errors", [])
        if refused:
            first = refused[0]
            raise ResourceError(
                f"{len(refused)} of {len(versions)} versions in the bucket '{self._name}' were not deleted, one of "
                f"{first.get('Key')!r} for instance: {first.get('Code')}: {first.get('Message')}; "
                "take away what protects them and delete the stack again"
            )
        self._deleted += len(versions)

    def _delete_singly(self, versions: Sequence[Version]) -> None:
        for version in versions:
            self._check_deadline()
            try:
                self._s3.delete_object(**self._bucket, Key=version.key, VersionId=version.id)
            except ClientError as error:
                if api_errors.code(error) == "NoSuchBucket":
                    raise
                if api_errors.code(error) not in _GONE:
                    raise ResourceError(
                        f"the version {version.id} of {version.key!r} in the bucket '{self._name}' was not deleted: {error}; "
                        "take away what protects it and delete the stack again"
                    ) from error
            self._deleted += 1

    def _check_deadline(self) -> None:
        if self._deadline.remaining_seconds() <= 0:
            raise DeadlineReachedError(
                f"the function's time ran out while emptying the bucket '{self._name}': {self._deleted} versions were deleted and more "
                "remain; delete the stack again to go on from there"
            )

    @property
    def _name(self) -> str:
        return self._bucket["Bucket"]
