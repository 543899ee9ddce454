"""Amazon SageMaker Ground Truth, and the access of Ground Truth Plus, as AWS CDK constructs."""

from ground_truth.dataset import Dataset
from ground_truth.environment_stage import EnvironmentStage
from ground_truth.execution_role import ExecutionRole
from ground_truth.foundation_stack import FoundationStack
from ground_truth.ground_truth_plus import GroundTruthPlusAccountAccess, GroundTruthPlusRole
from ground_truth.input_bucket import InputBucket
from ground_truth.labeling_job import LabelingJob
from ground_truth.labeling_stack import LabelingStack
from ground_truth.output_bucket import OutputBucket
from ground_truth.worker_pool import WorkerPool
from ground_truth.workforce import Invitation, Workforce
from ground_truth.workteam import Member, Workteam
from labeling_rules.task_types import GROUND_TRUTH_REGIONS, TASK_TYPES, TaskType

__all__ = [
    "GROUND_TRUTH_REGIONS",
    "TASK_TYPES",
    "Dataset",
    "EnvironmentStage",
    "ExecutionRole",
    "FoundationStack",
    "GroundTruthPlusAccountAccess",
    "GroundTruthPlusRole",
    "InputBucket",
    "Invitation",
    "LabelingJob",
    "LabelingStack",
    "Member",
    "OutputBucket",
    "TaskType",
    "WorkerPool",
    "Workforce",
    "Workteam",
]
