"""Boxes on images, drawn or adjusted."""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.ground_truth.answers.answering import Answering
from sandbox.ground_truth.answers.audits import audited_label
from sandbox.ground_truth.answers.classification import class_map
from sandbox.ground_truth.answers.image_file import ImageSize
from sandbox.ground_truth.answers.shown_image import size_of_image
from sandbox.ground_truth.answers.task import Label, Task, UnanswerableError

_EDGES = ("top", "left", "height", "width")
Box = Mapping[str, Any]


def _draw(task: Task) -> Any:
    """One box in the middle of the image."""
    size = size_of_image(task)
    box = {"height": size.height // 2, "left": size.width // 4, "top": size.height // 4, "width": size.width // 2}
    return _submitted([{**box, "label": task.label}], size)


def _leave(task: Task) -> Any:
    """The unchanged boxes of the earlier job."""
    return {**_submitted(_earlier_boxes(task), size_of_image(task)), "initialValueModified": False}


def _label(task: Task, answer: Any) -> Label:
    size, boxes = size_of_image(task), answer["boundingBoxes"]
    annotations = [{"class_id": task.class_of(box["label"]), **{edge: box[edge] for edge in _EDGES}} for box in boxes]
    value = {"image_size": [{"width": size.width, "height": size.height, "depth": size.depth}], "annotations": annotations}
    classes = class_map(task, [box["label"] for box in boxes])
    return Label(value=value, members=_members(task, annotations, classes))


def _adjusted(task: Task, answer: Any) -> Label:
    """Compare the boxes with the earlier label: if they are unchanged, all of it is kept."""
    value, metadata = audited_label(task)
    if _compared(answer["boundingBoxes"]) != _compared(_earlier_boxes(task)):
        label = _label(task, answer)
        return Label(value=label.value, members={**label.members, "adjustment-status": "adjusted"})
    members = _members(task, value["annotations"], metadata.get("class-map", {}))
    return Label(value=value, members={**members, "adjustment-status": "unadjusted"})


def _members(task: Task, annotations: Sequence[Box], classes: Mapping[str, str]) -> dict[str, Any]:
    return {"objects": [{"confidence": task.confidence} for _ in annotations], "class-map": classes}


def _earlier_boxes(task: Task) -> list[Box]:
    value, metadata = audited_label(task)
    try:
        names = metadata.get("class-map", {})
        return [{**{edge: box[edge] for edge in _EDGES}, "label": names.get(str(box["class_id"]), "")} for box in value["annotations"]]
    except (KeyError, TypeError, AttributeError) as broken:
        raise UnanswerableError(f"its boxes cannot be shown: {broken!r}") from broken


def _compared(boxes: Sequence[Box]) -> list[tuple[Any, ...]]:
    return [(box["label"], *(box[edge] for edge in _EDGES)) for box in boxes]


def _submitted(boxes: Sequence[Box], size: ImageSize) -> dict[str, Any]:
    return {"boundingBoxes": boxes, "inputImageProperties": {"height": size.height, "width": size.width}}


DRAWN = Answering(submit=_draw, label=_label, element="crowd-bounding-box")
ADJUSTED = Answering(submit=_leave, label=_adjusted, element="crowd-bounding-box")
