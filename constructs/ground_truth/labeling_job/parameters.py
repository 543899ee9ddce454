"""The properties of a labeling job's custom resource: CreateLabelingJob's parameters, named and nested as there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ground_truth.labeling_job.label_properties import label_properties
from ground_truth.labeling_job.parts import LabelingJobParts
from ground_truth.settings.labeling_job import LabelingJobSettings
from ground_truth.tags import api_tags
from labeling_rules.task_types import TaskType


def labeling_job_parameters(
    settings: LabelingJobSettings, parts: LabelingJobParts, *, role_arn: str, region: str, tags: Mapping[str, str]
) -> dict[str, Any]:
    """The parameters of `settings`, completed by those that the parts and the task type give."""
    request = settings.api_parameters()
    source = _data_source(parts)
    if source:
        request.setdefault("InputConfig", {}).setdefault("DataSource", {}).update(source)
    if parts.copies_manifest:
        request["CopyManifest"] = True
    request["OutputConfig"] = {**request.get("OutputConfig", {}), **_output(parts)}
    request["RoleArn"] = role_arn
    request["HumanTaskConfig"] |= _task(settings, parts, region)
    labels = settings.label_categories or settings.labels
    if labels is not None:
        task = settings.built_in_task
        # Elsewhere the page finds the labels to audit itself.
        audited = parts.audited_attribute if task and task.names_audited_attribute else None
        request |= label_properties(labels, task=task, audited_attribute=audited)
    _fill_in_algorithm(request, settings.built_in_task, region)
    request["Tags"] = api_tags({**tags, **{tag.key: tag.value for tag in settings.tags}})
    return request


def _data_source(parts: LabelingJobParts) -> dict[str, Any]:
    manifest = {"S3DataSource": {"ManifestS3Uri": parts.manifest.uri}} if parts.manifest else {}
    topic = {"SnsDataSource": {"SnsTopicArn": parts.stream.input_topic.topic_arn}} if parts.stream else {}
    return {**manifest, **topic}


def _output(parts: LabelingJobParts) -> dict[str, str]:
    topic = parts.stream.output_topic if parts.stream else None
    # Without a key Ground Truth takes the account's own for S3, whatever the bucket says.
    key = parts.output.encryption_key if parts.output.kms_key_id is None else None
    return {
        "S3OutputPath": parts.output_folder.uri.removesuffix("/*"),
        **({"KmsKeyId": key.key_arn} if key else {}),
        **({"SnsTopicArn": topic.topic_arn} if topic else {}),
    }


def _task(settings: LabelingJobSettings, parts: LabelingJobParts, region: str) -> dict[str, Any]:
    task = settings.built_in_task
    filled: dict[str, Any] = {}
    if parts.team is not None:
        filled["WorkteamArn"] = parts.team.workteam_arn
    if settings.human_task_config.ui_config is None:
        page = {"UiTemplateS3Uri": parts.template.uri} if parts.template else {"HumanTaskUiArn": task and task.human_task_ui_arn(region)}
        filled["UiConfig"] = page
    prepare, consolidate = _functions(task, parts, region)
    if prepare is not None:
        filled["PreHumanTaskLambdaArn"] = prepare
    if consolidate is not None:
        filled["AnnotationConsolidationConfig"] = {"AnnotationConsolidationLambdaArn": consolidate}
    return filled


def _functions(task: TaskType | None, parts: LabelingJobParts, region: str) -> tuple[str | None, str | None]:
    if task is not None:
        return task.pre_annotation_lambda_arn(region), task.annotation_consolidation_lambda_arn(region)
    own = (parts.pre_annotation, parts.post_annotation)
    prepare, consolidate = (function.function_arn if function is not None else None for function in own)
    return prepare, consolidate


def _fill_in_algorithm(request: dict[str, Any], task: TaskType | None, region: str) -> None:
    algorithms = request.get("LabelingJobAlgorithmsConfig")
    if algorithms is not None and task is not None:
        algorithms.setdefault("LabelingJobAlgorithmSpecificationArn", task.automated_labeling_algorithm_arn(region))
