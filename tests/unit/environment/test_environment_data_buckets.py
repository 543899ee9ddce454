"""Buckets that only the lines of a local manifest name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

JOB = "labeling_jobs.0"
IMAGES: Mapping[str, object] = {
    f"{JOB}.task_type": "ImageMultiClass",
    f"{JOB}.dataset": {"manifest": "images.manifest"},
}
ALLOWED = "objects in the input bucket or in buckets that the job names"


@pytest.fixture
def lines(folder: Path, mistakes_of: Callable[[Mapping[str, object]], list[str]]) -> Callable[..., list[str]]:
    """The loader's messages for images in these buckets."""

    def of_buckets(*buckets: str, **changes: object) -> list[str]:
        text = "".join(json.dumps({"source-ref": f"s3://{bucket}/{number}.jpg"}) + "\n" for number, bucket in enumerate(buckets))
        (folder / "images.manifest").write_text(text)
        return mistakes_of({**IMAGES, **{f"{JOB}.{name}": value for name, value in changes.items()}})

    return of_buckets


def test_they_are_refused_with_the_line_to_write(lines: Callable[..., list[str]]) -> None:
    assert lines("two", "one", "two", data_buckets=["zero"]) == [
        "environments/dev.yaml: labeling_jobs[0].dataset.manifest: images.manifest names objects in one, two: "
        f"{ALLOWED}: data_buckets: [one, two, zero]"
    ]


def test_what_the_job_names_may_be_read(lines: Callable[..., list[str]]) -> None:
    assert lines("one", "two", data_buckets=["one", "two"]) == []


def test_a_role_of_ones_own_is_not_widened(lines: Callable[..., list[str]]) -> None:
    assert lines("one", RoleArn="arn:aws:iam::111122223333:role/labeling") == []


def test_the_input_bucket_needs_no_line(mistakes_of: Callable[[Mapping[str, object]], list[str]], lines: Callable[..., list[str]]) -> None:
    assert lines("images") != []
    assert mistakes_of({**IMAGES, "input_bucket.name": "images"}) == []


def test_a_list_that_is_wrong_has_its_own_mistake_alone(lines: Callable[..., list[str]]) -> None:
    assert len(lines("one", data_buckets=[7])) == 1
