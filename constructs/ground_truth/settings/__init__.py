"""The settings that the environment file and the constructs share, as pydantic models."""

from ground_truth.settings.human_task_config import AnnotationConsolidationConfig, HumanTaskConfig, UiConfig
from ground_truth.settings.input_config import DataAttributes, DataSource, InputConfig, S3DataSource, SnsDataSource
from ground_truth.settings.label_categories import LabelCategories
from ground_truth.settings.labeling_job import LabelingJobSettings, OutputConfig, StoppingConditions, Tag
from ground_truth.settings.labeling_job_algorithms_config import LabelingJobAlgorithmsConfig, LabelingJobResourceConfig, VpcConfig
from ground_truth.settings.plus_project import ContactSettings, DeliverySettings, PeopleSettings, PlusProjectSettings
from ground_truth.settings.plus_team import PlusTeamSettings
from ground_truth.settings.team import MemberSettings, TeamSettings
from ground_truth.settings.user_pool import InvitationSettings, PasswordSettings, UserPoolSettings

__all__ = [
    "AnnotationConsolidationConfig",
    "ContactSettings",
    "DataAttributes",
    "DataSource",
    "DeliverySettings",
    "HumanTaskConfig",
    "InputConfig",
    "InvitationSettings",
    "LabelCategories",
    "LabelingJobAlgorithmsConfig",
    "LabelingJobResourceConfig",
    "LabelingJobSettings",
    "MemberSettings",
    "OutputConfig",
    "PasswordSettings",
    "PeopleSettings",
    "PlusProjectSettings",
    "PlusTeamSettings",
    "S3DataSource",
    "SnsDataSource",
    "StoppingConditions",
    "Tag",
    "TeamSettings",
    "UiConfig",
    "UserPoolSettings",
    "VpcConfig",
]
