"""Amazon SageMaker Ground Truth, and the access of Ground Truth Plus, as AWS CDK constructs."""

import os

# Before aws_cdk is imported: jsii announces, in a dozen lines above every mistake of a file, that Node.js 20 is no longer maintained.
# Here, since `python -m ground_truth.environment` imports this package, and with it aws_cdk, before its own first line.
os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")

from ground_truth.buckets.input_bucket import InputBucket
from ground_truth.buckets.output_bucket import OutputBucket
from ground_truth.custom_workflow.annotation_functions import PostAnnotationFunction, PreAnnotationFunction
from ground_truth.custom_workflow.function_code import FunctionCode
from ground_truth.dataset.dataset import Dataset
from ground_truth.dataset.dataset_manifest import DatasetManifest
from ground_truth.delivered_labels import DeliveredLabels
from ground_truth.encryption_keys import EncryptionKeys
from ground_truth.ground_truth_plus import (
    GroundTruthPlusAccountAccess,
    GroundTruthPlusProject,
    GroundTruthPlusRole,
    PlusFolders,
    ProjectBucket,
    ProjectPeople,
    ProjectTeam,
)
from ground_truth.labeling_job.execution_role import ExecutionRole
from ground_truth.labeling_job.labeling_job import LabelingJob
from ground_truth.labeling_job.labeling_stream import LabelingStream
from ground_truth.stacks.foundation import FoundationStack
from ground_truth.stacks.labeling import LabelingStack
from ground_truth.stacks.stage import EnvironmentStage
from ground_truth.workers.pool_members import Member
from ground_truth.workers.worker_pool import WorkerPool
from ground_truth.workers.workforce import Invitation, Workforce
from ground_truth.workers.workforce_vpc import WorkforceVpc
from ground_truth.workers.workteam import Workteam
from labeling_rules.task_types import GROUND_TRUTH_REGIONS, TASK_TYPES, TaskType

__all__ = [
    "GROUND_TRUTH_REGIONS",
    "TASK_TYPES",
    "Dataset",
    "DatasetManifest",
    "DeliveredLabels",
    "EncryptionKeys",
    "EnvironmentStage",
    "ExecutionRole",
    "FoundationStack",
    "FunctionCode",
    "GroundTruthPlusAccountAccess",
    "GroundTruthPlusProject",
    "GroundTruthPlusRole",
    "InputBucket",
    "Invitation",
    "LabelingJob",
    "LabelingStack",
    "LabelingStream",
    "Member",
    "OutputBucket",
    "PlusFolders",
    "PostAnnotationFunction",
    "PreAnnotationFunction",
    "ProjectBucket",
    "ProjectPeople",
    "ProjectTeam",
    "TaskType",
    "WorkerPool",
    "Workforce",
    "WorkforceVpc",
    "Workteam",
]
