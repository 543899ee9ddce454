"""A completed job: its counters, its output, and its use of the role."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.ground_truth.errors import ResourceNotFound, ValidationException
from tests.unit.conformance.rows import conformance, documented, observed

Job = dict[str, Any]
Complete = Callable[..., Job]
OUTPUT = "output/reviews-1/manifests/output/output.manifest"


def test_counters_and_output_are_told(start: Any, job_request: Job, complete: Complete, sagemaker: Any, describe: Any) -> None:
    start(job_request)
    complete()
    description = describe()
    expected = {"TotalLabeled": 2, "HumanLabeled": 2, "MachineLabeled": 0, "FailedNonRetryableError": 0, "Unlabeled": 0}
    assert description["LabelCounters"] == expected
    assert description["LabelingJobOutput"] == {"OutputDatasetS3Uri": f"s3://reviews-data/{OUTPUT}", "FinalActiveLearningModelArn": ""}
    (summary,) = sagemaker.list_labeling_jobs()["LabelingJobSummaryList"]
    assert summary["LabelingJobOutput"] == description["LabelingJobOutput"]
    (summary,) = sagemaker.list_labeling_jobs_for_workteam(WorkteamArn=job_request["HumanTaskConfig"]["WorkteamArn"])[
        "LabelingJobSummaryList"
    ]
    assert summary["LabelCounters"] == {"HumanLabeled": 2, "PendingHuman": 0, "Total": 2}


@conformance("Several workers who agree give a label the maximum confidence, 0.95", observed("37", "69"))
def test_many_workers_make_a_confident_label(start: Any, job_request: Job, complete: Complete, output: Any) -> None:
    start(job_request)
    complete()
    assert output()[0]["sentiment-metadata"]["confidence"] == 0.95


def test_a_chained_job_labels_only_what_has_no_label(start: Any, job_request: Job, complete: Complete, bucket: Any, output: Any) -> None:
    lines = [{"source": "Good.", "sentiment": 1, "sentiment-metadata": {}}, {"source": "Bad."}]
    bucket.put("input/manifest.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    start(job_request)
    assert complete()["LabelCounters"]["TotalLabeled"] == 1
    assert [line["sentiment"] for line in output()] == [1, 0]


def test_the_input_is_read_once(start: Any, job_request: Job, complete: Complete, bucket: Any, output: Any) -> None:
    start(job_request)
    bucket.put("input/manifest.jsonl", '{"source": "Another."}\n')
    complete()
    assert [line["source"] for line in output()] == ["Good.", "Bad."]


@conformance("A stopping condition stops the job; the rest stays unlabeled", documented("API reference, LabelingJobStoppingConditions"))
@pytest.mark.parametrize(
    ("conditions", "labeled", "status"),
    [
        ({"MaxHumanLabeledObjectCount": 1}, 1, "Stopped"),
        ({"MaxPercentageOfInputDatasetLabeled": 50}, 1, "Stopped"),
        ({"MaxHumanLabeledObjectCount": 2, "MaxPercentageOfInputDatasetLabeled": 100}, 2, "Completed"),
    ],
)
def test_stopping_conditions_stop_the_job(
    start: Any, job_request: Job, complete: Complete, conditions: Job, labeled: int, status: str
) -> None:
    start({**job_request, "StoppingConditions": conditions})
    description = complete()
    assert (description["LabelingJobStatus"], description["LabelCounters"]["TotalLabeled"]) == (status, labeled)
    assert description["LabelCounters"]["Unlabeled"] == 2 - labeled


def test_output_that_cannot_be_written_fails_the_job(start: Any, job_request: Job, complete: Complete, rights: Any) -> None:
    start(job_request)
    rights.denied.add("s3:PutObject")
    description = complete()
    assert description["LabelingJobStatus"] == "Failed"
    assert "Could not write to 's3://reviews-data/output/reviews-1/annotations/worker-response/" in description["FailureReason"]


def test_who_names_no_job_is_told_which_there_are(start: Any, job_request: Job, complete: Complete) -> None:
    with pytest.raises(ResourceNotFound, match="the labeling job 'reviews'; no job is InProgress"):
        complete("reviews")
    start(job_request)
    with pytest.raises(ResourceNotFound, match="the labeling job 'reviews'; InProgress are: reviews-1"):
        complete("reviews")


def test_only_a_job_in_progress_is_completed(sagemaker: Any, start: Any, job_request: Job, complete: Complete, configure: Any) -> None:
    with pytest.raises(ResourceNotFound, match="Could not find the labeling job 'reviews-1'"):
        complete()
    configure(labeling_job_change_seconds=60.0)
    start(job_request)
    with pytest.raises(ValidationException, match="'reviews-1' is Initializing; only a job that is InProgress can be completed"):
        complete()
    configure()
    complete()
    sagemaker.stop_labeling_job(LabelingJobName="reviews-1")
    with pytest.raises(ValidationException, match="'reviews-1' is Completed"):
        complete()


def test_a_job_need_not_be_looked_at_first(sagemaker: Any, job_request: Job, complete: Complete) -> None:
    sagemaker.create_labeling_job(**job_request)
    assert complete("REVIEWS-1")["LabelingJobStatus"] == "Completed"


@pytest.fixture
def arrivals(client: Callable[[str], Any], make_topic: Any) -> tuple[str, Callable[[], list[Job]]]:
    """An output topic, and its messages."""
    topic, queues = make_topic("labels"), client("sqs")
    url = queues.create_queue(QueueName="labels")["QueueUrl"]
    arn = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)

    def received() -> list[Job]:
        messages = queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        return [json.loads(json.loads(message["Body"])["Message"]) for message in messages]

    return topic, received


@conformance("The output topic receives each labeled line", documented("developer guide, sms-streaming-labeling-job"))
def test_the_output_topic_is_told_of_every_label(start: Any, job_request: Job, complete: Complete, arrivals: Any, output: Any) -> None:
    job_request["OutputConfig"]["SnsTopicArn"], received = arrivals
    start(job_request)
    complete()
    assert sorted(received(), key=str) == sorted(output(), key=str)


def test_a_streaming_job_goes_on(
    start: Any, streaming_job: Job, complete: Complete, arrivals: Any, client: Callable[[str], Any], output: Any
) -> None:
    streaming_job["OutputConfig"]["SnsTopicArn"], received = arrivals
    start(streaming_job)
    topic = streaming_job["InputConfig"]["DataSource"]["SnsDataSource"]["SnsTopicArn"]
    manifest = OUTPUT.replace("reviews-1", "Reviews-1")
    for number, text in enumerate(("Good.", "Bad."), start=1):
        client("sns").publish(TopicArn=topic, Message=json.dumps({"source": text}))
        description = complete()
        assert (description["LabelingJobStatus"], description["LabelCounters"]["TotalLabeled"]) == ("InProgress", number)
        assert [line["source"] for line in received()] == [text]
    labeled = output(manifest)
    assert [line["source"] for line in labeled] == ["Good.", "Bad."]
    assert labeled[0]["dataset-objectid-attribute-name"] == "$sentiment-object-id"
    assert labeled[0]["$sentiment-object-id"] != labeled[1]["$sentiment-object-id"]
