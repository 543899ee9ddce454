"""One data object in the hands of the workers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from sandbox.ground_truth.job_output import output_folder, write_output
from sandbox.ground_truth.job_role import JobRole, reason_of
from sandbox.ground_truth.label_types import label_type
from sandbox.ground_truth.labeling_job import DataObject, LabelingJob
from sandbox.ground_truth.s3_location import S3Location

CONSOLIDATED = "annotations/consolidated-annotation/output"
_CONFIDENCE = 0.95


class UnanswerableError(Exception):
    """The data object cannot be labeled: the text is its ``failure-reason``."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """A data object with everything that its answer needs."""

    role: JobRole
    job: LabelingJob
    item: DataObject
    object_id: int
    now: datetime

    @property
    def label(self) -> str:
        """What workers choose here: the first label of the file."""
        return self.job.labels[0]

    @property
    def confidence(self) -> float:
        """With one worker per data object AWS knows none."""
        workers: int = self.job.request["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"]
        return 0.0 if workers == 1 else _CONFIDENCE

    def metadata(self, **more: Any) -> dict[str, Any]:
        """The metadata of a label: ``more``, and what all labels have."""
        return {
            **more,
            "type": label_type(self.job.task_type),
            "job-name": f"labeling-job/{self.job.name}",
            "human-annotated": "yes",
            "creation-date": self.now.strftime("%Y-%m-%dT%H:%M:%S.%f"),
        }

    def require_data(self) -> None:
        """The object that the line names must be there. Raises UnanswerableError."""
        if "source-ref" in self.item.line:
            location = S3Location.of_object(self.item.line["source-ref"], member="source-ref")
            self._get("head_object", location)

    def read(self, uri: str) -> bytes:
        """An object of the input. Raises UnanswerableError when the role cannot read it."""
        content: bytes = self._get("get_object", S3Location.of_object(uri, member="source-ref"))["Body"].read()
        return content

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
