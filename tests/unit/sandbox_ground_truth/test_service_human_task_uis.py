"""CreateHumanTaskUi, DescribeHumanTaskUi, ListHumanTaskUis, DeleteHumanTaskUi."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.unit.conformance.rows import assumed, conformance, documented

ARN = "arn:aws:sagemaker:eu-west-1:123456789012:human-task-ui"
PAGE = "<crowd-form>{{ task.input.text }}</crowd-form>"


@pytest.fixture
def create(sagemaker: Any) -> Callable[..., str]:
    def call(name: str = "reviews", **changes: Any) -> str:
        request = {"HumanTaskUiName": name, "UiTemplate": {"Content": PAGE}, **changes}
        arn: str = sagemaker.create_human_task_ui(**request)["HumanTaskUiArn"]
        return arn

    return call


@conformance("A human task UI is described with the digest of its template", documented("API reference, DescribeHumanTaskUi"))
def test_a_ui_is_described(sagemaker: Any, create: Any, clock: Any) -> None:
    arn = create()
    described = sagemaker.describe_human_task_ui(HumanTaskUiName="reviews")
    described.pop("ResponseMetadata")
    assert described == {
        "HumanTaskUiArn": f"{ARN}/reviews",
        "HumanTaskUiName": "reviews",
        "HumanTaskUiStatus": "Active",
        "CreationTime": clock.now,
        "UiTemplate": {"ContentSha256": hashlib.sha256(PAGE.encode()).hexdigest()},
    }
    assert arn == f"{ARN}/reviews"


@conformance("A name can be used once", documented("API reference, CreateHumanTaskUi: ResourceInUse"))
def test_a_name_is_taken_once(sagemaker: Any, create: Any, refused: Any) -> None:
    create()
    message = refused("ResourceInUse", create, UiTemplate={"Content": "another"})
    assert f"{ARN}/reviews" in message
    sagemaker.delete_human_task_ui(HumanTaskUiName="reviews")
    create()


@conformance("An account has 100 human task UIs in a Region", documented("Service Quotas, L-3036C9CA"))
def test_there_are_as_many_as_the_quota(create: Any, configure: Any, refused: Any) -> None:
    configure(human_task_ui_quota=2)
    for name in ("a", "b"):
        create(name)
    assert "is 2 Human task UIs" in refused("ResourceLimitExceeded", create, name="c")


@conformance("ListHumanTaskUis filters and sorts by time, and is paginated", documented("API reference, ListHumanTaskUis"))
def test_uis_are_listed(sagemaker: Any, create: Any, clock: Any) -> None:
    for name in ("cars", "apples", "bikes"):
        create(name)
        clock.advance(seconds=60)

    def listed(**filters: Any) -> list[str]:
        return [ui["HumanTaskUiName"] for ui in sagemaker.list_human_task_uis(**filters)["HumanTaskUiSummaries"]]

    assert listed(SortOrder="Descending") == ["bikes", "apples", "cars"]
    assert listed(CreationTimeAfter=clock.now - timedelta(seconds=90)) == ["bikes"]
    assert listed(CreationTimeBefore=clock.now - timedelta(seconds=150)) == ["cars"]
    pages = sagemaker.get_paginator("list_human_task_uis").paginate(PaginationConfig={"PageSize": 2})
    assert [len(page["HumanTaskUiSummaries"]) for page in pages] == [2, 1]


@conformance("A missing UI is ResourceNotFound", documented("API reference, DescribeHumanTaskUi and DeleteHumanTaskUi"))
def test_what_is_not_there_is_told(sagemaker: Any, refused: Any) -> None:
    for operation in (sagemaker.describe_human_task_ui, sagemaker.delete_human_task_ui):
        assert f"{ARN}/nothing" in refused("ResourceNotFound", operation, HumanTaskUiName="nothing")


def test_a_ui_has_tags(sagemaker: Any, create: Any) -> None:
    arn = create(Tags=[{"Key": "team", "Value": "reviews"}])
    sagemaker.add_tags(ResourceArn=arn, Tags=[{"Key": "stage", "Value": "test"}])
    tags = sagemaker.list_tags(ResourceArn=arn)["Tags"]
    assert {tag["Key"]: tag["Value"] for tag in tags} == {"team": "reviews", "stage": "test"}


@conformance(
    "CreateHumanTaskUi accepts any template; mistakes appear when it is rendered",
    assumed("none of the documented errors of CreateHumanTaskUi is for it"),
)
def test_a_template_is_looked_at_later(create: Any) -> None:
    create(UiTemplate={"Content": "{% if %}"})


@pytest.mark.parametrize("name", ["Reviews", "a_b", "-a", "a" * 64])
def test_names_are_those_of_the_model(create: Any, refused: Any, name: str) -> None:
    assert "at 'humanTaskUiName' failed to satisfy constraint" in refused("ValidationException", create, name=name)
