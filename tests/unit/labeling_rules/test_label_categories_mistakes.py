"""Invalid label categories, and the messages."""

from __future__ import annotations

from typing import Any

import pytest

from labeling_rules.label_categories.label_categories import label_category_mistakes
from tests.unit.labeling_rules.label_documents import (
    choice,
    content,
    entries,
    free_text,
    node,
    number,
    numbered,
    task_type,
    without,
)

VIDEO = "VideoObjectDetection"
CLOUD = "3DPointCloudObjectTracking"
NAMES = "NamedEntityRecognition"
LONG = "x" * 17


def video(**members: Any) -> Any:
    return content(VIDEO, **members)


def frames(*attributes: Any) -> Any:
    return video(frameAttributes=list(attributes))


def shared(*attributes: Any) -> Any:
    return video(categoryGlobalAttributes=list(attributes))


def own(*attributes: Any, **members: Any) -> Any:
    return video(labels=[{"label": "Car", "categoryAttributes": list(attributes)}], **members)


def texts(count: int, prefix: str = "t") -> list[Any]:
    return [free_text(f"{prefix}{index}") for index in range(count)]


def choices(count: int, prefix: str = "c") -> list[Any]:
    return [choice(f"{prefix}{index}") for index in range(count)]


TABLE: list[tuple[str, object, list[str]]] = [
    # numbers of labels
    ("TextMultiClass", ["yes"], [": 1 label: 2 or more labels (TextMultiClass)"]),
    ("ImageMultiClass", ["yes"], [": 1 label: 2 or more labels (ImageMultiClass)"]),
    ("TextMultiClassMultiLabel", numbered(51), [": 51 labels: 2 to 50 labels (TextMultiClassMultiLabel)"]),
    ("ImageMultiClassMultiLabel", numbered(1), [": 1 label: 2 to 50 labels (ImageMultiClassMultiLabel)"]),
    ("BoundingBox", [], [": 0 labels: 1 to 50 labels (BoundingBox)"]),
    ("BoundingBox", {"labels": entries(*numbered(51))}, [".labels: 51 labels: 1 to 50 labels (BoundingBox)"]),
    ("VideoMultiClass", numbered(31), [": 31 labels: 1 to 30 labels (VideoMultiClass)"]),
    ("custom", {"labels": []}, [".labels: 0 labels: 1 or more labels (a custom task)"]),
    (VIDEO, {}, [f".labels: 0 labels: 1 to 30 labels ({VIDEO})"]),
    (CLOUD, content(CLOUD, labels=entries(*numbered(31))), [f".labels: 31 labels: 1 to 30 labels ({CLOUD})"]),
    # labels
    ("TextMultiClass", ["yes", "no", "yes"], ['[2]: "yes": each label once']),
    (
        "TextMultiClass",
        ["yes", "no", "yes", "yes", "no", "yes"],
        ['[2]: "yes": each label once', '[4]: "no": each label once'],
    ),
    (VIDEO, video(labels=["Car", {"label": "Car"}]), ['.labels[1].label: "Car": each label once']),
    ("TextMultiClass", ["yes", ""], ['[1]: "": 1 to 256 characters']),
    ("TextMultiClass", ["yes", "n" * 257], [f'[1]: "{"n" * 99}...: 1 to 256 characters']),
    (VIDEO, ["n" * 257], [f'[0]: "{"n" * 99}...: 1 to 256 characters']),
    (VIDEO, video(labels=[{"editsAllowed": "any"}]), [".labels[0].label: missing: required: 1 to 256 characters"]),
    # members of other formats
    (
        "BoundingBox",
        content("BoundingBox", frameAttributes=[choice()]),
        [".frameAttributes: …: nothing: BoundingBox has no frameAttributes"],
    ),
    (
        "TextMultiClass",
        content("TextMultiClass", categoryGlobalAttributes=[]),
        [".categoryGlobalAttributes: []: nothing: TextMultiClass has no categoryGlobalAttributes"],
    ),
    (CLOUD, content(CLOUD, annotationType="Polygon"), [f'.annotationType: "Polygon": nothing: {CLOUD} has no annotationType']),
    (NAMES, content(NAMES, annotationType="Circle"), [f'.annotationType: "Circle": nothing: {NAMES} has no annotationType']),
    (
        VIDEO,
        video(labels=[{"label": "Car", "shortDisplayName": "c"}]),
        [f'.labels[0].shortDisplayName: "c": nothing: labels of {VIDEO} have no shortDisplayName'],
    ),
    (
        NAMES,
        content(NAMES, labels=[{"label": "a", "editsAllowed": "none"}, {"label": "b", "categoryAttributes": []}]),
        [
            f'.labels[0].editsAllowed: "none": nothing: labels of {NAMES} have no editsAllowed',
            f".labels[1].categoryAttributes: []: nothing: labels of {NAMES} have no categoryAttributes",
        ],
    ),
    # instructions
    (NAMES, ["Person"], [f': ["Person"]: label_categories instead, with instructions ({NAMES})']),
    (NAMES, {"labels": ["Person"]}, [f".instructions: missing: required: shortInstruction and fullInstruction ({NAMES})"]),
    (
        NAMES,
        {"labels": ["a"], "instructions": {"shortInstruction": "x"}},
        [".instructions.fullInstruction: missing: required: a text, HTML allowed"],
    ),
    (
        VIDEO,
        video(instructions={"fullInstruction": "x"}),
        [".instructions.shortInstruction: missing: required: a text, HTML allowed"],
    ),
    (
        VIDEO,
        video(instructions={"shortInstruction": "x" * 255, "fullInstruction": "x" * 2048}),
        [
            f".instructions.shortInstruction: 255 characters: at most 254 characters ({VIDEO})",
            f".instructions.fullInstruction: 2048 characters: at most 2047 characters ({VIDEO})",
        ],
    ),
    # audits
    (
        "AdjustmentVideoObjectTracking",
        ["Car"],
        [': ["Car"]: label_categories instead, with auditLabelAttributeName (AdjustmentVideoObjectTracking)'],
    ),
    (
        "Adjustment3DPointCloudSemanticSegmentation",
        {"labels": ["Car"]},
        [
            ".auditLabelAttributeName: missing: "
            "required: the label attribute name of the audited job (Adjustment3DPointCloudSemanticSegmentation)"
        ],
    ),
    *(
        (
            name,
            content(name, auditLabelAttributeName="x"),
            [
                '.auditLabelAttributeName: "x": '
                f"nothing: it is for adjustments and verifications of video frames and point clouds, not for {name}"
            ],
        )
        for name in (VIDEO, CLOUD, "AdjustmentBoundingBox", "VerificationSemanticSegmentation")
    ),
    # annotation types and edits
    (VIDEO, video(annotationType="Circle"), ['.annotationType: "Circle": one of BoundingBox, Polyline, Polygon, Keypoint']),
    (VIDEO, video(labels=[{"label": "Car", "editsAllowed": "all"}]), ['.labels[0].editsAllowed: "all": one of any, none']),
    (VIDEO, frames(choice(editsAllowed="some")), ['.frameAttributes[0].editsAllowed: "some": one of any, none']),
    # attributes, one by one
    (VIDEO, frames(choice("")), ['.frameAttributes[0].name: "": required: 1 or more characters']),
    (VIDEO, own(without(choice(), "name")), [".labels[0].categoryAttributes[0].name: missing: required: 1 or more characters"]),
    (VIDEO, own(without(choice(), "type")), [".labels[0].categoryAttributes[0].type: missing: required: one of string, number"]),
    (VIDEO, frames(free_text(type="color")), ['.frameAttributes[0].type: "color": one of string, number']),
    (VIDEO, shared(choice(description="d" * 129)), [f'.categoryGlobalAttributes[0].description: "{"d" * 99}...: 0 to 128 characters']),
    (
        VIDEO,
        frames(without(choice(), "description"), free_text(description="")),
        [
            ".frameAttributes[0].description: missing: required for frames: 1 to 128 characters",
            '.frameAttributes[1].description: "": required for frames: 1 to 128 characters',
        ],
    ),
    (VIDEO, frames(free_text(enum=[])), [".frameAttributes[0].enum: []: 1 to 10 values"]),
    (VIDEO, frames(choice("n", *numbered(11))), [".frameAttributes[0].enum: …: 1 to 10 values"]),
    (
        VIDEO,
        frames(choice("n", LONG, "")),
        [f'.frameAttributes[0].enum[0]: "{LONG}": 1 to 16 characters', '.frameAttributes[0].enum[1]: "": 1 to 16 characters'],
    ),
    (
        VIDEO,
        frames(number(enum=["1"])),
        ['.frameAttributes[0].enum: ["1"]: nothing: only an attribute of the type string has values to choose from'],
    ),
    (VIDEO, frames(number(minimum=10)), [".frameAttributes[0].minimum: 10: at most the maximum, 9"]),
    (
        VIDEO,
        own(free_text(minimum=0), choice(maximum=9)),
        [
            ".labels[0].categoryAttributes[0].minimum: 0: nothing: only an attribute of the type number has it",
            ".labels[0].categoryAttributes[1].maximum: 9: nothing: only an attribute of the type number has it",
        ],
    ),
    # attributes together
    (VIDEO, frames(choice("n"), number("n")), ['.frameAttributes[1].name: "n": another name: label_categories.frameAttributes[0] has it']),
    (
        VIDEO,
        shared(choice("n"), free_text("n")),
        ['.categoryGlobalAttributes[1].name: "n": another name: label_categories.categoryGlobalAttributes[0] has it'],
    ),
    (
        VIDEO,
        own(choice("n"), free_text("o"), choice("o"), categoryGlobalAttributes=[choice("n")]),
        [
            '.labels[0].categoryAttributes[0].name: "n": another name: label_categories.categoryGlobalAttributes[0] has it',
            '.labels[0].categoryAttributes[2].name: "o": another name: label_categories.labels[0].categoryAttributes[1] has it',
        ],
    ),
    (VIDEO, frames(*choices(11)), [".frameAttributes: 11 attributes: at most 10 attributes of a frame"]),
    (VIDEO, frames(*texts(6)), [".frameAttributes: 6 free text attributes: at most 5 free text attributes of a frame"]),
    (VIDEO, shared(*choices(11)), [".categoryGlobalAttributes: 11 attributes: at most 10 attributes of a label"]),
    (
        VIDEO,
        own(*choices(4), categoryGlobalAttributes=choices(7, "g")),
        [".labels[0].categoryAttributes: 11 attributes: at most 10 attributes of a label, with those of all labels"],
    ),
    (
        VIDEO,
        own(*texts(3), categoryGlobalAttributes=texts(3, "g")),
        [".labels[0].categoryAttributes: 6 free text attributes: at most 5 free text attributes of a label, with those of all labels"],
    ),
    (
        VIDEO,
        own(*choices(2), categoryGlobalAttributes=choices(11, "g")),
        [".categoryGlobalAttributes: 11 attributes: at most 10 attributes of a label"],
    ),
    # several mistakes at once
    (
        "Adjustment3DPointCloudObjectTracking",
        {"labels": ["Car", "", "Car"], "annotationType": "Polygon", "frameAttributes": [{"name": "n"}]},
        [
            '.labels[1]: "": 1 to 256 characters',
            '.labels[2]: "Car": each label once',
            ".auditLabelAttributeName: missing: "
            "required: the label attribute name of the audited job (Adjustment3DPointCloudObjectTracking)",
            '.annotationType: "Polygon": nothing: Adjustment3DPointCloudObjectTracking has no annotationType',
            ".frameAttributes[0].type: missing: required: one of string, number",
            ".frameAttributes[0].description: missing: required for frames: 1 to 128 characters",
        ],
    ),
]


