"""The function that checks delivered manifests, driven through its handler on moto's S3."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st
from moto import mock_aws

from labeling_rules.manifest.lines import lines
from labeling_rules.written_text import printable
from lambda_handlers import delivered_labels
from lambda_handlers.delivered_labels.check import check_manifest
from lambda_handlers.delivered_labels.findings import PROBLEMS_NAMED
from lambda_handlers.delivered_labels.report import is_report, report_key
from tests.rendered_markdown import HOSTILE, codes, markup
from tests.unit.lambda_handlers.handler_account import REGION

pytestmark = pytest.mark.slow

BUCKET = "cars-data"
FOLDER = "ground-truth-plus/output/cars/batch1/"
MANIFEST = f"{FOLDER}output.manifest"
MASK = f"s3://{BUCKET}/{FOLDER}masks/1.png"
SOURCE = {"source-ref": "s3://cars-data/ground-truth-plus/input/cars/batch1/1.jpg"}
JOB = {"job-name": "labeling-job/one"}
BY_HAND = {**JOB, "human-annotated": "yes", "type": "groundtruth/custom", "creation-date": "2026-11-22T09:00:00"}

Json = dict[str, Any]


class Context:
    def __init__(self, seconds: float = 900) -> None:
        self.seconds = seconds

    def get_remaining_time_in_millis(self) -> int:
        return int(self.seconds * 1000)


@pytest.fixture
def s3() -> Iterator[Any]:
    with mock_aws(config={"core": {"reset_boto3_session": False}}):
        client = boto3.client("s3", region_name=REGION)
        client.create_bucket(Bucket=BUCKET)
        yield client


def line(**fields: Any) -> Json:
    return {**SOURCE, **{name.replace("_", "-"): value for name, value in fields.items()}}


def written(data_objects: Iterable[Mapping[str, Any] | str]) -> bytes:
    return "".join(f"{item if isinstance(item, str) else json.dumps(item)}\n" for item in data_objects).encode()


def event(key: str = MANIFEST) -> Json:
    """https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html; unlike in S3's own notifications, the key is not escaped."""
    return {
        "source": "aws.s3",
        "detail-type": "Object Created",
        "detail": {"version": "0", "bucket": {"name": BUCKET}, "object": {"key": key, "size": 1, "etag": "e"}, "reason": "PutObject"},
    }


def check(s3: Any, *data_objects: Mapping[str, Any] | str, key: str = MANIFEST, seconds: float = 900) -> Mapping[str, Any]:
    s3.put_object(Bucket=BUCKET, Key=key, Body=written(data_objects))
    return delivered_labels.handler(event(key), Context(seconds))


