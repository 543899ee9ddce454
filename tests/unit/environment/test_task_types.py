"""The built-in task types compared with botocore's documentation of the API."""

from __future__ import annotations

import dataclasses
import re

import pytest

from labeling_rules.api_limits import find_shape
from labeling_rules.task_types import CUSTOM_TASK, GROUND_TRUTH_REGIONS, TASK_TYPES


def documented_arns(path: str) -> set[str]:
    # Some ARNs in the documentation are broken by lines or tags.
    text = re.sub(r"<[^>]+>|\s+", " ", find_shape(path).documentation)
    return set(re.findall(r"arn:aws:[a-z]+:[a-z0-9\-]+:\d+:[\w/:\-]+", text))


def test_there_are_all_of_them() -> None:
    assert len(TASK_TYPES) == 23
    assert len(GROUND_TRUTH_REGIONS) == 12


def test_the_functions_are_those_that_the_api_documents() -> None:
    prepare = {task.pre_annotation_lambda_arn(region) for task in TASK_TYPES.values() for region in GROUND_TRUTH_REGIONS}
    consolidate = {task.annotation_consolidation_lambda_arn(region) for task in TASK_TYPES.values() for region in GROUND_TRUTH_REGIONS}
    assert prepare == {arn for arn in documented_arns("HumanTaskConfig.PreHumanTaskLambdaArn") if ":PRE-" in arn}
    consolidation_arn = "AnnotationConsolidationConfig.AnnotationConsolidationLambdaArn"
    assert consolidate == {arn for arn in documented_arns(consolidation_arn) if ":ACS-" in arn}


def test_the_pages_are_those_that_the_api_documents() -> None:
    documentation = find_shape("UiConfig.HumanTaskUiArn").documentation
    names = {task.human_task_ui for task in TASK_TYPES.values() if task.human_task_ui}
    assert names == set(re.findall(r"394669845002:human-task-ui/(\w+)", documentation))


def test_the_algorithms_are_those_that_the_api_documents() -> None:
    documentation = find_shape("LabelingJobAlgorithmsConfig.LabelingJobAlgorithmSpecificationArn").documentation
    algorithms = {task.automated_labeling_algorithm for task in TASK_TYPES.values() if task.automated_labeling_algorithm}
    assert algorithms == set(re.findall(r"027400017018:labeling-job-algorithm-specification/([\w\-]+)", documentation))
    assert TASK_TYPES["BoundingBox"].automated_labeling_algorithm_arn("eu-west-1") == (
        "arn:aws:sagemaker:eu-west-1:027400017018:labeling-job-algorithm-specification/object-detection"
    )
    assert TASK_TYPES["PassThrough"].automated_labeling_algorithm_arn("eu-west-1") is None


def test_a_task_has_a_template_or_a_page() -> None:
    with_element = {name for name, task in TASK_TYPES.items() if task.crowd_element}
    with_page = {name for name, task in TASK_TYPES.items() if not task.uses_template}
    assert with_element | with_page == TASK_TYPES.keys() - {"PassThrough"}
    assert not with_element & with_page
    assert TASK_TYPES["TextMultiClass"].human_task_ui_arn("us-east-1") is None
    assert TASK_TYPES["NamedEntityRecognition"].human_task_ui_arn("us-east-1") == (
        "arn:aws:sagemaker:us-east-1:394669845002:human-task-ui/NamedEntityRecognition"
    )


def test_label_attribute_names_end_with_ref_where_labels_are_files() -> None:
    assert {name for name, task in TASK_TYPES.items() if task.ref_suffix} == {
        "SemanticSegmentation",
        "AdjustmentSemanticSegmentation",
        "VideoObjectDetection",
        "VideoObjectTracking",
        "AdjustmentVideoObjectDetection",
        "AdjustmentVideoObjectTracking",
        "3DPointCloudObjectTracking",
        "3DPointCloudSemanticSegmentation",
        "Adjustment3DPointCloudObjectTracking",
        "Adjustment3DPointCloudSemanticSegmentation",
    }


def test_audits_have_the_kind_and_page_of_what_they_audit() -> None:
    for task in TASK_TYPES.values():
        if task.base is not None:
            base = TASK_TYPES[task.base]
            assert (task.kind, task.human_task_ui, task.crowd_element) == (base.kind, base.human_task_ui, base.crowd_element)


def test_what_the_browser_shows_from_s3_needs_cors() -> None:
    image, frames = TASK_TYPES["BoundingBox"].cors_profile, TASK_TYPES["VideoObjectDetection"].cors_profile
    assert image is not None
    assert (image.allowed_methods, image.allowed_origins, image.on_output_bucket) == (("GET",), ("*",), False)
    assert frames is not None
    assert (frames.allowed_methods, frames.max_age_seconds, frames.on_output_bucket) == (("GET", "HEAD", "PUT"), 3000, True)
    assert TASK_TYPES["TextMultiClass"].cors_profile is None


def test_a_region_without_ground_truth_has_no_functions() -> None:
    with pytest.raises(KeyError):
        CUSTOM_TASK.pre_annotation_lambda_arn("us-west-1")


def test_facts_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        CUSTOM_TASK.min_labels = 0  # type: ignore[misc]
    with pytest.raises(TypeError):
        TASK_TYPES["Other"] = CUSTOM_TASK  # type: ignore[index]
