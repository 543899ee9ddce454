"""A labeling job of an environment file: its fields name the resources that the construct takes as constructs."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict

from ground_truth.environment.dataset import RELATIVE_PATH, DatasetSettings
from ground_truth.environment.stream import StreamSettings
from ground_truth.environment.workflow import WorkflowSettings
from ground_truth.settings.labeling_job import OWN_FIELDS, LabelingJobBase, LabelingJobSettings, api_names

FILE_FIELDS = ("team", "workflow", "template", "dataset", "stream")
"""The fields that only a job of a file has."""


class EnvironmentLabelingJob(LabelingJobBase):
    """A labeling job: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateLabelingJob.html"""

    model_config = ConfigDict(alias_generator=api_names(*OWN_FIELDS, *FILE_FIELDS))

    team: str | None = None
    """The name of a team of this file. For a team elsewhere use HumanTaskConfig.WorkteamArn."""

    workflow: WorkflowSettings | None = None
    """The functions of a custom job. For functions elsewhere use PreHumanTaskLambdaArn and AnnotationConsolidationConfig."""

    template: Annotated[str, RELATIVE_PATH] | None = None
    """A local worker task template. Without it: the one that comes with the task type."""

    dataset: DatasetSettings | None = None
    """The data to label. For objects elsewhere use InputConfig.DataSource."""

    stream: StreamSettings | None = None
    """Makes the job a streaming one, with a topic to publish objects to; `dataset` may name the first objects."""

    @property
    def settings(self) -> LabelingJobSettings:
        """The job as the construct takes it."""
        # The values are those of a checked model already.
        return LabelingJobSettings.model_construct(**{field: getattr(self, field) for field in LabelingJobSettings.model_fields})
