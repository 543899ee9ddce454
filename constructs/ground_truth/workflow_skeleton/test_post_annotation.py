"""The post-annotation function, called with events and payloads as Ground Truth sends them and as it documents them."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

import post_annotation
from post_annotation import handler

PAYLOAD = "s3://my-output-bucket/my-job/annotations/consolidated-annotation/consolidation-request/iteration-1/2026-01-31_12:00:00.json"
EVENT: dict[str, Any] = {
    "version": "2018-10-06",
    "labelingJobArn": "arn:aws:sagemaker:us-east-1:111122223333:labeling-job/my-job",
    "payload": {"s3Uri": PAYLOAD},
    "labelAttributeName": "quality",
    "roleArn": "arn:aws:iam::111122223333:role/labeling",
    "outputConfig": "s3://my-output-bucket/my-job/annotations",
    "maxHumanWorkersPerDataObject": 3,
}


class Bucket:
    """S3 with these files, by their URIs."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}

    def get_object(self, *, Bucket: str, Key: str) -> dict[str, io.BytesIO]:  # noqa: N803 - as boto3 calls it
        return {"Body": io.BytesIO(self.files[f"s3://{Bucket}/{Key}"].encode())}


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """The bucket that the function reads from."""
    files = Bucket()
    monkeypatch.setattr(post_annotation, "s3_client", lambda _role_arn: files)
    return files


def annotated(*answers: Any, name: str = "0", data_object: dict[str, str] | None = None) -> dict[str, Any]:
    """An object of the payload with one answer per worker."""
    annotations = [
        {"workerId": f"private.us-east-1.{number:016x}", "annotationData": {"content": json.dumps(answer)}}
        for number, answer in enumerate(answers)
    ]
    return {"datasetObjectId": name, "dataObject": data_object or {"content": "The parcel arrived"}, "annotations": annotations}


def labels(bucket: Bucket, *objects: Any, **changes: Any) -> dict[str, Any]:
    """Object -> label, of the function's response to a payload with these objects."""
    bucket.files[PAYLOAD] = json.dumps(objects)
    response = handler({**EVENT, **changes}, None)
    return {entry["datasetObjectId"]: entry["consolidatedAnnotation"]["content"]["quality"] for entry in response}


GOOD = {"crowd-classifier": {"label": "good"}}
BAD = {"crowd-classifier": {"label": "bad"}}


def test_the_response_to_one_object(bucket: Bucket) -> None:
    bucket.files[PAYLOAD] = json.dumps([annotated(GOOD)])
    content = {"quality": {"answer": GOOD, "confidence": 1.0}}
    assert handler(EVENT, None) == [{"datasetObjectId": "0", "consolidatedAnnotation": {"content": content}}]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_does_not_have(bucket: Bucket, number: str) -> None:
    """Python would take them, and the label would be no JSON either."""
    bucket.files[PAYLOAD] = json.dumps([annotated({"size": 1})]).replace("1}", f"{number}}}")
    with pytest.raises(ValueError, match=f"JSON has no {number}"):
        handler(EVENT, None)


def test_the_answer_of_the_majority(bucket: Bucket) -> None:
    assert labels(bucket, annotated(BAD, GOOD, GOOD)) == {"0": {"answer": GOOD, "confidence": 0.67}}


def test_of_as_many_votes_the_first_answer(bucket: Bucket) -> None:
    assert labels(bucket, annotated(BAD, GOOD)) == {"0": {"answer": BAD, "confidence": 0.5}}


def test_several_objects(bucket: Bucket) -> None:
    found = labels(bucket, annotated(GOOD, name="0"), annotated(BAD, name="1"), annotated(GOOD, name="2"))
    assert [label["answer"] for label in found.values()] == [GOOD, BAD, GOOD]


def test_an_object_without_answers_is_left_out(bucket: Bucket) -> None:
    assert list(labels(bucket, annotated(name="0"), annotated(GOOD, name="1"))) == ["1"]


