"""The default templates: the linter finds nothing, and they render to the page of the task."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from justhtml import Element, JustHTML
from liquid import Environment

from ground_truth import templates
from ground_truth.template_linter import lint
from ground_truth.templates import audit_template, default_template
from labeling_rules.task_types import TASK_TYPES, TaskType

WITH_TEMPLATE = [task for task in TASK_TYPES.values() if task.uses_template and task.kind != "custom"]
AUDITS = [task for task in WITH_TEMPLATE if task.variant != "base"]

# Characters that a browser would interpret as markup.
LABELS = ['Tom & "Jerry"', "cat's <b>"]

BOXES = {
    "annotations": [{"class_id": 1, "left": 10, "top": 20.5, "width": 30, "height": 40}],
    "image_size": [{"width": 640, "height": 480}],
}
BOX_METADATA = {"type": "groundtruth/object-detection", "class-map": {"1": LABELS[1], "0": LABELS[0]}, "objects": [{"confidence": 0.0}]}
OLD_BOXES = {"annotations": [{"class_id": 0, "left": 1, "top": 1, "width": 1, "height": 1}]}
MASK_METADATA = {
    "type": "groundtruth/semantic-segmentation",
    "internal-color-map": {
        "0": {"class-name": "BACKGROUND", "hex-color": "#ffffff"},
        "1": {"class-name": LABELS[0], "hex-color": "#2ca02c"},
        "2": {"class-name": LABELS[1], "hex-color": "#1f77b4"},
    },
}
LINE = {
    "source-ref": "s3://bucket/image.png",
    "old-boxes": OLD_BOXES,
    "old-boxes-metadata": BOX_METADATA,
    "boxes": BOXES,
    "boxes-metadata": BOX_METADATA,
    "mask-ref": "s3://bucket/mask.png",
    "mask-ref-metadata": MASK_METADATA,
    "topic": 1,
    "topic-metadata": {"type": "groundtruth/image-classification", "class-name": "x"},
}


def rendered(source: str, task: TaskType, line: Mapping[str, Any] = LINE) -> list[Element]:
    """The crowd elements of the worker's page."""
    environment = Environment(autoescape=True)
    environment.add_filter("to_json", json.dumps)
    environment.add_filter("grant_read_access", lambda uri: f"https://signed.example.com/{uri.removeprefix('s3://')}?a=1&b=2")
    given: dict[str, Any] = {"taskObject": "Long ago" if task.kind == "text" else "s3://bucket/image.png", "labels": LABELS}
    if task.variant != "base":
        given["manifestLine"] = dict(line)
    page = JustHTML(environment.from_string(source).render(task={"input": given}), sanitize=False)
    return [element for element in page.query("*") if isinstance(element, Element) and element.name.startswith("crowd-")]


def template(task: TaskType) -> str:
    """The text of the default template."""
    path = default_template(task.name)
    assert path is not None
    return path.read_text(encoding="utf-8")


def attribute(element: Element, name: str) -> Any:
    """The value of a JSON attribute."""
    return json.loads(element.attrs[name] or "")


def expected_element(task: TaskType) -> str | None:
    """A verification's response is a choice."""
    return "crowd-image-classifier" if task.variant == "verification" else task.crowd_element


def test_every_task_type_with_a_template_has_one() -> None:
    files = {path.name for path in Path(templates.__file__).parent.glob("*.html")}
    assert files == {f"{task.name}.liquid.html" for task in WITH_TEMPLATE}
    assert default_template("PassThrough") is None


@pytest.mark.parametrize("task", WITH_TEMPLATE, ids=lambda task: task.name)
def test_nothing_is_found_in_a_default_template(task: TaskType) -> None:
    assert lint(template(task), task_type=task, labels=LABELS) == []


@pytest.mark.parametrize("task", WITH_TEMPLATE, ids=lambda task: task.name)
def test_the_page_is_one_form_with_the_element_of_the_task(task: TaskType) -> None:
    form, element = rendered(template(task), task)
    assert (form.name, element.name) == ("crowd-form", expected_element(task))
    assert element.parent is form
    assert element.attrs["name"] in (element.name, "boundingBox")
    assert attribute(element, "labels" if "labels" in element.attrs else "categories") == LABELS
    regions = {child.name: child for child in element.children or () if isinstance(child, Element)}
    assert {"short-instructions", "full-instructions"} <= regions.keys()
    assert (regions["full-instructions"].attrs or {})["header"]


