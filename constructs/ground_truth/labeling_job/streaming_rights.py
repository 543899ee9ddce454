"""Rights that a streaming job needs: Ground Truth makes a queue in the account and subscribes it to the topic.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-security-permission-execution-role.html, "streaming labeling jobs"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import aws_cdk as cdk
from aws_cdk import aws_kms as kms

from ground_truth.per_stack import per_stack
from ground_truth.role_policy import Grant

# The documented policy has sqs:SendMessageBatch too, which is no action: IAM asks for sqs:SendMessage.
_QUEUE = (
    "sqs:CreateQueue",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
    "sqs:SetQueueAttributes",
)


@per_stack
def queues(stack: cdk.Stack) -> str:
    """The ARN pattern of the queues that Ground Truth makes in the account: `GroundTruth-<job name in lower case>`."""
    return stack.format_arn(service="sqs", resource="GroundTruth-*", arn_format=cdk.ArnFormat.NO_RESOURCE_NAME)


def output_topic_rights(topic: str) -> Iterator[Grant]:
    """The topic that gets each labeled object, of streaming jobs and of others."""
    yield Grant(("sns:Publish",), [topic])


def topic_key_rights(keys: Iterable[kms.IKey]) -> Iterator[Grant]:
    """The keys of topics that a job publishes to, or, as the documented policy has it, may publish to: its input topic.

    The documented statement has no condition, and says that data are encrypted before they are published.
    Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-create-sns-input-topic.html, "Add Encryption to Your Output Topic"
    """
    for key in keys:
        yield Grant(("kms:Decrypt", "kms:GenerateDataKey"), [key.key_arn])


def streaming_rights(stack: cdk.Stack, *, input_topic: str) -> Iterator[Grant]:
    """The job's queue and the topic that it takes objects from; the documented policy may publish to that one too."""
    yield Grant(_QUEUE, [queues(stack)])
    # The documented example says arn:aws:sns for a queue's ARN; the managed policy has it right.
    endpoint = {"StringEquals": {"sns:Protocol": "sqs"}, "StringLike": {"sns:Endpoint": queues(stack)}}
    yield Grant(("sns:Subscribe",), [input_topic], endpoint)
    yield Grant(("sns:Publish",), [input_topic])
    # On every resource as in the documented policy: the call names a subscription, and no topic.
    yield Grant(("sns:Unsubscribe",), ["*"])
