"""Automated labeling: a model labels the objects that it is confident about.
https://docs.aws.amazon.com/sagemaker/latest/dg/sms-automated-labeling.html
"""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.rule import refuses

FEWEST_OBJECTS = 1_250
RECOMMENDED_OBJECTS = 5_000


@refuses()
def task_types_of_automated_labeling(job: Job) -> Iterator[Mistake]:
    """Automated labeling supports single-label image and text classification, bounding boxes and semantic segmentation.

    Source: developer guide, sms-automated-labeling
    """
    automated = job.node["LabelingJobAlgorithmsConfig"]
    if automated.present and job.task_type and job.task_type.automated_labeling_algorithm is None:
        yield automated.mistake(f"nothing: {job.task_name} has no automated labeling")


@refuses()
def no_automated_labeling_of_streams(job: Job) -> Iterator[Mistake]:
    """A streaming job does not support automated labeling.

    Source: developer guide, sms-streaming-create-labeling-job-api
    """
    automated = job.node["LabelingJobAlgorithmsConfig"]
    if automated.present and job.is_streaming and job.task_type and job.task_type.automated_labeling_algorithm is not None:
        yield automated.mistake("nothing: a streaming job has no automated labeling")


@refuses()
def algorithm_of_the_task_type(job: Job) -> Iterator[Mistake]:
    """The algorithm is that of the task type in the job's region.

    Source: API_LabelingJobAlgorithmsConfig, LabelingJobAlgorithmSpecificationArn
    """
    algorithm = job.node.at("LabelingJobAlgorithmsConfig.LabelingJobAlgorithmSpecificationArn")
    expected = job.task_type.automated_labeling_algorithm_arn(job.region) if job.task_type and job.region else None
    if expected is not None and algorithm.text is not None and algorithm.text != expected:
        yield algorithm.mistake(f"{expected} ({job.task_name})")
