"""One data object in the hands of the workers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from sandbox.ground_truth.data_object import DataObject
from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.job_output import output_folder, write_output
from sandbox.ground_truth.job_role import JobRole, reason_of
from sandbox.ground_truth.job_times import JobTimes
from sandbox.ground_truth.labeling_job import LabelingJob
from sandbox.ground_truth.s3_location import S3Location

CONSOLIDATED = "annotations/consolidated-annotation/output"
_MOST_CONFIDENT = 0.95


class UnanswerableError(Exception):
    """No worker can label the data object: the text is why."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Task:
    """A data object with everything that its answer needs."""

    role: JobRole
    job: LabelingJob
    item: DataObject
    object_id: int
    """The number of its line in the manifest, from 0."""
    iteration: int
    """The round of annotation, from 1."""

    @property
    def times(self) -> JobTimes:
        """When things happen to the job."""
        return self.job.times

    @property
    def label(self) -> str:
        """What simulated workers choose: the first label of the file."""
        return self.job.labels[0]

    @property
    def confidence(self) -> float:
        """How sure Ground Truth is of workers who all agree: 0 with one worker, else the most it ever says."""
        workers: int = self.job.request["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"]
        return 0 if workers == 1 else _MOST_CONFIDENT

    def class_of(self, label: str) -> int:
        """The number of a label. Raises ValidationException for one that the job does not have."""
        if label not in self.job.labels:
            raise ValidationException(f"The answer has the label '{label}'; the labels of the job are {', '.join(self.job.labels)}.")
        return self.job.labels.index(label)

    def require_data(self) -> None:
        """The object that the line names must be there. Raises UnanswerableError."""
        if "source-ref" in self.item.line:
            location = S3Location.of_object(self.item.line["source-ref"], member="source-ref")
            self._get("head_object", location)

    def read(self, uri: str) -> bytes:
        """An object of the input. Raises UnanswerableError when the role cannot read it."""
        content: bytes = self._get("get_object", S3Location.of_object(uri, member="source-ref"))["Body"].read()
        return content

    def uri(self, path: str) -> str:
        """The URI of a path in the folder of the job."""
        return output_folder(self.job.request).inside(f"{self.job.name}/{path}").uri

    def write(self, path: str, content: bytes) -> str:
        """An object in the folder of the job; its URI comes back. Raises JobFailureError."""
        location = output_folder(self.job.request).inside(f"{self.job.name}/{path}")
        write_output(self.role, self.job.request, location, content)
        return location.uri

    def _get(self, operation: str, location: S3Location) -> Any:
        try:
            return getattr(self.role.client("s3"), operation)(Bucket=location.bucket, Key=location.key)
        except (ClientError, BotoCoreError) as refused:
            raise UnanswerableError(
                f"'{location.uri}' could not be read with role {self.role.arn}: "
                f"it must exist and the role must be allowed s3:GetObject ({reason_of(refused)})"
            ) from refused


@dataclass(frozen=True, kw_only=True)
class Label:
    """The value of the label attribute, and the members of its metadata that only this task type has."""

    value: Any
    members: Mapping[str, Any]
