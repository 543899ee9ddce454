"""The environment file as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import StrictBool

from ground_truth.environment.bucket import BucketSettings
from ground_truth.environment.encryption_key import EncryptionKeySettings
from ground_truth.environment.ground_truth_plus import ACCOUNT_ID, GroundTruthPlusSettings
from ground_truth.environment.labeling_job import EnvironmentLabelingJob
from ground_truth.environment.workforce import WorkforceSettings
from ground_truth.settings.api_shapes import ApiShape
from ground_truth.settings.constraints import Count, OneOf
from ground_truth.settings.settings import Settings
from ground_truth.settings.team import TeamSettings
from labeling_rules.mistake import Mistake
from labeling_rules.task_types import GROUND_TRUTH_REGIONS

TagKey: TypeAlias = Annotated[str, ApiShape("Tag.Key")]
TagValue: TypeAlias = Annotated[str, ApiShape("Tag.Value")]


class EnvironmentFile(Settings):
    """One environment of Amazon SageMaker Ground Truth: an account, a region, and what is deployed there."""

    account: Annotated[str, ACCOUNT_ID]
    """The AWS account, 12 digits in quotes: YAML takes an unquoted number and loses its leading zeros."""

    region: Annotated[str, OneOf.keys(GROUND_TRUTH_REGIONS)]
    """The AWS region, one of those that have Ground Truth."""

    tags: Mapping[TagKey, TagValue] = {}
    """Tags of everything that is deployed."""

    data_on_destroy: Literal["retain", "destroy"] = "retain"
    """The fate of the buckets with everything in them, their keys and the user pool at `cdk destroy`."""

    trust_source_account: StrictBool = False
    """True if the roles of labeling jobs and of Ground Truth Plus are assumed for this account only (aws:SourceAccount). AWS documents that
    for other features of SageMaker, not for these: try it with one job first."""

    input_bucket: BucketSettings = BucketSettings()
    """The bucket of the data to label."""

    output_bucket: BucketSettings = BucketSettings()
    """The bucket of the labels."""

    encryption_keys: tuple[EncryptionKeySettings, ...] = ()
    """The KMS keys of buckets and topics that are not made here, each once for all jobs."""

    ground_truth_plus: GroundTruthPlusSettings | None = None
    """Access for Ground Truth Plus. Without it: none."""

    workforce: WorkforceSettings
    """The private workforce of the account in this region."""

    teams: Annotated[tuple[TeamSettings, ...], Count(1, 25, of="teams")]
    """The work teams, 25 at most (service quota L-1BAEE5A7)."""

    labeling_jobs: tuple[EnvironmentLabelingJob, ...] = ()
    """The labeling jobs. A job starts, and starts to cost, when it is deployed."""


class Environment(EnvironmentFile):
    """A checked environment file, with the environment's name and the folder that its paths are relative to."""

    name: str
    """The file's name without `.yaml`."""

    folder: Path
    """The folder of the file."""

    warnings: tuple[Mistake, ...] = ()
    """Warnings that no construct would find: about local files and about several jobs."""

    parameter_warnings: tuple[Mistake, ...] = ()
    """Warnings about single teams and jobs, which their constructs give too."""

    @property
    def foundation_stack_name(self) -> str:
        """The name of the Foundation stack in AWS."""
        return f"{self.name}-Foundation"

    def resolve(self, path: str) -> Path:
        """A path of the file as a path of this machine."""
        return self.folder / path

    def team(self, name: str) -> TeamSettings:
        """The team of that name. Raises KeyError when there is none."""
        return {team.name: team for team in self.teams}[name]
