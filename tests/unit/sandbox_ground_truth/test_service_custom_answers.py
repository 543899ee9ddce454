"""A completed custom workflow: the caller's functions run before and after the workers' response."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.conformance.rows import assumed, conformance, documented, observed

Job = dict[str, Any]
Complete = Callable[..., Job]
PAYLOAD = re.compile(
    r"s3://reviews-data/output/reviews-1/annotations/consolidated-annotation/consolidation-request/"
    r"iteration-(?P<iteration>\d)/\d{4}-\d\d-\d\d_\d\d:\d\d:\d\d\.json"
)
FUNCTIONS = "arn:aws:lambda:eu-west-1:123456789012:function:"


@pytest.fixture
def custom_job(custom_job: Job, rights: Any, read: Any) -> Job:
    """A custom workflow whose label is the payload's annotations."""

    def consolidate(event: Any) -> list[Job]:
        payload = json.loads(read(event["payload"]["s3Uri"]))
        return [
            {
                "datasetObjectId": entry["datasetObjectId"],
                "consolidatedAnnotation": {"content": {event["labelAttributeName"]: entry["annotations"]}},
            }
            for entry in payload
        ]

    rights.functions[f"{FUNCTIONS}prepare"] = lambda event: {"taskInput": event["dataObject"]}
    rights.functions[f"{FUNCTIONS}consolidate"] = consolidate
    return custom_job


def test_ones_own_functions_make_the_label(start: Any, custom_job: Job, complete: Complete, output: Any) -> None:
    start(custom_job)
    description = complete(worker_answer={"tone": {"label": "warm"}})
    assert description["LabelCounters"]["TotalLabeled"] == 2
    annotations = output()[0]["sentiment"]
    assert len(annotations) == 3
    assert {json.loads(item["annotationData"]["content"])["tone"]["label"] for item in annotations} == {"warm"}
    assert output()[0]["sentiment-metadata"]["type"] == "groundtruth/custom"


@conformance(
    "A post-annotation function receives an event of version 2018-10-06, with outputConfig and maxHumanWorkersPerDataObject", observed("65")
)
def test_the_event_of_a_post_annotation_function(start: Any, custom_job: Job, complete: Complete, rights: Any) -> None:
    del custom_job["LabelCategoryConfigS3Uri"]
    start(custom_job)
    complete(worker_answer={"tone": "warm"})
    arn, event = rights.invoked[-1]
    uri = event["payload"].pop("s3Uri")
    assert (arn, event) == (
        f"{FUNCTIONS}consolidate",
        {
            "version": "2018-10-06",
            "labelingJobArn": "arn:aws:sagemaker:eu-west-1:123456789012:labeling-job/reviews-1",
            "payload": {},
            "labelAttributeName": "sentiment",
            "roleArn": "arn:aws:iam::123456789012:role/labeling",
            "outputConfig": "s3://reviews-data/output/reviews-1/annotations",
            "maxHumanWorkersPerDataObject": 3,
        },
    )
    assert PAYLOAD.fullmatch(uri)


@conformance(
    "With a label category file the event has `labelCategories`",
    documented("developer guide, sms-custom-templates-step3-lambda-requirements"),
)
def test_the_event_has_the_labels_of_a_label_file(start: Any, custom_job: Job, complete: Complete, rights: Any) -> None:
    start(custom_job)
    complete()
    assert rights.invoked[-1][1]["labelCategories"] == ["positive", "negative"]


@conformance("With a KMS key for the output the event has `kmsKeyId`", documented("aws-samples/aws-sagemaker-ground-truth-recipe reads it"))
def test_the_event_has_the_key_of_the_output(
    start: Any, custom_job: Job, complete: Complete, rights: Any, client: Callable[[str], Any]
) -> None:
    key = custom_job["OutputConfig"]["KmsKeyId"] = client("kms").create_key()["KeyMetadata"]["Arn"]
    start(custom_job)
    complete()
    assert rights.invoked[-1][1]["kmsKeyId"] == key


@conformance("The payload has each object with its annotations, the content of each as JSON text", observed("66"))
def test_the_payload(start: Any, custom_job: Job, complete: Complete, rights: Any, read: Any, bucket: Any) -> None:
    bucket.put("input/manifest.jsonl", '{"source": "Good."}\n{"source-ref": "s3://reviews-data/input/cat.png"}\n')
    start(custom_job)
    complete(worker_answer={"tone": "warm"})
    first, second = json.loads(read(rights.invoked[-1][1]["payload"]["s3Uri"]))
    assert (first["datasetObjectId"], first["dataObject"]) == ("0", {"content": "Good."})
    assert (second["datasetObjectId"], second["dataObject"]) == ("1", {"s3Uri": "s3://reviews-data/input/cat.png"})
    for annotation in (*first["annotations"], *second["annotations"]):
        assert set(annotation) == {"workerId", "annotationData"}
        assert annotation["annotationData"] == {"content": '{"tone": "warm"}'}


