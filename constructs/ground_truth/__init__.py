"""Amazon SageMaker Ground Truth, and the access of Ground Truth Plus, as AWS CDK constructs.

The public names are loaded when they are first used: importing a subpackage that reads files, or a command, starts no jsii.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING

# Before aws_cdk is imported: jsii announces, in a dozen lines above every mistake of a file, that Node.js 20 is no longer maintained.
os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")

if TYPE_CHECKING:
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

_MODULES = {
    "GROUND_TRUTH_REGIONS": "labeling_rules.task_types",
    "TASK_TYPES": "labeling_rules.task_types",
    "Dataset": "ground_truth.dataset.dataset",
    "DatasetManifest": "ground_truth.dataset.dataset_manifest",
    "DeliveredLabels": "ground_truth.delivered_labels",
    "EncryptionKeys": "ground_truth.encryption_keys",
    "EnvironmentStage": "ground_truth.stacks.stage",
    "ExecutionRole": "ground_truth.labeling_job.execution_role",
    "FoundationStack": "ground_truth.stacks.foundation",
    "FunctionCode": "ground_truth.custom_workflow.function_code",
    "GroundTruthPlusAccountAccess": "ground_truth.ground_truth_plus",
    "GroundTruthPlusProject": "ground_truth.ground_truth_plus",
    "GroundTruthPlusRole": "ground_truth.ground_truth_plus",
    "InputBucket": "ground_truth.buckets.input_bucket",
    "Invitation": "ground_truth.workers.workforce",
    "LabelingJob": "ground_truth.labeling_job.labeling_job",
    "LabelingStack": "ground_truth.stacks.labeling",
    "LabelingStream": "ground_truth.labeling_job.labeling_stream",
    "Member": "ground_truth.workers.pool_members",
    "OutputBucket": "ground_truth.buckets.output_bucket",
    "PlusFolders": "ground_truth.ground_truth_plus",
    "PostAnnotationFunction": "ground_truth.custom_workflow.annotation_functions",
    "PreAnnotationFunction": "ground_truth.custom_workflow.annotation_functions",
    "ProjectBucket": "ground_truth.ground_truth_plus",
    "ProjectPeople": "ground_truth.ground_truth_plus",
    "ProjectTeam": "ground_truth.ground_truth_plus",
    "TaskType": "labeling_rules.task_types",
    "WorkerPool": "ground_truth.workers.worker_pool",
    "Workforce": "ground_truth.workers.workforce",
    "WorkforceVpc": "ground_truth.workers.workforce_vpc",
    "Workteam": "ground_truth.workers.workteam",
}
"""The module of each public name, as the imports for type checkers have it."""


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
