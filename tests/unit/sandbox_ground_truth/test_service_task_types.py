"""The service's table of task types compared with the API reference in botocore."""

import re

import botocore.session
import pytest
from botocore.model import StructureShape

from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES, GROUND_TRUTH_LAMBDA_ACCOUNTS, LabelFile, TaskType


def documented(shape: str, member: str) -> str:
    structure = botocore.session.get_session().get_service_model("sagemaker").shape_for(shape)
    assert isinstance(structure, StructureShape)
    return str(structure.members[member].documentation)


@pytest.mark.parametrize(
    ("shape", "member", "prefix"),
    [
        ("HumanTaskConfig", "PreHumanTaskLambdaArn", "PRE-"),
        ("AnnotationConsolidationConfig", "AnnotationConsolidationLambdaArn", "ACS-"),
    ],
)
def test_functions_and_their_accounts_are_those_of_the_api_reference(shape: str, member: str, prefix: str) -> None:
    found = re.findall(rf"arn:aws:lambda:([a-z0-9-]+):(\d{{12}}):function:{prefix}(\w+)", documented(shape, member))
    assert {(region, account) for region, account, _ in found} == set(GROUND_TRUTH_LAMBDA_ACCOUNTS.items())
    assert {name for _, _, name in found} == set(BUILT_IN_TASK_TYPES)


def test_worker_interfaces_are_those_of_the_api_reference() -> None:
    found = set(re.findall(r"human-task-ui/(\w+)", documented("UiConfig", "HumanTaskUiArn")))
    assert {task_type.human_task_ui for task_type in BUILT_IN_TASK_TYPES.values()} - {None} == found


def test_algorithms_are_those_of_the_api_reference() -> None:
    text = documented("LabelingJobAlgorithmsConfig", "LabelingJobAlgorithmSpecificationArn")
    found = set(re.findall(r"labeling-job-algorithm-specification/([\w-]+)", text))
    assert {task_type.auto_labeling_algorithm for task_type in BUILT_IN_TASK_TYPES.values()} - {None} == found


@pytest.mark.parametrize("task_type", BUILT_IN_TASK_TYPES.values(), ids=lambda task_type: task_type.name)
def test_labels_that_are_files_end_with_ref(task_type: TaskType) -> None:
    is_mask = task_type.name in ("SemanticSegmentation", "AdjustmentSemanticSegmentation")
    is_sequence_label = task_type.works_on_frames and not task_type.name.endswith("3DPointCloudObjectDetection")
    assert task_type.ends_with_ref == (is_mask or is_sequence_label)


@pytest.mark.parametrize("task_type", BUILT_IN_TASK_TYPES.values(), ids=lambda task_type: task_type.name)
def test_only_text_goes_without_cors(task_type: TaskType) -> None:
    assert task_type.needs_cors == (task_type.source_keys == ("source-ref",))


def test_named_entities_have_a_label_file_of_their_own() -> None:
    assert BUILT_IN_TASK_TYPES["NamedEntityRecognition"].label_file is LabelFile.NAMED_ENTITIES