def said(value: object, name: str, **more: Any) -> list[str]:
    return [str(mistake) for mistake in label_category_mistakes(node(value), task_type=task_type(name), **{"automated": False, **more})]


def matches(line: str, expected: str) -> bool:
    """`…` stands for any value."""
    before, shown, after = expected.partition("…")
    return line.startswith(before) and line.endswith(after) if shown else line == expected


@pytest.mark.parametrize(("name", "value", "lines"), TABLE, ids=[f"{number}-{row[0]}" for number, row in enumerate(TABLE)])
def test_every_mistake_is_named(name: str, value: object, lines: list[str]) -> None:
    found = said(value, name)
    expected = [f"dev.yaml: label_categories{line}" for line in lines]
    assert len(found) == len(expected), found
    assert [line for line, wanted in zip(found, expected, strict=True) if not matches(line, wanted)] == []


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(TABLE) >= 40


def test_automated_labeling_takes_fewer_labels() -> None:
    labels = numbered(21)
    assert said(labels, "SemanticSegmentation") == []
    assert said(labels, "SemanticSegmentation", automated=True) == [
        "dev.yaml: label_categories: 21 labels: 1 to 20 labels (SemanticSegmentation with automated labeling)"
    ]
    assert said(numbered(51), "BoundingBox", automated=True) == ["dev.yaml: label_categories: 51 labels: 1 to 50 labels (BoundingBox)"]