def numbers(content: Mapping[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(content[name] for name in names)


def problems(content: Mapping[str, Any]) -> list[str]:
    assert content["problems"] == len(content["named_problems"])
    return [f"{entry['line']}: {entry['problem']}" for entry in content["named_problems"]]


GOOD_LINES = {
    "single class": line(kind=0, kind_metadata={"class-name": "car", "confidence": 0.9, **BY_HAND}),
    "several classes": line(kinds=[1, 0], kinds_metadata={**JOB, "class-map": {"1": "car"}, "human-annotated": "no"}),
    "boxes": line(
        boxes={"image_size": [{"width": 4, "height": 3, "depth": 3}], "annotations": [{"class_id": 0, "left": 0, "top": 0}]},
        boxes_metadata={"objects": [{"confidence": 0.1}], "class-map": {"0": "car"}, **BY_HAND},
    ),
    "named entities": {
        "source": "a text",
        "entities": {"annotations": {"labels": [{"label": "car"}], "entities": [{"label": "car", "startOffset": 0, "endOffset": 1}]}},
        "entities-metadata": {**JOB, "entities": [{"confidence": 0.1}]},
    },
    "verification": line(check="1", check_metadata={**JOB, "class-name": "good", "worker-feedback": [{"comment": "fine"}]}),
    "mask": {**SOURCE, "mask-ref": MASK, "mask-ref-metadata": {**JOB, "internal-color-map": {"0": {"class-name": "car"}}}},
    "point cloud": {
        "source-ref": "s3://cars-data/1.bin",
        "source-ref-metadata": {"format": "binary/xyzi", "unix-timestamp": 1},
        "cuboids": {"annotations": []},
        "cuboids-metadata": {**JOB, "class_map": {}},
    },
    "custom without a result": line(custom={}, custom_metadata={"type": "groundTruth/custom", "job_name": "one", "creation_date": "today"}),
    "two chained jobs": line(kind=0, kind_metadata=JOB, boxes={}, boxes_metadata=JOB),
    "what else was in the input": line(price=3, price_metadata={"currency": "EUR"}, kind=0, kind_metadata=JOB),
}


@pytest.mark.parametrize("good", GOOD_LINES.values(), ids=list(GOOD_LINES))
def test_the_formats_of_ground_truth_are_labels(s3: Any, good: Json) -> None:
    s3.put_object(Bucket=BUCKET, Key=f"{FOLDER}masks/1.png", Body=b"png")
    content = check(s3, good)
    assert numbers(content, "lines", "labeled", "failed", "unlabeled", "problems") == (1, 1, 0, 0, 0)


BAD_LINES: list[tuple[str, Mapping[str, Any] | str, str]] = [
    ("no JSON", "{", "not JSON"),
    ("a number that JSON does not have", '{"source": "a", "kind": NaN}', "not JSON"),
    ("one in metadata", '{"source": "a", "kind": 1, "kind-metadata": {"type": "t", "confidence": -Infinity}}', "not JSON"),
    ("empty", "", "empty"),
    ("blanks", "   ", "empty"),
    ("a list", "[]", "not a JSON object"),
    ("no source", {"kind": 0, "kind-metadata": JOB}, "neither source nor source-ref"),
    ("two sources", {"source": "a", **SOURCE}, "both source and source-ref"),
    ("a number as source", {"source": 3}, "source is 3, not a text"),
    ("metadata that is none", line(kind=0, kind_metadata="car"), 'kind-metadata is "car", not an object'),
    ("metadata alone", line(kind_metadata={**JOB, "class-name": "car"}), "kind-metadata without kind, and without a failure-reason"),
    ("no label", line(kind=None, kind_metadata=JOB), "kind-metadata without kind, and without a failure-reason"),
    (
        "neither man nor machine",
        line(kind=0, kind_metadata={**JOB, "human-annotated": True}),
        'kind-metadata.human-annotated is true, not one of "yes", "true", "no", "false"',
    ),
    ("a reference that is none", {**SOURCE, "mask-ref": 3, "mask-ref-metadata": JOB}, "mask-ref is 3, not an S3 URI: s3://<bucket>/<key>"),
    (
        "a reference to nowhere",
        {**SOURCE, "mask-ref": "s3://cars-data", "mask-ref-metadata": JOB},
        'mask-ref is "s3://cars-data", not an S3 URI: s3://<bucket>/<key>',
    ),
    (
        "a reference in half a character",
        {**SOURCE, "mask-ref": "s3://cars-data/\ud800", "mask-ref-metadata": JOB},
        'mask-ref is "s3://cars-data/\\ud800", not an S3 URI: s3://<bucket>/<key>',
    ),
    ("a mask that is not there", {**SOURCE, "mask-ref": MASK, "mask-ref-metadata": JOB}, f"{MASK} does not exist"),
    ("an endless attribute", {**SOURCE, "a" * 128 + "-metadata": JOB}, "a label attribute of 128 characters, more than 127"),
]


@pytest.mark.parametrize(("bad", "problem"), [row[1:] for row in BAD_LINES], ids=[row[0] for row in BAD_LINES])
def test_a_bad_line_is_named_by_its_number(s3: Any, bad: Mapping[str, Any] | str, problem: str) -> None:
    content = check(s3, GOOD_LINES["single class"], bad)
    assert problems(content) == [f"2: {problem}"]


def test_a_label_that_lost_its_metadata_is_noticed_once_its_attribute_is_known(s3: Any) -> None:
    content = check(s3, line(kind=0, kind_metadata=JOB), line(kind=1))
    assert problems(content) == ["2: kind without kind-metadata"]


@pytest.mark.parametrize("metadata", ["car", {}, {"class-name": "car"}])
def test_metadata_of_an_attribute_that_is_known_are_a_labels(s3: Any, metadata: Any) -> None:
    content = check(s3, line(kind=0, kind_metadata=JOB), line(kind_metadata=metadata))
    assert len(problems(content)) == 1
    assert problems(content)[0].startswith("2: kind-metadata ")


@pytest.mark.parametrize(("said", "by_people"), [("yes", 1), ("true", 1), ("no", 0), ("false", 0)])
def test_whether_a_person_annotated_is_said_in_two_ways(s3: Any, said: str, by_people: int) -> None:
    content = check(s3, line(kind=0, kind_metadata={**JOB, "human-annotated": said}))
    assert problems(content) == []
    assert content["attributes"]["kind"]["human_annotated"] == by_people


def test_an_empty_manifest_is_a_problem(s3: Any) -> None:
    content = check(s3)
    assert problems(content) == ["0: it is empty: not one data object was delivered"]
    text = s3.get_object(Bucket=BUCKET, Key=f"{MANIFEST}.report.md")["Body"].read().decode()
    assert text.startswith("# Problems in ")
    assert text.endswith("## 1 problem\n\n* `it is empty: not one data object was delivered`\n")


def test_a_line_that_is_not_utf_8(s3: Any) -> None:
    s3.put_object(Bucket=BUCKET, Key=MANIFEST, Body=b'{"source": "\xff"}\n')
    content = delivered_labels.handler(event(), Context())
    assert problems(content) == ["1: not UTF-8"]
    assert numbers(content, "lines", "bad_lines", "unlabeled") == (1, 1, 0)


def test_objects_are_labeled_failed_or_unlabeled_and_attributes_are_counted(s3: Any) -> None:
    content = check(
        s3,
        line(kind=0, kind_metadata=BY_HAND),
        line(kind=1, kind_metadata={**JOB, "human-annotated": "no"}),
        line(kind_metadata={"failure-reason": "ClientError: too large"}),
        line(),
    )
    assert numbers(content, "labeled", "failed", "unlabeled", "bad_lines", "problems") == (2, 1, 1, 0, 0)
    assert content["attributes"] == {"kind": {"labeled": 2, "failed": 1, "human_annotated": 1}}


def test_what_labels_refer_to_is_looked_for_in_this_bucket_alone(s3: Any) -> None:
    s3.put_object(Bucket=BUCKET, Key=f"{FOLDER}masks/1.png", Body=b"png")
    s3.put_object(Bucket=BUCKET, Key=f"{FOLDER}masks/2.png.old", Body=b"png")
    uris = [MASK, MASK, MASK.replace("1.png", "2.png"), "s3://another-bucket/1.png"]
    content = check(s3, *({**SOURCE, "mask-ref": uri, "mask-ref-metadata": JOB} for uri in uris))
    assert numbers(content, "references_found", "references_missing", "references_not_checked") == (1, 1, 1)
    assert problems(content) == [f"3: {MASK.replace('1.png', '2.png')} does not exist"]


def test_more_references_than_wait_at_a_time(s3: Any) -> None:
    for number in range(0, 600, 2):
        s3.put_object(Bucket=BUCKET, Key=f"{FOLDER}{number:03}.png", Body=b"png")
    uris = [f"s3://{BUCKET}/{FOLDER}{number:03}.png" for number in range(600)]
    content = check(s3, *({**SOURCE, "mask-ref": uri, "mask-ref-metadata": JOB} for uri in uris))
    assert numbers(content, "references_found", "references_missing", "problems") == (300, 300, 300)
    assert [entry["line"] for entry in content["named_problems"]] == list(range(2, 2 * PROBLEMS_NAMED + 2, 2))


def test_the_report_lies_beside_the_manifest(s3: Any) -> None:
    content = check(s3, line(kind=0, kind_metadata=BY_HAND), "{")
    keys = [found["Key"] for found in s3.list_objects_v2(Bucket=BUCKET, Prefix=FOLDER)["Contents"]]
    assert keys == [MANIFEST, f"{MANIFEST}.report.json", f"{MANIFEST}.report.md"]
    assert json.load(s3.get_object(Bucket=BUCKET, Key=f"{MANIFEST}.report.json")["Body"]) == content
    text = s3.get_object(Bucket=BUCKET, Key=f"{MANIFEST}.report.md")["Body"].read().decode()
    assert text.startswith(f"# Problems in `s3://{BUCKET}/{MANIFEST}`\n")
    assert "| labeled | 1 |" in text
    assert "| `kind` | 1 | 0 | 1 |" in text
    assert text.endswith("## 1 problem\n\n* line 2: `not JSON`\n")


def test_a_report_without_problems_says_so(s3: Any) -> None:
    check(s3, line(kind=0, kind_metadata=BY_HAND))
    text = s3.get_object(Bucket=BUCKET, Key=f"{MANIFEST}.report.md")["Body"].read().decode()
    assert text.startswith("# No problems in ")
    assert "##" not in text


def test_a_later_delivery_replaces_the_report(s3: Any) -> None:
    assert check(s3, "{")["problems"] == 1
    assert check(s3, line())["problems"] == 0
    assert json.load(s3.get_object(Bucket=BUCKET, Key=f"{MANIFEST}.report.json")["Body"])["problems"] == 0


@pytest.mark.parametrize("ending", [".report.json", ".report.md"])
def test_a_report_is_not_checked_itself(s3: Any, ending: str) -> None:
    assert check(s3, "{", key=MANIFEST + ending) == {}
    assert s3.list_objects_v2(Bucket=BUCKET)["KeyCount"] == 1


def test_a_manifest_that_cannot_be_read_fails_the_run(s3: Any) -> None:
    with pytest.raises(ClientError, match="NoSuchKey"):
        delivered_labels.handler(event("gone.manifest"), Context())
    assert "Contents" not in s3.list_objects_v2(Bucket=BUCKET)


def test_a_run_whose_time_is_up_reports_what_it_read(s3: Any) -> None:
    content = check(s3, "{", seconds=20)
    assert numbers(content, "complete", "lines") == (False, 0)
    text = s3.get_object(Bucket=BUCKET, Key=f"{MANIFEST}.report.md")["Body"].read().decode()
    assert text.startswith("# No problems in what was read of ")
    assert "not read to the end" in text


def test_the_first_problems_are_named_and_all_are_counted(s3: Any) -> None:
    content = check(s3, *["{"] * (PROBLEMS_NAMED + 5))
    assert (content["problems"], len(content["named_problems"])) == (PROBLEMS_NAMED + 5, PROBLEMS_NAMED)
    text = s3.get_object(Bucket=BUCKET, Key=f"{MANIFEST}.report.md")["Body"].read().decode()
    assert text.endswith("* and 5 more\n")


class EndlessManifest:
    """An S3 whose manifest is generated while it is read. Every reference in it is denied, as by IAM outside of the delivery."""

    def __init__(self, lines_wanted: int, make: Callable[[int], bytes]) -> None:
        self._lines, self._make = lines_wanted, make

    def get_object(self, **_: Any) -> Json:
        return {"ContentLength": 0, "ETag": '"e"', "Body": self}

    def iter_chunks(self, _size: int) -> Iterator[bytes]:
        return (self._make(number) for number in range(self._lines))

    def list_objects_v2(self, **_: Any) -> Json:
        raise ClientError({"Error": {"Code": "AccessDenied"}}, "ListObjectsV2")


def peak(lines_wanted: int, make: Callable[[int], bytes]) -> int:
    tracemalloc.start()
    try:
        check_manifest(EndlessManifest(lines_wanted, make), bucket=BUCKET, key=MANIFEST, has_time=lambda: True)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "make",
    [
        lambda number: b"{ this is no JSON %d\n" % number,
        lambda number: json.dumps({**SOURCE, f"a{number}": 1, f"a{number}-metadata": JOB}).encode() + b"\n",
        lambda _number: b"x" * 100_000,
    ],
    ids=["problems", "attributes", "one endless line"],
)
def test_memory_does_not_grow_with_the_manifest(make: Callable[[int], bytes]) -> None:
    peak(200, make)
    assert peak(4_000, make) < 1.5 * peak(400, make) + 5_000_000


def test_references_that_may_not_be_looked_for_are_counted() -> None:
    text = json.dumps({**SOURCE, "mask-ref": MASK, "mask-ref-metadata": JOB}).encode() + b"\n"
    findings = check_manifest(EndlessManifest(3, lambda _number: text), bucket=BUCKET, key=MANIFEST, has_time=lambda: True)
    assert (findings.references_not_checked, findings.problems) == (1, 0)


@given(st.lists(st.binary(max_size=12).map(lambda text: text.replace(b"\n", b"").replace(b"\r", b""))), st.integers(1, 7), st.booleans())
def test_lines_are_the_same_however_they_are_cut(desired: list[bytes], size: int, ends: bool) -> None:
    text = b"\r\n".join(desired) + (b"\n" if ends and desired else b"")
    chunks = [text[start : start + size] for start in range(0, len(text), size)]
    expected = desired if ends or not desired or desired[-1] else desired[:-1]
    assert list(lines(chunks, longest=100)) == expected


def test_a_line_that_is_too_long_is_not_kept() -> None:
    assert list(lines([b"aaaa", b"aa\nb", b"b\n", b"cccccc"], longest=5)) == [None, b"bb", None]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_of_a_manifest_becomes_markup_of_the_report(s3: Any, hostile: str) -> None:
    data_objects: list[Json | str] = [
        {**SOURCE, hostile: 0, f"{hostile}-metadata": BY_HAND},
        {**SOURCE, "mask-ref": hostile, "mask-ref-metadata": {**BY_HAND, "type": hostile, "human-annotated": hostile}},
        hostile.replace("\n", " "),
    ]
    key = f"{FOLDER}{printable(hostile)}/output.manifest"
    content = check(s3, *data_objects, key=key)
    page = s3.get_object(Bucket=BUCKET, Key=f"{key}.report.md")["Body"].read().decode()
    assert content["problems"] > 1
    assert markup(page) == set()
    assert f"s3://{BUCKET}/{key}" in codes(page)


@pytest.mark.parametrize("character", ["a", "é", "😀"])
def test_the_report_of_a_manifest_with_a_key_of_1024_bytes_has_a_shorter_one(character: str) -> None:
    key = FOLDER + character * ((1024 - len(FOLDER)) // len(character.encode()))
    first, other = report_key(key, ".report.json"), report_key(key[:-1] + "b", ".report.json")
    assert len(first.encode()) <= 1024
    assert first.startswith(FOLDER)
    assert is_report(first)
    assert first != other


def test_the_report_of_any_other_manifest_is_beside_it() -> None:
    longest = FOLDER + "a" * (1012 - len(FOLDER))
    assert report_key(longest, ".report.json") == f"{longest}.report.json"
