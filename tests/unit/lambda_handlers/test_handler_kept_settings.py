"""Settings sent back to Cognito."""

from typing import Any

import pytest

from lambda_handlers.workforce.kept_settings import kept_settings


def test_what_update_does_not_take_is_left_out() -> None:
    assert kept_settings({"Id": "us-east-1_abc", "MfaConfiguration": "OFF"}, updatable={"MfaConfiguration", "Policies"}) == {
        "MfaConfiguration": "OFF"
    }


@pytest.mark.parametrize(
    ("described", "kept"),
    [
        ({"Setting": ""}, {}),
        ({"Setting": {"Subject": "", "Message": "hello"}}, {"Setting": {"Message": "hello"}}),
        ({"Setting": {"Template": {"Subject": "", "Message": "hello"}}}, {"Setting": {"Template": {"Message": "hello"}}}),
        ({"Setting": [{"Name": "email", "Text": ""}]}, {"Setting": [{"Name": "email"}]}),
        ({"Setting": {"Urls": ["", "https://tool.example.com"]}}, {"Setting": {"Urls": ["https://tool.example.com"]}}),
    ],
)
def test_empty_texts_are_left_out_at_every_level(described: dict[str, Any], kept: dict[str, Any]) -> None:
    assert kept_settings(described, updatable={"Setting"}) == kept


@pytest.mark.parametrize("value", [False, 0, [], {}, " ", {"Enabled": False, "Days": 0, "Names": [], "Limits": {}}, [0, False, None]])
def test_everything_else_is_kept(value: Any) -> None:
    kept = kept_settings({"Setting": value}, updatable={"Setting"})
    assert repr(kept) == repr({"Setting": value})


def test_a_tag_with_an_empty_value_is_kept() -> None:
    tags = {"UserPoolTags": {"confidential": "", "owner": "data"}}
    assert kept_settings(tags, updatable={"UserPoolTags"}) == tags


def test_what_was_described_stays_as_it_was() -> None:
    described = {"Setting": {"Subject": "", "Names": ["", "email"]}}
    kept_settings(described, updatable={"Setting"})
    assert described == {"Setting": {"Subject": "", "Names": ["", "email"]}}
