"""CreateLabelingJob, DescribeLabelingJob, StopLabelingJob."""

import secrets
import string
from typing import Any

from sandbox.ground_truth.errors import ResourceInUse, ResourceLimitExceeded, ResourceNotFound
from sandbox.ground_truth.job_defaults import with_defaults
from sandbox.ground_truth.job_functions import task_type_of
from sandbox.ground_truth.job_inputs import read_inputs
from sandbox.ground_truth.job_progress import advance, receive_objects
from sandbox.ground_truth.job_role import assumed_role
from sandbox.ground_truth.job_rules import require_valid_job
from sandbox.ground_truth.job_times import JobTimes
from sandbox.ground_truth.job_workteam import require_workteam, workteam_type
from sandbox.ground_truth.labeling_job import LabelingJob
from sandbox.ground_truth.own_functions import require_functions
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.tags import authorize_creation, requested_tags, tag_list
from sandbox.ground_truth.topics import require_topics

_REFERENCE_ALPHABET = string.ascii_letters + string.digits


def create_labeling_job(request: Request) -> dict[str, Any]:
    """CreateLabelingJob: refuses every mistake of the caller except in the contents of the input files."""
    tags = requested_tags(request)
    arn = labeling_job_arn(request, request.parameters["LabelingJobName"])
    _authorize(request, arn, tags=tags)
    task_type = task_type_of(request)
    require_valid_job(request, task_type)
    require_workteam(request)
    _require_new_name(request, arn)
    _require_quota(request)
    require_functions(request)
    require_topics(request)
    job = LabelingJob(
        name=request.parameters["LabelingJobName"],
        arn=arn,
        reference_code=request.account_id + "".join(secrets.choice(_REFERENCE_ALPHABET) for _ in range(16)),
        request={name: value for name, value in request.parameters.items() if name != "Tags"},
        task_type_name=task_type.name,
        reading=read_inputs(assumed_role(request), task_type=task_type),
        created=request.now,
        updated=request.now,
        tags=tags,
        times=JobTimes(request.settings.clock),
    )
    request.backend.labeling_jobs[job.name.lower()] = job
    return {"LabelingJobArn": arn}


def describe_labeling_job(request: Request) -> dict[str, Any]:
    """DescribeLabelingJob. Each transient state is shown once; the next call shows the following state."""
    job = _authorized(request)
    receive_objects(request, job)
    description = described(job)
    advance(request, job)
    return description


def stop_labeling_job(request: Request) -> dict[str, Any]:
    """StopLabelingJob. No effect on a job that has ended: no error is documented for that."""
    _authorized(request).stop(now=request.now)
    return {}


def labeling_job_arn(request: Request, name: str) -> str:
    """The ARN of a job. SageMaker lowercases the job name in it."""
    return request.arn(f"labeling-job/{name.lower()}")


def label_counters(job: LabelingJob) -> dict[str, int]:
    """LabelCounters of DescribeLabelingJob and ListLabelingJobs."""
    return {
        "TotalLabeled": job.labeled,
        "HumanLabeled": job.labeled,
        "MachineLabeled": 0,
        "FailedNonRetryableError": job.failed_objects,
        "Unlabeled": job.unlabeled,
    }


def labeling_job_output(job: LabelingJob) -> dict[str, dict[str, str]]:
    """LabelingJobOutput of DescribeLabelingJob and ListLabelingJobs, once there are labels. No model is trained here."""
    if job.output_manifest_uri is None:
        return {}
    return {"LabelingJobOutput": {"OutputDatasetS3Uri": job.output_manifest_uri, "FinalActiveLearningModelArn": ""}}


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
        advance(request, job)
        running.extend([job] if job.is_running else [])
    if "SnsDataSource" in request.parameters["InputConfig"]["DataSource"]:
        name, limit = "Maximum number of Ground Truth streaming labeling jobs", request.settings.streaming_labeling_job_quota
        running = [job for job in running if job.is_streaming]
    else:
        name, limit = "Maximum number of Ground Truth labeling jobs", request.settings.labeling_job_quota
    if limit is not None and len(running) >= limit:
        raise ResourceLimitExceeded.of_quota(name=name, unit="Labeling jobs", limit=limit, used=len(running))


def _authorized(request: Request) -> LabelingJob:
    name = request.parameters["LabelingJobName"]
    job = request.backend.labeling_jobs.get(name.lower())
    request.authorize(labeling_job_arn(request, name), tags=job.tags if job else None)
    if job is None:
        raise ResourceNotFound(f"Could not find the labeling job '{name}' ({labeling_job_arn(request, name)}).")
    return job


def described(job: LabelingJob) -> dict[str, Any]:
    """A job as in DescribeLabelingJob."""
    failure = {"FailureReason": job.failure_reason} if job.failure_reason is not None else {}
    tags = {"Tags": tag_list(job.tags)} if job.tags else {}
    return {
        **with_defaults(job.request),
        "LabelingJobArn": job.arn,
        "LabelingJobStatus": job.status,
        "LabelCounters": label_counters(job),
        "JobReferenceCode": job.reference_code,
        "CreationTime": job.created,
        "LastModifiedTime": job.updated,
        **tags,
        **labeling_job_output(job),
        **failure,
    }
