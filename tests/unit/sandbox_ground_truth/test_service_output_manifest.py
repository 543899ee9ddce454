"""The lines of the output manifest, and the list of data objects."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.conformance.rows import conformance, observed
from tests.unit.sandbox_ground_truth.input_data import IMAGE, SEQUENCE

Job = dict[str, Any]
Complete = Callable[..., Job]


@pytest.fixture
def custom_job(job_request: Job) -> Job:
    """A custom workflow without functions."""
    for function in ("PreHumanTaskLambdaArn", "AnnotationConsolidationConfig"):
        del job_request["HumanTaskConfig"][function]
    return job_request


@conformance("job-name is `labeling-job/` and the name in lower case", observed("12", "32"))
def test_the_name_of_a_job(start: Any, complete: Complete, output: Any, job_request: Job) -> None:
    start({**job_request, "LabelingJobName": "Reviews-OF-2026", "LabelAttributeName": "Tone"})
    complete("Reviews-OF-2026")
    (line, *_) = output("output/Reviews-OF-2026/manifests/output/output.manifest")
    assert line["Tone-metadata"]["job-name"] == "labeling-job/reviews-of-2026"


@conformance(
    "The metadata of a custom label: `groundtruth/custom`, the job's name without a prefix, milliseconds in six digits", observed("33")
)
def test_the_metadata_of_a_custom_label(start: Any, complete: Complete, output: Any, custom_job: Job, clock: Any) -> None:
    start({**custom_job, "LabelingJobName": "Reviews-2"})
    clock.advance(seconds=0.654321)
    complete("Reviews-2")
    metadata = output("output/Reviews-2/manifests/output/output.manifest")[0]["sentiment-metadata"]
    assert list(metadata)[:4] == ["type", "job-name", "human-annotated", "creation-date"]
    assert (metadata["type"], metadata["job-name"], metadata["human-annotated"]) == ("groundtruth/custom", "reviews-2", "yes")
    assert re.fullmatch(r"2026-11-01T12:00:00\.6\d\d000", metadata["creation-date"])


@conformance("creation-date has microseconds; for video frames milliseconds in six digits", observed("42", "43", "44"))
@pytest.mark.parametrize(("task_type", "line", "ending"), [("BoundingBox", IMAGE, "321"), ("VideoObjectTracking", SEQUENCE, "000")])
def test_the_date_of_a_label(
    of_type: Any, start: Any, complete: Complete, output: Any, clock: Any, task_type: str, line: Job, ending: str
) -> None:
    clock.advance(seconds=0.654321)
    request = of_type(task_type, line)
    start(request)
    complete()
    date = output()[0][f"{request['LabelAttributeName']}-metadata"]["creation-date"]
    assert re.fullmatch(r"2026-11-01T12:00:00\.\d{6}", date)
    assert date.endswith(ending)


@conformance('A failed object has `retry-count`, `failure-reason` and `human-annotated` "true", and no label', observed("34"))
def test_a_failed_object(of_type: Any, start: Any, complete: Complete, output: Any, bucket: Any) -> None:
    request = of_type("ImageMultiClass", IMAGE)
    bucket.s3.delete_object(Bucket=bucket.name, Key="input/cat.png")
    start(request)
    complete()
    (line,) = output()
    assert set(line) == {"source-ref", "new-metadata"}
    assert list(line["new-metadata"]) == ["retry-count", "failure-reason", "human-annotated"]
    assert (line["new-metadata"]["retry-count"], line["new-metadata"]["human-annotated"]) == (1, "true")
    assert line["new-metadata"]["failure-reason"].startswith("ClientError: Annotation tasks expired.  Probable")


@conformance("Other keys of the input are passed on, including those that end with -metadata", observed("35"))
def test_other_keys_pass_through(start: Any, complete: Complete, output: Any, custom_job: Job, bucket: Any) -> None:
    line = {"source": "Good.", "page": "1", "annotator-metadata": {"shift": 2}, "metadata": {"pages": "1"}}
    bucket.put("input/manifest.jsonl", json.dumps(line))
    start(custom_job)
    complete()
    assert output()[0] == output()[0] | line


@conformance("Object ids are zero-based line numbers, and the output keeps the input's order", observed("47"))
def test_objects_are_numbered_by_their_lines(start: Any, complete: Complete, output: Any, job_request: Job, bucket: Any) -> None:
    done = {"source": "Done.", "sentiment": 1, "sentiment-metadata": {}}
    lines = [{"source": "First."}, done, {"source": "Third."}]
    bucket.put("input/manifest.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    start(job_request)
    complete()
    assert [line["source"] for line in output()] == ["First.", "Done.", "Third."]
    folder = "output/reviews-1/annotations/worker-response/iteration-1/"
    keys = [key for key in bucket.keys() if key.startswith(folder)]  # noqa: SIM118 - the bucket is no dict
    assert [key.removeprefix(folder).partition("/")[0] for key in keys] == ["0", "2"]


@conformance("`annotations/intermediate/1/annotations.json` maps each number to its line", observed("68"))
def test_the_list_of_objects(start: Any, complete: Complete, job_request: Job, bucket: Any, read: Any) -> None:
    start(job_request)
    complete()
    lines = read(bucket.uri("output/reviews-1/annotations/intermediate/1/annotations.json")).decode().splitlines()
    assert [json.loads(line) for line in lines] == [
        {"datasetObjectId": str(number), "inputAttribute": text, "manifestLine": json.dumps({"source": text})}
        for number, text in enumerate(("Good.", "Bad."))
    ]
