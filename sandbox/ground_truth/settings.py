"""Differences between AWS accounts, and conflicting documentation: quotas, delays and observed oddities."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of the simulated account."""

    clock: Callable[[], datetime] = _utc_now
    """The current time, timezone-aware; tests replace it."""

    vpc_change_seconds: float = 2.0
    """Duration of Initializing, Updating or Deleting for a workforce with a VPC. About six minutes on AWS."""

    labeling_job_change_seconds: float = 0.0
    """Duration of Initializing and Stopping for a job. Some minutes on AWS; here each state is shown at least once."""

    labeling_job_quota: int | None = None
    """Concurrent labeling jobs (quota L-150039CA). New AWS accounts get 1; None: unlimited."""

    streaming_labeling_job_quota: int | None = 0
    """Concurrent streaming labeling jobs (quota L-C3E706F6). New AWS accounts get 0."""

    workteam_quota: int = 25
    """Work teams per Region (quota L-1BAEE5A7)."""

    human_task_ui_quota: int = 100
    """Human task UIs per Region (quota L-3036C9CA)."""

    dataset_object_quota: int = 10_000
    """Objects per labeling job, as listed in Service Quotas; the developer guide still says 100,000."""

    concurrent_task_quota: int = 1_000
    """Maximum of MaxConcurrentTaskCount; AWS Support raises it to at most 5,000."""

    frame_task_time_limit: int = 2_592_000
    """Maximum TaskTimeLimitInSeconds of video frame and 3D point cloud tasks, from the API reference (30 days);
    the task types' own pages still say 604,800 (7 days).
    """

    workforce_tags_known: bool = False
    """True if ListTags, AddTags and DeleteTags support workforces. ListTags was observed to return "Invalid resource type: workforce", and
    the service authorization reference lists workforces for none of the three, although CreateWorkforce accepts tags.
    """

    workforce_tags_listed: bool = False
    """True if only ListTags supports workforces, which was never observed: an account in which tags can be read but not changed."""

    subscribed_workteam_arns: frozenset[str] = frozenset()
    """The vendor work teams that this account subscribes to in AWS Marketplace."""


_current = Settings()


def configure(settings: Settings) -> None:
    """Apply settings to all accounts and regions from now on."""
    global _current
    _current = settings


def current_settings() -> Settings:
    """The current settings of the service."""
    return _current
