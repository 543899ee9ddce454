"""The local files of a job."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Load = Callable[[Mapping[str, object]], list[str]]

JOB = "labeling_jobs.0"
PLACE = "environments/dev.yaml: labeling_jobs[0].dataset"
TEMPLATE = """<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
<crowd-form>
  <crowd-classifier name="category" categories="{{ task.input.labels | to_json | escape }}" header="What is it about?">
    <classification-target>{{ task.input.taskObject }}</classification-target>
    <full-instructions header="How to choose">Choose one.</full-instructions>
    <short-instructions>Choose one.</short-instructions>
  </crowd-classifier>
</crowd-form>
"""


def test_files_that_are_right_are_accepted(mistakes_of: Load, folder: Path) -> None:
    (folder / "texts.txt").write_text("first\n\nsecond\n", encoding="utf-8")
    (folder / "task.liquid").write_text(TEMPLATE, encoding="utf-8")
    assert mistakes_of({f"{JOB}.dataset": {"text_file": "texts.txt"}, f"{JOB}.template": "task.liquid"}) == []


def test_every_bad_line_of_a_manifest_is_named(mistakes_of: Load, folder: Path) -> None:
    lines = [
        '{"source": "right", "id": 7}',
        "not JSON",
        "[1]",
        '{"text": "x"}',
        '{"source": "x", "source-ref": "s3://bucket/k"}',
        '{"source-ref": "b/k"}',
        '{"source": ""}',
        "",
        json.dumps({"source": "x" * 20_001}),
        json.dumps({"source": "x", "more": "x" * 100_000}),
    ]
    (folder / "m.manifest").write_text("\n".join(lines) + "\n", encoding="utf-8")
    place = f"{PLACE}.manifest: line"
    one_source = "a JSON object with exactly one of source and source-ref, here source"
    start = '{"source": "' + "x" * 48
    assert mistakes_of({f"{JOB}.dataset": {"manifest": "m.manifest"}, f"{JOB}.data_buckets": ["bucket"]}) == [
        f"{place} 2 of m.manifest: not JSON: a JSON object",
        f"{place} 3 of m.manifest: [1]: a JSON object",
        f'{place} 4 of m.manifest: {{"text": "x"}}: {one_source}',
        f'{place} 5 of m.manifest: {{"source": "x", "source-ref": "s3://bucket/k"}}: {one_source}',
        f'{place} 6 of m.manifest: {{"source-ref": "b/k"}}: source-ref as an S3 URI: s3://<bucket>/<key>',
        f'{place} 7 of m.manifest: {{"source": ""}}: source as a text that is not empty',
        f"{place} 8 of m.manifest: a JSON object: the line is empty",
        f"{place} 9 of m.manifest: {start}...: source of at most 20000 characters",
        f'{place} 10 of m.manifest: {{"source": "x", "more": "{"x" * 35}...: at most 100000 characters, not {len(lines[9])}',
    ]


def test_every_bad_line_is_listed_however_many_there_are(mistakes_of: Load, folder: Path) -> None:
    (folder / "m.manifest").write_text("nothing\n" * 333, encoding="utf-8")
    lines = mistakes_of({f"{JOB}.dataset": {"manifest": "m.manifest"}})
    assert lines == [f"{PLACE}.manifest: line {number} of m.manifest: nothing: a JSON object" for number in range(1, 334)]


def test_a_line_that_is_not_utf_8_is_named_by_number(mistakes_of: Load, folder: Path) -> None:
    (folder / "m.manifest").write_bytes(b'{"source": "fine"}\n{"source": "\xff"}\n')
    assert mistakes_of({f"{JOB}.dataset": {"manifest": "m.manifest"}}) == [
        f"{PLACE}.manifest: line 2 of m.manifest: a line in UTF-8: byte 12 of it is not"
    ]


def test_images_are_referred_to_by_s3_uris(mistakes_of: Load, folder: Path) -> None:
    (folder / "m.manifest").write_text('{"source-ref": "https://example.com/a.png"}\n', encoding="utf-8")
    assert mistakes_of({f"{JOB}.task_type": "BoundingBox", f"{JOB}.dataset": {"manifest": "m.manifest"}}) == [
        f'{PLACE}.manifest: line 1 of m.manifest: {{"source-ref": "https://example.com/a.png"}}: source-ref as an S3 URI: s3://<bucket>/<key>'
    ]


def test_a_text_file_is_for_texts(mistakes_of: Load, folder: Path) -> None:
    (folder / "t.txt").write_text("x\n", encoding="utf-8")
    assert mistakes_of({f"{JOB}.task_type": "BoundingBox", f"{JOB}.dataset": {"text_file": "t.txt"}}) == [
        f'{PLACE}.text_file: "t.txt": a manifest with source-ref: BoundingBox does not label texts'
    ]


def test_automated_labeling_needs_many_objects(mistakes_of: Load, folder: Path) -> None:
    algorithm = "arn:aws:sagemaker:eu-west-1:027400017018:labeling-job-algorithm-specification/text-classification"
    (folder / "t.txt").write_text("x\n" * 1_249, encoding="utf-8")
    changes: dict[str, object] = {
        f"{JOB}.dataset": {"text_file": "t.txt"},
        f"{JOB}.LabelingJobAlgorithmsConfig": {"LabelingJobAlgorithmSpecificationArn": algorithm},
    }
    assert mistakes_of(changes) == [f"{PLACE}.text_file: 1249 objects in t.txt: 1250 objects or more for automated labeling"]
    (folder / "t.txt").write_text("x\n" * 1_250, encoding="utf-8")
    assert mistakes_of(changes) == []


@pytest.mark.parametrize(
    ("content", "allowed"),
    [
        (None, "an existing file, relative to the environment file"),
        (b" \n", "a file that is not empty"),
    ],
)
@pytest.mark.parametrize(
    ("path", "name", "place"),
    [
        (f"{JOB}.template", "x.html", "template"),
        (f"{JOB}.dataset", "x.manifest", "dataset.manifest"),
        (f"{JOB}.dataset", "x.txt", "dataset.text_file"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    mistakes_of: Load, folder: Path, content: bytes | None, allowed: str, path: str, name: str, place: str
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    value: object = name if place == "template" else {place.rpartition(".")[2]: name}
    assert mistakes_of({path: value}) == [f'environments/dev.yaml: labeling_jobs[0].{place}: "{name}": {allowed}']


@pytest.mark.parametrize(
    ("path", "name", "place"), [(f"{JOB}.template", "x.html", "template"), (f"{JOB}.dataset", "x.txt", "dataset.text_file")]
)
def test_a_text_that_is_not_utf_8_is_named(mistakes_of: Load, folder: Path, path: str, name: str, place: str) -> None:
    (folder / name).write_bytes(b"abc\xff")
    value: object = name if place == "template" else {place.rpartition(".")[2]: name}
    assert mistakes_of({path: value}) == [f'environments/dev.yaml: labeling_jobs[0].{place}: "{name}": a file in UTF-8: byte 3 is not']


def test_a_template_has_a_known_ending_and_a_relative_path(mistakes_of: Load, folder: Path) -> None:
    (folder / "task.txt").write_text(TEMPLATE, encoding="utf-8")
    assert mistakes_of({f"{JOB}.template": "task.txt"}) == [
        'environments/dev.yaml: labeling_jobs[0].template: "task.txt": a file that ends with .html, .liquid or .template'
    ]
    assert mistakes_of({f"{JOB}.template": "/task.html"})[0] == (
        'environments/dev.yaml: labeling_jobs[0].template: "/task.html": a path relative to the environment file, with forward slashes'
    )
