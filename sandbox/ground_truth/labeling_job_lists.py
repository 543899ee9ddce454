"""ListLabelingJobs and ListLabelingJobsForWorkteam."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sandbox.ground_truth.errors import ResourceNotFound
from sandbox.ground_truth.job_progress import advance
from sandbox.ground_truth.job_workteam import is_known_workteam
from sandbox.ground_truth.labeling_job import LabelingJob
from sandbox.ground_truth.labeling_jobs import label_counters, labeling_job_output
from sandbox.ground_truth.pagination import in_order, is_within, page
from sandbox.ground_truth.request import Request

_ORDERS: Mapping[str, Callable[[LabelingJob], Any]] = {
    "Name": lambda job: job.name,
    "CreationTime": lambda job: job.created,
    "Status": lambda job: job.status,
}


def list_labeling_jobs(request: Request) -> dict[str, Any]:
    """ListLabelingJobs: oldest first unless asked otherwise."""
    request.authorize("*")
    found = [job for job in _between(request) if _is_wanted(request, job)]
    listed, rest = page(in_order(found, keys=_ORDERS, parameters=request.parameters, default="CreationTime"), parameters=request.parameters)
    summaries = [_summary(job) for job in listed]
    _advance(request, listed)
    return {"LabelingJobSummaryList": summaries, **rest}


def list_labeling_jobs_for_workteam(request: Request) -> dict[str, Any]:
    """ListLabelingJobsForWorkteam: the jobs of one work team. Raises ResourceNotFound if there is no such team."""
    arn = request.parameters["WorkteamArn"]
    request.authorize("*")
    if not is_known_workteam(request, arn):
        raise ResourceNotFound(f"The work team '{arn}' does not exist or you do not have access to it.")
    code = request.parameters.get("JobReferenceCodeContains", "")
    found = [job for job in _between(request) if job.workteam_arn == arn and code in job.reference_code]
    listed, rest = page(in_order(found, keys=_ORDERS, parameters=request.parameters, default="CreationTime"), parameters=request.parameters)
    summaries = [_workteam_summary(request, job) for job in listed]
    _advance(request, listed)
    return {"LabelingJobSummaryList": summaries, **rest}


def _advance(request: Request, jobs: Iterable[LabelingJob]) -> None:
    for job in jobs:
        advance(request, job)


def _between(request: Request) -> list[LabelingJob]:
    """The jobs within the request's time range."""
    jobs = request.backend.labeling_jobs.values()
    created = [job for job in jobs if is_within(job.created, "CreationTime", parameters=request.parameters)]
    return [job for job in created if is_within(job.updated, "LastModifiedTime", parameters=request.parameters)]


def _is_wanted(request: Request, job: LabelingJob) -> bool:
    parameters = request.parameters
    has_name = parameters.get("NameContains", "").lower() in job.name.lower()
    return has_name and parameters.get("StatusEquals", job.status) == job.status


def _summary(job: LabelingJob) -> dict[str, Any]:
    config = job.request["HumanTaskConfig"]
    optional = {
        "PreHumanTaskLambdaArn": config.get("PreHumanTaskLambdaArn"),
        "AnnotationConsolidationLambdaArn": config.get("AnnotationConsolidationConfig", {}).get("AnnotationConsolidationLambdaArn"),
        "FailureReason": job.failure_reason,
    }
    return {
        "LabelingJobName": job.name,
        "LabelingJobArn": job.arn,
        "CreationTime": job.created,
        "LastModifiedTime": job.updated,
        "LabelingJobStatus": job.status,
        "LabelCounters": label_counters(job),
        "WorkteamArn": job.workteam_arn,
        "InputConfig": job.request["InputConfig"],
        **labeling_job_output(job),
        **{name: value for name, value in optional.items() if value is not None},
    }


def _workteam_summary(request: Request, job: LabelingJob) -> dict[str, Any]:
    return {
        "LabelingJobName": job.name,
        "JobReferenceCode": job.reference_code,
        "WorkRequesterAccountId": request.account_id,
        "CreationTime": job.created,
        "LabelCounters": {
            "HumanLabeled": job.labeled,
            "PendingHuman": job.unlabeled,
            "Total": job.labeled + job.unlabeled + job.failed_objects,
        },
        "NumberOfHumanWorkersPerDataObject": job.request["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"],
    }
