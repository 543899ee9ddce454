"""A custom workflow that is completed: the caller's own functions run around the workers' answer."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Job = dict[str, Any]
Complete = Callable[..., Job]
FUNCTIONS = "arn:aws:lambda:eu-west-1:123456789012:function:"


@pytest.fixture
def custom_job(job_request: Job, make_function: Callable[[str], str], rights: Any, read: Any) -> Job:
    """A custom workflow: the first object needs no worker, and the answer is the payload it was given."""
    job_request["HumanTaskConfig"] |= {
        "PreHumanTaskLambdaArn": make_function("prepare"),
        "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": make_function("consolidate")},
    }

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
    return job_request


def test_ones_own_functions_make_the_label(start: Any, custom_job: Job, complete: Complete, output: Any, rights: Any, read: Any) -> None:
    start(custom_job)
    description = complete(worker_answer={"tone": {"label": "warm"}})
    assert description["LabelCounters"]["TotalLabeled"] == 2
    annotations = output()[0]["sentiment"]
    assert len(annotations) == 3
    assert {json.loads(item["annotationData"]["content"])["tone"]["label"] for item in annotations} == {"warm"}
    assert output()[0]["sentiment-metadata"]["type"] == "groundtruth/custom"
    arn, event = rights.invoked[-1]
    uri = event["payload"].pop("s3Uri")
    assert (arn, event) == (
        f"{FUNCTIONS}consolidate",
        {
            "version": "2018-10-16",
            "labelingJobArn": "arn:aws:sagemaker:eu-west-1:123456789012:labeling-job/reviews-1",
            "labelCategories": ["positive", "negative"],
            "labelAttributeName": "sentiment",
            "roleArn": "arn:aws:iam::123456789012:role/labeling",
            "payload": {},
        },
    )
    assert [entry["dataObject"] for entry in json.loads(read(uri))] == [{"content": "Good."}, {"content": "Bad."}]


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


def test_many_objects_are_consolidated_a_hundred_at_a_time(
    start: Any, custom_job: Job, complete: Complete, bucket: Any, rights: Any
) -> None:
    bucket.put("input/manifest.jsonl", "".join(f'{{"source": "Review {number}."}}\n' for number in range(101)))
    custom_job["HumanTaskConfig"].pop("PreHumanTaskLambdaArn")
    start(custom_job)
    assert complete()["LabelCounters"]["TotalLabeled"] == 101
    assert [arn for arn, _ in rights.invoked] == [f"{FUNCTIONS}consolidate"] * 2