@conformance("A function may write to `consolidation-response/iteration-<n>`, which also contains its response", observed("67"))
def test_the_answer_of_a_function_is_kept(
    start: Any, custom_job: Job, complete: Complete, rights: Any, read: Any, output: Any, bucket: Any
) -> None:
    beside = "output/reviews-1/annotations/consolidated-annotation/consolidation-response/iteration-1/annotations/mine.json"
    consolidate = rights.functions[f"{FUNCTIONS}consolidate"]

    def consolidate_and_write(event: Job) -> list[Job]:
        bucket.put(beside, "{}")
        answer: list[Job] = consolidate(event)
        return answer

    rights.functions[f"{FUNCTIONS}consolidate"] = consolidate_and_write
    start(custom_job)
    complete()
    response = rights.invoked[-1][1]["payload"]["s3Uri"].replace("consolidation-request", "consolidation-response")
    kept = json.loads(read(response))
    assert [entry["consolidatedAnnotation"]["content"]["sentiment"] for entry in kept] == [line["sentiment"] for line in output()]
    assert read(bucket.uri(beside)) == b"{}"


def test_workers_answer_with_the_first_label_unless_told(start: Any, custom_job: Job, complete: Complete, output: Any) -> None:
    start(custom_job)
    complete()
    assert json.loads(output()[0]["sentiment"][0]["annotationData"]["content"]) == {"sentiment": {"label": "positive"}}


def test_an_object_that_needs_no_worker_gets_no_label(start: Any, custom_job: Job, complete: Complete, output: Any, rights: Any) -> None:
    rights.functions[f"{FUNCTIONS}prepare"] = lambda event: {
        "taskInput": {},
        "isHumanAnnotationRequired": event["dataObject"]["source"] != "Good.",
    }
    start(custom_job)
    assert complete()["LabelCounters"]["TotalLabeled"] == 1
    assert output()[0] == {"source": "Good."}
    assert "sentiment" in output()[1]


@pytest.mark.parametrize("own", [True, False])
def test_without_a_post_annotation_function_the_workers_responses_are_the_result(
    start: Any, custom_job: Job, complete: Complete, output: Any, read: Any, use_functions: Any, own: bool
) -> None:
    del custom_job["HumanTaskConfig"]["AnnotationConsolidationConfig"]
    if not own:
        custom_job["HumanTaskConfig"].update(use_functions("PassThrough"))
    start(custom_job)
    complete(worker_answer={"tone": "warm"})
    line = output()[1]
    assert line["sentiment"] == {}
    answers = json.loads(read(line["sentiment-metadata"]["worker-response-ref"]))["answers"]
    assert [answer["answerContent"] for answer in answers] == [{"tone": "warm"}] * 3


@conformance("A post-annotation function that fails, or omits an object, fails the objects", assumed("AWS's behavior is undocumented"))
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (None, "its answer must be"),
        ([{"datasetObjectId": "0"}], "its answer must be"),
        ([{"datasetObjectId": "0", "consolidatedAnnotation": {"content": "text"}}], "its answer must be"),
        ([], "answered nothing for the data object '0'"),
        ([{"datasetObjectId": "0", "consolidatedAnnotation": {"content": {"tone": 1}}}], "has no 'sentiment'"),
    ],
)
def test_a_post_annotation_function_that_answers_otherwise_fails_the_objects(
    start: Any, custom_job: Job, complete: Complete, output: Any, rights: Any, answer: object, reason: str
) -> None:
    rights.functions[f"{FUNCTIONS}consolidate"] = lambda _: answer
    start(custom_job)
    assert complete()["LabelCounters"]["FailedNonRetryableError"] == 2
    assert reason in output()[0]["sentiment-metadata"]["failure-reason"]


def test_a_post_annotation_function_that_raises_fails_the_objects(
    start: Any, custom_job: Job, complete: Complete, output: Any, rights: Any
) -> None:
    rights.functions[f"{FUNCTIONS}consolidate"] = lambda _: 1 / 0
    start(custom_job)
    complete()
    assert "division by zero" in output()[0]["sentiment-metadata"]["failure-reason"]


@conformance("The first annotation round has ten objects, the second all others, as in a job of the public workforce", observed("61", "77"))
@conformance("At most 50 objects are consolidated together", observed("63"))
def test_rounds_and_batches(start: Any, custom_job: Job, complete: Complete, bucket: Any, rights: Any, read: Any) -> None:
    bucket.put("input/manifest.jsonl", "".join(f'{{"source": "Review {number}."}}\n' for number in range(121)))
    custom_job["HumanTaskConfig"].pop("PreHumanTaskLambdaArn")
    start(custom_job)
    assert complete()["LabelCounters"]["TotalLabeled"] == 121
    payloads = [event["payload"]["s3Uri"] for _, event in rights.invoked]
    assert len(set(payloads)) == 4
    matches = [PAYLOAD.fullmatch(uri) for uri in payloads]
    batches = [[int(entry["datasetObjectId"]) for entry in json.loads(read(uri))] for uri in payloads]
    assert [match and match["iteration"] for match in matches] == ["1", "2", "2", "2"]
    assert batches == [list(range(10)), list(range(10, 60)), list(range(60, 110)), list(range(110, 121))]
    folder = "output/reviews-1/annotations/worker-response/"
    responses = [key.removeprefix(folder).split("/")[:2] for key in bucket.keys() if key.startswith(folder)]  # noqa: SIM118 - no dict
    rounds = {number: {int(item) for iteration, item in responses if iteration == f"iteration-{number}"} for number in (1, 2)}
    assert rounds == {1: set(range(10)), 2: set(range(10, 121))}
