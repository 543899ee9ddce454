"""Quotas of an account in a region. Source: AWS General Reference, "Amazon SageMaker AI endpoints and quotas"."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ServiceQuota:
    """A quota per account and region, as Service Quotas lists it."""

    name: str
    code: str
    default: int

    @property
    def allowed(self) -> str:
        """The last part of a message: the allowed value."""
        return f"{self.default} at a time in a new account: quota {self.code} ({self.name}) has to allow more"


LABELING_JOBS = ServiceQuota("Ground Truth labeling jobs", "L-150039CA", 1)
STREAMING_LABELING_JOBS = ServiceQuota("Ground Truth streaming labeling jobs", "L-C3E706F6", 0)
WORK_TEAMS = ServiceQuota("Ground Truth work teams", "L-1BAEE5A7", 25)