@pytest.mark.parametrize("task", WITH_TEMPLATE, ids=lambda task: task.name)
def test_the_page_shows_the_object(task: TaskType) -> None:
    _, element = rendered(template(task), task)
    url = "https://signed.example.com/bucket/image.png?a=1&b=2"
    if task.kind == "text":
        assert element.query("classification-target")[0].to_text() == "Long ago"
    elif task.kind == "video_clip":
        (video,) = element.query("classification-target > video")
        assert (video.attrs or {})["src"] == url
    else:
        assert element.attrs["src"] == url


def test_a_box_adjustment_starts_with_the_boxes_of_the_last_attribute() -> None:
    _, element = rendered(template(TASK_TYPES["AdjustmentBoundingBox"]), TASK_TYPES["AdjustmentBoundingBox"])
    assert attribute(element, "initial-value") == [{"label": LABELS[1], "left": 10, "top": 20.5, "width": 30, "height": 40}]


def test_a_box_verification_shows_the_boxes_and_asks_for_a_comment() -> None:
    _, element = rendered(template(TASK_TYPES["VerificationBoundingBox"]), TASK_TYPES["VerificationBoundingBox"])
    box = {"label": LABELS[1], "left": 10, "top": 20.5, "width": 30, "height": 40}
    assert attribute(element, "overlay") == {"boundingBox": {"labels": [LABELS[1], LABELS[0]], "value": [box]}}
    assert element.query("worker-comment")


MASK = {
    "src": "https://signed.example.com/bucket/mask.png?a=1&b=2",
    "labelMappings": {LABELS[0]: {"color": "#2ca02c"}, LABELS[1]: {"color": "#1f77b4"}},
}


def test_a_mask_adjustment_starts_with_the_mask() -> None:
    task = TASK_TYPES["AdjustmentSemanticSegmentation"]
    _, element = rendered(template(task), task)
    assert attribute(element, "initial-value") == MASK


def test_a_mask_verification_shows_the_mask() -> None:
    task = TASK_TYPES["VerificationSemanticSegmentation"]
    _, element = rendered(template(task), task)
    assert attribute(element, "overlay") == {"semanticSegmentation": {**MASK, "labels": LABELS}}
    assert element.query("worker-comment")


@pytest.mark.parametrize("task", AUDITS, ids=lambda task: task.name)
def test_an_object_without_labels_can_be_worked_on(task: TaskType) -> None:
    _, element = rendered(template(task), task, {"source-ref": "s3://bucket/image.png", "boxes-metadata": {"failure-reason": "none"}})
    assert attribute(element, "labels" if "labels" in element.attrs else "categories") == LABELS
    if task.base == "BoundingBox":
        shown = attribute(element, "initial-value" if task.variant == "adjustment" else "overlay")
        assert shown in ([], {"boundingBox": {"labels": [], "value": []}})
    else:
        assert not {"initial-value", "overlay"} & element.attrs.keys()


def test_an_audit_can_name_the_attribute() -> None:
    task = TASK_TYPES["AdjustmentBoundingBox"]
    _, element = rendered(audit_template(task.name, audited_attribute="old-boxes"), task)
    assert attribute(element, "initial-value") == [{"label": LABELS[0], "left": 1, "top": 1, "width": 1, "height": 1}]
    for audit in AUDITS:
        assert lint(audit_template(audit.name, audited_attribute="old-boxes"), task_type=audit) == []


@pytest.mark.parametrize("metadata", [{"class-map": {"1": LABELS[1]}}, {"class-map": {"1": LABELS[1]}, "type": "groundtruth/custom"}])
def test_labels_of_any_type_are_shown_where_they_are_named(metadata: dict[str, Any]) -> None:
    task = TASK_TYPES["AdjustmentBoundingBox"]
    line = {"source-ref": "s3://bucket/image.png", "own": BOXES, "own-metadata": metadata}
    _, named = rendered(audit_template(task.name, audited_attribute="own"), task, line)
    assert attribute(named, "initial-value") == [{"label": LABELS[1], "left": 10, "top": 20.5, "width": 30, "height": 40}]
    _, unnamed = rendered(template(task), task, line)
    assert attribute(unnamed, "initial-value") == []


@pytest.mark.parametrize("task_type", ["BoundingBox", "VideoObjectDetection", "PassThrough"])
def test_only_audits_of_images_name_an_attribute(task_type: str) -> None:
    with pytest.raises(ValueError, match=f"task type '{task_type}': an adjustment or verification of images expected"):
        audit_template(task_type, audited_attribute="boxes")
