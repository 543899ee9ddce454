"""A labeling job and its states."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.ground_truth.data_object import DataObject
from sandbox.ground_truth.job_times import JobTimes
from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES, CUSTOM, TaskType

RUNNING_STATUSES = frozenset({"Initializing", "InProgress", "Stopping"})
"""The states that count against the quota of labeling jobs; all others are final."""
FAILURE_REASON_LENGTH = 1024


@dataclass(frozen=True, kw_only=True)
class InputReading:
    """The result of reading a job's inputs."""

    lines: tuple[Mapping[str, Any], ...] = ()
    """The lines of the manifest."""
    label_file: Mapping[str, Any] = field(default_factory=dict)
    """The label category configuration file; empty for a job without one."""
    template: str = ""
    """The worker task template; empty for a job with a page provided by AWS."""
    failure: str | None = None
    """The reason for the job to fail, or None."""


@dataclass(kw_only=True)
class LabelingJob:
    """One labeling job. Its record is permanent and its request immutable."""

    name: str
    arn: str
    reference_code: str
    request: Mapping[str, Any]
    """The parameters of CreateLabelingJob, without the tags."""
    task_type_name: str
    """The suffix after PRE- and ACS- in the names of its functions; empty for a custom labeling workflow."""
    reading: InputReading
    created: datetime
    updated: datetime
    tags: dict[str, str]
    times: JobTimes = field(repr=False, compare=False)
    status: str = "Initializing"
    failure_reason: str | None = None
    manifest_was_read: bool = False
    """True once the data objects are known: AWS reads the manifest some minutes after the job becomes InProgress."""
    data_objects: list[DataObject] = field(default_factory=list)
    """Empty until the manifest is read; a streaming job receives more later."""
    subscription_arn: str | None = None
    """The subscription of a streaming job's queue to the input topic, while it exists."""
    known_object_ids: set[str] = field(default_factory=set)
    """The deduplication ids of the messages of a streaming job."""
    output_manifest_uri: str | None = None
    """The location of the labels, once there are any."""

    @property
    def is_running(self) -> bool:
        """True in every state that is not final."""
        return self.status in RUNNING_STATUSES

    @property
    def task_type(self) -> TaskType:
        """The facts about its task type."""
        return BUILT_IN_TASK_TYPES.get(self.task_type_name, CUSTOM)

    @property
    def input_topic_arn(self) -> str | None:
        """The SNS topic of a streaming job's data objects."""
        arn: str | None = self.request["InputConfig"]["DataSource"].get("SnsDataSource", {}).get("SnsTopicArn")
        return arn

    @property
    def is_streaming(self) -> bool:
        """True if it receives data objects from an SNS topic."""
        return self.input_topic_arn is not None

    @property
    def output_topic_arn(self) -> str | None:
        """The SNS topic for finished labels."""
        arn: str | None = self.request["OutputConfig"].get("SnsTopicArn")
        return arn

    @property
    def workteam_arn(self) -> str:
        """The ARN of the work team."""
        arn: str = self.request["HumanTaskConfig"]["WorkteamArn"]
        return arn

    @property
    def label_attribute(self) -> str:
        """The key of the labels in the output manifest."""
        name: str = self.request["LabelAttributeName"]
        return name

    @property
    def metadata_attribute(self) -> str:
        """The key of the label metadata in the output manifest."""
        return f"{self.label_attribute}-metadata"

    @property
    def labels(self) -> tuple[str, ...]:
        """The label names in the label category configuration file."""
        return tuple(entry["label"] for entry in self.reading.label_file.get("labels", []))

    @property
    def unlabeled(self) -> int:
        """Data objects waiting for workers; 0 until the manifest is read."""
        return sum(item.is_unlabeled for item in self.data_objects)

    @property
    def labeled(self) -> int:
        """Data objects labeled by this job."""
        return sum(item.label is not None for item in self.data_objects)

    @property
    def failed_objects(self) -> int:
        """Data objects that cannot be labeled."""
        return sum(item.failure is not None for item in self.data_objects)

    def is_due(self, *, now: datetime, after_seconds: float) -> bool:
        """True after the given time in a transient state: Initializing, Stopping, or InProgress without data objects."""
        is_passing = self.status in ("Initializing", "Stopping") or (self.status == "InProgress" and not self.manifest_was_read)
        return is_passing and (now - self.updated).total_seconds() >= after_seconds

    def stop(self, *, now: datetime) -> None:
        """Start stopping. No effect on a job in a final state or already stopping."""
        if self.status in ("Initializing", "InProgress"):
            self.become("Stopping", now=now)

    def fail(self, reason: str, *, now: datetime) -> None:
        """End as Failed, with the reason."""
        self.failure_reason = reason[:FAILURE_REASON_LENGTH]
        self.become("Failed", now=now)

    def become(self, status: str, *, now: datetime) -> None:
        """Change the state."""
        self.status = status
        self.updated = now
