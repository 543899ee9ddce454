"""CreateLabelingJob's rules beyond the model: constraints between members; each error names the member."""

import re
from collections.abc import Callable
from typing import Any

from sandbox.ground_truth.errors import ResourceLimitExceeded, ValidationException
from sandbox.ground_truth.job_role import require_own_role
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.s3_location import S3Location
from sandbox.ground_truth.task_types import AUTO_LABELING_ACCOUNT, HUMAN_TASK_UI_ACCOUNT, TaskType

_RESERVED_ATTRIBUTES = ("source", "source-ref")
_IMAGE_AND_TEXT_TIME_LIMIT = 28_800
_LONGEST_AVAILABILITY = 2_592_000


def require_valid_job(request: Request, task_type: TaskType) -> None:
    """Raise ValidationException for the first rule the request breaks."""
    rules: tuple[Callable[[Request, TaskType], None], ...] = (
        _require_label_attribute,
        _require_data_source,
        _require_locations,
        _require_worker_interface,
        _require_no_price,
        _require_workers,
        _require_times,
        _require_concurrency,
        _require_label_file,
        _require_algorithm,
        _require_own_role,
    )
    for rule in rules:
        rule(request, task_type)


def _require_label_attribute(request: Request, task_type: TaskType) -> None:
    name: str = request.parameters["LabelAttributeName"]
    if name in _RESERVED_ATTRIBUTES:
        raise ValidationException(f"LabelAttributeName '{name}' is reserved for the input data.")
    if name.endswith("-metadata"):
        raise ValidationException(f"LabelAttributeName '{name}' must not end with '-metadata'.")
    if task_type.ends_with_ref and not name.endswith("-ref"):
        # Observed for semantic segmentation, with this message.
        raise ValidationException(
            f"The value of the LabelAttributeName field for the {_spelled(task_type)} task type must end with '-ref'."
        )
    if not task_type.ends_with_ref and name.endswith("-ref"):
        raise ValidationException(f"LabelAttributeName '{name}' must not end with '-ref' for the task type {task_type.name or 'custom'}.")


