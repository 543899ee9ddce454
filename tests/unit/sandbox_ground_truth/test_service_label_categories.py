"""The label category configuration file, by task type."""

import json
from typing import Any

import pytest

from sandbox.ground_truth.label_categories import require_label_categories
from sandbox.ground_truth.manifest import InvalidInputError
from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES, CUSTOM
from tests.unit.conformance.rows import conformance, documented, observed

INSTRUCTIONS = {"shortInstruction": "<p>Mark it.</p>", "fullInstruction": "<p>Mark all of it.</p>"}


def standard(*labels: str, **more: Any) -> dict[str, Any]:
    return {"document-version": "2018-11-28", "labels": [{"label": label} for label in labels], **more}


def frames(*labels: str, **more: Any) -> dict[str, Any]:
    return {"documentVersion": "2020-03-01", "labels": [{"label": label} for label in labels], **more}


def check(document: object, task_type: str, *, auto_labels: bool = False, templated: bool = False) -> None:
    content = json.dumps(document).encode()
    require_label_categories(content, task_type=BUILT_IN_TASK_TYPES.get(task_type, CUSTOM), auto_labels=auto_labels, templated=templated)


def reason(document: object, task_type: str, *, auto_labels: bool = False) -> str:
    with pytest.raises(InvalidInputError) as raised:
        check(document, task_type, auto_labels=auto_labels)
    return str(raised.value)


def numbered(count: int) -> list[str]:
    return [f"label {number}" for number in range(count)]


@pytest.mark.parametrize("task_type", ["TextMultiClass", "TextMultiClassMultiLabel", "ImageMultiClass", "ImageMultiClassMultiLabel"])
def test_a_classification_has_two_labels(task_type: str) -> None:
    check(standard("yes", "no"), task_type)
    assert reason(standard("yes"), task_type) == f"The task type {task_type} needs at least 2 labels, not 1."


@pytest.mark.parametrize("task_type", ["BoundingBox", "SemanticSegmentation", "VideoMultiClass", "VerificationBoundingBox"])
def test_other_types_have_one(task_type: str) -> None:
    check(standard("car"), task_type)
    assert "needs at least 1 labels, not 0" in reason(standard(), task_type)


@pytest.mark.parametrize(
    ("task_type", "most"),
    [("ImageMultiClassMultiLabel", 50), ("TextMultiClassMultiLabel", 50), ("BoundingBox", 50), ("VideoMultiClass", 30)],
)
def test_some_types_have_a_most(task_type: str, most: int) -> None:
    check(standard(*numbered(most)), task_type)
    assert reason(standard(*numbered(most + 1)), task_type) == f"The task type {task_type} takes at most {most} labels, not {most + 1}."


@pytest.mark.parametrize("task_type", ["ImageMultiClass", "TextMultiClass", "SemanticSegmentation"])
def test_some_types_take_any_number(task_type: str) -> None:
    check(standard(*numbered(200)), task_type)


def test_automated_segmentation_takes_twenty() -> None:
    check(standard(*numbered(20)), "SemanticSegmentation", auto_labels=True)
    assert "at most 20 labels, not 21" in reason(standard(*numbered(21)), "SemanticSegmentation", auto_labels=True)


def test_labels_differ() -> None:
    assert reason(standard("yes", "no", "yes"), "TextMultiClass") == "Labels must be unique; repeated: yes"


@conformance(
    "Labels have at most 256 characters, also those of video frames and point clouds, for which another page says 16",
    documented("developer guide, input-data-limits"),
)
def test_labels_have_256_characters_at_most() -> None:
    check(standard("a" * 256, "b"), "TextMultiClass")
    check(frames("a" * 256), "VideoObjectTracking")
    assert "has 257 characters; at most 256 are allowed" in reason(standard("a" * 257, "b"), "TextMultiClass")


@conformance(
    "A label category file has any version, under either key, or none",
    documented(
        "aws/amazon-sagemaker-examples: files without one, and document-version of 2018-11-28, 2020-03-01 and 2020-08-15 for frames"
    ),
)
@pytest.mark.parametrize("task_type", ["TextMultiClass", "VideoObjectTracking", "3DPointCloudSemanticSegmentation", "custom"])
@pytest.mark.parametrize("key", ["document-version", "documentVersion"])
@pytest.mark.parametrize("version", ["2018-11-28", "2020-03-01", "2020-08-15", "2024-02-29"])
def test_a_file_has_any_version(task_type: str, key: str, version: str) -> None:
    check({key: version, "labels": [{"label": "a"}, {"label": "b"}]}, task_type)


def test_a_file_needs_no_version() -> None:
    check({"labels": [{"label": "a"}, {"label": "b"}]}, "ImageMultiClass")
    check({"labels": [{"label": "a", "attributes": []}]}, "VideoObjectTracking")


@conformance(
    "Instructions beside the labels of a task with a template are ignored",
    observed("78"),
)
def test_instructions_are_passed_over_where_there_is_a_template() -> None:
    check(standard("Missing", instructions=INSTRUCTIONS), "SemanticSegmentation")
    check(standard("yes", "no", instructions={}), "TextMultiClass")


@pytest.mark.parametrize("content", [b"labels", b"\xff", b"[]", b'{"labels": NaN}', b"[" * 100_000])
def test_the_file_is_a_json_object(content: bytes) -> None:
    with pytest.raises(InvalidInputError, match=r"is not (a )?JSON"):
        require_label_categories(content, task_type=CUSTOM, auto_labels=False)


