"""The description of a point cloud frame, in a manifest or a sequence file.

Source: developer guide, "Create a Point Cloud Frame Input Manifest File" and "Create a Point Cloud Sequence Input Manifest".
"""

from collections.abc import Iterator, Mapping
from typing import Any

FORMATS = tuple(f"{kind}/{fields}" for kind in ("binary", "text") for fields in ("xyz", "xyzi", "xyzrgb", "xyzirgb"))
MOST_IMAGES = 8
_POSE = {"position": ("x", "y", "z"), "heading": ("qx", "qy", "qz", "qw")}
_CAMERA_NUMBERS = ("unix-timestamp", "fx", "fy", "cx", "cy")
_CAMERA_MODELS = ("pinhole", "fisheye")


def frame_mistakes(frame: Mapping[str, Any]) -> Iterator[str]:
    """The mistakes in a frame."""
    if not _is_number(frame.get("unix-timestamp")):
        yield "unix-timestamp must be a number"
    if frame.get("format", FORMATS[0]) not in FORMATS:
        yield f"format {frame['format']!r} must be one of {', '.join(FORMATS)}"
    if "prefix" in frame and not is_folder(frame["prefix"]):
        yield f"prefix {frame['prefix']!r} must be s3://bucket/folder/"
    if "ego-vehicle-pose" in frame:
        yield from _pose_mistakes(frame["ego-vehicle-pose"], where="ego-vehicle-pose")
    yield from _image_mistakes(frame)


def is_folder(value: object) -> bool:
    """True if the value is an S3 URI that ends with a slash."""
    return isinstance(value, str) and value.startswith("s3://") and value.endswith("/") and len(value) > len("s3:///")


def _image_mistakes(frame: Mapping[str, Any]) -> Iterator[str]:
    images = frame.get("images", [])
    if not isinstance(images, list) or not all(isinstance(image, dict) for image in images):
        yield "images must be a list of images"
        return
    if len(images) > MOST_IMAGES:
        yield f"it has {len(images)} images; at most {MOST_IMAGES} are allowed"
    for image in images:
        yield from _camera_mistakes(image)


def _camera_mistakes(image: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(image.get("image-path"), str):
        yield "an image must have an image-path"
    for name in _CAMERA_NUMBERS:
        if not _is_number(image.get(name)):
            yield f"{name} of an image must be a number"
    if image.get("camera-model", "pinhole") not in _CAMERA_MODELS:
        yield f"camera-model {image['camera-model']!r} of an image must be one of {', '.join(_CAMERA_MODELS)}"
    yield from _pose_mistakes(image, where="an image")


def _pose_mistakes(pose: object, *, where: str) -> Iterator[str]:
    found = pose if isinstance(pose, dict) else {}
    for part, numbers in _POSE.items():
        values = found.get(part)
        if not isinstance(values, dict) or not all(_is_number(values.get(number)) for number in numbers):
            yield f"{part} of {where} must have the numbers {', '.join(numbers)}"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
