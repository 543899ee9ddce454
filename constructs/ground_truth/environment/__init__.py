"""The environment file: its model with the settings that it shares with the constructs, its loader, and every mistake of it at once."""

from ground_truth import settings
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
from ground_truth.settings import *  # noqa: F403 - all that it shares with the constructs
from labeling_rules.mistake import Mistake

__all__ = [
    "AdoptWorkforce",
    "AnnotationFunctionSettings",
    "BucketSettings",
    "CreateWorkforce",
    "DatasetSettings",
    "EncryptionKeySettings",
    "Environment",
    "EnvironmentFile",
    "EnvironmentFileError",
    "EnvironmentLabelingJob",
    "GroundTruthPlusSettings",
    "ImportWorkforce",
    "Mistake",
    "PostAnnotationFunctionSettings",
    "WorkflowSettings",
    "WorkforceSettings",
    "WorkforceVpcConfig",
    "environment_json_schema",
    "load_environment",
    "load_environments",
]
__all__ += settings.__all__
