"""LabelingJobAlgorithmsConfig of CreateLabelingJob: automated labeling."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from ground_truth.settings.api_shapes import ApiShape, ApiStructure

SecurityGroupId: TypeAlias = Annotated[str, ApiShape("VpcConfig.SecurityGroupIds[]")]
SubnetId: TypeAlias = Annotated[str, ApiShape("VpcConfig.Subnets[]")]


class VpcConfig(ApiStructure):
    """The network of automated labeling."""

    security_group_ids: Annotated[tuple[SecurityGroupId, ...], ApiShape("VpcConfig.SecurityGroupIds")]
    subnets: Annotated[tuple[SubnetId, ...], ApiShape("VpcConfig.Subnets")]


class LabelingJobResourceConfig(ApiStructure):
    """The instances of automated labeling."""

    volume_kms_key_id: Annotated[str, ApiShape("LabelingJobResourceConfig.VolumeKmsKeyId")] | None = None
    vpc_config: VpcConfig | None = None


AlgorithmArn: TypeAlias = Annotated[str, ApiShape("LabelingJobAlgorithmsConfig.LabelingJobAlgorithmSpecificationArn")]


class LabelingJobAlgorithmsConfig(ApiStructure):
    """Automated labeling: a model labels the objects that it is confident about. `{}` is enough."""

    labeling_job_algorithm_specification_arn: AlgorithmArn | None = None
    """The algorithm. Without it: that of the task type."""

    initial_active_learning_model_arn: Annotated[str, ApiShape("LabelingJobAlgorithmsConfig.InitialActiveLearningModelArn")] | None = None
    labeling_job_resource_config: LabelingJobResourceConfig | None = None
