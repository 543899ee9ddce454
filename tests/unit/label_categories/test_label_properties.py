"""Labels as properties of a job's custom resource: the property, and the diff of a change."""

from __future__ import annotations

import difflib
import json
from typing import Any

import pytest

from ground_truth.labeling_job.label_properties import label_properties
from labeling_rules.task_types import TASK_TYPES
from tests.unit.label_categories.four_formats import CONTENTS, categories

VIDEO = "AdjustmentVideoObjectTracking"


@pytest.mark.parametrize("labels", [["yes", "no"], ("yes", "no"), categories("TextMultiClass", labels=["yes", "no"])])
@pytest.mark.parametrize("task_type", ["TextMultiClass", "BoundingBox", "VerificationSemanticSegmentation", "PassThrough", None])
def test_labels_alone_are_a_list(task_type: str | None, labels: Any) -> None:
    task = TASK_TYPES[task_type] if task_type else None
    assert label_properties(labels, task=task) == {"Labels": ["yes", "no"]}


@pytest.mark.parametrize(
    ("task_type", "version"),
    [
        ("NamedEntityRecognition", {"document-version": "2018-11-28"}),
        (VIDEO, {"documentVersion": "2020-03-01"}),
        ("3DPointCloudObjectDetection", {"documentVersion": "2020-03-01"}),
    ],
)
def test_everything_else_is_the_content_of_the_file_with_its_version(task_type: str, version: dict[str, str]) -> None:
    properties = label_properties(categories(task_type), task=TASK_TYPES[task_type])
    assert properties == {"LabelCategoryConfig": {**version, **CONTENTS[task_type]}}


def test_plain_labels_have_the_version_of_their_task() -> None:
    assert label_properties(["Car"], task=TASK_TYPES["VideoObjectTracking"]) == {
        "LabelCategoryConfig": {"documentVersion": "2020-03-01", "labels": ["Car"]}
    }


def test_the_audited_attribute_is_filled_in_where_the_file_does_not_say_it() -> None:
    task = TASK_TYPES[VIDEO]
    filled = label_properties(["Car"], task=task, audited_attribute="cars-ref")
    assert filled["LabelCategoryConfig"]["auditLabelAttributeName"] == "cars-ref"
    said = label_properties(categories(VIDEO), task=task, audited_attribute="cars-ref")
    assert said["LabelCategoryConfig"]["auditLabelAttributeName"] == "tracks-ref"


def changed_lines(task_type: str, **changes: Any) -> list[str]:
    """The lines of the property that a change removes or adds; a trailing comma on the line before is ignored."""
    forms = (label_properties(categories(task_type, **change), task=TASK_TYPES[task_type]) for change in ({}, changes))
    before, after = (json.dumps(form, indent=2, ensure_ascii=False).replace(",\n", "\n").splitlines() for form in forms)
    return [line for line in difflib.ndiff(before, after) if line[0] in "+-"]


@pytest.mark.parametrize("task_type", list(CONTENTS))
def test_a_new_label_is_one_line(task_type: str) -> None:
    labels = [*CONTENTS[task_type]["labels"], "Bike"]
    (line,) = changed_lines(task_type, labels=labels)
    assert line.split() == ["+", '"Bike"']


def test_a_new_value_is_one_line() -> None:
    people, weather = CONTENTS[VIDEO]["frameAttributes"]
    (line,) = changed_lines(VIDEO, frameAttributes=[people, {**weather, "enum": [*weather["enum"], "snow"]}])
    assert line.split() == ["+", '"snow"']


def test_a_new_attribute_is_a_line_for_each_thing_it_says() -> None:
    speed = {"name": "speed", "type": "number", "description": "In km/h", "minimum": 0, "maximum": 200}
    lines = changed_lines(VIDEO, frameAttributes=[*CONTENTS[VIDEO]["frameAttributes"], speed])
    said = [line[1:].strip() for line in lines if line.strip("+ {}")]
    assert said == ['"name": "speed"', '"type": "number"', '"description": "In km/h"', '"minimum": 0', '"maximum": 200']
    assert all(line.startswith("+") for line in lines)


def test_another_instruction_is_one_line_out_and_one_in() -> None:
    instructions = {**CONTENTS[VIDEO]["instructions"], "shortInstruction": "Draw."}
    out, into = changed_lines(VIDEO, instructions=instructions)
    assert (out.split(maxsplit=1), into.split(maxsplit=1)) == (["-", '"shortInstruction": ""'], ["+", '"shortInstruction": "Draw."'])
