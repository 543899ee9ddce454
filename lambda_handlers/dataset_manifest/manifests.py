"""The manifests that a resource made, and the uploads that it left."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors, ownership
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.object_reading import chunks
from lambda_handlers.aws.pages import pages
from lambda_handlers.aws.s3_location import S3Location
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import ResourceError

logger = logging.getLogger(__name__)

_CHUNK_BYTES = 64 * 1024
# What a listing shows in a bucket that does not keep versions.
_NO_VERSION = "null"
# HeadObject's answer has no body, so that its code is the status.
_GONE = {"404", "NoSuchKey", "NoSuchVersion", "NoSuchBucket"}
# ListObjectVersions and ListMultipartUploads: where a page ended, and where the next one is to begin.
_VERSION_MARKERS = {"NextKeyMarker": "KeyMarker", "NextVersionIdMarker": "VersionIdMarker"}
_UPLOAD_MARKERS = {"NextKeyMarker": "KeyMarker", "NextUploadIdMarker": "UploadIdMarker"}


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """A version of an object; in a bucket without versions it is the only one."""

    location: S3Location
    version: str


@dataclass(frozen=True, kw_only=True)
class UnfinishedUpload:
    """Parts of an object that never appeared, as of a function that died."""

    location: S3Location
    id: str


class Manifests:
    """The manifests and uploads in S3 of the resource that a request is about."""

    def __init__(self, s3: Client, request: Request) -> None:
        self._s3 = s3
        self._own = ownership.ownership_metadata(request)

    def own_at(self, location: S3Location) -> Manifest | None:
        """The manifest of this key. Raises ResourceError when it is somebody else's."""
        for manifest in self._versions(location):
            metadata = self._metadata(manifest)
            if metadata is None:
                continue
            if not self._own.items() <= metadata.items():
                raise ResourceError(
                    f"{location.uri} exists already and was made by {ownership.owner_in_metadata(metadata)}; choose another OutputS3Uri"
                )
            return manifest
        return None

    def in_folder(self, folder: S3Location) -> list[Manifest]:
        """All versions of all objects, whoever made them; none where there is no bucket."""
        try:
            return list(self._versions(folder.below("")))
        except ClientError as error:
            if api_errors.code(error) == "NoSuchBucket":
                return []
            raise

    def unfinished(self, folder: S3Location) -> list[UnfinishedUpload]:
        """Uploads that were neither finished nor aborted."""
        prefix = folder.below("").key
        try:
            found = list(pages(self._s3.list_multipart_uploads, tokens=_UPLOAD_MARKERS, Bucket=folder.bucket, Prefix=prefix))
        except ClientError as error:
            if api_errors.code(error) == "NoSuchBucket":
                return []
            raise
        uploads = [upload for page in found for upload in page.get("Uploads", [])]
        return [UnfinishedUpload(location=S3Location(bucket=folder.bucket, key=item["Key"]), id=item["UploadId"]) for item in uploads]

    def is_own(self, manifest: Manifest) -> bool:
        """True if the resource made it, and it is still there."""
        metadata = self._metadata(manifest)
        return metadata is not None and self._own.items() <= metadata.items()

    def objects_in(self, manifest: Manifest) -> int:
        """The number of its lines."""
        version_id = _parameters(manifest).get("VersionId")
        return sum(chunk.count(b"\n") for chunk in chunks(self._s3, manifest.location, size=_CHUNK_BYTES, version_id=version_id))

    def delete(self, manifest: Manifest) -> None:
        try:
            self._s3.delete_object(**_parameters(manifest))
        except ClientError as error:
            if api_errors.code(error) not in _GONE:
                raise

    def delete_all(self, manifests: Iterable[Manifest]) -> None:
        for manifest in manifests:
            self.delete(manifest)

    def delete_own(self, left: Manifest | UnfinishedUpload) -> None:
        """Delete a manifest that the resource made, or abort an upload, which only it can have begun in its folder."""
        if isinstance(left, UnfinishedUpload):
            self._abort(left)
        elif self.is_own(left):
            self.delete(left)
        else:
            logger.warning("%s is gone, or is not ours and is left alone", left.location.uri)

    def _abort(self, upload: UnfinishedUpload) -> None:
        try:
            self._s3.abort_multipart_upload(Bucket=upload.location.bucket, Key=upload.location.key, UploadId=upload.id)
        except ClientError as error:
            if api_errors.code(error) not in {"NoSuchUpload", "NoSuchBucket"}:
                raise

    def _versions(self, location: S3Location) -> Iterator[Manifest]:
        parameters = {"Bucket": location.bucket, "Prefix": location.key}
        for page in pages(self._s3.list_object_versions, tokens=_VERSION_MARKERS, **parameters):
            for version in page.get("Versions", []):
                yield Manifest(location=S3Location(bucket=location.bucket, key=version["Key"]), version=version["VersionId"])

    def _metadata(self, manifest: Manifest) -> Mapping[str, str] | None:
        """None when the manifest went after it was listed."""
        try:
            metadata: Mapping[str, str] = self._s3.head_object(**_parameters(manifest))["Metadata"]
        except ClientError as error:
            if api_errors.code(error) in _GONE:
                return None
            raise
        return metadata


def _parameters(manifest: Manifest) -> dict[str, str]:
    version = {} if manifest.version == _NO_VERSION else {"VersionId": manifest.version}
    return {"Bucket": manifest.location.bucket, "Key": manifest.location.key, **version}