@pytest.mark.parametrize("labels", ["yes", [{"name": "yes"}], ["yes"], [{"label": ""}], [{"label": 1}]])
def test_labels_are_a_list_of_named_labels(labels: object) -> None:
    assert "labels" in reason({"document-version": "2018-11-28", "labels": labels}, "BoundingBox")


@conformance("Named entities need instructions in the label category file", documented("API reference, LabelCategoryConfigS3Uri"))
def test_named_entities_need_instructions() -> None:
    check(standard("Person", instructions=INSTRUCTIONS), "NamedEntityRecognition")
    assert "must have instructions with shortInstruction and fullInstruction" in reason(standard("Person"), "NamedEntityRecognition")


@conformance(
    "Named entities with a worker task template need none: the template contains them",
    documented("aws/amazon-sagemaker-examples, the notebooks of streaming jobs"),
)
def test_named_entities_with_a_template_need_none() -> None:
    check(standard("Person"), "NamedEntityRecognition", templated=True)


def test_frame_labels_are_thirty_at_most() -> None:
    assert "at most 30 labels, not 31" in reason(frames(*numbered(31)), "3DPointCloudObjectTracking")


def test_instructions_of_frames_are_both_there_and_short() -> None:
    check(frames("Car", instructions={"shortInstruction": "x" * 254, "fullInstruction": "x" * 2047}), "VideoObjectTracking")
    half = frames("Car", instructions={"shortInstruction": "x"})
    assert "must have instructions with fullInstruction" in reason(half, "3DPointCloudObjectTracking")
    short = frames("Car", instructions={"shortInstruction": "x" * 255, "fullInstruction": "x"})
    assert reason(short, "VideoObjectTracking") == "shortInstruction has 255 characters; it must have fewer than 255."
    full = frames("Car", instructions={"shortInstruction": "x", "fullInstruction": "x" * 2048})
    assert reason(full, "VideoObjectTracking") == "fullInstruction has 2048 characters; it must have fewer than 2048."


def test_labels_of_frames_may_be_edited_or_not() -> None:
    document = frames("Car", auditLabelAttributeName="cars-ref")
    document["labels"][0]["editsAllowed"] = "none"
    check(document, "AdjustmentVideoObjectTracking")
    document["labels"][0]["editsAllowed"] = "some"
    assert reason(document, "AdjustmentVideoObjectTracking") == "editsAllowed of the label 'Car' must be any or none."


def test_annotation_types_are_for_video_frames() -> None:
    check(frames("Car", annotationType="Polygon"), "VideoObjectDetection")
    assert "annotationType 'Circle' must be one of" in reason(frames("Car", annotationType="Circle"), "VideoObjectDetection")
    assert "for video frames only" in reason(frames("Car", annotationType="Polygon"), "3DPointCloudObjectTracking")


def test_only_audits_name_the_audited_labels() -> None:
    check(frames("Car", auditLabelAttributeName="cars-ref"), "AdjustmentVideoObjectTracking")
    assert "auditLabelAttributeName is required" in reason(frames("Car"), "AdjustmentVideoObjectTracking")
    assert "must not be present" in reason(frames("Car", auditLabelAttributeName="cars-ref"), "VideoObjectTracking")


def free_text(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": "string", "description": "d", **more}


def number(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": "number", "description": "d", "minimum": 0, "maximum": 9, **more}


def choices(name: str, *values: str) -> dict[str, Any]:
    return free_text(name, enum=list(values))


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ([free_text("")], "must be a text that is not empty"),
        ([{"name": "n", "type": "color"}], "must have the type string or number"),
        ([free_text("n", description="d" * 129)], "must have at most 128 characters"),
        ([free_text("n", editsAllowed="some")], "must be any or none"),
        ([choices("n")], "must have 1 to 10 values"),
        ([choices("n", "v" * 17)], "must have 1 to 16 characters"),
        ([free_text("n"), free_text("n")], "must have unique names"),
        ([free_text(f"n{number}") for number in range(6)], "6 free text attributes; at most 5"),
        ([choices(f"n{number}", "v") for number in range(11)], "11 attributes; at most 10"),
        ([{"name": "n", "type": "string"}], "must have a description"),
        (["n"], "must be a list of attributes"),
        ([free_text("n", minimum=0)], "must have the type number to have a minimum"),
        ([number("n", enum=["1"])], "must have the type string to have an enum"),
        ([number("n", maximum="9")], "must be integers"),
        ([number("n", minimum=0.5)], "must be integers"),
        ([number("n", minimum=True)], "must be integers"),
    ],
)
def test_frame_attributes_have_rules(attributes: list[Any], expected: str) -> None:
    assert expected in reason(frames("Car", frameAttributes=attributes), "VideoObjectTracking")


@conformance(
    "Attribute names have any length, and numbers need no limits",
    documented("aws/amazon-sagemaker-examples, sagemaker_ground_truth_workflows; the examples of the developer guide"),
)
def test_attributes_of_published_files_are_taken() -> None:
    attributes = [
        {"name": "Number_Of_Vehicles", "description": "How many?", "type": "number"},
        {"name": "people", "description": "How many?", "type": "number", "maximum": 9},
    ]
    check(frames("Car", frameAttributes=attributes), "VideoObjectTracking")


def test_attributes_of_a_label_and_of_all_labels_count_together() -> None:
    document = frames("Car", categoryGlobalAttributes=[choices("color", "red")])
    document["labels"][0]["categoryAttributes"] = [choices("door", "open", "shut")]
    check(document, "VideoObjectTracking")
    document["labels"][0]["categoryAttributes"] = [choices("color", "blue")]
    assert reason(document, "VideoObjectTracking") == "The attributes of the label 'Car' must have unique names."
