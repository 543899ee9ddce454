"""A labeling job, as a resource of a stack."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_s3_assets as assets
from constructs import Construct

from ground_truth.custom_resource import CustomResourceHandler, ResourceType
from ground_truth.dataset import Dataset
from ground_truth.default_templates import default_template
from ground_truth.environment.labeling_job import LabelingJobSettings
from ground_truth.environment.rules import labeling_job_mistakes
from ground_truth.execution_role import ExecutionRole
from ground_truth.label_properties import label_properties
from ground_truth.labeling_job_access import (
    let_handler_delete_queues,
    let_handler_read_manifest,
    let_handler_run_jobs,
    let_handler_write_labels,
    let_role_read,
)
from ground_truth.output_bucket import OutputBucket
from ground_truth.s3_object import S3Object
from ground_truth.tags import api_tags
from ground_truth.workteam import Workteam

LABELING_JOB = ResourceType("Custom::GroundTruthLabelingJob", "labeling_job", cdk.Duration.minutes(14))


class LabelingJob(Construct):
    """A labeling job that runs from the deployment until it is done or the resource is deleted, which stops it.

    CloudFormation has no labeling job, and Ground Truth can neither update nor delete one: any change but one of tags starts a new
    job under a new name and then stops the old one. The name is `<LabelingJobName>-<8 hexadecimal digits>`, since Ground Truth
    never frees a name.

    `settings` are CreateLabelingJob's parameters. `team`, `dataset`, `template` (a local file), `execution_role` and `output_bucket`
    give those that name other resources, unless `settings` names them itself. Raises ValueError with every mistake of the job at once:
    what is said twice or not at all, and what does not fit the task type.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        settings: LabelingJobSettings,
        execution_role: ExecutionRole,
        output_bucket: OutputBucket,
        team: Workteam | None = None,
        dataset: Dataset | None = None,
        template: Path | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        self._settings = settings
        self._check(team=team, dataset=dataset, template=template)
        self._manifest = self._locate_manifest(dataset)
        self._template = self._locate_template(template)
        self._output = self._locate_output(output_bucket)
        request = self._request(team=team, role_arn=settings.role_arn or execution_role.role_arn, tags=tags or {})
        self.resource = self._handler(request["RoleArn"]).resource(self, "Resource", request)
        if settings.role_arn is None:
            self.resource.node.add_dependency(self._let_role_read(execution_role))

    @property
    def labeling_job_name(self) -> str:
        """The job's full name, once it exists."""
        return self.resource.get_att_string("LabelingJobName")

    @property
    def labeling_job_arn(self) -> str:
        """The job's ARN."""
        return self.resource.get_att_string("LabelingJobArn")

    @property
    def output_manifest_uri(self) -> str:
        """Where the labels are: `<S3OutputPath>/<job name>/manifests/output/output.manifest`."""
        return self.resource.get_att_string("OutputManifestS3Uri")

    @property
    def _is_streaming(self) -> bool:
        source = self._settings.input_config.data_source
        return source is not None and source.sns_data_source is not None

    def _check(self, *, team: Workteam | None, dataset: Dataset | None, template: Path | None) -> None:
        job = self._settings.model_dump(by_alias=True)
        # For the rules it only matters which of them are given; how is the constructs' own matter.
        job["team"] = team and team.node.id
        job["dataset"] = dataset and {"manifest": "given"}
        job["template"] = template and str(template)
        region = cdk.Stack.of(self).region
        if self._settings.task_type is not None and cdk.Token.is_unresolved(region):
            name, task_type = self._settings.labeling_job_name, self._settings.task_type
            raise ValueError(
                f"labeling job {name!r}: the functions of {task_type} differ by region: give the stack one, env=cdk.Environment(...)"
            )
        mistakes = labeling_job_mistakes(job, region=None if cdk.Token.is_unresolved(region) else region)
        if mistakes:
            lines = [f"{mistake.path}: {mistake.value}: {mistake.allowed}" for mistake in mistakes]
            raise ValueError("\n".join([f"labeling job {self._settings.labeling_job_name!r}:", *lines]))

    def _locate_manifest(self, dataset: Dataset | None) -> S3Object | None:
        if dataset is not None:
            return dataset.locate(self)
        source = self._settings.input_config.data_source
        return S3Object.of_uri(self, source.s3_data_source.manifest_s3_uri) if source and source.s3_data_source else None

    def _locate_template(self, template: Path | None) -> S3Object | None:
        task, own = self._settings.built_in_task, self._settings.human_task_config.ui_config
        if own is not None:
            return S3Object.of_uri(self, own.ui_template_s3_uri) if own.ui_template_s3_uri else None
        file = template or (default_template(task.name) if task and task.uses_template else None)
        return S3Object.of_asset(assets.Asset(self, "Template", path=str(file))) if file else None

    def _locate_output(self, output_bucket: OutputBucket) -> S3Object:
        """Everything that jobs write there, as a pattern for policies."""
        path = self._settings.output_config.s3_output_path
        return S3Object.of_uri(self, f"{path.rstrip('/')}/*") if path else S3Object.in_bucket(output_bucket, "labeling-jobs/*")

    def _request(self, *, team: Workteam | None, role_arn: str, tags: Mapping[str, str]) -> dict[str, Any]:
        """The custom resource's properties: CreateLabelingJob's parameters, named and nested as there."""
        request = self._settings.api_parameters()
        if self._manifest is not None and "DataSource" not in request.setdefault("InputConfig", {}):
            request["InputConfig"]["DataSource"] = {"S3DataSource": {"ManifestS3Uri": self._manifest.uri}}
        request.setdefault("OutputConfig", {})["S3OutputPath"] = self._output.uri.removesuffix("/*")
        request["RoleArn"] = role_arn
        request["HumanTaskConfig"] |= self._task(team)
        if self._settings.labels is not None:
            request |= label_properties(self._settings.labels, task=self._settings.built_in_task)
        request["Tags"] = api_tags({**tags, **{tag.key: tag.value for tag in self._settings.tags}})
        return request

    def _task(self, team: Workteam | None) -> dict[str, Any]:
        settings, task = self._settings.human_task_config, self._settings.built_in_task
        region = cdk.Stack.of(self).region
        filled: dict[str, Any] = {}
        if team is not None:
            filled["WorkteamArn"] = team.workteam_arn
        if settings.ui_config is None:
            filled["UiConfig"] = (
                {"UiTemplateS3Uri": self._template.uri} if self._template else {"HumanTaskUiArn": task and task.human_task_ui_arn(region)}
            )
        if task is not None:
            filled["PreHumanTaskLambdaArn"] = task.pre_annotation_lambda_arn(region)
            filled["AnnotationConsolidationConfig"] = {"AnnotationConsolidationLambdaArn": task.annotation_consolidation_lambda_arn(region)}
        return filled

    def _handler(self, role_arn: str) -> CustomResourceHandler:
        handler = CustomResourceHandler.of(self, LABELING_JOB)
        let_handler_run_jobs(handler, self, role_arn=role_arn)
        if self._is_streaming:
            let_handler_delete_queues(handler, self)
        if self._manifest is not None:
            let_handler_read_manifest(handler, self._manifest)
        if self._settings.labels is not None:
            let_handler_write_labels(handler, self._output)
        return handler

    def _let_role_read(self, execution_role: ExecutionRole) -> Construct:
        """A policy in this job's stack, so that the stack of the role does not change with its jobs."""
        own_output = self._output if self._settings.output_config.s3_output_path else None
        objects = [found for found in (self._manifest, self._template, self._own_label_file()) if found is not None]
        return let_role_read(self, execution_role.role, objects=objects, output=own_output)

    def _own_label_file(self) -> S3Object | None:
        uri = self._settings.label_category_config_s3_uri
        return S3Object.of_uri(self, uri) if uri else None
