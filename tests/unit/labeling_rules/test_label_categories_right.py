"""Valid label categories for every task type: accepted by the rules and by the sandbox with its separate facts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from labeling_rules.label_categories.label_categories import label_category_mistakes
from labeling_rules.label_categories.label_category_warnings import label_category_warnings
from labeling_rules.label_categories.label_list import LabeledTask
from labeling_rules.label_categories.published_files import against_the_guide
from labeling_rules.label_formats import LONGEST_LABEL
from sandbox.ground_truth.label_categories import require_label_categories
from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES, CUSTOM
from tests.unit.labeling_rules.label_documents import (
    INSTRUCTIONS,
    TASK_NAMES,
    choice,
    content,
    document,
    entries,
    facts,
    form,
    free_text,
    node,
    number,
    numbered,
    task_type,
    without,
)

FRAMES = [name for name in TASK_NAMES if form(name).version_key == "documentVersion"]
VIDEO = [name for name in FRAMES if form(name).annotation_types]


def accepted(name: str, file: dict[str, Any], *, automated: bool = False) -> None:
    found = [
        *label_category_mistakes(node(file), task_type=task_type(name), automated=automated),
        *against_the_guide(node(file), LabeledTask(task_type(name))),
    ]
    assert [str(mistake) for mistake in found] == []
    sandbox_type = BUILT_IN_TASK_TYPES.get(name, CUSTOM)
    require_label_categories(json.dumps(file).encode(), task_type=sandbox_type, auto_labels=automated)


@pytest.mark.parametrize("name", TASK_NAMES)
def test_the_least(name: str) -> None:
    accepted(name, document(name))
    accepted(name, document(name, labels=entries(*numbered(facts(name).min_labels))))


@pytest.mark.parametrize("name", TASK_NAMES)
def test_as_many_and_as_long_labels_as_there_may_be(name: str) -> None:
    most = facts(name).max_labels or 200
    longest = form(name).certain_label_length or LONGEST_LABEL
    accepted(name, document(name, labels=entries(*(f"{count:x>{longest}}" for count in range(most)))))


@pytest.mark.parametrize("name", [name for name in TASK_NAMES if facts(name).automated_labeling_algorithm])
def test_as_many_labels_as_automated_labeling_takes(name: str) -> None:
    most = facts(name).max_labels_with_automated_labeling or 200
    accepted(name, document(name, labels=entries(*numbered(most))), automated=True)


@pytest.mark.parametrize("name", [name for name in TASK_NAMES if form(name).name == "standard"])
def test_a_plain_list_is_enough_where_the_file_has_labels_only(name: str) -> None:
    found = label_category_mistakes(node(["yes", "no"]), task_type=task_type(name), automated=False)
    assert list(found) == []


def test_named_entities_with_short_names() -> None:
    labels = entries({"label": "Person", "shortDisplayName": "per"}, "Organization")
    accepted("NamedEntityRecognition", document("NamedEntityRecognition", labels=labels))


@pytest.mark.parametrize("name", FRAMES)
def test_as_many_attributes_as_there_may_be(name: str) -> None:
    frame = [*(free_text(f"f{count}", description="d" * 128) for count in range(5)), *(choice(f"c{count}") for count in range(5))]
    shared = [*(without(free_text(f"s{count}"), "description") for count in range(3)), number("n" * 16, isRequired=True)]
    values = [f"{count:v>16}" for count in range(10)]
    own = [free_text("o1"), free_text("o2", isRequired=False), *(choice(f"v{count}", *values) for count in range(4))]
    labels = [{"label": "Car", "categoryAttributes": own}, {"label": "Bus", "categoryAttributes": own[:2]}, {"label": "Bike"}]
    accepted(name, document(name, frameAttributes=frame, categoryGlobalAttributes=shared, labels=labels, instructions=INSTRUCTIONS))


@pytest.mark.parametrize("name", FRAMES)
def test_numbers_of_any_size(name: str) -> None:
    frame = [number("a", minimum=-5, maximum=-5), number("b", minimum=-1000, maximum=1000)]
    accepted(name, document(name, frameAttributes=frame))


@pytest.mark.parametrize("name", FRAMES)
def test_instructions_as_long_as_they_may_be(name: str) -> None:
    accepted(name, document(name, instructions={"shortInstruction": "x" * 254, "fullInstruction": "x" * 2047}))


@pytest.mark.parametrize("drawn", ["BoundingBox", "Polyline", "Polygon", "Keypoint"])
@pytest.mark.parametrize("name", VIDEO)
def test_every_annotation_type(name: str, drawn: str) -> None:
    accepted(name, document(name, annotationType=drawn))


@pytest.mark.parametrize("name", [name for name in FRAMES if facts(name).names_audited_attribute])
def test_a_verification_of_frames_edits_no_label(name: str) -> None:
    attributes = [choice("verdict", "right", "wrong", editsAllowed="any"), choice(editsAllowed="none")]
    labels = [{"label": label, "editsAllowed": "none"} for label in ("Car", "Bus")]
    file = document(name, labels=labels, frameAttributes=attributes)
    accepted(name, file)
    assert list(label_category_warnings(node(file), task_type=task_type(name))) == []


def warned(name: str, **members: Any) -> list[str]:
    return [str(warning) for warning in label_category_warnings(node(content(name, **members)), task_type=task_type(name))]


@pytest.mark.parametrize("name", ["3DPointCloudSemanticSegmentation", "Adjustment3DPointCloudSemanticSegmentation"])
def test_attributes_of_labels_have_no_effect_on_segmented_point_clouds(name: str) -> None:
    labels = [{"label": "Car", "categoryAttributes": [choice()]}, {"label": "Bus"}]
    ignored = f"nothing: {name} ignores attributes of labels, it shows those of frames (frameAttributes)"
    lines = warned(name, labels=labels, categoryGlobalAttributes=[choice("weather")], frameAttributes=[choice("people")])
    assert [line.split(": ")[1] for line in lines] == [
        "label_categories.categoryGlobalAttributes",
        "label_categories.labels[0].categoryAttributes",
    ]
    assert all(line.endswith(ignored) for line in lines)
    assert warned("3DPointCloudObjectTracking", labels=labels) == []


def test_what_may_be_edited_has_no_effect_where_nothing_is_audited() -> None:
    members = {
        "labels": [{"label": "Car", "editsAllowed": "any", "categoryAttributes": [choice(editsAllowed="none")]}],
        "frameAttributes": [choice(editsAllowed="none")],
    }
    unused = "nothing: it is for adjustments and verifications, not for VideoObjectDetection"
    assert warned("VideoObjectDetection", **members) == [
        f'dev.yaml: label_categories.labels[0].editsAllowed: "any": {unused}',
        f'dev.yaml: label_categories.frameAttributes[0].editsAllowed: "none": {unused}',
        f'dev.yaml: label_categories.labels[0].categoryAttributes[0].editsAllowed: "none": {unused}',
    ]
    assert warned("AdjustmentVideoObjectDetection", **members) == []


def test_a_job_with_functions_of_its_own_is_warned_of_nothing() -> None:
    assert warned("custom") == []
