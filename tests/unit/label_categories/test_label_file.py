"""From an environment file to the label category file: through CloudFormation, which turns numbers and booleans into strings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from ground_truth.labeling_job.label_properties import label_properties
from ground_truth.settings.label_categories import LabelCategories
from labeling_rules.label_categories.label_categories import label_category_mistakes
from labeling_rules.node import Node
from labeling_rules.task_types import TASK_TYPES
from lambda_handlers.aws.properties import coerce, own_shape
from lambda_handlers.errors import InvalidPropertiesError
from lambda_handlers.labeling_job.label_categories import OWN_PROPERTIES, label_category_document, with_spelled_out_labels
from sandbox.ground_truth.label_categories import require_label_categories
from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES
from tests.unit.label_categories.four_formats import CONTENTS, categories


def as_cloudformation_sends_it(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: as_cloudformation_sends_it(item) for name, item in value.items()}
    if isinstance(value, list):
        return [as_cloudformation_sends_it(item) for item in value]
    return value if isinstance(value, str) else json.dumps(value)


def file_of(properties: Mapping[str, Any]) -> Any:
    """The handler's file for properties as CloudFormation sends them."""
    sent = as_cloudformation_sends_it(properties)
    return label_category_document(coerce(properties=with_spelled_out_labels(sent), api=own_shape({}), own=OWN_PROPERTIES))


def spelled_out(content: Mapping[str, Any]) -> dict[str, Any]:
    return {**content, "labels": [{"label": label} if isinstance(label, str) else label for label in content["labels"]]}


@pytest.mark.parametrize("task_type", list(CONTENTS))
def test_every_format_arrives_as_it_was_written(task_type: str) -> None:
    task = TASK_TYPES[task_type]
    file = file_of(label_properties(categories(task_type), task=task))
    assert file == {task.label_format.version_key: task.label_format.version, **spelled_out(CONTENTS[task_type])}
    assert list(label_category_mistakes(Node("", "", file), task_type=task, automated=False)) == []
    require_label_categories(json.dumps(file).encode(), task_type=BUILT_IN_TASK_TYPES[task_type], auto_labels=False)


def test_numbers_are_numbers_and_truth_values_are_truth_values() -> None:
    file = file_of(label_properties(categories("3DPointCloudObjectDetection"), task=TASK_TYPES["3DPointCloudObjectDetection"]))
    people, weather = file["frameAttributes"]
    assert json.dumps([people["minimum"], people["maximum"], people["isRequired"], weather["isRequired"]]) == "[-1, 10, true, false]"
    assert weather["enum"] == ["1", "true", "rain"]


def test_texts_that_look_like_something_else_stay_texts() -> None:
    file = file_of({"LabelCategoryConfig": {"labels": ["1", {"label": "true", "shortDisplayName": "2"}]}})
    assert file["labels"] == [{"label": "1"}, {"label": "true", "shortDisplayName": "2"}]


def test_labels_keep_their_order() -> None:
    labels = [f"label {number}" for number in (3, 1, 2)]
    named = {"labels": [{"label": label} for label in labels]}
    assert file_of({"Labels": labels}) == {"document-version": "2018-11-28", **named}
    task = TASK_TYPES["VideoObjectTracking"]
    assert file_of(label_properties(labels, task=task)) == {"documentVersion": "2020-03-01", **named}


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"labels": "Car"}, "LabelCategoryConfig.labels must be a list, not a single value"),
        ({"labels": [["Car"]]}, "LabelCategoryConfig.labels[0] must be an object, not a list"),
        ({"labels": [{"label": "Car", "color": "#ff0000"}]}, "LabelCategoryConfig.labels[0].color is unknown"),
        ({"frameAttributes": [{"maximum": "2.5"}]}, "LabelCategoryConfig.frameAttributes[0].maximum must be a whole number, not '2.5'"),
        (
            {"frameAttributes": [{"isRequired": "yes"}]},
            "LabelCategoryConfig.frameAttributes[0].isRequired must be true or false, not 'yes'",
        ),
        ("labels", "LabelCategoryConfig must be an object, not a single value"),
    ],
)
def test_what_has_another_type_is_named(document: object, reason: str) -> None:
    with pytest.raises(InvalidPropertiesError) as refused:
        file_of({"LabelCategoryConfig": document})
    assert reason in str(refused.value)


def test_the_handler_knows_every_member_of_the_model() -> None:
    schema = LabelCategories.model_json_schema(by_alias=True)
    members = {name: set(schema["$defs"][name]["properties"]) for name in ("CategoryAttribute", "LabelCategory", "Instructions")}
    config: Any = OWN_PROPERTIES.members["LabelCategoryConfig"]
    document = config.members
    label = document["labels"].member.members
    assert set(schema["properties"]) == set(document) - {"documentVersion", "document-version"}
    assert members["LabelCategory"] - {"color"} == set(label)
    assert (
        members["CategoryAttribute"] == set(document["frameAttributes"].member.members) == set(label["categoryAttributes"].member.members)
    )
    assert members["Instructions"] == set(document["instructions"].members)
