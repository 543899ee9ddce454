"""Cuboids in point clouds, and classes of their points. The form of the workers' responses is undocumented: it is that of the label."""

import json
import zlib
from collections.abc import Mapping
from typing import Any

from sandbox.ground_truth.answers.answering import Answering
from sandbox.ground_truth.answers.audits import audited_label, json_of, unadjusted
from sandbox.ground_truth.answers.task import CONSOLIDATED, Label, Task
from sandbox.ground_truth.answers.video_frames import frames_of, object_id

_CUBOID = {"center-x": 0.0, "center-y": 0.0, "center-z": 0.0, "length": 4.0, "width": 2.0, "height": 2.0, "roll": 0, "pitch": 0, "yaw": 0.0}
_BYTES_OF_FIELDS = {"xyz": 12, "xyzi": 16, "xyzrgb": 24, "xyzirgb": 28}


def _detect(task: Task) -> Any:
    """One cuboid in the point cloud."""
    task.require_data()
    return {"annotations": [_cuboid(task)]}


def _in_the_manifest(task: Task, answer: Any) -> Label:
    # AWS writes class_map here, and class-map elsewhere.
    return Label(value=answer, members={"objects": [], "class_map": {"0": task.label}})


def _track(task: Task) -> Any:
    """The same cuboid on every frame of the sequence."""
    cuboid = {**_cuboid(task), "object-id": object_id()}
    return {
        "tracking-annotations": [
            {"frame-number": number, "frame-name": frame["frame"], "frame-attributes": {}, "annotations": [cuboid]}
            for number, frame in enumerate(frames_of(task))
        ]
    }


def _in_a_sequence_file(task: Task, answer: Any) -> Label:
    uri = task.write(f"{CONSOLIDATED}/{task.object_id}/SeqLabel.json", json.dumps(answer).encode())
    objects = [{"frame-no": frame.get("frame-no", number), "confidence": []} for number, frame in enumerate(frames_of(task))]
    return Label(value=uri, members={"objects": objects, "class-map": {"0": task.label}})


def _classify_points(task: Task) -> Any:
    """The label for all points; the response does not contain the classes of points."""
    _point_count(task)
    return {"labels": [task.label]}


def _in_a_file_of_points(task: Task, _: Any) -> Label:
    uri = task.write(f"{CONSOLIDATED}/{task.object_id}/{task.object_id}.zlib", zlib.compress(b"\x01" * _point_count(task)))
    classes = {
        "0": {"class-name": "Background", "hex-color": "#ffffff", "confidence": task.confidence},
        "1": {"class-name": task.label, "hex-color": "#2ca02c", "confidence": task.confidence},
    }
    return Label(value=uri, members={"color-map": classes})


def _leave(task: Task) -> Any:
    """The unchanged label of the earlier job."""
    value, _ = audited_label(task)
    if not task.job.task_type.ends_with_ref:
        return value
    return json_of(task, value) if value.endswith(".json") else {}


def _cuboid(task: Task) -> dict[str, Any]:
    return {"label-category-attributes": {}, "object-name": f"{task.label}:1", "class-id": 0, **_CUBOID}


def _point_count(task: Task) -> int:
    """The number of points in a cloud. The file's name gives the format if the metadata do not. Raises UnanswerableError."""
    line: Mapping[str, Any] = task.item.line
    content = task.read(line["source-ref"])
    default = "text/xyzi" if line["source-ref"].endswith(".txt") else "binary/xyzi"
    kind, _, fields = line["source-ref-metadata"].get("format", default).partition("/")
    if kind == "text":
        return len([row for row in content.splitlines() if row.strip()])
    return len(content) // _BYTES_OF_FIELDS[fields]


DETECTED = Answering(submit=_detect, label=_in_the_manifest)
TRACKED = Answering(submit=_track, label=_in_a_sequence_file)
CLASSIFIED = Answering(submit=_classify_points, label=_in_a_file_of_points)
ADJUSTED = Answering(submit=_leave, label=unadjusted("objects", "class-map", "class_map", "color-map", "dataset-object-attributes"))
