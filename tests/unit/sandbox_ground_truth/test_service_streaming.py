"""Streaming jobs: the queue in the account, its subscription to the topic, and the published objects."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.conformance.rows import assumed, conformance, documented, observed

Job = dict[str, Any]
QUEUE = "GroundTruth-reviews-1"
QUEUE_ARN = f"arn:aws:sqs:eu-west-1:123456789012:{QUEUE}"
TOPIC_ARN = "arn:aws:sns:eu-west-1:123456789012:reviews"
ROLE_ARN = "arn:aws:iam::123456789012:role/labeling"


@pytest.fixture
def queues(client: Callable[[str], Any]) -> Callable[[], list[str]]:
    return lambda: [url.rpartition("/")[2] for url in client("sqs").list_queues().get("QueueUrls", [])]


@pytest.fixture
def subscriptions(client: Callable[[str], Any]) -> Callable[[], list[tuple[str, str, str]]]:
    def listed() -> list[tuple[str, str, str]]:
        found = client("sns").list_subscriptions()["Subscriptions"]
        return [(item["TopicArn"], item["Protocol"], item["Endpoint"]) for item in found]

    return listed


@pytest.fixture
def publish(client: Callable[[str], Any]) -> Callable[[object], None]:
    def send(message: object) -> None:
        client("sns").publish(TopicArn=TOPIC_ARN, Message=message if isinstance(message, str) else json.dumps(message))

    return send


@pytest.fixture
def counters(describe: Callable[[], Job]) -> Callable[[], tuple[int, int]]:
    """Unlabeled and failed objects."""

    def counted() -> tuple[int, int]:
        found = describe()["LabelCounters"]
        return found["Unlabeled"], found["FailedNonRetryableError"]

    return counted


@conformance(
    "A streaming job creates the queue `GroundTruth-<job name in lower case>` and subscribes it last",
    documented("developer guide, sms-streaming-labeling-job"),
)
def test_the_queue_is_made_and_subscribed_while_the_job_starts(
    sagemaker: Any, streaming_job: Job, describe: Any, queues: Any, subscriptions: Any
) -> None:
    sagemaker.create_labeling_job(**streaming_job)
    assert (queues(), subscriptions()) == ([], [])
    assert [describe()["LabelingJobStatus"] for _ in range(2)] == ["Initializing", "InProgress"]
    assert (queues(), subscriptions()) == ([QUEUE], [(TOPIC_ARN, "sqs", QUEUE_ARN)])


def test_the_queue_lets_only_the_topic_deliver(start: Any, streaming_job: Job, client: Callable[[str], Any]) -> None:
    start(streaming_job)
    url = client("sqs").get_queue_url(QueueName=QUEUE)["QueueUrl"]
    policy = json.loads(client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])["Attributes"]["Policy"])
    (statement,) = policy["Statement"]
    assert statement["Principal"] == {"Service": "sns.amazonaws.com"}
    assert statement["Condition"] == {"ArnEquals": {"aws:SourceArn": TOPIC_ARN}}


@conformance(
    "Every task type can be streamed, including video frames and point clouds",
    documented("aws/amazon-sagemaker-examples, the notebooks of streaming jobs, which offer them all"),
)
@pytest.mark.parametrize(
    ("task_type", "attribute"),
    [("VideoObjectDetection", "cars-ref"), ("3DPointCloudObjectDetection", "cars"), ("3DPointCloudSemanticSegmentation", "cars-ref")],
)
def test_frames_are_streamed(
    frame_job: Job,
    streaming_job: Job,
    bucket: Any,
    start: Any,
    use_functions: Any,
    publish: Any,
    counters: Any,
    task_type: str,
    attribute: str,
) -> None:
    page = f"arn:aws:sagemaker:eu-west-1:394669845002:human-task-ui/{task_type.removeprefix('3D')}"
    frame_job["HumanTaskConfig"].update(use_functions(task_type), UiConfig={"HumanTaskUiArn": page})
    labels = {"document-version": "2018-11-28", "labels": [{"label": "Car"}]}
    frame_job["LabelCategoryConfigS3Uri"] = bucket.put("input/class_labels.json", json.dumps(labels))
    stream = {name: streaming_job[name] for name in ("LabelingJobName", "InputConfig")}
    assert start({**frame_job, **stream, "LabelAttributeName": attribute})["LabelingJobStatus"] == "InProgress"
    metadata = {"format": "text/xyzi", "unix-timestamp": 1566861644.759115}
    publish({"source-ref": bucket.uri("input/sequence.json"), "source-ref-metadata": metadata})
    assert counters() == (1, 0)


@conformance(
    "A message may be the repr of a Python dictionary, in single quotes",
    documented("aws/amazon-sagemaker-examples, the notebooks of streaming jobs, which publish such and then count it"),
)
def test_a_message_in_single_quotes_is_an_object(
    start: Any, streaming_job: Job, publish: Any, counters: Any, output: Any, complete: Any
) -> None:
    start(streaming_job)
    publish(str({"source": "It's good."}))
    assert counters() == (1, 0)
    complete("Reviews-1")
    assert output("output/Reviews-1/manifests/output/output.manifest")[0]["source"] == "It's good."


@pytest.mark.parametrize("message", ["{'source': 1}", "['source']", "{'source': __import__('os')}", "{" * 500])
def test_other_python_is_no_object(start: Any, streaming_job: Job, publish: Any, counters: Any, message: str) -> None:
    start(streaming_job)
    publish(message)
    assert counters() == (0, 1)


@conformance("A stopped streaming job unsubscribes and leaves its queue", documented("developer guide, sms-streaming-labeling-job"))
def test_stopping_unsubscribes_and_leaves_the_queue(
    sagemaker: Any, start: Any, describe: Any, streaming_job: Job, queues: Any, subscriptions: Any
) -> None:
    start(streaming_job)
    sagemaker.stop_labeling_job(LabelingJobName="Reviews-1")
    assert [describe()["LabelingJobStatus"] for _ in range(2)] == ["Stopping", "Stopped"]
    assert (queues(), subscriptions()) == ([QUEUE], [])


@conformance(
    "A streaming job starts with an empty topic, without manifest, keywords and lifetime, with a role that has only s3, sns and sqs",
    observed("17"),
)
def test_the_least_of_a_streaming_job(start: Any, streaming_job: Job, oidc_team: str, bucket: Any, rights: Any, use_functions: Any) -> None:
    """Named entities, with a work team of an OpenID Connect workforce and the longest time limit."""
    labels = [{"label": "City"}]
    instructions = {"shortInstruction": "a", "fullInstruction": "b"}
    document = {"document-version": "2018-11-28", "labels": labels, "instructions": instructions}
    streaming_job["LabelCategoryConfigS3Uri"] = bucket.put("input/entities.json", json.dumps(document))
    task = streaming_job["HumanTaskConfig"]
    task |= {**use_functions("NamedEntityRecognition"), "WorkteamArn": oidc_team, "TaskTimeLimitInSeconds": 28_800}
    task["UiConfig"] = {"HumanTaskUiArn": "arn:aws:sagemaker:eu-west-1:394669845002:human-task-ui/NamedEntityRecognition"}
    rights.allowed_services = {"s3", "sns", "sqs"}
    description = start(streaming_job)
    assert (description["LabelingJobStatus"], description.get("FailureReason")) == ("InProgress", None)


def test_a_job_that_is_stopped_before_it_started_has_no_queue(sagemaker: Any, describe: Any, streaming_job: Job, queues: Any) -> None:
    sagemaker.create_labeling_job(**streaming_job)
    sagemaker.stop_labeling_job(LabelingJobName="Reviews-1")
    assert [describe()["LabelingJobStatus"] for _ in range(2)] == ["Stopping", "Stopped"]
    assert queues() == []


def test_a_plain_job_has_no_queue(start: Any, job_request: Job, queues: Any) -> None:
    start(job_request)
    assert queues() == []


@conformance("Topics that do not exist in the account and region are refused", assumed("AWS's behavior is undocumented"))
@pytest.mark.parametrize("member", ["InputConfig.DataSource.SnsDataSource.SnsTopicArn", "OutputConfig.SnsTopicArn"])
def test_topics_must_exist(sagemaker: Any, streaming_job: Job, refused: Any, member: str) -> None:
    missing = "arn:aws:sns:eu-west-1:123456789012:nothing"
    holder = streaming_job["OutputConfig"] if "Output" in member else streaming_job["InputConfig"]["DataSource"]["SnsDataSource"]
    holder["SnsTopicArn"] = missing
    assert refused("ValidationException", sagemaker.create_labeling_job, **streaming_job) == (
        f"{member} '{missing}': the topic must exist in account 123456789012, region eu-west-1 (NotFound)."
    )


@conformance(
    "A streaming job needs the documented permissions on queue and topic",
    documented("developer guide, sms-security-permission-execution-role"),
)
@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("sqs:CreateQueue", QUEUE_ARN),
        ("sqs:GetQueueUrl", QUEUE_ARN),
        ("sqs:GetQueueAttributes", QUEUE_ARN),
        ("sqs:SetQueueAttributes", QUEUE_ARN),
        ("sqs:SendMessage", QUEUE_ARN),
        ("sqs:ReceiveMessage", QUEUE_ARN),
        ("sqs:DeleteMessage", QUEUE_ARN),
        ("sns:Subscribe", TOPIC_ARN),
        ("sns:Publish", "arn:aws:sns:eu-west-1:123456789012:labels"),
    ],
)
def test_each_right_that_is_missing_fails_the_job(
    failure: Any, streaming_job: Job, rights: Any, make_topic: Any, subscriptions: Any, action: str, resource: str
) -> None:
    streaming_job["OutputConfig"]["SnsTopicArn"] = make_topic("labels")
    rights.denied.add(action)
    assert failure(streaming_job) == f"ClientError: The role {ROLE_ARN} must be allowed {action} on '{resource}' (AccessDenied)."
    assert subscriptions() == []


def test_a_plain_job_needs_none_of_these_rights(start: Any, job_request: Job, rights: Any) -> None:
    rights.denied |= {"sqs:CreateQueue", "sns:Subscribe", "sns:Publish", "lambda:InvokeFunction", "iam:PassRole", "kms:Decrypt"}
    assert start(job_request)["LabelingJobStatus"] == "InProgress"
    assert rights.used == []


@conformance("A streaming job whose role cannot unsubscribe is Failed and stays subscribed", assumed("the stricter reading"))
def test_a_job_that_cannot_unsubscribe_fails_and_stays_subscribed(
    sagemaker: Any, start: Any, describe: Any, streaming_job: Job, rights: Any, subscriptions: Any
) -> None:
    start(streaming_job)
    rights.denied.add("sns:Unsubscribe")
    sagemaker.stop_labeling_job(LabelingJobName="Reviews-1")
    assert [describe()["LabelingJobStatus"] for _ in range(2)] == ["Stopping", "Failed"]
    assert describe()["FailureReason"] == f"ClientError: The role {ROLE_ARN} must be allowed sns:Unsubscribe on '*' (AccessDenied)."
    assert len(subscriptions()) == 1


def test_a_job_whose_role_is_gone_cannot_unsubscribe(
    sagemaker: Any, start: Any, describe: Any, streaming_job: Job, client: Callable[[str], Any]
) -> None:
    start(streaming_job)
    client("iam").delete_role(RoleName="labeling")
    sagemaker.stop_labeling_job(LabelingJobName="Reviews-1")
    describe()
    assert describe()["FailureReason"].startswith("ClientError: The role ARN isn't valid.")


def test_published_objects_are_objects_of_the_job(start: Any, streaming_job: Job, publish: Any, counters: Any) -> None:
    start(streaming_job)
    assert counters() == (0, 0)
    for text in ("Good.", "Bad."):
        publish({"source": text})
    assert counters() == (2, 0)
    publish({"source": "Neither."})
    assert counters() == (3, 0)


def test_many_objects_at_once_are_all_taken(start: Any, streaming_job: Job, publish: Any, counters: Any) -> None:
    start(streaming_job)
    for number in range(25):
        publish({"source": f"Review {number}."})
    assert counters() == (25, 0)


def test_the_first_objects_may_come_from_a_manifest(start: Any, streaming_job: Job, bucket: Any, publish: Any, counters: Any) -> None:
    streaming_job["InputConfig"]["DataSource"]["S3DataSource"] = {"ManifestS3Uri": bucket.uri("input/manifest.jsonl")}
    start(streaming_job)
    publish({"source": "One more."})
    assert counters() == (3, 0)


@conformance("Messages published while a streaming job is Initializing are lost", documented("developer guide, sms-streaming-labeling-job"))
def test_what_is_published_while_the_job_initializes_is_lost(
    sagemaker: Any, streaming_job: Job, describe: Any, publish: Any, counters: Any
) -> None:
    sagemaker.create_labeling_job(**streaming_job)
    publish({"source": "Too early."})
    describe()
    assert counters() == (0, 0)


@conformance(
    "A message that is no data object, such as S3's test event, is a failed object", documented("developer guide, sms-streaming-create-job")
)
@pytest.mark.parametrize(
    "message",
    [
        "no json",
        '{"source": "Good.", "score": NaN}',
        {"text": "a"},
        {"source-ref": "s3://reviews-data/a.png"},
        {"Service": "Amazon S3", "Event": "s3:TestEvent"},
    ],
)
def test_a_message_that_is_no_object_is_a_failed_one(start: Any, streaming_job: Job, publish: Any, counters: Any, message: object) -> None:
    start(streaming_job)
    publish(message)
    assert counters() == (0, 1)


@conformance("A message is accepted once, identified by its deduplication id", documented("developer guide, sms-streaming-impotency"))
def test_an_object_is_taken_once(start: Any, streaming_job: Job, publish: Any, counters: Any) -> None:
    start(streaming_job)
    for name in ("review-1", "review-1", "review-2"):
        publish({"source": "Good.", "dataset-objectid-attribute-name": "id", "id": name})
    assert counters() == (2, 0)


@pytest.mark.parametrize("key", [{"dataset-objectid-attribute-name": "id"}, {"dataset-objectid-attribute-name": "a b", "a b": "1"}])
def test_a_bad_object_id_fails_the_object(start: Any, streaming_job: Job, publish: Any, counters: Any, key: Job) -> None:
    start(streaming_job)
    publish({"source": "Good.", **key})
    assert counters() == (0, 1)


def test_a_notification_of_s3_is_an_object(start: Any, streaming_job: Job, image_job: Job, publish: Any, counters: Any) -> None:
    image_job["LabelingJobName"], image_job["InputConfig"] = streaming_job["LabelingJobName"], streaming_job["InputConfig"]
    start(image_job)
    record = {"s3": {"bucket": {"name": "reviews-data"}, "object": {"key": "input/a+cat.png", "sequencer": "0A"}}}
    for _ in range(2):
        publish({"Records": [record]})
    assert counters() == (1, 0)


def test_an_object_to_audit_brings_its_label(
    start: Any, streaming_job: Job, image_job: Job, use_functions: Any, publish: Any, counters: Any
) -> None:
    image_job["LabelingJobName"], image_job["InputConfig"] = streaming_job["LabelingJobName"], streaming_job["InputConfig"]
    image_job["HumanTaskConfig"].update(use_functions("VerificationBoundingBox"))
    start(image_job)
    image = {"source-ref": "s3://reviews-data/input/cat.png", "boxes": {}}
    publish({**image, "boxes-metadata": {"type": "groundtruth/object-detection"}})
    publish({**image, "boxes-metadata": {"type": "groundtruth/semantic-segmentation"}})
    assert counters() == (1, 1)


def test_a_job_that_can_no_longer_reach_its_queue_fails(
    start: Any, streaming_job: Job, describe: Any, client: Callable[[str], Any]
) -> None:
    start(streaming_job)
    client("sqs").delete_queue(QueueUrl=client("sqs").get_queue_url(QueueName=QUEUE)["QueueUrl"])
    assert describe()["LabelingJobStatus"] == "Failed"
    assert f"must be allowed sqs:GetQueueUrl on '{QUEUE_ARN}'" in describe()["FailureReason"]


@conformance(
    "An output topic requires `sns:Publish`, and with a key `kms:Decrypt` and `kms:GenerateDataKey`",
    documented("developer guide, sms-streaming-labeling-job"),
)
def test_an_output_topic_of_an_encrypted_kind_asks_for_its_key(
    start: Any, streaming_job: Job, rights: Any, make_topic: Any, client: Callable[[str], Any]
) -> None:
    key = client("kms").create_key()["KeyMetadata"]
    topic = make_topic("labels")
    client("sns").set_topic_attributes(TopicArn=topic, AttributeName="KmsMasterKeyId", AttributeValue=key["KeyId"])
    streaming_job["OutputConfig"]["SnsTopicArn"] = topic
    assert start(streaming_job)["LabelingJobStatus"] == "InProgress"
    asked = [(action, resource) for action, resource, _ in rights.used]
    assert asked[:3] == [("sns:Publish", topic), ("kms:Decrypt", key["Arn"]), ("kms:GenerateDataKey", key["Arn"])]


@conformance(
    "An input topic with a key requires `kms:Decrypt` and `kms:GenerateDataKey`, like an output topic",
    assumed("the stricter reading: the documented policy lets the role publish to its input topic, and a publisher needs the key"),
)
@pytest.mark.parametrize("action", ["kms:Decrypt", "kms:GenerateDataKey"])
def test_an_input_topic_asks_for_its_key(failure: Any, streaming_job: Job, rights: Any, client: Callable[[str], Any], action: str) -> None:
    key = client("kms").create_key()["KeyMetadata"]
    client("sns").set_topic_attributes(TopicArn=TOPIC_ARN, AttributeName="KmsMasterKeyId", AttributeValue=key["Arn"])
    rights.denied.add(action)
    assert failure(streaming_job) == f"ClientError: The role {ROLE_ARN} must be allowed {action} on '{key['Arn']}' (AccessDenied)."
