"""Boxes and masks on images."""

from sandbox.ground_truth.answers.classification import Answer
from sandbox.ground_truth.answers.image_file import ImageSize, image_size, png_mask
from sandbox.ground_truth.answers.task import CONSOLIDATED, Task, UnanswerableError

_BACKGROUND, _COLOR = "#ffffff", "#2ca02c"


def bounding_box(task: Task) -> Answer:
    """One box around the middle of the image."""
    size = _size(task)
    box = {"class_id": 0, "left": size.width // 4, "top": size.height // 4, "width": size.width // 2, "height": size.height // 2}
    value = {"image_size": [{"width": size.width, "height": size.height, "depth": size.depth}], "annotations": [box]}
    return value, task.metadata(**{"objects": [{"confidence": task.confidence}], "class-map": {"0": task.label}})


def mask(task: Task) -> Answer:
    """A mask whose right half has the label."""
    picture = png_mask(_size(task), colors=(_BACKGROUND, _COLOR))
    uri = task.write(f"{CONSOLIDATED}/{task.object_id}_{task.now.strftime('%Y-%m-%dT%H:%M:%S.%f')}.png", picture)
    classes = {
        "0": {"class-name": "BACKGROUND", "hex-color": _BACKGROUND, "confidence": task.confidence},
        "1": {"class-name": task.label, "hex-color": _COLOR, "confidence": task.confidence},
    }
    return uri, task.metadata(**{"internal-color-map": classes})


def _size(task: Task) -> ImageSize:
    uri = task.item.line["source-ref"]
    size = image_size(task.read(uri))
    if size is None:
        raise UnanswerableError(f"'{uri}' is not a PNG or JPEG image")
    return size
