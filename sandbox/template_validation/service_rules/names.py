"""Names that a schema lets pass: of buckets, topics and queues.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
"""

import re
from collections.abc import Iterator

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused

_BUCKET = re.compile(r"[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]")
_ADDRESS = re.compile(r"\d+\.\d+\.\d+\.\d+")
_RESERVED_STARTS = ("xn--", "sthree-", "amzn-s3-demo-")
_RESERVED_ENDS = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")
_TOPIC = re.compile(r"[A-Za-z0-9_-]{1,256}")
_QUEUE = re.compile(r"[A-Za-z0-9_-]{1,80}")
_DISPLAY_NAME_CHARACTERS = 100


def bucket_name_errors(bucket: Resource) -> Iterator[str]:
    """What S3 answers to a bucket's name."""
    name = bucket.properties.get("BucketName")
    if name is None:
        return
    reserved = name.startswith(_RESERVED_STARTS) or name.endswith(_RESERVED_ENDS)
    if reserved or _ADDRESS.fullmatch(name) or not _BUCKET.fullmatch(name):
        yield refused("S3", "The specified bucket is not valid. (Error Code: InvalidBucketName)", at="BucketName")


def topic_name_errors(topic: Resource) -> Iterator[str]:
    """What SNS answers to a topic's names."""
    name = str(topic.properties.get("TopicName", "topic"))
    if not _TOPIC.fullmatch(_bare(name, topic, "FifoTopic")):
        yield refused("Sns", "Invalid parameter: Topic Name", at="TopicName")
    if len(str(topic.properties.get("DisplayName", ""))) > _DISPLAY_NAME_CHARACTERS:
        yield refused("Sns", "Invalid parameter: Attributes Reason: DisplayName", at="DisplayName")


def queue_name_errors(queue: Resource) -> Iterator[str]:
    """What SQS answers to a queue's name."""
    name = str(queue.properties.get("QueueName", "queue"))
    if not _QUEUE.fullmatch(_bare(name, queue, "FifoQueue")) or len(name) > 80:
        message = "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
        yield refused("Sqs", message, at="QueueName")


def _bare(name: str, resource: Resource, fifo: str) -> str:
    """A name of a first-in-first-out resource ends in `.fifo`."""
    is_fifo = str(resource.properties.get(fifo)).lower() == "true"
    return name.removesuffix(".fifo") if is_fifo and name.endswith(".fifo") else name
