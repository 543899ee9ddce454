"""Files that are written into the folder of a job before the job is made."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from lambda_handlers.aws import api_errors, ownership
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.pages import Page, pages
from lambda_handlers.aws.s3_location import S3Location
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import InvalidPropertiesError
from lambda_handlers.labeling_job import label_categories, manifest_copy
from lambda_handlers.labeling_job.name import base_of, is_job_name

logger = logging.getLogger(__name__)

_FILE_NAMES = (label_categories.FILE_NAME, manifest_copy.FILE_NAME)
# HeadObject's answer has no body, so that its code is the status.
_GONE = {"404", "NoSuchKey", "NoSuchBucket"}
# Each delivery of a request may write one, and there are three.
_MOST_VERSIONS = 10


def remove_files(s3: Client, written: Iterable[Mapping[str, str]]) -> None:
    """Take the files of a job that was refused away again; what fails here must not hide why the job was refused."""
    for file in written:
        try:
            s3.delete_object(**file)
        except (BotoCoreError, ClientError) as error:
            logger.warning("%s of a labeling job that was refused stays in the bucket %s: %s", file["Key"], file["Bucket"], error)


class JobFiles:
    """The files that the resource of a request wrote for its jobs, whose output paths the properties tell.

    Properties may be of any earlier form: what they do not tell is not looked for. A file that cannot be read or deleted stays, with a
    warning: the stack can be deleted all the same.
    """

    def __init__(self, s3: Client, request: Request) -> None:
        self._s3 = s3
        self._own = ownership.ownership_metadata(request)
        self._outputs = list(dict.fromkeys(_outputs(request)))

    def jobs(self, base_names: Iterable[str]) -> Iterator[str]:
        """Names of jobs below the output paths that have a folder, whether there is a job or not."""
        for output in self._outputs:
            for base_name in base_names:
                yield from self._folders(output.below(f"{base_name}-"), base_name)

    def remove(self, job_name: str) -> None:
        """Delete what the resource wrote for the job."""
        for output in self._outputs:
            folder = output.below(job_name, "")
            try:
                for _ in range(_MOST_VERSIONS):
                    if not [key for key in self._keys(folder) if self._remove(Bucket=folder.bucket, Key=key)]:
                        break
            except ClientError as error:
                if api_errors.code(error) not in _GONE:
                    logger.warning("files of a labeling job that was never made stay in %s: %s", folder.uri, error)

    def _folders(self, start: S3Location, base_name: str) -> list[str]:
        try:
            found = list(self._pages(start, Delimiter="/"))
        except ClientError as error:
            if api_errors.code(error) not in _GONE:
                logger.warning("%s is not looked through for files of jobs that were never made: %s", start.uri, error)
            return []
        folders = [folder["Prefix"].split("/")[-2] for page in found for folder in page.get("CommonPrefixes", [])]
        return [name for name in folders if is_job_name(name) and base_of(name) == base_name]

    def _keys(self, folder: S3Location) -> list[str]:
        """Looked for in a listing: who may list but these keys gets no other answer about a missing one than about a forbidden one."""
        desired = {folder.below(file_name).key for file_name in _FILE_NAMES}
        return [item["Key"] for page in self._pages(folder) for item in page.get("Contents", []) if item["Key"] in desired]

    def _pages(self, start: S3Location, **parameters: str) -> Iterator[Page]:
        tokens = {"NextContinuationToken": "ContinuationToken"}
        return pages(self._s3.list_objects_v2, tokens=tokens, Bucket=start.bucket, Prefix=start.key, **parameters)

    def _remove(self, **place: str) -> bool:
        """Delete the current version, below which there may be another one; False when somebody else made it."""
        found = self._s3.head_object(**place)
        if not self._own.items() <= found["Metadata"].items():
            return False
        version = {"VersionId": found["VersionId"]} if "VersionId" in found else {}
        self._s3.delete_object(**place, **version)
        return True


def _outputs(request: Request) -> Iterator[S3Location]:
    for properties in (request.properties, request.old_properties):
        path = _text_at(properties, "OutputConfig", "S3OutputPath")
        if path is None or not _may_have_files(properties):
            continue
        try:
            yield S3Location.parse(path, property_path="OutputConfig.S3OutputPath")
        except InvalidPropertiesError:
            logger.info("%s is no place in S3, so nothing was written there", path)


def _may_have_files(properties: Mapping[str, Any]) -> bool:
    return not properties.keys().isdisjoint({"Labels", "LabelCategoryConfig", "CopyManifest"})


def _text_at(properties: Mapping[str, Any], *path: str) -> str | None:
    inner: Any = properties
    for name in path:
        inner = inner.get(name) if isinstance(inner, Mapping) else None
    return inner if isinstance(inner, str) else None
