"""SNS topics of a labeling job: a streaming job's input topic, and any job's output topic."""

import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from sandbox.ground_truth.encryption_keys import require_key_rights
from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.job_role import JobRole, reason_of
from sandbox.ground_truth.labeling_job import LabelingJob
from sandbox.ground_truth.request import Request

# Developer guide, "Ground Truth Streaming Labeling Jobs", on an encrypted output topic.
_PUBLISHER_KEY_ACTIONS = ("kms:Decrypt", "kms:GenerateDataKey")


def require_topics(request: Request) -> None:
    """Require that the request's topics exist in this account and region. Raises ValidationException."""
    source = request.parameters["InputConfig"]["DataSource"].get("SnsDataSource", {})
    named = {
        "InputConfig.DataSource.SnsDataSource.SnsTopicArn": source.get("SnsTopicArn"),
        "OutputConfig.SnsTopicArn": request.parameters["OutputConfig"].get("SnsTopicArn"),
    }
    for member, arn in named.items():
        if arn is not None:
            existing_topic(request, arn, member=member)


def existing_topic(request: Request, arn: str, *, member: str) -> Mapping[str, str]:
    """The attributes of a topic that exists in this account and region. Raises ValidationException."""
    place = f"account {request.account_id}, region {request.region}"
    if arn.split(":")[3:5] != [request.region, request.account_id]:
        raise ValidationException(f"{member} '{arn}': the topic must be in {place}.")
    try:
        return _attributes(request, arn)
    except (ClientError, BotoCoreError) as missing:
        raise ValidationException(f"{member} '{arn}': the topic must exist in {place} ({reason_of(missing)}).") from missing


def require_publishing(role: JobRole, job: LabelingJob) -> None:
    """Require that the role may publish to the output topic and use its key. Raises JobFailureError."""
    arn = job.output_topic_arn
    if arn is None:
        return
    role.require("sns:Publish", arn)
    require_topic_key(role, arn, member="OutputConfig.SnsTopicArn")


def require_topic_key(role: JobRole, arn: str, *, member: str) -> None:
    """Require that the role may use a topic's key, if it has one, as its publishers must. Raises JobFailureError."""
    key_id = _attributes(role.request, arn).get("KmsMasterKeyId")
    if key_id:
        require_key_rights(role, key_id, actions=_PUBLISHER_KEY_ACTIONS, member=member)


def publish(role: JobRole, job: LabelingJob, line: Mapping[str, Any]) -> None:
    """Publish a labeled data object to the output topic: the message is its line of the output manifest."""
    arn = job.output_topic_arn
    if arn is None:
        return
    client = role.client("sns")
    with role.needs("sns:Publish", arn):
        client.publish(TopicArn=arn, Message=json.dumps(line))


def _attributes(request: Request, arn: str) -> Mapping[str, str]:
    client = request.surroundings.own_client("sns", region=request.region)
    attributes: Mapping[str, str] = client.get_topic_attributes(TopicArn=arn)["Attributes"]
    return attributes
