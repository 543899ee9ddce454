"""The Amazon SQS queue that Ground Truth makes in the account for a streaming job, and leaves behind when the job is stopped."""

from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors
from lambda_handlers.aws.clients import Client

_NO_SUCH_QUEUE = {"AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"}


def queue_name(job_name: str) -> str:
    """Source: SageMaker developer guide, "Ground Truth Streaming Labeling Jobs"."""
    return f"GroundTruth-{job_name.lower()}"


def is_streaming(job: Mapping[str, Any]) -> bool:
    return "SnsDataSource" in job["InputConfig"]["DataSource"]


def delete_queue(client: Callable[[str], Client], *, job_name: str) -> None:
    """Delete the queue of a job that is no longer running; a queue that is gone is no error."""
    sqs = client("sqs")
    try:
        url = sqs.get_queue_url(QueueName=queue_name(job_name))["QueueUrl"]
        sqs.delete_queue(QueueUrl=url)
    except ClientError as error:
        if api_errors.code(error) not in _NO_SUCH_QUEUE:
            raise
