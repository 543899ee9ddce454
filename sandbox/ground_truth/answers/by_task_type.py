"""Which answer a built-in task type has."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sandbox.ground_truth.answers.audits import unadjusted
from sandbox.ground_truth.answers.classification import Answer, judgment, many_classes, single_class
from sandbox.ground_truth.answers.frames import cuboid, detected_in_video, point_classes, tracked_cuboid, tracked_in_video
from sandbox.ground_truth.answers.images import bounding_box, mask
from sandbox.ground_truth.answers.task import Task, UnanswerableError
from sandbox.ground_truth.answers.text_spans import entities

_ANSWERS: Mapping[str, Callable[[Task], Answer]] = MappingProxyType(
    {
        "BoundingBox": bounding_box,
        "ImageMultiClass": single_class,
        "ImageMultiClassMultiLabel": many_classes,
        "SemanticSegmentation": mask,
        "TextMultiClass": single_class,
        "TextMultiClassMultiLabel": many_classes,
        "NamedEntityRecognition": entities,
        "VideoMultiClass": single_class,
        "VideoObjectDetection": detected_in_video,
        "VideoObjectTracking": tracked_in_video,
        "3DPointCloudObjectDetection": cuboid,
        "3DPointCloudObjectTracking": tracked_cuboid,
        "3DPointCloudSemanticSegmentation": point_classes,
    }
)


def answer(task: Task) -> None:
    """Label the data object, or fail it."""
    try:
        value, metadata = _answer_of(task.job.task_type.name)(task)
    except UnanswerableError as failure:
        task.item.failure = str(failure)
        return
    task.item.label = {task.job.label_attribute: value, task.job.metadata_attribute: metadata}


def _answer_of(name: str) -> Callable[[Task], Answer]:
    if name.startswith("Verification"):
        return judgment
    return unadjusted if name.startswith("Adjustment") else _ANSWERS[name]
