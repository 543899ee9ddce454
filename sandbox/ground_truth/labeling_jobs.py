"""CreateLabelingJob, DescribeLabelingJob, StopLabelingJob."""

import secrets
import string
from typing import Any

from sandbox.ground_truth.errors import ResourceInUse, ResourceLimitExceeded, ResourceNotFound, ValidationException
from sandbox.ground_truth.job_functions import task_type_of
from sandbox.ground_truth.job_inputs import read_inputs
from sandbox.ground_truth.job_rules import require_valid_job
from sandbox.ground_truth.job_workteam import require_workteam, workteam_type
from sandbox.ground_truth.labeling_job import LabelingJob
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.surroundings import RoleNotAssumableError, Session
from sandbox.ground_truth.tags import authorize_creation, requested_tags, tag_list

_REFERENCE_ALPHABET = string.ascii_letters + string.digits


def create_labeling_job(request: Request) -> dict[str, Any]:
    """CreateLabelingJob: everything a caller can get wrong is refused here, but for the contents of the input files."""
    tags = requested_tags(request)
    arn = labeling_job_arn(request, request.parameters["LabelingJobName"])
    _authorize(request, arn, tags=tags)
    task_type = task_type_of(request)
    require_valid_job(request, task_type)
    require_workteam(request)
    _require_new_name(request, arn)
    _require_quota(request)
    reading = read_inputs(request, task_type=task_type, session=_role_session(request))
    job = LabelingJob(
        name=request.parameters["LabelingJobName"],
        arn=arn,
        reference_code=request.account_id + "".join(secrets.choice(_REFERENCE_ALPHABET) for _ in range(16)),
        request={name: value for name, value in request.parameters.items() if name != "Tags"},
        reading=reading,
        created=request.now,
        updated=request.now,
        tags=tags,
    )
    request.backend.labeling_jobs[job.name.lower()] = job
    return {"LabelingJobArn": arn}


def describe_labeling_job(request: Request) -> dict[str, Any]:
    """DescribeLabelingJob. A passing state is shown once; whoever asks again sees the next."""
    job = _authorized(request)
    description = _described(job)
    job.advance(now=request.now, after_seconds=request.settings.labeling_job_change_seconds)
    return description


def stop_labeling_job(request: Request) -> dict[str, Any]:
    """StopLabelingJob. On a job that has ended it does nothing: no error is documented for that."""
    _authorized(request).stop(now=request.now)
    return {}


def labeling_job_arn(request: Request, name: str) -> str:
    """The ARN of a job. SageMaker writes job names in lower case there, whatever case they were given in."""
    return request.arn(f"labeling-job/{name.lower()}")


def label_counters(job: LabelingJob) -> dict[str, int]:
    """LabelCounters of DescribeLabelingJob and ListLabelingJobs."""
    return {"TotalLabeled": 0, "HumanLabeled": 0, "MachineLabeled": 0, "FailedNonRetryableError": 0, "Unlabeled": job.unlabeled}


def _authorize(request: Request, arn: str, *, tags: dict[str, str]) -> None:
    parameters = request.parameters
    workteam_arn = parameters["HumanTaskConfig"]["WorkteamArn"]
    resources = parameters.get("LabelingJobAlgorithmsConfig", {}).get("LabelingJobResourceConfig", {})
    context = {
        "sagemaker:WorkteamArn": workteam_arn,
        "sagemaker:WorkteamType": workteam_type(workteam_arn),
        "sagemaker:OutputKmsKey": parameters["OutputConfig"].get("KmsKeyId", ""),
        "sagemaker:VolumeKmsKey": resources.get("VolumeKmsKeyId", ""),
    }
    authorize_creation(request, arn, tags=tags, context={key: value for key, value in context.items() if value})
    request.authorize_action("iam:PassRole", parameters["RoleArn"], context={"iam:PassedToService": "sagemaker.amazonaws.com"})


def _require_new_name(request: Request, arn: str) -> None:
    if request.parameters["LabelingJobName"].lower() in request.backend.labeling_jobs:
        raise ResourceInUse(
            f"Labeling job names must be unique within an AWS account and region, and a labeling job with this name already exists ({arn})"
        )


def _require_quota(request: Request) -> None:
    running = []
    for job in request.backend.labeling_jobs.values():
        job.advance(now=request.now, after_seconds=request.settings.labeling_job_change_seconds)
        running.extend([job] if job.is_running else [])
    if "SnsDataSource" in request.parameters["InputConfig"]["DataSource"]:
        name, limit = "Maximum number of Ground Truth streaming labeling jobs", request.settings.streaming_labeling_job_quota
        running = [job for job in running if job.is_streaming]
    else:
        name, limit = "Maximum number of Ground Truth labeling jobs", request.settings.labeling_job_quota
    if limit is not None and len(running) >= limit:
        raise ResourceLimitExceeded.of_quota(name=name, unit="Labeling jobs", limit=limit, used=len(running))


def _role_session(request: Request) -> Session:
    role_arn = request.parameters["RoleArn"]
    try:
        return request.surroundings.assume_role(role_arn)
    except RoleNotAssumableError as refused:
        raise ValidationException(
            f"Could not assume role {role_arn}. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' "
            "to assume the role."
        ) from refused


def _authorized(request: Request) -> LabelingJob:
    name = request.parameters["LabelingJobName"]
    job = request.backend.labeling_jobs.get(name.lower())
    request.authorize(labeling_job_arn(request, name), tags=job.tags if job else None)
    if job is None:
        raise ResourceNotFound(f"Could not find the labeling job '{name}' ({labeling_job_arn(request, name)}).")
    return job


def _described(job: LabelingJob) -> dict[str, Any]:
    output_config = {"KmsKeyId": "", **job.request["OutputConfig"]}
    failure = {"FailureReason": job.failure_reason} if job.failure_reason is not None else {}
    return {
        **job.request,
        "OutputConfig": output_config,
        "LabelingJobArn": job.arn,
        "LabelingJobStatus": job.status,
        "LabelCounters": label_counters(job),
        "JobReferenceCode": job.reference_code,
        "CreationTime": job.created,
        "LastModifiedTime": job.updated,
        "Tags": tag_list(job.tags),
        **failure,
    }
