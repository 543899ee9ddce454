"""The pre-annotation function, called with the documented events."""

from __future__ import annotations

from typing import Any

import pytest

from pre_annotation import handler

JOB = "arn:aws:sagemaker:us-east-1:111122223333:labeling-job/my-job"
IMAGE = "s3://my-input-bucket/images/one.jpg"


def event(**data_object: Any) -> dict[str, Any]:
    """The request for one line of a manifest."""
    return {"version": "2018-10-16", "labelingJobArn": JOB, "dataObject": data_object}


def test_a_text() -> None:
    assert handler(event(source="The parcel arrived yesterday"), None) == {
        "taskInput": {"taskObject": "The parcel arrived yesterday"},
        "isHumanAnnotationRequired": True,
    }


def test_an_object_in_s3() -> None:
    assert handler(event(**{"source-ref": IMAGE}), None) == {"taskInput": {"taskObject": IMAGE}, "isHumanAnnotationRequired": True}


@pytest.mark.parametrize("key", ["isHumanAnnotationRequired", "humanAnnotationRequired"])
@pytest.mark.parametrize(("said", "required"), [(False, False), ("false", False), (True, True), ("true", True)])
def test_the_line_says_whether_workers_are_needed(key: str, said: bool | str, required: bool) -> None:
    assert handler(event(source="The parcel arrived yesterday", **{key: said}), None)["isHumanAnnotationRequired"] is required


def test_without_a_source_there_is_no_task() -> None:
    assert handler(event(number=3), None)["isHumanAnnotationRequired"] is False


def test_the_older_version_of_the_request() -> None:
    assert handler({**event(source="a"), "version": "2018-10-06"}, None)["taskInput"] == {"taskObject": "a"}
