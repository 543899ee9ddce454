"""The examples of docs/environment-files.md, one for each format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ground_truth.environment.document import read_document
from ground_truth.settings.label_categories import LabelCategories
from labeling_rules.label_categories.label_categories import label_category_mistakes
from labeling_rules.node import Node
from labeling_rules.task_types import TASK_TYPES

PAGE = Path(__file__).parents[3] / "docs" / "environment-files.md"
SECTION = PAGE.read_text(encoding="utf-8").partition("## Label categories")[2].partition("\n## ")[0]
EXAMPLES = re.findall(r"```yaml\n(.*?)```", SECTION, re.DOTALL)[0].split("\n\n")


@pytest.mark.parametrize(
    ("number", "task_type"),
    list(enumerate(["TextMultiClass", "NamedEntityRecognition", "VideoObjectTracking", "Adjustment3DPointCloudObjectDetection"])),
)
def test_the_examples_are_right(tmp_path: Path, number: int, task_type: str) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(EXAMPLES[number], encoding="utf-8")
    ((field, value),) = read_document(file, file=file.name, keys="").content.items()
    if field == "label_categories":
        LabelCategories.model_validate(value, by_alias=True, by_name=False)
    assert list(label_category_mistakes(Node("", field, value), task_type=TASK_TYPES[task_type], automated=False)) == []


def test_there_are_no_others() -> None:
    assert len(EXAMPLES) == 4
