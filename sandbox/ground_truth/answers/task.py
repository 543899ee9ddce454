"""The task of labeling one data object."""

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
    """No worker can label the data object; the message gives the reason."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Task:
    """A data object and the context of its response."""

    role: JobRole
    job: LabelingJob
    item: DataObject
    object_id: int
    """The number of its manifest line, zero-based."""
    iteration: int
    """The annotation round, one-based."""

    @property
    def times(self) -> JobTimes:
        """The timestamps of the job's events."""
        return self.job.times

    @property
    def label(self) -> str:
        """The simulated workers' choice: the first label of the file."""
        return self.job.labels[0]

    @property
    def confidence(self) -> float:
        """Ground Truth's confidence in unanimous workers: 0 for one worker, otherwise its maximum."""
        workers: int = self.job.request["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"]
        return 0 if workers == 1 else _MOST_CONFIDENT

    def class_of(self, label: str) -> int:
        """The number of a label. Raises ValidationException for a label that the job does not have."""
        if label not in self.job.labels:
            raise ValidationException(f"The answer has the label '{label}'; the labels of the job are {', '.join(self.job.labels)}.")
        return self.job.labels.index(label)

    def require_data(self) -> None:
        """Raise UnanswerableError unless the line's object exists."""
        if "source-ref" in self.item.line:
            location = S3Location.of_object(self.item.line["source-ref"], member="source-ref")
            self._get("head_object", location)

    def read(self, uri: str) -> bytes:
        """The content of an input object. Raises UnanswerableError if the role cannot read it."""
        content: bytes = self._get("get_object", S3Location.of_object(uri, member="source-ref"))["Body"].read()
        return content

    def uri(self, path: str) -> str:
        """The URI of a path in the job's output folder."""
        return output_folder(self.job.request).inside(f"{self.job.name}/{path}").uri

    def write(self, path: str, content: bytes) -> str:
        """Write an object to the job's output folder and return its URI. Raises JobFailureError."""
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
    """The value of the label attribute, and the metadata members specific to the task type."""

    value: Any
    members: Mapping[str, Any]
