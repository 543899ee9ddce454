"""The rights of a labeling job's execution role: those of each part that the job has, and no others."""

from __future__ import annotations

from collections.abc import Iterator

import aws_cdk as cdk
from constructs import Construct

from ground_truth.buckets.s3_object import S3Object
from ground_truth.labeling_job.automated_labeling_rights import automated_labeling_rights
from ground_truth.labeling_job.execution_rights import (
    function_rights,
    output_rights,
    reading_rights,
    run_rights,
)
from ground_truth.labeling_job.parts import LabelingJobParts
from ground_truth.labeling_job.streaming_rights import output_topic_rights, streaming_rights, topic_key_rights
from ground_truth.role_policy import Grant
from ground_truth.settings.labeling_job import LabelingJobSettings


def labeling_job_rights(scope: Construct, settings: LabelingJobSettings, parts: LabelingJobParts) -> Iterator[Grant]:
    """The grants of the job's own role, in the order of the documented policies."""
    stack = cdk.Stack.of(scope)
    yield from _input_rights(scope, settings, parts)
    yield from output_rights(stack, parts.output)
    topic = input_topic_arn(settings, parts)
    if topic is not None:
        yield from streaming_rights(stack, input_topic=topic)
    output_topic = _output_topic_arn(settings, parts)
    if output_topic is not None:
        yield from output_topic_rights(output_topic)
    yield from topic_key_rights(parts.encryption_keys.of_topics(topic, output_topic))
    if settings.labeling_job_algorithms_config is not None:
        yield from automated_labeling_rights(stack, settings.labeling_job_algorithms_config)
    yield from function_rights([*settings.function_arns, *(function.function_arn for function in parts.functions)])
    yield from run_rights(stack)


def input_topic_arn(settings: LabelingJobSettings, parts: LabelingJobParts) -> str | None:
    """The topic that objects are published to; None for a job that is no streaming job."""
    if parts.stream is not None:
        return parts.stream.input_topic.topic_arn
    source = settings.input_config.data_source
    return source.sns_data_source.sns_topic_arn if source and source.sns_data_source else None


def _output_topic_arn(settings: LabelingJobSettings, parts: LabelingJobParts) -> str | None:
    if parts.stream is not None and parts.stream.output_topic is not None:
        return parts.stream.output_topic.topic_arn
    return settings.output_config.sns_topic_arn


def _input_rights(scope: Construct, settings: LabelingJobSettings, parts: LabelingJobParts) -> Iterator[Grant]:
    stack, keys = cdk.Stack.of(scope), parts.encryption_keys
    label_file = settings.label_category_config_s3_uri
    files = (parts.manifest, parts.template, keys.of(S3Object.of_uri(scope, label_file)) if label_file else None)
    yield from reading_rights(stack, [*parts.data_objects, *parts.earlier_outputs, *(file for file in files if file is not None)])
