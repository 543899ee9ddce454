"""Creates a labeling job, or leaves nothing of it: checks first, then its files, then the job.

Loaded only when a job is to be created, since the rules take time to load.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError, ParamValidationError
from botocore.model import StructureShape

from lambda_handlers.aws import api_errors, ownership, service_quotas
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.propagation import wording
from lambda_handlers.aws.s3_location import S3Location
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import ResourceError
from lambda_handlers.labeling_job import renaming
from lambda_handlers.labeling_job.checks import check_parameters
from lambda_handlers.labeling_job.desired import DesiredLabelingJob
from lambda_handlers.labeling_job.job_before import output_of_an_ended_job
from lambda_handlers.labeling_job.job_files import remove_files
from lambda_handlers.labeling_job.label_categories import write_label_categories
from lambda_handlers.labeling_job.manifest import check_manifest
from lambda_handlers.labeling_job.manifest_copy import copy_manifest
from lambda_handlers.labeling_job.manifest_region import check_manifest_region
from lambda_handlers.labeling_job.service import LabelingJob, LabelingJobs

# Errors that mean that no job was created. After a broken connection there may be one, which reads its label categories.
REFUSALS = (ClientError, ParamValidationError, ResourceError)


@dataclass(frozen=True, kw_only=True)
class LabelingJobCreation:
    """The creation of the job that a request asks for, under the name that it gives it."""

    sagemaker: Client
    client: Callable[[str], Client]
    jobs: LabelingJobs
    api: StructureShape
    desired: DesiredLabelingJob
    name: str
    request: Request
    deadline: Deadline

    def run(self) -> None:
        """Check the parameters and the input, then write the job's files, then create it.

        The job of an earlier delivery of the same request is taken for this one. Raises ResourceError with what the job is refused for.
        """
        self._check()
        written: list[Mapping[str, str]] = []
        if self.desired.label_categories is not None:
            file = self._write_label_categories(self.desired.label_categories, self.desired.label_categories_location(self.name))
            if file is None:
                return
            written.append(file)
        try:
            written += self._copy_manifest()
            self._create()
        except REFUSALS:
            remove_files(self.client("s3"), written)
            raise

    def _check(self) -> None:
        job = check_parameters(self.desired, name=self.name, request=self.request, api=self.api)
        manifest = self.desired.manifest
        if manifest is None:
            return
        output_of_an_ended_job(self.jobs, manifest=manifest)
        s3 = self.client("s3")
        check_manifest_region(s3, location=self.desired.manifest_copy_location(self.name) or manifest)
        check_manifest(s3, location=manifest, job=job, deadline=self.deadline)

    def _write_label_categories(self, document: Mapping[str, Any], location: S3Location) -> Mapping[str, str] | None:
        """Write the file; returns what deletes it when the job is refused, or None when the job exists already and has its file."""
        s3, encryption, metadata = self.client("s3"), self.desired.encryption, ownership.ownership_metadata(self.request)
        written = write_label_categories(s3, document=document, location=location, metadata=metadata, encryption=encryption)
        if written is not None:
            return written
        # Of an earlier delivery of the same request, whose job may not have been made; or of a job of the same name that is not ours.
        job = self.jobs.find(self.name)
        if job is None:
            return write_label_categories(s3, document=document, location=location, metadata=metadata, encryption=encryption, replace=True)
        self._require_own(job)
        return None

    def _copy_manifest(self) -> list[Mapping[str, str]]:
        source, target = self.desired.manifest, self.desired.manifest_copy_location(self.name)
        if source is None or target is None:
            return []
        metadata = ownership.ownership_metadata(self.request)
        return [copy_manifest(self.client("s3"), source=source, target=target, metadata=metadata, encryption=self.desired.encryption)]

    def _create(self) -> None:
        self.deadline.check(f"creating the labeling job '{self.name}'")
        own_tags = {**ownership.ownership_tags(self.request), **renaming.from_former(self.desired.base_name, self.request)}
        parameters = self.desired.creation(name=self.name, ownership_tags=own_tags)
        quota = service_quotas.STREAMING_LABELING_JOBS if self.desired.is_streaming else service_quotas.LABELING_JOBS
        try:
            with service_quotas.named_when_exceeded(quota):
                self.sagemaker.create_labeling_job(**parameters)
        except (ClientError, ResourceError) as error:
            # An earlier delivery of the same request may have made it: then its name is taken, or the quota used up by itself.
            job = self.jobs.find_again(self.name, self.deadline) if _may_be_made(error) else self.jobs.find(self.name)
            if job is None:
                raise _with_role(error, role_arn=parameters["RoleArn"]) from error
            self._require_own(job)

    def _require_own(self, job: LabelingJob) -> None:
        tags = self.jobs.tags_with_owner(job, self.deadline)
        if not ownership.is_owned(tags, self.request):
            raise ResourceError(
                f"the labeling job '{job['LabelingJobName']}' exists already and was made by {ownership.owner(tags)}; choose another name"
            )


def _may_be_made(error: ClientError | ResourceError) -> bool:
    """True if a job of the name may exist that is not shown yet: its name is taken, or the quota used up, perhaps by itself."""
    return isinstance(error, ResourceError) or api_errors.code(error) == "ResourceInUse"


def _with_role(error: ClientError | ResourceError, *, role_arn: str) -> Exception:
    """The error, and which role it is about: SageMaker does not always say."""
    found = wording(error) if isinstance(error, ClientError) else None
    if found is None or found.subject != "role" or role_arn in str(error):
        return error
    return ResourceError(f"{error}; the role is {role_arn}")