@pytest.mark.parametrize(
    ("data_object", "answer"),
    [
        ({"content": "Ann met Bob"}, {"crowd-entity-annotation": {"entities": [{"endOffset": 3, "label": "person", "startOffset": 0}]}}),
        (
            {"s3Uri": "s3://my-input-bucket/images/one.jpg"},
            {
                "boundingBox": {
                    "boundingBoxes": [{"height": 20, "label": "good", "left": 3, "top": 4, "width": 10}],
                    "inputImageProperties": {"height": 480, "width": 640},
                }
            },
        ),
        (
            {"s3Uri": "s3://my-input-bucket/images/two.jpg"},
            {
                "crowd-semantic-segmentation": {
                    "inputImageProperties": {"height": 480, "width": 640},
                    "labelMappings": {"good": {"color": "#2ca02c"}},
                    "labeledImage": {"pngImageData": "iVBORw0KGgo="},
                }
            },
        ),
    ],
    ids=["named entities", "bounding boxes", "semantic segmentation"],
)
def test_answers_of_every_kind(bucket: Bucket, data_object: dict[str, str], answer: Any) -> None:
    assert labels(bucket, annotated(answer, data_object=data_object))["0"]["answer"] == answer


@pytest.mark.parametrize("key", ["s3Uri", "s3uri"])
def test_an_answer_that_is_a_file_of_its_own(bucket: Bucket, key: str) -> None:
    large = annotated(GOOD)
    large["annotations"][0]["annotationData"] = {key: "s3://my-output-bucket/my-job/answer.json"}
    bucket.files["s3://my-output-bucket/my-job/answer.json"] = json.dumps(BAD)
    assert labels(bucket, large)["0"]["answer"] == BAD


@pytest.mark.parametrize("categories", [["good", "bad"], None])
def test_what_ground_truth_sends_to_some_jobs(bucket: Bucket, categories: list[str] | None) -> None:
    assert labels(bucket, annotated(GOOD), labelCategories=categories, kmsKeyId="k")["0"]["answer"] == GOOD


def test_the_documented_event(bucket: Bucket) -> None:
    bucket.files[PAYLOAD] = json.dumps([annotated(GOOD)])
    undocumented = ("outputConfig", "maxHumanWorkersPerDataObject")
    event = {name: value for name, value in EVENT.items() if name not in undocumented}
    assert len(handler({**event, "version": "2018-10-16", "labelCategories": ["good", "bad"]}, None)) == 1


def test_an_event_without_a_payload(bucket: Bucket) -> None:
    with pytest.raises(KeyError, match="s3Uri"):
        labels(bucket, payload={})


CREDENTIALS = {"AccessKeyId": "key", "SecretAccessKey": "secret", "SessionToken": "token"}


class Clients:
    """boto3 without AWS: remembers which clients were made, and which roles were assumed."""

    def __init__(self) -> None:
        self.made: list[dict[str, str]] = []
        self.assumed: list[str] = []

    def client(self, service: str, **credentials: str) -> Clients:
        self.made.append({"service": service, **credentials})
        return self

    def assume_role(self, *, RoleArn: str, RoleSessionName: str) -> dict[str, Any]:  # noqa: N803 - as boto3 calls it
        assert RoleSessionName
        self.assumed.append(RoleArn)
        return {"Credentials": CREDENTIALS}


@pytest.fixture
def clients(monkeypatch: pytest.MonkeyPatch) -> Clients:
    """The clients that the function makes."""
    made = Clients()
    monkeypatch.setattr(post_annotation, "boto3", made)
    return made


def test_the_payload_is_read_under_the_functions_own_role(clients: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSUME_EXECUTION_ROLE", raising=False)
    post_annotation.s3_client(EVENT["roleArn"])
    assert clients.made == [{"service": "s3"}]


def test_the_payload_is_read_with_the_jobs_role_where_the_function_may_assume_it(clients: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSUME_EXECUTION_ROLE", "true")
    post_annotation.s3_client(EVENT["roleArn"])
    assert clients.assumed == [EVENT["roleArn"]]
    assert clients.made[-1] == {
        "service": "s3",
        "aws_access_key_id": "key",
        "aws_secret_access_key": "secret",
        "aws_session_token": "token",
    }