@pytest.mark.parametrize("labels", [["Car"], {"labels": ["Car"]}])
def test_the_audited_attribute_may_be_known_from_elsewhere(labels: object) -> None:
    assert said(labels, "AdjustmentVideoObjectTracking", audited_attribute_known=True) == []
    assert len(said(labels, "AdjustmentVideoObjectTracking")) == 1


def test_a_field_of_the_wrong_type_has_its_own_mistake_elsewhere() -> None:
    broken = {
        "labels": ["Car", 7],
        "frameAttributes": "occluded",
        "instructions": "Draw.",
        "categoryGlobalAttributes": [7, {"name": 1, "type": 2}],
    }
    assert said(broken, VIDEO) == []


def test_mistakes_name_their_rules() -> None:
    found = label_category_mistakes(node(frames(number(minimum=10))), task_type=task_type(VIDEO), automated=False)
    assert [mistake.rule for mistake in found] == ["attribute-numbers"]


def test_named_entities_with_a_template_have_their_instructions_there() -> None:
    assert said(["Person"], NAMES, templated=True) == []
    assert said({"labels": ["Person"]}, NAMES, templated=True) == []
    half = {"labels": ["a"], "instructions": {"shortInstruction": "x"}}
    assert len(said(half, NAMES, templated=True)) == 1
