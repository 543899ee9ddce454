"""Objects in video frames, detected or tracked."""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.ground_truth.answers.answering import Answering
from sandbox.ground_truth.answers.audits import audited_label, json_of, unadjusted
from sandbox.ground_truth.answers.classification import class_map
from sandbox.ground_truth.answers.task import CONSOLIDATED, Label, Task, UnanswerableError
from sandbox.ground_truth.manifest import InvalidInputError
from sandbox.ground_truth.sequence_files import read_sequence

Frame = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class _Shape:
    """The shape for an annotationType: the names of its list in the response and in the label, and an example."""

    submitted: str
    labeled: str
    drawn: Mapping[str, Any]


_SHAPES: Mapping[str, _Shape] = {
    "BoundingBox": _Shape(submitted="boundingBoxes", labeled="annotations", drawn={"height": 20, "width": 30, "top": 10, "left": 10}),
    "Polygon": _Shape(
        submitted="polygons", labeled="polygons", drawn={"vertices": [{"x": 10, "y": 10}, {"x": 40, "y": 10}, {"x": 40, "y": 30}]}
    ),
    "Polyline": _Shape(submitted="polylines", labeled="polylines", drawn={"vertices": [{"x": 10, "y": 10}, {"x": 40, "y": 30}]}),
    "Keypoint": _Shape(submitted="keypoints", labeled="keypoints", drawn={"x": 10, "y": 10}),
}


def frames_of(task: Task) -> list[Frame]:
    """The frames of the sequence that a line names. Raises UnanswerableError."""
    try:
        sequence = read_sequence(task.role, task.item.line["source-ref"], task_type=task.job.task_type)
    except InvalidInputError as broken:
        raise UnanswerableError(str(broken)) from broken
    frames: list[Frame] = sequence["frames"]
    return frames


def object_id() -> str:
    """An object's tracking id: a UUID of version 1, as AWS uses, without this machine's address."""
    return str(uuid.uuid1(node=0x020000000001))


def _detect(task: Task) -> Any:
    """The same object on every frame."""
    shape = _shape(task)
    drawn = {**shape.drawn, "label": task.label, "labelCategoryAttributes": {}}
    return [_frame("detectionAnnotations", frame, shape, [drawn]) for frame in frames_of(task)]


def _track(task: Task) -> Any:
    """The same object on every frame, with one id."""
    shape = _shape(task)
    known = {"objectId": object_id(), "objectName": f"{task.label}:1"}
    drawn = {**shape.drawn, "label": task.label, "labelCategoryAttributes": {}, **known}
    return [_frame("trackingAnnotations", frame, shape, [drawn]) for frame in frames_of(task)]


def _leave(task: Task) -> Any:
    """The unchanged labels of the earlier job."""
    value, metadata = audited_label(task)
    names, shape = metadata.get("class-map", {}), _shape(task)
    ((list_name, frames),) = json_of(task, value).items()
    kind = list_name.replace("-a", "A")
    try:
        return [_frame(kind, frame, shape, [_drawn(found, names, shape) for found in frame.get(shape.labeled, [])]) for frame in frames]
    except (KeyError, TypeError, AttributeError) as broken:
        raise UnanswerableError(f"the labels of its frames cannot be shown: {broken!r}") from broken


def _frame(kind: str, frame: Frame, shape: _Shape, drawn: list[Frame]) -> Frame:
    """The response for one frame; the frame's number was observed only for tracked objects."""
    if kind == "detectionAnnotations":
        return {kind: {"frame": frame["frame"], shape.submitted: drawn}}
    return {kind: {"frameNumber": frame["frame-no"], "frame": frame["frame"], shape.submitted: drawn, "frameAttributes": {}}}


def _drawn(found: Frame, names: Mapping[str, str], shape: _Shape) -> Frame:
    known = {to: found[name] for name, to in (("object-id", "objectId"), ("object-name", "objectName")) if name in found}
    place = {name: found[name] for name in shape.drawn}
    attributes = found.get("label-category-attributes", {})
    return {**place, "label": names.get(str(found["class-id"]), ""), "labelCategoryAttributes": attributes, **known}


def _label_in(list_name: str) -> Callable[[Task, Any], Label]:
    def label(task: Task, answer: Any) -> Label:
        shape = _shape(task)
        numbers = [str(frame["frame-no"]) for frame in frames_of(task)]
        labeled = [_labeled_frame(task, frame, number, shape) for frame, number in zip(answer, numbers, strict=True)]
        names = [found["label"] for frame in answer for found in _annotations(frame)[shape.submitted]]
        uri = task.write(f"{CONSOLIDATED}/{task.object_id}/SeqLabel.json", json.dumps({list_name: labeled}).encode())
        return Label(value=uri, members={"class-map": class_map(task, names)})

    return label


def _labeled_frame(task: Task, frame: Frame, number: str, shape: _Shape) -> Frame:
    annotations = _annotations(frame)
    found = [_labeled(task, drawn, shape) for drawn in annotations[shape.submitted]]
    return {shape.labeled: found, "frame-no": number, "frame": annotations["frame"], "frame-attributes": {}}


def _labeled(task: Task, drawn: Frame, shape: _Shape) -> Frame:
    known = dict(_known(drawn))
    place = {name: drawn[name] for name in shape.drawn}
    return {**place, "class-id": str(task.class_of(drawn["label"])), "label-category-attributes": drawn["labelCategoryAttributes"], **known}


def _known(drawn: Frame) -> Iterator[tuple[str, str]]:
    if "objectId" in drawn:
        yield "object-id", drawn["objectId"]
        yield "object-name", drawn["objectName"]


def _annotations(frame: Frame) -> Frame:
    (annotations,) = frame.values()
    found: Frame = annotations
    return found


def _shape(task: Task) -> _Shape:
    return _SHAPES[task.job.reading.label_file.get("annotationType", "BoundingBox")]


DETECTED = Answering(submit=_detect, label=_label_in("detection-annotations"))
TRACKED = Answering(submit=_track, label=_label_in("tracking-annotations"))
ADJUSTED = Answering(submit=_leave, label=unadjusted("class-map"))
