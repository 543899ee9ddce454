"""The environment file: its model with the settings that it shares with the constructs, its loader, and every mistake of it at once."""

from ground_truth.environment.bucket import BucketSettings
from ground_truth.environment.dataset import DatasetSettings
from ground_truth.environment.encryption_key import EncryptionKeySettings
from ground_truth.environment.environment import Environment, EnvironmentFile
from ground_truth.environment.ground_truth_plus import GroundTruthPlusSettings
from ground_truth.environment.json_schema import environment_json_schema
from ground_truth.environment.labeling_job import EnvironmentLabelingJob
from ground_truth.environment.loader import load_environment, load_environments
from ground_truth.environment.mistakes import EnvironmentFileError
from ground_truth.environment.workflow import AnnotationFunctionSettings, PostAnnotationFunctionSettings, WorkflowSettings
from ground_truth.environment.workforce import AdoptWorkforce, CreateWorkforce, ImportWorkforce, WorkforceSettings, WorkforceVpcConfig
from ground_truth.settings import (
    AnnotationConsolidationConfig,
    ContactSettings,
    DataAttributes,
    DataSource,
    DeliverySettings,
    HumanTaskConfig,
    InputConfig,
    InvitationSettings,
    LabelCategories,
    LabelingJobAlgorithmsConfig,
    LabelingJobResourceConfig,
    LabelingJobSettings,
    MemberSettings,
    OutputConfig,
    PasswordSettings,
    PeopleSettings,
    PlusProjectSettings,
    PlusTeamSettings,
    S3DataSource,
    SnsDataSource,
    StoppingConditions,
    Tag,
    TeamSettings,
    UiConfig,
    UserPoolSettings,
    VpcConfig,
)
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
    "EnvironmentLabelingJob",
    "GroundTruthPlusSettings",
    "HumanTaskConfig",
    "ImportWorkforce",
    "InputConfig",
    "InvitationSettings",
    "LabelCategories",
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
    "load_environment",
    "load_environments",
]
