"""The environment file: its model, its loader, and every mistake of it at once."""

from ground_truth.environment.bucket import BucketSettings
from ground_truth.environment.dataset import DatasetSettings
from ground_truth.environment.encryption_key import EncryptionKeySettings
from ground_truth.environment.environment import Environment, EnvironmentFile
from ground_truth.environment.ground_truth_plus import GroundTruthPlusSettings
from ground_truth.environment.json_schema import environment_json_schema
from ground_truth.environment.labeling_job import LabelingJobSettings, OutputConfig, StoppingConditions, Tag
from ground_truth.environment.loader import load_environment, load_environments
from ground_truth.environment.mistakes import EnvironmentFileError
from ground_truth.environment.rules import labeling_job_mistakes
from ground_truth.environment.workflow import AnnotationFunctionSettings, PostAnnotationFunctionSettings, WorkflowSettings
from ground_truth.environment.workforce import (
    AdoptWorkforce,
    CreateWorkforce,
    ImportWorkforce,
    WorkforceSettings,
    WorkforceVpcConfig,
)
from ground_truth.settings.human_task_config import AnnotationConsolidationConfig, HumanTaskConfig, UiConfig
from ground_truth.settings.input_config import DataAttributes, DataSource, InputConfig, S3DataSource, SnsDataSource
from ground_truth.settings.labeling_job_algorithms_config import LabelingJobAlgorithmsConfig, LabelingJobResourceConfig, VpcConfig
from ground_truth.settings.plus_project import ContactSettings, DeliverySettings, PeopleSettings, PlusProjectSettings
from ground_truth.settings.plus_team import PlusTeamSettings
from ground_truth.settings.team import MemberSettings, TeamSettings
from ground_truth.settings.user_pool import InvitationSettings, PasswordSettings, UserPoolSettings
from labeling_rules.mistake import Mistake

__all__ = [
    "AdoptWorkforce",
    "AnnotationConsolidationConfig",
    "AnnotationFunctionSettings",
    "BucketSettings",
    "ContactSettings",
    "CreateWorkforce",
    "DataAttributes",
    "DataSource",
    "DatasetSettings",
    "DeliverySettings",
    "EncryptionKeySettings",
    "Environment",
    "EnvironmentFile",
    "EnvironmentFileError",
    "GroundTruthPlusSettings",
    "HumanTaskConfig",
    "ImportWorkforce",
    "InputConfig",
    "InvitationSettings",
    "LabelingJobAlgorithmsConfig",
    "LabelingJobResourceConfig",
    "LabelingJobSettings",
    "MemberSettings",
    "Mistake",
    "OutputConfig",
    "PasswordSettings",
    "PeopleSettings",
    "PlusProjectSettings",
    "PlusTeamSettings",
    "PostAnnotationFunctionSettings",
    "S3DataSource",
    "SnsDataSource",
    "StoppingConditions",
    "Tag",
    "TeamSettings",
    "UiConfig",
    "UserPoolSettings",
    "VpcConfig",
    "WorkflowSettings",
    "WorkforceSettings",
    "WorkforceVpcConfig",
    "environment_json_schema",
    "labeling_job_mistakes",
    "load_environment",
    "load_environments",
]
