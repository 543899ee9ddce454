"""The state of the service, per account and region."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend

from sandbox.ground_truth.labeling_job import LabelingJob

Tags = dict[str, str]


@dataclass
class Workforce:
    """The private workforce of an account and region."""

    name: str
    arn: str
    sub_domain: str
    created: datetime
    updated: datetime
    tags: Tags
    source_ip_config: dict[str, Any]
    cognito_config: dict[str, Any] | None = None
    oidc_config: dict[str, Any] | None = None
    """Without the client secret, which no operation returns."""
    vpc_config: dict[str, Any] | None = None
    ip_address_type: str = "ipv4"
    status: str = "Active"
    busy_until: datetime | None = None
    """The end of the change in progress; None if there is none."""


@dataclass
class Workteam:
    """A work team of the private workforce."""

    name: str
    arn: str
    workforce: Workforce
    member_definitions: list[dict[str, Any]]
    description: str
    created: datetime
    updated: datetime
    tags: Tags
    notification_topic_arn: str | None = None
    worker_access_configuration: dict[str, Any] | None = None


@dataclass(frozen=True)
class HumanTaskUi:
    """A worker task template stored by SageMaker."""

    name: str
    arn: str
    template: str
    created: datetime
    tags: Tags


class GroundTruthBackend(BaseBackend):
    """The resources of one account and region. ``moto.mock_aws`` resets it like any other backend."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.workforces: dict[str, Workforce] = {}
        self.workteams: dict[str, Workteam] = {}
        self.human_task_uis: dict[str, HumanTaskUi] = {}
        self.labeling_jobs: dict[str, LabelingJob] = {}
        """By lower-case name: AWS treats names that differ only in case as equal. Entries are never removed."""


ground_truth_backends = BackendDict(GroundTruthBackend, "sagemaker")
