"""Labels of video frames and point clouds."""

import json
import zlib
from collections.abc import Mapping
from typing import Any

from sandbox.ground_truth.answers.classification import Answer
from sandbox.ground_truth.answers.task import CONSOLIDATED, Task, UnanswerableError
from sandbox.ground_truth.manifest import InvalidInputError
from sandbox.ground_truth.sequence_files import read_sequence

_OBJECT_ID = "00000000-0000-4000-8000-000000000001"
_SHAPES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "BoundingBox": ("annotations", {"height": 20, "width": 30, "top": 10, "left": 10}),
    "Polygon": ("polygons", {"vertices": [{"x": 10, "y": 10}, {"x": 40, "y": 10}, {"x": 40, "y": 30}]}),
    "Polyline": ("polylines", {"vertices": [{"x": 10, "y": 10}, {"x": 40, "y": 30}]}),
    "Keypoint": ("keypoints", {"x": 10, "y": 10}),
}
_CUBOID = {"center-x": 0.0, "center-y": 0.0, "center-z": 0.0, "length": 4.0, "width": 2.0, "height": 2.0, "roll": 0, "pitch": 0, "yaw": 0.0}
_BYTES_OF_FIELDS = {"xyz": 12, "xyzi": 16, "xyzrgb": 24, "xyzirgb": 28}


def detected_in_video(task: Task) -> Answer:
    """The same object on every frame."""
    return _video_answer(task, "detection-annotations", {})


def tracked_in_video(task: Task) -> Answer:
    """The same object on every frame, known again by its id."""
    return _video_answer(task, "tracking-annotations", {"object-id": _OBJECT_ID, "object-name": f"{task.label}:1"})


def cuboid(task: Task) -> Answer:
    """One cuboid in the point cloud, written into the manifest."""
    task.require_data()
    annotation = {"label-category-attributes": {}, "object-name": f"{task.label}:1", "class-id": 0, **_CUBOID}
    # AWS writes class_map here, and class-map everywhere else.
    return {"annotations": [annotation]}, task.metadata(objects=[], class_map={"0": task.label})


def tracked_cuboid(task: Task) -> Answer:
    """The same cuboid on every frame of the sequence."""
    frames = _frames(task)
    annotation = {"label-category-attributes": {}, "object-name": f"{task.label}:1", "class-id": 0, **_CUBOID, "object-id": _OBJECT_ID}
    labeled = [
        {"frame-number": number, "frame-name": frame["frame"], "frame-attributes": {}, "annotations": [annotation]}
        for number, frame in enumerate(frames)
    ]
    objects = [{"frame-no": frame.get("frame-no", number), "confidence": []} for number, frame in enumerate(frames)]
    uri = _write_sequence(task, {"tracking-annotations": labeled})
    return uri, task.metadata(**{"objects": objects, "class-map": {"0": task.label}})


def point_classes(task: Task) -> Answer:
    """A class for each point: every point has the label."""
    line = task.item.line
    points = _point_count(task.read(line["source-ref"]), line)
    uri = task.write(f"{CONSOLIDATED}/{task.object_id}/{task.object_id}.zlib", zlib.compress(b"\x01" * points))
    classes = {
        "0": {"class-name": "Background", "hex-color": "#ffffff", "confidence": 0.0},
        "1": {"class-name": task.label, "hex-color": "#2ca02c", "confidence": 0.0},
    }
    return uri, task.metadata(**{"color-map": classes})


def _video_answer(task: Task, list_name: str, more: Mapping[str, Any]) -> Answer:
    name, shape = _SHAPES[task.job.reading.label_file.get("annotationType", "BoundingBox")]
    annotation = {**shape, "class-id": "0", "label-category-attributes": {}, **more}
    labeled = [
        {name: [annotation], "frame-no": str(frame["frame-no"]), "frame": frame["frame"], "frame-attributes": {}} for frame in _frames(task)
    ]
    uri = _write_sequence(task, {list_name: labeled})
    return uri, task.metadata(**{"class-map": {"0": task.label}})


def _frames(task: Task) -> list[Mapping[str, Any]]:
    try:
        sequence = read_sequence(task.role, task.item.line["source-ref"], task_type=task.job.task_type)
    except InvalidInputError as broken:
        raise UnanswerableError(str(broken)) from broken
    frames: list[Mapping[str, Any]] = sequence["frames"]
    return frames


def _write_sequence(task: Task, labels: Mapping[str, Any]) -> str:
    return task.write(f"{CONSOLIDATED}/{task.object_id}/SeqLabel.json", json.dumps(labels).encode())


def _point_count(content: bytes, line: Mapping[str, Any]) -> int:
    """Points of a cloud, whose format the file's name tells when the metadata do not."""
    default = "text/xyzi" if line["source-ref"].endswith(".txt") else "binary/xyzi"
    kind, _, fields = line["source-ref-metadata"].get("format", default).partition("/")
    if kind == "text":
        return len([row for row in content.splitlines() if row.strip()])
    return len(content) // _BYTES_OF_FIELDS[fields]
