"""The model of label categories: allowed members, and agreement with the messages of the rules."""

from __future__ import annotations

from typing import Any

import pytest
from aws_cdk import Token
from pydantic import ValidationError

from ground_truth.settings.label_categories import CategoryAttribute, Instructions, LabelCategories, LabelCategory
from labeling_rules.label_categories.label_categories import label_category_mistakes
from labeling_rules.node import Node
from labeling_rules.task_types import TASK_TYPES

FILE: dict[str, Any] = {
    "frameAttributes": [{"name": "weather", "type": "string", "description": "What it is like", "enum": ["sun", "rain"]}],
    "categoryGlobalAttributes": [{"name": "people", "type": "number", "minimum": 0, "maximum": 9, "isRequired": True}],
    "labels": [
        "Car",
        {"label": "Bus", "editsAllowed": "none", "categoryAttributes": [{"name": "line", "type": "string", "editsAllowed": "any"}]},
        {"label": "Bike", "shortDisplayName": "b"},
    ],
    "annotationType": "Polygon",
    "instructions": {"shortInstruction": "short", "fullInstruction": "<p>full</p>"},
    "auditLabelAttributeName": "cars-ref",
}


def parse(content: object) -> LabelCategories:
    """Parsed like a file: only by the file's own names."""
    return LabelCategories.model_validate(content, by_alias=True, by_name=False)


def spelled_out(content: dict[str, Any]) -> dict[str, Any]:
    labels = [{"label": label} if isinstance(label, str) else label for label in content["labels"]]
    return {**content, "labels": labels}


def test_everything_that_a_file_can_say_comes_out_again() -> None:
    assert parse(FILE).document() == spelled_out(FILE)
    assert list(parse(FILE).document()) == list(FILE)


def test_what_is_not_said_is_not_there() -> None:
    assert parse({"labels": ["Car"]}).document() == {"labels": [{"label": "Car"}]}


def test_in_code_the_names_are_pythons() -> None:
    weather = CategoryAttribute(name="weather", type="string", description="What it is like", enum=("sun", "rain"))
    categories = LabelCategories(
        frame_attributes=(weather,),
        category_global_attributes=(CategoryAttribute(name="people", type="number", minimum=0, maximum=9, is_required=True),),
        labels=(
            LabelCategory(label="Car"),
            LabelCategory(
                label="Bus", edits_allowed="none", category_attributes=(CategoryAttribute(name="line", type="string", edits_allowed="any"),)
            ),
            LabelCategory(label="Bike", short_display_name="b"),
        ),
        annotation_type="Polygon",
        instructions=Instructions(short_instruction="short", full_instruction="<p>full</p>"),
        audit_label_attribute_name="cars-ref",
    )
    assert categories == parse(FILE)
    with pytest.raises(ValidationError):
        parse({"labels": ["Car"], "annotation_type": "Polygon"})


def test_a_verification_edits_no_label() -> None:
    verified = parse(FILE).for_verification()
    assert [label.edits_allowed for label in verified.labels] == ["none", "none", "none"]
    assert verified.model_copy(update={"labels": parse(FILE).labels}) == parse(FILE)


def test_models_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        parse(FILE).annotation_type = "Keypoint"


def test_tokens_are_taken_where_texts_are() -> None:
    token = Token.as_string({"Ref": "Name"})
    content = {"labels": [token, "Car"], "annotationType": token, "frameAttributes": [{"name": token, "type": token, "description": token}]}
    parse(content)
    mistakes = label_category_mistakes(Node("f", "", content), task_type=TASK_TYPES["VideoObjectTracking"], automated=False)
    assert list(mistakes) == []


def errors(content: object) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as refused:
        parse(content)
    places = ((".".join(map(str, detail["loc"])), detail) for detail in refused.value.errors())
    return [(place, detail.get("ctx", {}).get("allowed", detail["type"])) for place, detail in places]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"labels": "Car"}, ("labels", "tuple_type")),
        ({"labels": [7]}, ("labels.0", "model_type")),
        ({"labels": [{"name": "Car"}]}, ("labels.0.label", "missing")),
        ({"label": ["Car"]}, ("label", "extra_forbidden")),
        ({"documentVersion": "2020-03-01", "labels": ["Car"]}, ("documentVersion", "extra_forbidden")),
        ({"frameAttributes": [{"name": "n", "type": "number", "minimum": 0.5}]}, ("frameAttributes.0.minimum", "int_type")),
        ({"frameAttributes": [{"name": "n", "type": "number", "maximum": "9"}]}, ("frameAttributes.0.maximum", "int_type")),
        ({"frameAttributes": [{"name": "n", "type": "string", "isRequired": "yes"}]}, ("frameAttributes.0.isRequired", "bool_type")),
        ({"frameAttributes": [{"name": "n", "type": "string", "enum": [1]}]}, ("frameAttributes.0.enum.0", "string_type")),
        ({"instructions": "Draw."}, ("instructions", "model_type")),
        ({"auditLabelAttributeName": "a b"}, ("auditLabelAttributeName", "1 to 127 characters matching")),
        (
            {"labels": [{"label": "Car", "color": "#ff0000"}]},
            ("labels.0.color", "nothing: label category files have no colors, the worker's page chooses them"),
        ),
    ],
)
def test_what_a_file_cannot_have(content: object, expected: tuple[str, str]) -> None:
    found = errors(content)
    assert found[0][0] == expected[0]
    assert found[0][1].startswith(expected[1])


@pytest.mark.parametrize(
    "content",
    [
        {"labels": [""]},
        {"labels": ["x" * 257]},
        {"labels": ["Car"], "annotationType": "Circle"},
        {"labels": [{"label": "Car", "editsAllowed": "some"}]},
        {"labels": ["Car"], "instructions": {"shortInstruction": "x"}},
        {"labels": ["Car"], "categoryGlobalAttributes": [{"type": "string"}]},
        {"labels": ["Car"], "categoryGlobalAttributes": [{"name": "n"}]},
        {"labels": ["Car"], "categoryGlobalAttributes": [{"name": "", "type": "string"}]},
        {"labels": ["Car"], "categoryGlobalAttributes": [{"name": "n", "type": "color"}]},
        {"labels": ["Car"], "categoryGlobalAttributes": [{"name": "n", "type": "string", "description": "d" * 129}]},
        {"labels": ["Car"], "categoryGlobalAttributes": [{"name": "n", "type": "string", "enum": []}]},
        {"labels": ["Car"], "categoryGlobalAttributes": [{"name": "n", "type": "string", "enum": ["v" * 17]}]},
        {"labels": ["Car"], "categoryGlobalAttributes": [{"name": "n", "type": "string", "editsAllowed": "some"}]},
    ],
)
def test_the_model_and_the_rules_say_the_same_so_that_it_is_said_once(content: dict[str, Any]) -> None:
    """Both check a file: the model single fields, the rules also without a model, in the handler."""
    task_type = TASK_TYPES["VideoObjectDetection"]
    rules = [mistake.allowed for mistake in label_category_mistakes(Node("f", "", content), task_type=task_type, automated=False)]
    ((_, said),) = errors(content)
    assert len(rules) == 1
    assert rules[0].removeprefix("required: ") == said or (said == "missing" and rules[0].startswith("required: "))
