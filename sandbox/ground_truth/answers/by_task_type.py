"""The responses of each built-in task type."""

from collections.abc import Mapping
from types import MappingProxyType

from sandbox.ground_truth.answers import bounding_boxes, classification, masks, point_clouds, text_spans, video_frames
from sandbox.ground_truth.answers.answering import Answering
from sandbox.ground_truth.task_types import TaskType

_ANSWERINGS: Mapping[str, Answering] = MappingProxyType(
    {
        "BoundingBox": bounding_boxes.DRAWN,
        "ImageMultiClass": classification.IMAGE,
        "ImageMultiClassMultiLabel": classification.IMAGE_MULTI_LABEL,
        "SemanticSegmentation": masks.PAINTED,
        "TextMultiClass": classification.TEXT,
        "TextMultiClassMultiLabel": classification.TEXT_MULTI_LABEL,
        "NamedEntityRecognition": text_spans.ENTITIES,
        "VideoMultiClass": classification.TEXT,
        "VideoObjectDetection": video_frames.DETECTED,
        "VideoObjectTracking": video_frames.TRACKED,
        "3DPointCloudObjectDetection": point_clouds.DETECTED,
        "3DPointCloudObjectTracking": point_clouds.TRACKED,
        "3DPointCloudSemanticSegmentation": point_clouds.CLASSIFIED,
        "VerificationBoundingBox": classification.VERIFICATION,
        "VerificationSemanticSegmentation": classification.VERIFICATION,
        "AdjustmentBoundingBox": bounding_boxes.ADJUSTED,
        "AdjustmentSemanticSegmentation": masks.ADJUSTED,
        "AdjustmentVideoObjectDetection": video_frames.ADJUSTED,
        "AdjustmentVideoObjectTracking": video_frames.ADJUSTED,
        "Adjustment3DPointCloudObjectDetection": point_clouds.ADJUSTED,
        "Adjustment3DPointCloudObjectTracking": point_clouds.ADJUSTED,
        "Adjustment3DPointCloudSemanticSegmentation": point_clouds.ADJUSTED,
    }
)


def answering_of(task_type: TaskType) -> Answering:
    """The responses to tasks of a built-in type."""
    return _ANSWERINGS[task_type.name]
