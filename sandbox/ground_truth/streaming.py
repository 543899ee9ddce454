"""Streaming labeling jobs: the SQS queue that Ground Truth creates in the account, and its subscription to the input topic.

The queue is created when the job starts and remains after its end; the subscription is created last and removed when the job stops.
Messages published while the job is Initializing are not delivered. Source: developer guide, "Ground Truth Streaming Labeling Jobs" and
"Built-In Task Types (Streaming) Execution Role Requirements".
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.ground_truth.job_role import JobRole
from sandbox.ground_truth.labeling_job import LabelingJob
from sandbox.ground_truth.streaming_messages import data_object_of
from sandbox.ground_truth.topics import require_topic_key

_MESSAGES_AT_ONCE = 10


def open_stream(role: JobRole, job: LabelingJob) -> None:
    """Create the queue and subscribe it. Raises JobFailureError for the first missing permission."""
    topic_arn = job.input_topic_arn
    if topic_arn is None:
        return
    queue_arn = _queue_arn(role, job)
    # Assumed: the documented policy also allows the role to publish to its input topic, and a publisher uses the topic's key.
    require_topic_key(role, topic_arn, member="InputConfig.DataSource.SnsDataSource.SnsTopicArn")
    # Ground Truth puts waiting objects into the queue and takes them out again.
    for action in ("sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage"):
        role.require(action, queue_arn)
    _make_queue(role, job, queue_arn=queue_arn, topic_arn=topic_arn)
    topics = role.client("sns")
    with role.needs("sns:Subscribe", topic_arn):
        answer = topics.subscribe(TopicArn=topic_arn, Protocol="sqs", Endpoint=queue_arn, ReturnSubscriptionArn=True)
    job.subscription_arn = answer["SubscriptionArn"]


def close_stream(role: JobRole, job: LabelingJob) -> None:
    """Unsubscribe the queue, without deleting it. Raises JobFailureError if the role may not: the subscription then remains."""
    if job.subscription_arn is None:
        return
    topics = role.client("sns")
    # Unsubscribe has no resource type.
    with role.needs("sns:Unsubscribe", "*"):
        topics.unsubscribe(SubscriptionArn=job.subscription_arn)
    job.subscription_arn = None


def receive(role: JobRole, job: LabelingJob) -> None:
    """Receive the messages: each new one becomes a data object of the job."""
    for message in _messages(role, job):
        found = data_object_of(message, job)
        if found is not None:
            job.data_objects.append(found)


def queue_name(job: LabelingJob) -> str:
    """The name of the job's queue."""
    return f"GroundTruth-{job.name.lower()}"


def _make_queue(role: JobRole, job: LabelingJob, *, queue_arn: str, topic_arn: str) -> None:
    queues = role.client("sqs")
    with role.needs("sqs:CreateQueue", queue_arn):
        queues.create_queue(QueueName=queue_name(job))
    url = _queue_url(role, job)
    with role.needs("sqs:GetQueueAttributes", queue_arn):
        queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    with role.needs("sqs:SetQueueAttributes", queue_arn):
        queues.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(_delivery_policy(queue_arn, topic_arn))})


def _delivery_policy(queue_arn: str, topic_arn: str) -> Mapping[str, Any]:
    """SNS delivers only to queues whose policy allows it."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": queue_arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": topic_arn}},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def _messages(role: JobRole, job: LabelingJob) -> Iterator[str]:
    queues, queue_arn, url = role.client("sqs"), _queue_arn(role, job), _queue_url(role, job)
    while True:
        with role.needs("sqs:ReceiveMessage", queue_arn):
            messages = queues.receive_message(QueueUrl=url, MaxNumberOfMessages=_MESSAGES_AT_ONCE).get("Messages", [])
        if not messages:
            return
        for message in messages:
            yield message["Body"]
            with role.needs("sqs:DeleteMessage", queue_arn):
                queues.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


def _queue_url(role: JobRole, job: LabelingJob) -> str:
    with role.needs("sqs:GetQueueUrl", _queue_arn(role, job)):
        url: str = role.client("sqs").get_queue_url(QueueName=queue_name(job))["QueueUrl"]
    return url


def _queue_arn(role: JobRole, job: LabelingJob) -> str:
    return role.request.arn(queue_name(job), service="sqs")
