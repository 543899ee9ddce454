"""The limits that come from botocore's service model."""

from __future__ import annotations

import pytest

from ground_truth.settings.api_shapes import ApiShape
from labeling_rules.api_limits import find_shape, python_pattern


def test_a_path_leads_to_a_shape() -> None:
    assert find_shape("CreateLabelingJobRequest.HumanTaskConfig.TaskKeywords[]").name == "TaskKeyword"


def test_a_path_that_the_api_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError, match="HumanTaskConfig has no TaskTitel"):
        find_shape("HumanTaskConfig.TaskTitel")


def test_characters_that_are_added_later_count() -> None:
    shape = ApiShape("CreateLabelingJobRequest.LabelingJobName", characters_added=9)
    assert shape.accepts("a" * 54)
    assert not shape.accepts("a" * 55)


@pytest.mark.parametrize("value", ["", "cost center", "Größe/日本:v1.2=@+-_", "²"])
def test_tag_values_may_have_letters_of_every_script(value: str) -> None:
    assert ApiShape("Tag.Value").accepts(value)


@pytest.mark.parametrize("value", ["a;b", "a\nb", "x" * 257, "emoji \N{GRINNING FACE}"])
def test_tag_values_may_not_have_everything(value: str) -> None:
    assert not ApiShape("Tag.Value").accepts(value)


def test_a_category_that_is_not_translated_is_an_error_rather_than_a_guess() -> None:
    with pytest.raises(ValueError, match="Unicode category"):
        python_pattern(r"[\p{Sc}]+")


def test_the_schema_leaves_out_what_editors_cannot_read() -> None:
    assert ApiShape("Tag.Key").json_schema() == {"minLength": 1, "maxLength": 128}
    assert ApiShape("HumanTaskConfig.TaskTimeLimitInSeconds").json_schema() == {"minimum": 30}
