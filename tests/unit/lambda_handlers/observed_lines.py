"""Lines of output manifests in the observed forms of AWS, with generated values.

The forms are those of the output manifests in docs/conformance.md; numbers are those of the observations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st

Line = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]

EXPIRED = (
    "ClientError: Annotation tasks expired.  Probable Reasons are 1) TaskAvailabilityLifetimeInSeconds parameter is too small.  "
    "2) Reward is too low for workers to work on the task.  5) All workers declined the tasks."
)
_NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,20}", fullmatch=True)
_LABELS = st.sampled_from(["car", "a bus", "Straße", "人"])
_DATES = st.datetimes().map(lambda when: when.isoformat(timespec="milliseconds") + "000")
# Integers drawn by one worker, halves from averaged boxes (38).
_COORDINATES = st.integers(0, 4000) | st.integers(0, 8000).map(lambda twice: twice / 2)
_CONFIDENCES = st.sampled_from([0, 0.09, 0.6, 0.95])
_IMAGES = st.integers(0, 99).map(lambda number: {"source-ref": f"s3://cars-data/input/{number}.jpg"})
_TEXTS = st.text(max_size=40).filter(str.strip).map(lambda text: {"source": text})


def _metadata(draw: Draw, kind: str, **more: Any) -> Line:
    """The job's name is in lower case, unlike the attribute's (32)."""
    name = draw(_NAMES).lower()
    return {
        **more,
        "type": f"groundtruth/{kind}",
        "job-name": f"labeling-job/{name}",
        "human-annotated": draw(st.sampled_from(["yes", "no"])),
        "creation-date": draw(_DATES),
    }


@st.composite
def classes(draw: Draw) -> Line:
    """32, 48: an integer."""
    metadata = _metadata(draw, "image-classification", **{"class-name": draw(_LABELS), "confidence": draw(_CONFIDENCES)})
    return {**draw(_IMAGES), "S10": draw(st.integers(0, 30)), "S10-metadata": metadata}


@st.composite
def custom(draw: Draw) -> Line:
    """33, 35: the job's name without a prefix, and a customer's own key that ends with -metadata."""
    metadata = {
        "type": "groundtruth/custom",
        "job-name": draw(_NAMES).lower(),
        "human-annotated": "yes",
        "creation-date": draw(_DATES),
    }
    own = draw(st.sampled_from([{}, {"batch": 3}, {"page": "1", "document": "a.pdf"}, "none", None, ["a"]]))
    return {**draw(_IMAGES), "annotator-metadata": own, "document": {"entities": []}, "document-metadata": metadata}


@st.composite
def failed(draw: Draw) -> Line:
    """34: a retry count, "true", and no label."""
    metadata = {"retry-count": draw(st.integers(1, 3)), "failure-reason": EXPIRED, "human-annotated": "true"}
    return {**draw(_TEXTS), "annotator-metadata": {"batch": 3}, "entities-metadata": metadata}


@st.composite
def boxes(draw: Draw) -> Line:
    """36 to 40, in any order of the keys; also an image without objects."""
    found = draw(st.lists(st.fixed_dictionaries(dict.fromkeys(("top", "left", "height", "width"), _COORDINATES)), max_size=3))
    label = {"image_size": [{"width": 4000, "height": 3000, "depth": 3}], "annotations": [{"class_id": 0, **box} for box in found]}
    metadata = _metadata(
        draw,
        "object-detection",
        objects=[{"confidence": draw(_CONFIDENCES)} for _ in found],
        **{"class-map": {"0": draw(_LABELS)} if found else {}},
    )
    return _shuffled(draw, {**draw(_IMAGES), "boxes": label, "boxes-metadata": metadata})


@st.composite
def adjusted_boxes(draw: Draw) -> Line:
    """41: the earlier label and its metadata remain."""
    status = draw(st.sampled_from(["adjusted", "unadjusted"]))
    first = draw(boxes())
    second = _metadata(draw, "object-detection", objects=[], **{"class-map": {}, "adjustment-status": status})
    return {**first, "better-boxes": first["boxes"], "better-boxes-metadata": second}


@st.composite
def masks(draw: Draw) -> Line:
    """42: the color map begins with the background."""
    colors = {"0": {"class-name": "BACKGROUND", "hex-color": "#ffffff", "confidence": 0}}
    metadata = _metadata(draw, "semantic-segmentation", **{"internal-color-map": colors})
    uri = f"s3://elsewhere/job/annotations/consolidated-annotation/output/{draw(st.integers(0, 9))}_2022-09-01T17:25:31.918770.png"
    return {**draw(_IMAGES), "S10-label3-ref": uri, "S10-label3-ref-metadata": metadata}


@st.composite
def tracks(draw: Draw) -> Line:
    """44: an audited video also has the earlier labels, under a name with and without -ref."""
    uri = f"s3://elsewhere/job/annotations/consolidated-annotation/output/{draw(st.integers(0, 9))}/SeqLabel.json"
    metadata = _metadata(draw, "video-object-tracking", **{"class-map": {"2": draw(_LABELS)}})
    audited = {"Person": uri, "Person-metadata": dict(metadata)} if draw(st.booleans()) else {}
    return {"source-ref": "s3://cars-data/1.json", **audited, "Person-ref": uri, "Person-ref-metadata": metadata}


@st.composite
def entities(draw: Draw) -> Line:
    """46."""
    label = {"annotations": {"entities": [{"endOffset": 1, "startOffset": 0, "label": draw(_LABELS)}], "labels": [{"label": "car"}]}}
    return {**draw(_TEXTS), "names": label, "names-metadata": _metadata(draw, "text-span", entities=[{"confidence": 0.92}])}


@st.composite
def point_clouds(draw: Draw) -> Line:
    """The input's own description, under source-ref-metadata, which is no label's."""
    frame = {"source-ref": "s3://cars-data/1.bin", "source-ref-metadata": {"format": "binary/xyzi", "unix-timestamp": 1}}
    metadata = _metadata(draw, "point_cloud_object_detection", **{"class_map": {"0": draw(_LABELS)}, "objects": []})
    return {**frame, "cuboids": {"annotations": []}, "cuboids-metadata": metadata}


LABELED: Mapping[str, st.SearchStrategy[Line]] = {
    "classes": classes(),
    "custom": custom(),
    "boxes": boxes(),
    "adjusted boxes": adjusted_boxes(),
    "masks": masks(),
    "tracks": tracks(),
    "entities": entities(),
    "point clouds": point_clouds(),
}


def _shuffled(draw: Draw, line: Line) -> Line:
    return dict(draw(st.permutations(list(line.items()))))
