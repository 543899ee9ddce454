"""The stack that changes often: the labeling jobs and what only they need."""

import aws_cdk as cdk
from constructs import Construct

from ground_truth.dataset import Dataset
from ground_truth.environment import Environment, LabelingJobSettings
from ground_truth.foundation_stack import FoundationStack
from ground_truth.labeling_job import LabelingJob


class LabelingStack(cdk.Stack):
    """The labeling jobs of an environment. Without it, the workers and the data stay."""

    def __init__(self, scope: Construct, construct_id: str, *, environment: Environment, foundation: FoundationStack) -> None:
        super().__init__(scope, construct_id, description=f"Ground Truth, environment {environment.name}: labeling jobs")
        self._environment = environment
        self._foundation = foundation
        self.jobs = {settings.labeling_job_name: self._job(settings) for settings in environment.labeling_jobs}

    def _job(self, settings: LabelingJobSettings) -> LabelingJob:
        name = settings.labeling_job_name
        job = LabelingJob(
            self,
            f"Job {name}",
            settings=settings,
            execution_role=self._foundation.execution_role,
            output_bucket=self._foundation.output_bucket,
            team=self._foundation.teams[settings.team] if settings.team else None,
            dataset=self._dataset(settings),
            template=self._environment.resolve(settings.template) if settings.template else None,
            tags=self._environment.tags,
        )
        cdk.CfnOutput(self, f"LabelingJobName {name}", value=job.labeling_job_name, description=f"Labeling job {name}")
        cdk.CfnOutput(self, f"LabelingJobArn {name}", value=job.labeling_job_arn)
        cdk.CfnOutput(self, f"OutputManifest {name}", value=job.output_manifest_uri, description=f"The labels of {name}")
        return job

    def _dataset(self, settings: LabelingJobSettings) -> Dataset | None:
        dataset = settings.dataset
        if dataset is None:
            return None
        if dataset.manifest is not None:
            return Dataset.from_manifest_file(self._environment.resolve(dataset.manifest))
        if dataset.text_file is not None:
            return Dataset.from_text_file(self._environment.resolve(dataset.text_file))
        if dataset.input_bucket_key is not None:
            return Dataset.in_bucket(self._foundation.input_bucket, dataset.input_bucket_key)
        raise ValueError(f"labeling job {settings.labeling_job_name!r}: the dataset names neither a manifest, a text file nor a key")