def _spelled(task_type: TaskType) -> str:
    """The name in words: Semantic Segmentation."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=3D)(?=[A-Z])", " ", task_type.name)


def _require_data_source(request: Request, task_type: TaskType) -> None:  # noqa: ARG001
    source = request.parameters["InputConfig"]["DataSource"]
    if not source:
        raise ValidationException("InputConfig.DataSource must have an S3DataSource or an SnsDataSource.")
    topics = {"InputConfig.DataSource.SnsDataSource": source.get("SnsDataSource"), "OutputConfig": request.parameters["OutputConfig"]}
    for member, holder in topics.items():
        topic = (holder or {}).get("SnsTopicArn")
        if topic is not None and topic.split(":")[3] != request.region:
            raise ValidationException(f"{member}.SnsTopicArn '{topic}' must be a topic in region {request.region}.")


def _require_locations(request: Request, task_type: TaskType) -> None:  # noqa: ARG001 - all rules share one signature
    parameters = request.parameters
    manifest = parameters["InputConfig"]["DataSource"].get("S3DataSource", {}).get("ManifestS3Uri")
    objects = {
        "InputConfig.DataSource.S3DataSource.ManifestS3Uri": manifest,
        "HumanTaskConfig.UiConfig.UiTemplateS3Uri": parameters["HumanTaskConfig"]["UiConfig"].get("UiTemplateS3Uri"),
        "LabelCategoryConfigS3Uri": parameters.get("LabelCategoryConfigS3Uri"),
    }
    for member, uri in objects.items():
        if uri is not None:
            S3Location.of_object(uri, member=member)
    S3Location.of_folder(parameters["OutputConfig"]["S3OutputPath"], member="OutputConfig.S3OutputPath")


def _require_worker_interface(request: Request, task_type: TaskType) -> None:
    config: dict[str, Any] = request.parameters["HumanTaskConfig"]["UiConfig"]
    if len(config) != 1:
        raise ValidationException("HumanTaskConfig.UiConfig must have exactly one of UiTemplateS3Uri and HumanTaskUiArn.")
    arn = config.get("HumanTaskUiArn")
    if task_type.human_task_ui is None:
        if arn is not None:
            raise ValidationException(
                f"HumanTaskConfig.UiConfig.HumanTaskUiArn '{arn}' cannot be used with the task type {task_type.name or 'custom'}; "
                "provide UiTemplateS3Uri."
            )
        return
    if task_type.takes_template and arn is None:
        return
    expected = f"arn:{request.backend.partition}:sagemaker:{request.region}:{HUMAN_TASK_UI_ACCOUNT}:human-task-ui/{task_type.human_task_ui}"
    if arn != expected:
        raise ValidationException(f"HumanTaskConfig.UiConfig.HumanTaskUiArn must be '{expected}' for the task type {task_type.name}.")


def _require_no_price(request: Request, task_type: TaskType) -> None:  # noqa: ARG001
    if "PublicWorkforceTaskPrice" in request.parameters["HumanTaskConfig"]:
        raise ValidationException(
            "HumanTaskConfig.PublicWorkforceTaskPrice cannot be used: the Amazon Mechanical Turk workforce closed on 30 September 2026."
        )


def _require_workers(request: Request, task_type: TaskType) -> None:
    workers = request.parameters["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"]
    if task_type.works_on_frames and workers != 1:
        raise ValidationException(
            f"HumanTaskConfig.NumberOfHumanWorkersPerDataObject must be 1 for the task type {task_type.name}, not {workers}."
        )


def _require_times(request: Request, task_type: TaskType) -> None:
    config = request.parameters["HumanTaskConfig"]
    longest = request.settings.frame_task_time_limit if task_type.works_on_frames else _IMAGE_AND_TEXT_TIME_LIMIT
    if config["TaskTimeLimitInSeconds"] > longest:
        raise ValidationException(
            f"HumanTaskConfig.TaskTimeLimitInSeconds must be at most {longest} for the task type {task_type.name or 'custom'}, "
            f"not {config['TaskTimeLimitInSeconds']}."
        )
    available = config.get("TaskAvailabilityLifetimeInSeconds", 0)
    if available > _LONGEST_AVAILABILITY:
        raise ValidationException(
            f"HumanTaskConfig.TaskAvailabilityLifetimeInSeconds must be at most {_LONGEST_AVAILABILITY}, not {available}."
        )


def _require_concurrency(request: Request, task_type: TaskType) -> None:  # noqa: ARG001
    requested = request.parameters["HumanTaskConfig"].get("MaxConcurrentTaskCount", 0)
    if requested > request.settings.concurrent_task_quota:
        raise ResourceLimitExceeded(
            f"HumanTaskConfig.MaxConcurrentTaskCount must be at most {request.settings.concurrent_task_quota}, not {requested}. "
            "Contact AWS Support to request an increase."
        )


def _require_label_file(request: Request, task_type: TaskType) -> None:
    if task_type.label_file_required and "LabelCategoryConfigS3Uri" not in request.parameters:
        raise ValidationException(f"LabelCategoryConfigS3Uri is required for the task type {task_type.name}.")


def _require_algorithm(request: Request, task_type: TaskType) -> None:
    config = request.parameters.get("LabelingJobAlgorithmsConfig")
    if config is None:
        return
    member = "LabelingJobAlgorithmsConfig.LabelingJobAlgorithmSpecificationArn"
    if task_type.auto_labeling_algorithm is None or "SnsDataSource" in request.parameters["InputConfig"]["DataSource"]:
        kind = "streaming labeling jobs" if task_type.auto_labeling_algorithm else f"the task type {task_type.name or 'custom'}"
        raise ValidationException(f"LabelingJobAlgorithmsConfig cannot be used with {kind}: it has no automated data labeling.")
    name = f"labeling-job-algorithm-specification/{task_type.auto_labeling_algorithm}"
    expected = f"arn:{request.backend.partition}:sagemaker:{request.region}:{AUTO_LABELING_ACCOUNT}:{name}"
    if config["LabelingJobAlgorithmSpecificationArn"] != expected:
        raise ValidationException(f"{member} must be '{expected}' for the task type {task_type.name}.")


def _require_own_role(request: Request, task_type: TaskType) -> None:  # noqa: ARG001
    require_own_role(request)
