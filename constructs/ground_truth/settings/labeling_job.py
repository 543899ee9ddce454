"""A labeling job: CreateLabelingJob's parameters under their own names, and fields that stand for some of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeAlias

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_pascal

from ground_truth.settings.api_shapes import ApiShape, ApiStructure
from ground_truth.settings.constraints import Characters, Count, Matching, OneOf
from ground_truth.settings.human_task_config import HumanTaskConfig
from ground_truth.settings.input_config import InputConfig
from ground_truth.settings.label_categories import LabelCategories
from ground_truth.settings.labeling_job_algorithms_config import LabelingJobAlgorithmsConfig
from labeling_rules import s3_uris
from labeling_rules.built_in_functions import BuiltInFunction
from labeling_rules.manifest.key_prefixes import MOST_PREFIXES
from labeling_rules.task_types import TASK_TYPES, TaskType

OWN_FIELDS = ("task_type", "labels", "label_categories", "data_buckets", "data_prefixes")
"""The fields of every job that CreateLabelingJob does not have."""

JOB_NAME_SUFFIX_LENGTH = 9
"""Each deployed job is named `<LabelingJobName>-<8 characters>`, since the service never frees a name."""

EXISTING_BUCKET_NAME = Matching(s3_uris.BUCKET_NAME, s3_uris.BUCKET_NAME_ALLOWED)
"""The name of a bucket that is not made here; an old bucket may have a name that new ones cannot."""

KEY_PREFIX = Matching(
    r"(?!/)(?!.*://)[ -~\u00a0-\u00ff]{1,1024}",
    "the beginning of keys in Latin characters, without s3://<bucket>/ and without a slash at its beginning: images/2026/",
)
"""https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html"""

ObjectCount: TypeAlias = Annotated[int, ApiShape("LabelingJobStoppingConditions.MaxHumanLabeledObjectCount")]
Percentage: TypeAlias = Annotated[int, ApiShape("LabelingJobStoppingConditions.MaxPercentageOfInputDatasetLabeled")]


class OutputConfig(ApiStructure):
    """The destination of the labels."""

    s3_output_path: Annotated[str, ApiShape("LabelingJobOutputConfig.S3OutputPath")] | None = None
    """Without it: the output bucket."""

    kms_key_id: Annotated[str, ApiShape("LabelingJobOutputConfig.KmsKeyId")] | None = None
    """The key that encrypts the output. Without it: the key of the output's bucket, if the file names it."""

    sns_topic_arn: Annotated[str, ApiShape("LabelingJobOutputConfig.SnsTopicArn")] | None = None
    """A topic that gets each labeled object."""


class StoppingConditions(ApiStructure):
    """Conditions that end the job before everything is labeled: it ends as soon as one of them is met."""

    max_human_labeled_object_count: ObjectCount | None = None
    max_percentage_of_input_dataset_labeled: Percentage | None = None


class Tag(ApiStructure):
    """A tag of the job."""

    key: Annotated[str, ApiShape("Tag.Key")]
    value: Annotated[str, ApiShape("Tag.Value")]


def api_names(*own: str) -> Callable[[str], str]:
    """An alias generator: the API's name of a field, and its own for a field that the API does not have."""
    return lambda field: field if field in own else to_pascal(field)


def _job_name(fields: dict[str, Any]) -> Any:
    return fields["labeling_job_name"]


class LabelingJobBase(ApiStructure):
    """The fields of a labeling job, in an environment file and in a construct.

    Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateLabelingJob.html
    """

    model_config = ConfigDict(alias_generator=api_names(*OWN_FIELDS))

    labeling_job_name: Annotated[str, ApiShape("CreateLabelingJobRequest.LabelingJobName", characters_added=JOB_NAME_SUFFIX_LENGTH)]
    """The job's base name: the service never frees a name, so that each deployed job gets 9 characters added."""

    label_attribute_name: Annotated[str, ApiShape("CreateLabelingJobRequest.LabelAttributeName")] = Field(default_factory=_job_name)
    """The key of the label in the output manifest. Without it: LabelingJobName."""

    task_type: Annotated[str, OneOf.keys(TASK_TYPES)] | None = None
    """A built-in task type. A job without one is a custom job, with a template and, optionally, functions of its own."""

    labels: tuple[Annotated[str, Characters(1, 256)], ...] | None = None
    """The labels to choose from. For a file of your own use LabelCategoryConfigS3Uri."""

    label_categories: LabelCategories | None = None
    """The labels with attributes, instructions and everything else that a label category file of the task type can hold."""

    data_buckets: tuple[Annotated[str, EXISTING_BUCKET_NAME], ...] = ()
    """Other buckets than the input bucket that hold objects to label. Their owner has to set their CORS rules."""

    data_prefixes: Annotated[tuple[Annotated[str, KEY_PREFIX], ...], Count(0, MOST_PREFIXES, of="prefixes")] | None = None
    """Key prefixes of the objects in each of the job's buckets: the role may read no other keys, but those of a local dataset or a crawl.

    All objects of a local dataset or a crawl are known. For any other dataset the role may read whole buckets if no prefixes are given.
    `[]` if the manifest itself holds all texts.
    """

    input_config: InputConfig = InputConfig()
    output_config: OutputConfig = OutputConfig()

    role_arn: Annotated[str, ApiShape("CreateLabelingJobRequest.RoleArn")] | None = None
    """The role that Ground Truth works under. Without it: a role with just the rights that this job needs."""

    label_category_config_s3_uri: Annotated[str, ApiShape("CreateLabelingJobRequest.LabelCategoryConfigS3Uri")] | None = None
    """A label category configuration file in S3, instead of `labels`."""

    stopping_conditions: StoppingConditions | None = None
    labeling_job_algorithms_config: LabelingJobAlgorithmsConfig | None = None
    human_task_config: HumanTaskConfig
    tags: Annotated[tuple[Tag, ...], ApiShape("CreateLabelingJobRequest.Tags")] = ()
    """Tags of this job, beside those of the environment."""

    @property
    def built_in_task(self) -> TaskType | None:
        """The task type, by its name or by that of its function; None for a custom job."""
        if self.task_type is not None:
            return TASK_TYPES[self.task_type]
        function = BuiltInFunction.of_arn(self.human_task_config.pre_human_task_lambda_arn, prefix="PRE")
        return function.task_type if function else None

    @property
    def is_stream(self) -> bool:
        """True if it names a topic of its own to which objects are published."""
        source = self.input_config.data_source
        return source is not None and source.sns_data_source is not None

    @property
    def function_arns(self) -> list[str]:
        """The functions that are named by their ARNs."""
        task = self.human_task_config
        consolidation = task.annotation_consolidation_config
        named = (task.pre_human_task_lambda_arn, consolidation and consolidation.annotation_consolidation_lambda_arn)
        return [arn for arn in named if arn]

    def api_parameters(self) -> dict[str, Any]:
        """The parameters of CreateLabelingJob, under their own names."""
        return self.model_dump(
            mode="json",
            by_alias=True,
            exclude_none=True,
            exclude={name for name, field in type(self).model_fields.items() if field.alias == name},
        )


class LabelingJobSettings(LabelingJobBase):
    """The settings of a `LabelingJob`, which gets team, dataset, stream, template and functions as constructs."""
