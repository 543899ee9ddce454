"""The stack that changes often: the labeling jobs and the resources that only they need."""

from collections.abc import Sequence
from graphlib import TopologicalSorter

import aws_cdk as cdk
from constructs import Construct

from ground_truth.custom_workflow.annotation_functions import PostAnnotationFunction, PreAnnotationFunction
from ground_truth.custom_workflow.function_code import FunctionCode
from ground_truth.dataset.dataset import Dataset
from ground_truth.environment import Environment, EnvironmentLabelingJob
from ground_truth.environment.dataset import CrawlSettings, DatasetSettings
from ground_truth.environment.workflow import AnnotationFunctionSettings
from ground_truth.labeling_job.labeling_job import LabelingJob
from ground_truth.labeling_job.labeling_stream import LabelingStream
from ground_truth.stacks.environment_resources import encryption_keys
from ground_truth.stacks.foundation import FoundationStack
from ground_truth.stacks.warnings import job_warnings
from ground_truth.warnings_of_rules import annotate
from labeling_rules.task_types import CUSTOM_TASK, TaskType


class CheckedLabelingJob(LabelingJob):
    """A job of an environment file, to which every rule was applied when the file was read."""

    def _check(self, *_arguments: object, **_options: object) -> None:
        """Check nothing: every rule ran when the file was read."""


class LabelingStack(cdk.Stack):
    """The labeling jobs of an environment. Deleting the stack keeps the workers and the data."""

    def __init__(self, scope: Construct, construct_id: str, *, environment: Environment, foundation: FoundationStack) -> None:
        super().__init__(scope, construct_id, description=f"Ground Truth, environment {environment.name}: labeling jobs")
        self._environment = environment
        self._foundation = foundation
        self._encryption_keys = encryption_keys(self, environment.encryption_keys)
        self.jobs: dict[str, LabelingJob] = {}
        for settings in _each_after_the_one_before(environment.labeling_jobs):
            self.jobs[settings.labeling_job_name] = self._job(settings)

    def _job(self, settings: EnvironmentLabelingJob) -> LabelingJob:
        name = settings.labeling_job_name
        stream = LabelingStream(self, f"Stream {name}", publish_labels=settings.stream.publish_labels) if settings.stream else None
        job = CheckedLabelingJob(
            self,
            f"Job {name}",
            settings=settings.settings,
            input_bucket=self._foundation.input_bucket,
            output_bucket=self._foundation.output_bucket,
            team=self._foundation.teams[settings.team] if settings.team else None,
            dataset=self._dataset(settings),
            stream=stream,
            template=self._environment.resolve(settings.template) if settings.template else None,
            pre_annotation=self._pre_annotation(settings),
            post_annotation=self._post_annotation(settings),
            encryption_keys=self._encryption_keys,
            tags=self._environment.tags,
        )
        annotate(job, job_warnings(self._environment, self._environment.labeling_jobs.index(settings)))
        cdk.CfnOutput(self, f"LabelingJobName {name}", value=job.labeling_job_name, description=f"Labeling job {name}")
        cdk.CfnOutput(self, f"OutputManifest {name}", value=job.output_manifest_uri, description=f"The labels of {name}")
        if stream is not None:
            stream.outputs(name)
        return job

    def _pre_annotation(self, settings: EnvironmentLabelingJob) -> PreAnnotationFunction | None:
        function = settings.workflow.pre_annotation if settings.workflow else None
        if function is None:
            return None
        return PreAnnotationFunction(self, f"PreAnnotation {settings.labeling_job_name}", function=self._code(function))

    def _post_annotation(self, settings: EnvironmentLabelingJob) -> PostAnnotationFunction | None:
        function = settings.workflow.post_annotation if settings.workflow else None
        if function is None:
            return None
        return PostAnnotationFunction(
            self,
            f"PostAnnotation {settings.labeling_job_name}",
            function=self._code(function),
            assumes_execution_role=function.assumes_execution_role,
        )

    def _code(self, function: AnnotationFunctionSettings) -> FunctionCode:
        return FunctionCode(
            folder=self._environment.resolve(function.code),
            handler=function.handler,
            timeout=cdk.Duration.seconds(function.timeout_seconds),
            memory_size=function.memory_megabytes,
            environment=function.environment,
        )

    def _dataset(self, settings: EnvironmentLabelingJob) -> Dataset | None:
        dataset = settings.dataset
        if dataset is None:
            return None
        resolve = self._environment.resolve
        if dataset.manifest is not None:
            return Dataset.from_manifest_file(resolve(dataset.manifest))
        if dataset.text_file is not None:
            return Dataset.from_text_file(resolve(dataset.text_file))
        if dataset.lines is not None:
            return Dataset.from_lines(dataset.lines)
        if dataset.csv is not None:
            return Dataset.from_csv_column(resolve(dataset.csv.file), column=dataset.csv.column)
        if dataset.input_bucket_key is not None:
            return Dataset.in_bucket(self._foundation.input_bucket, dataset.input_bucket_key)
        if dataset.crawl is not None:
            return self._crawl(dataset.crawl, task=settings.built_in_task or CUSTOM_TASK)
        if dataset.output_of is not None:
            return Dataset.output_of(self.jobs[dataset.output_of])
        raise ValueError(
            f"labeling job {settings.labeling_job_name!r}: the dataset names none of {', '.join(DatasetSettings.model_fields)}"
        )

    def _crawl(self, crawl: CrawlSettings, *, task: TaskType) -> Dataset:
        return Dataset.crawl(
            self._foundation.input_bucket,
            output_bucket=self._foundation.output_bucket,
            objects=crawl.objects,
            prefix=crawl.prefix,
            pattern=crawl.pattern,
            max_objects=crawl.max_objects or task.max_objects,
            revision=crawl.revision,
        )


def _each_after_the_one_before(jobs: Sequence[EnvironmentLabelingJob]) -> list[EnvironmentLabelingJob]:
    """The jobs in the order of the file, but each after the job whose output it labels. Raises ValueError if that job is not among them."""
    by_name = {settings.labeling_job_name: settings for settings in jobs}
    before = {name: settings.dataset.output_of for name, settings in by_name.items() if settings.dataset and settings.dataset.output_of}
    for name, other in before.items():
        if other not in by_name:
            raise ValueError(f"labeling job {name!r}: output_of {other!r}: one of {', '.join(by_name)}")
    order = TopologicalSorter({name: [before[name]] if name in before else [] for name in by_name})
    return [by_name[name] for name in order.static_order()]
