"""A labeling job and the states it goes through."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

RUNNING_STATUSES = frozenset({"Initializing", "InProgress", "Stopping"})
"""The states in which a job counts against the quota of labeling jobs; the others are final."""


@dataclass(frozen=True, kw_only=True)
class InputReading:
    """What reading the inputs of a job came to."""

    object_count: int = 0
    """Data objects still without the job's label."""
    failure: str | None = None
    """Why the job must fail, or None."""


@dataclass(kw_only=True)
class LabelingJob:
    """One labeling job. Its record stays for ever; its request can never be changed."""

    name: str
    arn: str
    reference_code: str
    request: Mapping[str, Any]
    """The parameters of CreateLabelingJob, without the tags."""
    reading: InputReading
    created: datetime
    updated: datetime
    tags: dict[str, str]
    status: str = "Initializing"
    failure_reason: str | None = None

    @property
    def is_running(self) -> bool:
        """Whether it is in none of the final states."""
        return self.status in RUNNING_STATUSES

    @property
    def is_streaming(self) -> bool:
        """Whether it takes data objects from an SNS topic."""
        return "SnsDataSource" in self.request["InputConfig"]["DataSource"]

    @property
    def workteam_arn(self) -> str:
        """The team that labels."""
        arn: str = self.request["HumanTaskConfig"]["WorkteamArn"]
        return arn

    def advance(self, *, now: datetime, after_seconds: float) -> None:
        """Leave a passing state that has lasted so long: Initializing once the inputs are read, Stopping once stopped."""
        if (now - self.updated).total_seconds() < after_seconds:
            return
        if self.status == "Initializing" and self.reading.failure is not None:
            self.failure_reason = self.reading.failure[:1024]
            self._become("Failed", now=now)
        elif self.status == "Initializing":
            self._become("InProgress", now=now)
        elif self.status == "Stopping":
            self._become("Stopped", now=now)

    def stop(self, *, now: datetime) -> None:
        """Begin to stop. A job that is final, or already stopping, stays as it is."""
        if self.status in ("Initializing", "InProgress"):
            self._become("Stopping", now=now)

    def _become(self, status: str, *, now: datetime) -> None:
        self.status = status
        self.updated = now

    @property
    def unlabeled(self) -> int:
        """Data objects without a label; 0 until the inputs are read. No object is labeled here yet, so it never shrinks."""
        return 0 if self.status in ("Initializing", "Failed") else self.reading.object_count
