"""Label category files as published by AWS: only warnings, and accepted by the sandbox."""

from __future__ import annotations

import json
from typing import Any

import pytest

from labeling_rules.label_categories.label_categories import label_category_mistakes
from labeling_rules.label_categories.label_list import LabeledTask
from labeling_rules.label_categories.published_files import against_the_guide, label_file_version
from sandbox.ground_truth.label_categories import require_label_categories
from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES
from tests.unit.labeling_rules.label_documents import INSTRUCTIONS, TASK_NAMES, choice, content, document, entries, node, task_type

COUNT = {"name": "Number_Of_Vehicles", "description": "How many are there?", "type": "number"}
GLOBAL = choice("applyToAllCategory", "a", "b")

# Names of AWS's notebooks and pages: aws/amazon-sagemaker-examples, and the developer guide's sms-label-cat-config-attributes.
PUBLISHED: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("object detection", "BoundingBox", {"labels": entries("dog", "cat")}, [".document-version: missing"]),
    (
        "a dense point cloud",
        "3DPointCloudSemanticSegmentation",
        {
            "labels": [{"label": "Floor", "attributes": []}, {"label": "Wall", "attributes": []}],
            "frameAttributes": [],
            "categoryGlobalAttributes": [],
            "instructions": INSTRUCTIONS,
            "document-version": "2020-03-01",
        },
        ['.document-version: "2020-03-01"', ".documentVersion: missing"],
    ),
    (
        "vehicles in a video",
        "VideoObjectTracking",
        {
            "document-version": "2020-08-15",
            "frameAttributes": [COUNT],
            "labels": [{"label": "Vehicle", "attributes": [{"name": "Moving", "type": "string", "enum": ["Yes", "No"]}]}],
            "instructions": INSTRUCTIONS,
            "annotationType": "BoundingBox",
        },
        [
            ".frameAttributes[0].name: ",
            ".frameAttributes[0].minimum: missing",
            ".frameAttributes[0].maximum: missing",
            '.document-version: "2020-08-15"',
            ".documentVersion: missing",
        ],
    ),
    (
        "a video to adjust",
        "AdjustmentVideoObjectTracking",
        {"document-version": "2020-08-15", "auditLabelAttributeName": "Person", "labels": entries("Vehicle"), "instructions": INSTRUCTIONS},
        ['.document-version: "2020-08-15"', ".documentVersion: missing"],
    ),
    (
        "a stream of point clouds",
        "3DPointCloudObjectTracking",
        {"document-version": "2018-11-28", "labels": entries("Car")},
        ['.document-version: "2018-11-28"', ".documentVersion: missing"],
    ),
    (
        "the guide's own example",
        "3DPointCloudObjectDetection",
        {
            "documentVersion": "2020-03-01",
            "frameAttributes": [{"name": "count players", "description": "How many?", "type": "number"}],
            "categoryGlobalAttributes": [GLOBAL],
            "labels": [{"label": "Car", "categoryAttributes": [{"name": "X", "type": "number"}]}, {"label": "Pedestrian"}],
            "instructions": INSTRUCTIONS,
        },
        [
            ".categoryGlobalAttributes[0].name: ",
            ".frameAttributes[0].minimum: missing",
            ".frameAttributes[0].maximum: missing",
            ".labels[0].categoryAttributes[0].minimum: missing",
            ".labels[0].categoryAttributes[0].maximum: missing",
        ],
    ),
    ("defects as masks", "SemanticSegmentation", document("SemanticSegmentation", instructions=INSTRUCTIONS), [".instructions: "]),
]


def told(name: str, file: dict[str, Any]) -> list[str]:
    """The file's warnings, without its own name."""
    task = LabeledTask(task_type(name))
    warnings = [*against_the_guide(node(file), task), *label_file_version(node(file), task)]
    return [str(warning).partition("label_categories")[2] for warning in warnings]


def taken(name: str, file: dict[str, Any], *, templated: bool = False) -> bool:
    """True if the file has no mistake and the sandbox accepts it."""
    mistakes = list(label_category_mistakes(node(file), task_type=task_type(name), automated=False, templated=templated))
    sandbox_type = BUILT_IN_TASK_TYPES[name]
    require_label_categories(json.dumps(file).encode(), task_type=sandbox_type, auto_labels=False, templated=templated)
    return not mistakes


@pytest.mark.parametrize(("name", "file", "warnings"), [row[1:] for row in PUBLISHED], ids=[row[0] for row in PUBLISHED])
def test_a_published_file_is_taken_with_warnings(name: str, file: dict[str, Any], warnings: list[str]) -> None:
    assert taken(name, file)
    found = told(name, file)
    assert len(found) == len(warnings), found
    assert all(any(line.startswith(warning) for line in found) for warning in warnings), found


def test_named_entities_with_a_template_need_no_instructions_in_the_file() -> None:
    assert taken("NamedEntityRecognition", document("NamedEntityRecognition", instructions=INSTRUCTIONS), templated=True)
    assert taken("NamedEntityRecognition", {"document-version": "2018-11-28", "labels": entries("Person")}, templated=True)


@pytest.mark.parametrize("name", [name for name in TASK_NAMES if name != "custom"])
@pytest.mark.parametrize("version", [{}, {"document-version": "2020-08-15"}, {"documentVersion": "2018-11-28"}])
def test_every_task_type_takes_a_file_without_a_version_or_with_another(name: str, version: dict[str, str]) -> None:
    file = {**content(name), **version}
    assert taken(name, file)
    assert told(name, file)


def test_a_file_with_the_documented_version_is_in_no_doubt() -> None:
    assert [told(name, document(name)) for name in TASK_NAMES] == [[]] * len(TASK_NAMES)


def test_a_long_label_of_frames_is_in_doubt_alone() -> None:
    long = "x" * 17
    assert told("VideoObjectDetection", document("VideoObjectDetection", labels=entries(long))) == [
        f'.labels[0].label: "{long}": 1 to 16 characters, to be safe (VideoObjectDetection)'
    ]
    assert told("BoundingBox", document("BoundingBox", labels=entries(long))) == []
