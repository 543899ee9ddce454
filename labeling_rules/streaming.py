"""Streaming jobs label objects as they are published to a topic.

https://docs.aws.amazon.com/sagemaker/latest/dg/sms-streaming-labeling-job.html
"""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.quotas import STREAMING_LABELING_JOBS
from labeling_rules.rule import AT_SYNTHESIS, warns
from labeling_rules.s3_uris import folder_of

_TOPIC = "InputConfig.DataSource.SnsDataSource.SnsTopicArn"
_OUTPUT_TOPIC = "OutputConfig.SnsTopicArn"


@warns()
def stopping_conditions_of_streams(job: Job) -> Iterator[Mistake]:
    """A streaming job ignores StoppingConditions: it runs until it is stopped or has been idle for 10 days.

    Source: developer guide, sms-streaming-create-labeling-job-api
    """
    if job.is_streaming and job.node["StoppingConditions"].present:
        yield job.node["StoppingConditions"].mistake(
            "nothing: a streaming job ignores it, and runs until it is stopped or idle for 10 days"
        )


@warns()
def topics_of_their_own(job: Job) -> Iterator[Mistake]:
    """Labels are published to another topic than the input topic; otherwise each label would become an object to label.

    Source: developer guide, sms-create-sns-input-topic (an input topic, and an output topic)
    """
    topic = job.node.at(_OUTPUT_TOPIC)
    if topic.text is not None and topic.text == job.node.at(_TOPIC).text:
        yield topic.mistake("another topic than InputConfig.DataSource.SnsDataSource.SnsTopicArn: each label would become an object")


@warns()
def output_beside_the_input(job: Job) -> Iterator[Mistake]:
    """A streaming job does not write its output where its input is; with S3 events each label would become an object to label.

    Source: developer guide, sms-streaming-labeling-job, "Send Data Objects using Amazon S3"
    """
    output, manifest = job.node.at("OutputConfig.S3OutputPath"), job.node.at("InputConfig.DataSource.S3DataSource.ManifestS3Uri")
    if job.is_streaming and output.text and manifest.text and folder_of(manifest.text) == f"{output.text.rstrip('/')}/":
        yield output.mistake(f"another place than that of the input, {folder_of(manifest.text)}, from which S3 may publish objects")


@warns(at=AT_SYNTHESIS)
def quota_of_streams(job: Job) -> Iterator[Mistake]:
    """The default quota of a new account allows no streaming job.

    Source: AWS General Reference, quotas of SageMaker AI, L-C3E706F6
    """
    if job.is_streaming:
        yield job.node["LabelingJobName"].mistake(STREAMING_LABELING_JOBS.allowed, value="a streaming job")
