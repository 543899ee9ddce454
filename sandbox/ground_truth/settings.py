"""What differs between AWS accounts, or is documented in more than one way: quotas, delays and observed oddities."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The account the service pretends to run in."""

    clock: Callable[[], datetime] = _utc_now
    """The time of day, timezone-aware; tests put their own here."""

    vpc_change_seconds: float = 2.0
    """How long a workforce stays Initializing, Updating or Deleting when a VPC is involved. On AWS about six minutes."""

    labeling_job_change_seconds: float = 0.0
    """How long a job stays Initializing, and later Stopping. On AWS some minutes; here it shows each state at least once."""

    labeling_job_quota: int | None = None
    """Labeling jobs that may run at one time (quota L-150039CA). AWS gives new accounts 1; None is an account without that limit."""

    streaming_labeling_job_quota: int | None = 0
    """Streaming labeling jobs that may run at one time (quota L-C3E706F6). AWS gives new accounts 0."""

    workteam_quota: int = 25
    """Work teams per Region (quota L-1BAEE5A7)."""

    human_task_ui_quota: int = 100
    """Human task UIs per Region (quota L-3036C9CA)."""

    dataset_object_quota: int = 10_000
    """Objects of one labeling job, as Service Quotas lists it; the developer guide still speaks of 100,000."""

    concurrent_task_quota: int = 1_000
    """The largest MaxConcurrentTaskCount; AWS Support raises it to at most 5,000."""

    frame_task_time_limit: int = 2_592_000
    """The longest TaskTimeLimitInSeconds of video frame and 3D point cloud tasks, as the API reference has it (30 days);
    the pages of the task types still say 604,800 (7 days)."""

    workforce_tags_known: bool = False
    """Whether ListTags, AddTags and DeleteTags know workforces. In the field ListTags answered "Invalid resource type: workforce", and
    the service authorization reference lists workforces for none of the three, although CreateWorkforce takes tags."""

    workforce_tags_listed: bool = False
    """Whether ListTags alone knows workforces, which nobody has seen: an account in which tags can be read and not changed."""

    subscribed_workteam_arns: frozenset[str] = frozenset()
    """The vendor work teams this account has subscribed to in AWS Marketplace."""


_current = Settings()


def configure(settings: Settings) -> None:
    """Let the service run with other settings from now on, in all accounts and regions."""
    global _current
    _current = settings


def current_settings() -> Settings:
    """The settings the service runs with."""
    return _current
