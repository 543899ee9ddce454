"""Masks of images."""

import base64
import colorsys
from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.ground_truth.answers.answering import Answering
from sandbox.ground_truth.answers.audits import audited_label, unadjusted
from sandbox.ground_truth.answers.image_file import ImageSize, png_mask
from sandbox.ground_truth.answers.shown_image import size_of_image
from sandbox.ground_truth.answers.task import CONSOLIDATED, Label, Task

_BACKGROUND = "#ffffff"
# The first three were observed, in this order; the rest continue the palette they come from, d3's category10.
_PALETTE = ("#2ca02c", "#1f77b4", "#ff7f0e", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf")
_GOLDEN_RATIO = 0.618034


def _paint(task: Task) -> Any:
    """A mask with the first label on the right half of the image."""
    size, colors = size_of_image(task), _colors(task.job.labels)
    picture = png_mask(size, colors=(_BACKGROUND, colors[task.label]), see_through=True)
    return _submitted({label: {"color": color} for label, color in colors.items()}, picture, size)


def _leave(task: Task) -> Any:
    """The unchanged mask of the earlier job."""
    value, metadata = audited_label(task)
    named = {color["class-name"]: {"color": color.get("hex-color")} for color in metadata.get("internal-color-map", {}).values()}
    return {**_submitted(named, task.read(value), size_of_image(task)), "initialValueModified": False}


def _label(task: Task, _: Any) -> Label:
    colors = [("BACKGROUND", _BACKGROUND), *_colors(task.job.labels).items()]
    picture = png_mask(size_of_image(task), colors=[color for _, color in colors])
    classes = {
        str(number): {"class-name": name, "hex-color": color, "confidence": task.confidence} for number, (name, color) in enumerate(colors)
    }
    return Label(value=task.write(_path(task), picture), members={"internal-color-map": classes})


def _path(task: Task, _: str = "") -> str:
    return f"{CONSOLIDATED}/{task.object_id}_{task.times.next().strftime('%Y-%m-%dT%H:%M:%S.%f')}.png"


def _colors(labels: Sequence[str]) -> dict[str, str]:
    """A color for each label, in the order of the labels."""
    return {label: _PALETTE[number] if number < len(_PALETTE) else _further_color(number) for number, label in enumerate(labels)}


def _further_color(number: int) -> str:
    red, green, blue = colorsys.hsv_to_rgb(number * _GOLDEN_RATIO % 1, 0.55, 0.85)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def _submitted(mappings: Mapping[str, Any], picture: bytes, size: ImageSize) -> dict[str, Any]:
    return {
        "labelMappings": mappings,
        "labeledImage": {"pngImageData": base64.b64encode(picture).decode()},
        "inputImageProperties": {"height": size.height, "width": size.width},
    }


PAINTED = Answering(submit=_paint, label=_label)
ADJUSTED = Answering(submit=_leave, label=unadjusted("internal-color-map", file_name=_path))
