"""A labeling job, as a resource of a stack."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import aws_cdk as cdk
from constructs import Construct

from ground_truth.buckets.input_bucket import InputBucket
from ground_truth.buckets.output_bucket import OutputBucket
from ground_truth.buckets.s3_object import S3Object
from ground_truth.custom_workflow.annotation_functions import PostAnnotationFunction, PreAnnotationFunction
from ground_truth.dataset.dataset import Dataset, JobWithOutput
from ground_truth.encryption_keys import EncryptionKeys
from ground_truth.functions.custom_resource import CustomResourceHandler, ResourceType
from ground_truth.labeling_job.checks import check_labeling_job
from ground_truth.labeling_job.data_objects import DataOfJob
from ground_truth.labeling_job.execution_role import ExecutionRole
from ground_truth.labeling_job.handler_access import (
    LABEL_CATEGORIES_FILE,
    MANIFEST_FILE,
    grant_delete_queues,
    grant_job_operations,
    grant_read_manifest,
    grant_write_files,
)
from ground_truth.labeling_job.labeling_stream import LabelingStream
from ground_truth.labeling_job.parameters import labeling_job_parameters
from ground_truth.labeling_job.parts import LabelingJobParts
from ground_truth.labeling_job.rights import input_topic_arn, labeling_job_rights
from ground_truth.labeling_job.template_asset import template_asset
from ground_truth.per_stack import account, region
from ground_truth.role_policy import RolePolicy
from ground_truth.settings.labeling_job import LabelingJobSettings
from ground_truth.warnings_of_rules import annotate
from ground_truth.workers.workteam import Workteam
from labeling_rules.audited_labels import audited_task
from labeling_rules.deployment_values import is_token
from labeling_rules.manifest.data_buckets import named_in_the_data_alone
from labeling_rules.task_types import CUSTOM_TASK, TaskType

LABELING_JOB = ResourceType("Custom::GroundTruthLabelingJob", "labeling_job", cdk.Duration.minutes(14), memory_size=1024)


class LabelingJob(Construct):
    """A labeling job that runs from the deployment until it is done or the resource is deleted, which stops it.

    CloudFormation has no labeling job, and Ground Truth can neither update nor delete one: any change but one of tags starts a new
    job under a new name and then stops the old one. The name is `<LabelingJobName>-<8 hexadecimal digits>`, since Ground Truth
    never frees a name.

    `settings` are CreateLabelingJob's parameters. `team`, `dataset`, `stream`, `template` (a local file) and `output_bucket` give those
    that name other resources, unless `settings` names them itself; `pre_annotation` and `post_annotation` are the functions of a custom
    job. `input_bucket` holds the objects that the manifest names. `encryption_keys`: those of buckets and topics that `settings`
    names. The job works under a role of its own, which may do what this job needs, unless `settings` names a role. Raises
    ValueError with every mistake of the job at once: what is said twice or not at all, and what does not fit the task type.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        settings: LabelingJobSettings,
        output_bucket: OutputBucket,
        input_bucket: InputBucket | None = None,
        team: Workteam | None = None,
        dataset: Dataset | None = None,
        stream: LabelingStream | None = None,
        template: Path | None = None,
        pre_annotation: PreAnnotationFunction | None = None,
        post_annotation: PostAnnotationFunction | None = None,
        encryption_keys: EncryptionKeys | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        self.settings = settings
        keys = (encryption_keys or EncryptionKeys()).with_own(input_bucket, output_bucket)
        self._stack = cdk.Stack.of(self)
        arguments = {
            "team": team,
            "dataset": dataset,
            "template": template,
            "stream": stream,
            "pre_annotation": pre_annotation,
            "post_annotation": post_annotation,
        }
        self.jobs_before: Sequence[JobWithOutput] = dataset.jobs if dataset else ()
        """The jobs whose objects and labels it passes on, the nearest first."""
        audited = self._audited_attribute()
        self._check(arguments, audited_attribute=audited, input_bucket=input_bucket, output_bucket=output_bucket)
        self._check_data_buckets(dataset, input_bucket)
        folder = keys.of(self._locate_outputs(output_bucket))
        self.output = _of_the_job(folder, settings.labeling_job_name)
        """Everything that the job writes, as a pattern for policies."""
        data = DataOfJob(
            settings=settings,
            dataset=dataset,
            input_bucket=input_bucket,
            keys=keys,
            prepares_tasks=pre_annotation is not None,
            is_stream=stream is not None or settings.is_stream,
        )
        self._parts = LabelingJobParts(
            output_folder=folder,
            output=self.output,
            data_objects=data.patterns(self),
            manifest=_with_key(self._locate_manifest(dataset), keys),
            earlier_outputs=dataset.earlier_outputs if dataset else (),
            encryption_keys=keys,
            template=_with_key(template_asset(self, settings, template, audited_attribute=audited), keys),
            team=team,
            stream=stream,
            pre_annotation=pre_annotation,
            post_annotation=post_annotation,
            audited_attribute=audited,
            loads_objects=self.task_type.cors_profile is not None,
        )
        self.execution_role = self._make_role()
        """The job's own role; None when `settings` names one."""
        role_arn = self.execution_role.role_arn if self.execution_role else str(settings.role_arn)
        parameters = labeling_job_parameters(settings, self._parts, role_arn=role_arn, region=region(self._stack), tags=tags or {})
        self.resource = self._handler().resource(self, "Resource", parameters)
        for before in [*self._parts.functions, *self._policies_before(role_arn)]:
            self.resource.node.add_dependency(before)

    @property
    def data_objects(self) -> Sequence[S3Object]:
        """Patterns of the objects that its role may read, which the lines of its output name."""
        return self._parts.data_objects

    @property
    def outputs(self) -> Sequence[S3Object]:
        """Outputs of this job and of those before it, to which the lines of its output may refer."""
        return [self.output, *self._parts.earlier_outputs]

    @property
    def labeling_job_name(self) -> str:
        """The job's full name, once it exists."""
        return self.resource.get_att_string("LabelingJobName")

    @property
    def label_attribute(self) -> str:
        """The label attribute name of its labels in its output."""
        return self.settings.label_attribute_name

    @property
    def task_type(self) -> TaskType:
        """Its task type, CUSTOM_TASK for a custom job."""
        return self.settings.built_in_task or CUSTOM_TASK

    @property
    def labeling_job_arn(self) -> str:
        """The job's ARN."""
        return self.resource.get_att_string("LabelingJobArn")

    @property
    def output_manifest_uri(self) -> str:
        """The location of the labels: `<S3OutputPath>/<job name>/manifests/output/output.manifest`."""
        return self.resource.get_att_string("OutputManifestS3Uri")

    def _audited_attribute(self) -> str | None:
        """The label attribute name of the labels that it adjusts or verifies, if a job before it made them."""
        audited = audited_task(self, self.jobs_before)
        return audited.label_attribute if audited else None

    def _check(
        self,
        arguments: Mapping[str, object],
        *,
        audited_attribute: str | None,
        input_bucket: InputBucket | None,
        output_bucket: OutputBucket,
    ) -> None:
        """Raises ValueError with every mistake of the job. A job of an environment file was checked when the file was read."""
        warnings = check_labeling_job(
            self.settings,
            arguments=arguments,
            audited_attribute=audited_attribute,
            region=region(self._stack),
            account=account(self._stack),
            input_bucket=input_bucket,
            output_bucket=output_bucket,
        )
        annotate(self, warnings)

    def _check_data_buckets(self, dataset: Dataset | None, input_bucket: InputBucket | None) -> None:
        if dataset is None or self.settings.role_arn is not None:
            return
        name = input_bucket.physical_name if input_bucket else None
        allowed = named_in_the_data_alone(dataset.data_buckets, data_buckets=self.settings.data_buckets, input_bucket=name)
        if allowed is not None:
            raise ValueError(f"the manifest of {self.node.path} names objects in {', '.join(dataset.data_buckets)}: expected {allowed}")

    def _locate_manifest(self, dataset: Dataset | None) -> S3Object | None:
        if dataset is not None:
            return dataset.locate(self)
        source = self.settings.input_config.data_source
        return S3Object.of_uri(self, source.s3_data_source.manifest_s3_uri) if source and source.s3_data_source else None

    def _locate_outputs(self, output_bucket: OutputBucket) -> S3Object:
        path, key = self.settings.output_config.s3_output_path, self.settings.output_config.kms_key_id
        place = S3Object.below_uri(self, f"{path.rstrip('/')}/") if path else S3Object.below(output_bucket, "labeling-jobs/")
        return replace(place, kms_key_id=key)

    def _make_role(self) -> ExecutionRole | None:
        if self.settings.role_arn is not None:
            return None
        post_annotation = self._parts.post_annotation
        trusted = post_annotation.trusted_principals() if post_annotation else ()
        return ExecutionRole(
            self,
            f"ExecutionRole{self._role_suffix()}",
            grants=list(labeling_job_rights(self, self.settings, self._parts)),
            trusted=trusted,
            longest_task_seconds=self.settings.human_task_config.task_time_limit_in_seconds,
        )

    def _role_suffix(self) -> str:
        """A suffix of the role's id that changes with the job's name, the location of its output, and its topics.

        The replaced job still needs its own rights: CloudFormation changes a role before it stops the old job, but deletes one after it.
        """
        output = self.settings.output_config
        topic = input_topic_arn(self.settings, self._parts)
        stream = "stream" if self._parts.stream is not None else topic
        # A construct named after the job becomes another construct, with a role of its own, when the job's name changes.
        name = self.settings.labeling_job_name
        renamed = None if self.node.id.lower().endswith(name.lower()) else name
        places = [renamed, output.s3_output_path, output.kms_key_id, output.sns_topic_arn, stream]
        named = [None if is_token(place) else place for place in (*places, *self._keys_elsewhere())]
        return f" {hashlib.sha256(json.dumps(named).encode()).hexdigest()[:8]}" if any(named) else ""

    def _keys_elsewhere(self) -> Iterator[str]:
        """The ARNs, as far as they are known, of the keys of an output path and of topics that `settings` names."""
        output, topic = self.settings.output_config, input_topic_arn(self.settings, self._parts)
        keys = self._parts.encryption_keys.of_topics(topic, output.sns_topic_arn)
        if output.s3_output_path is not None and self.output.encryption_key is not None:
            keys.append(self.output.encryption_key)
        yield from (key.key_arn for key in keys if not is_token(key.key_arn))

    def _policies_before(self, role_arn: str) -> Iterator[RolePolicy]:
        """Policies that name the job's role, and so are made after it, and that have to be in force when the job starts."""
        post_annotation = self._parts.post_annotation
        if post_annotation is not None:
            yield post_annotation.grant_read_payload(self, output=self.output, execution_role_arn=role_arn)
        if self.execution_role is not None and self.settings.labeling_job_algorithms_config is not None:
            yield self.execution_role.grant_pass_itself()

    def _handler(self) -> CustomResourceHandler:
        handler = CustomResourceHandler.of(self, LABELING_JOB)
        grant_job_operations(handler, self._stack, role_arn=self.settings.role_arn)
        grant_delete_queues(handler, self._stack)
        if self.execution_role is not None:
            handler.pass_on(self.execution_role.granted)
        if self._parts.manifest is not None:
            grant_read_manifest(handler, self._parts.manifest)
        files = [LABEL_CATEGORIES_FILE] if self.settings.labels is not None or self.settings.label_categories is not None else []
        files += [MANIFEST_FILE] if self._parts.copies_manifest else []
        if files:
            grant_write_files(handler, self._parts.output_folder, names=files)
        return handler


def _of_the_job(folder: S3Object, base_name: str) -> S3Object:
    """The output of one job: a folder of its name below the output path; the last 8 characters are known at deployment only."""
    if is_token(base_name):
        return folder
    # Labels call the job by its name in lower case (a public output manifest has `labeling-job/s10-label3` of a job S10-label3); whether
    # folders do is not documented.
    any_case = re.sub("[A-Z]", "?", base_name)
    own = f"{any_case}-????????/*"
    return replace(folder, uri=f"{folder.uri.removesuffix('*')}{own}", arn=f"{folder.arn.removesuffix('*')}{own}")


def _with_key(place: S3Object | None, keys: EncryptionKeys) -> S3Object | None:
    return None if place is None else keys.of(place)
