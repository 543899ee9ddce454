"""Colors in templates, and of the masks that an audit displays."""

from __future__ import annotations

import json
from typing import Any

import pytest

from labeling_rules.manifest.label_colors import colors_of_audited_masks, is_hex_color
from labeling_rules.manifest.manifest_lines import ManifestLines
from labeling_rules.task_types import TASK_TYPES

AUDITS = ["AdjustmentSemanticSegmentation", "VerificationSemanticSegmentation"]
CLASSES = {
    "0": {"class-name": "BACKGROUND", "hex-color": "#ffffff", "confidence": 0.0},
    "1": {"class-name": "Car", "hex-color": "#2CA02C"},
}


def line(color_map: object = CLASSES, **more: Any) -> dict[str, Any]:
    return {
        "source-ref": "s3://images/1.png",
        "cars-ref": "s3://labels/1.png",
        "cars-ref-metadata": {"internal-color-map": color_map, "type": "groundtruth/semantic-segmentation"},
        **more,
    }


@pytest.mark.parametrize("color", ["#000000", "#1f77b4", "#FFffFF"])
def test_a_color_is_six_hexadecimal_digits(color: str) -> None:
    assert is_hex_color(color)


@pytest.mark.parametrize("color", ["", "1f77b4", "#fff", "#1f77b4ff", "#1f77bg", "red", "rgb(1, 2, 3)", " #1f77b4", "#1f77b4\n", None, 255])
def test_anything_else_is_none(color: object) -> None:
    assert not is_hex_color(color)


@pytest.mark.parametrize(
    "data_object",
    [
        line(),
        line(**{"boxes": {"annotations": []}, "boxes-metadata": {"type": "groundtruth/object-detection"}}),
        {"source-ref": "s3://images/1.png", "cars-ref-metadata": {"failure-reason": "the workers did not agree"}},
    ],
    ids=["colors", "another label beside it", "a mask that was not made"],
)
@pytest.mark.parametrize("name", AUDITS)
def test_masks_with_their_colors_can_be_audited(name: str, data_object: dict[str, Any]) -> None:
    assert colors_of_audited_masks(data_object, TASK_TYPES[name]) is None
    assert ManifestLines(task_type=TASK_TYPES[name]).verdict(json.dumps(data_object)).mistake is None


COLOR = "a color of the form #RRGGBB, such as #1f77b4, as hex-color of Bus"


@pytest.mark.parametrize(
    ("color_map", "mistake"),
    [
        ({}, "an entry for each label"),
        (["#ffffff"], "an entry for each label"),
        ({"0": "#ffffff"}, "a class-name in the entry 0"),
        ({"0": {"hex-color": "#ffffff"}}, "a class-name in the entry 0"),
        ({**CLASSES, "2": {"class-name": "Bus", "color": [1, 2, 3]}}, COLOR),
        ({"0": {"class-name": "Bus", "hex-color": "blue"}}, COLOR),
    ],
)
@pytest.mark.parametrize("name", AUDITS)
def test_masks_without_their_colors_cannot(name: str, color_map: object, mistake: str) -> None:
    said = ManifestLines(task_type=TASK_TYPES[name]).verdict(json.dumps(line(color_map))).mistake
    assert said is not None
    assert (said.allowed, said.rule) == (f"cars-ref-metadata.internal-color-map with {mistake}", "colors-of-audited-masks")


@pytest.mark.parametrize("name", AUDITS)
def test_a_mask_of_which_nothing_is_said_is_a_mistake(name: str) -> None:
    bare = line(**{"cars-ref-metadata": {"type": "groundtruth/semantic-segmentation"}})
    expected = f"internal-color-map in the -metadata of the mask that the job works on ({name})"
    assert colors_of_audited_masks(bare, TASK_TYPES[name]) == expected


@pytest.mark.parametrize("name", ["SemanticSegmentation", "AdjustmentBoundingBox", "PassThrough"])
def test_other_tasks_need_no_colors(name: str) -> None:
    assert colors_of_audited_masks({"source-ref": "s3://images/1.png", "boxes-metadata": {}}, TASK_TYPES[name]) is None


OTHER_MASK = {"trees-ref": "s3://labels/2.png", "trees-ref-metadata": {"internal-color-map": {"0": "red"}}}


@pytest.mark.parametrize(
    "data_object",
    [
        {"source-ref": "s3://images/1.png"},
        {"source-ref": "s3://images/1.png", "kind": 1, "kind-metadata": {"type": "groundtruth/image-classification"}},
    ],
    ids=["no label", "another label alone"],
)
@pytest.mark.parametrize("name", AUDITS)
@pytest.mark.parametrize("audited", [None, "cars-ref"])
def test_a_line_without_a_mask_has_no_colors(name: str, audited: str | None, data_object: dict[str, Any]) -> None:
    assert colors_of_audited_masks(data_object, TASK_TYPES[name], audited) is None


@pytest.mark.parametrize("name", AUDITS)
def test_only_the_audited_mask_needs_colors(name: str) -> None:
    assert colors_of_audited_masks(line(**OTHER_MASK), TASK_TYPES[name], "cars-ref") is None
    wrong = "trees-ref-metadata.internal-color-map with a class-name in the entry 0"
    assert colors_of_audited_masks(line(**OTHER_MASK), TASK_TYPES[name], "trees-ref") == wrong
    assert colors_of_audited_masks(line(**OTHER_MASK), TASK_TYPES[name]) is None
