"""The `type` in label metadata per task type, from the developer guide's page "Output Data"."""

from collections.abc import Mapping
from types import MappingProxyType

from sandbox.ground_truth.task_types import TaskType

CUSTOM_TYPE = "groundtruth/custom"
VERIFICATION_TYPE = "groundtruth/label-verification"

_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "BoundingBox": "groundtruth/object-detection",
        "ImageMultiClass": "groundtruth/image-classification",
        "ImageMultiClassMultiLabel": "groundtruth/image-classification-multilabel",
        "SemanticSegmentation": "groundtruth/semantic-segmentation",
        "TextMultiClass": "groundtruth/text-classification",
        "TextMultiClassMultiLabel": "groundtruth/text-classification-multilabel",
        "NamedEntityRecognition": "groundtruth/text-span",
        # Undocumented; named like the others.
        "VideoMultiClass": "groundtruth/video-classification",
        "VideoObjectDetection": "groundtruth/video-object-detection",
        "VideoObjectTracking": "groundtruth/video-object-tracking",
        "3DPointCloudObjectDetection": "groundtruth/point_cloud_object_detection",
        "3DPointCloudObjectTracking": "groundtruth/point_cloud_object_tracking",
        "3DPointCloudSemanticSegmentation": "groundtruth/point_cloud_single_frame_semantic_segmentation",
    }
)


def label_type(task_type: TaskType) -> str:
    """The type of the labels that a job makes."""
    if task_type.name.startswith("Verification"):
        return VERIFICATION_TYPE
    return _TYPES.get(audited_task(task_type), CUSTOM_TYPE)


def audited_type(task_type: TaskType) -> str:
    """The type of the labels that an adjustment or verification job audits."""
    return _TYPES[audited_task(task_type)]


def audited_task(task_type: TaskType) -> str:
    """The name of the task type that an adjustment or verification job audits; otherwise the task type's own."""
    return task_type.name.removeprefix("Adjustment").removeprefix("Verification")
