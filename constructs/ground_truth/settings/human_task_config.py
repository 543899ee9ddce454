"""HumanTaskConfig of CreateLabelingJob: the workers' task, its page and its limits."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from ground_truth.settings.api_shapes import ApiShape, ApiStructure

LambdaFunctionArn: TypeAlias = Annotated[str, ApiShape("HumanTaskConfig.PreHumanTaskLambdaArn")]
TaskKeyword: TypeAlias = Annotated[str, ApiShape("HumanTaskConfig.TaskKeywords[]")]
TaskKeywords: TypeAlias = Annotated[tuple[TaskKeyword, ...], ApiShape("HumanTaskConfig.TaskKeywords")]


class UiConfig(ApiStructure):
    """The worker's page: exactly one of its two members."""

    ui_template_s3_uri: Annotated[str, ApiShape("UiConfig.UiTemplateS3Uri")] | None = None
    """A worker task template in S3, for image, text and custom tasks."""

    human_task_ui_arn: Annotated[str, ApiShape("UiConfig.HumanTaskUiArn")] | None = None
    """A page that AWS provides, for named entities, video frames and 3D point clouds."""


class AnnotationConsolidationConfig(ApiStructure):
    """Consolidation: one label out of the answers of several workers."""

    annotation_consolidation_lambda_arn: Annotated[str, ApiShape("AnnotationConsolidationConfig.AnnotationConsolidationLambdaArn")]
    """The function that consolidates."""


class HumanTaskConfig(ApiStructure):
    """https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HumanTaskConfig.html"""

    workteam_arn: Annotated[str, ApiShape("HumanTaskConfig.WorkteamArn")] | None = None
    """A team that is not in this file. Otherwise name a team of this file in `team`."""

    ui_config: UiConfig | None = None
    """The worker's page. Without it: `template`, or the page that comes with the task type."""

    pre_human_task_lambda_arn: LambdaFunctionArn | None = None
    """Your own function that prepares each task, instead of `task_type`."""

    task_keywords: TaskKeywords | None = None
    """Keywords that describe the task."""

    task_title: Annotated[str, ApiShape("HumanTaskConfig.TaskTitle")]
    """The title that workers see."""

    task_description: Annotated[str, ApiShape("HumanTaskConfig.TaskDescription")]
    """The description that workers see, one line."""

    number_of_human_workers_per_data_object: Annotated[int, ApiShape("HumanTaskConfig.NumberOfHumanWorkersPerDataObject")]
    """The number of workers who answer each object."""

    task_time_limit_in_seconds: Annotated[int, ApiShape("HumanTaskConfig.TaskTimeLimitInSeconds")]
    """The time that a worker has for one task."""

    task_availability_lifetime_in_seconds: Annotated[int, ApiShape("HumanTaskConfig.TaskAvailabilityLifetimeInSeconds")] | None = None
    """The time that a task stays available to workers. At most 30 days."""

    max_concurrent_task_count: Annotated[int, ApiShape("HumanTaskConfig.MaxConcurrentTaskCount")] | None = None
    """The number of objects that are with workers at a time. The service's default is 1000; more than that needs AWS Support."""

    annotation_consolidation_config: AnnotationConsolidationConfig | None = None
    """Your own consolidation, instead of `task_type`."""

    public_workforce_task_price: Any = None
    """Not available: Amazon Mechanical Turk closed on 30 September 2026."""
