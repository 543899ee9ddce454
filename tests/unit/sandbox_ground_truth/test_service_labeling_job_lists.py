"""ListLabelingJobs and ListLabelingJobsForWorkteam."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.unit.conformance.rows import conformance, documented, observed

Job = dict[str, Any]


@pytest.fixture
def three_jobs(sagemaker: Any, job_request: Job, clock: Any) -> list[str]:
    """Names of three jobs, a minute apart and not in alphabetical order; the second is stopping."""
    names = ["cars", "apples", "bikes"]
    for name in names:
        sagemaker.create_labeling_job(**{**job_request, "LabelingJobName": name})
        clock.advance(seconds=60)
    sagemaker.stop_labeling_job(LabelingJobName="apples")
    return names


def listed(sagemaker: Any, **filters: Any) -> list[str]:
    return [job["LabelingJobName"] for job in sagemaker.list_labeling_jobs(**filters)["LabelingJobSummaryList"]]


@conformance("ListLabelingJobs filters by name, status and times, sorts, and is paginated", documented("API reference, ListLabelingJobs"))
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["cars", "apples", "bikes"]),
        ({"SortOrder": "Descending"}, ["bikes", "apples", "cars"]),
        ({"SortBy": "Name"}, ["apples", "bikes", "cars"]),
        ({"NameContains": "A"}, ["cars", "apples"]),
        ({"NameContains": "x"}, []),
        ({"StatusEquals": "Stopping"}, ["apples"]),
        ({"StatusEquals": "Completed"}, []),
    ],
)
@pytest.mark.usefixtures("three_jobs")
def test_jobs_are_filtered_and_sorted(sagemaker: Any, filters: Job, expected: list[str]) -> None:
    assert listed(sagemaker, **filters) == expected


@pytest.mark.usefixtures("three_jobs")
def test_jobs_are_sorted_by_status(sagemaker: Any) -> None:
    assert listed(sagemaker, SortBy="Status", SortOrder="Descending")[0] == "apples"


@pytest.mark.usefixtures("three_jobs")
def test_jobs_are_filtered_by_time(sagemaker: Any, clock: Any) -> None:
    middle = clock.now - timedelta(seconds=120)
    assert listed(sagemaker, CreationTimeAfter=middle) == ["bikes"]
    assert listed(sagemaker, CreationTimeBefore=middle) == ["cars"]
    assert "apples" in listed(sagemaker, LastModifiedTimeAfter=clock.now - timedelta(seconds=1))
    assert "apples" not in listed(sagemaker, LastModifiedTimeBefore=clock.now - timedelta(seconds=1))


@pytest.mark.usefixtures("three_jobs")
def test_pages_follow_each_other(sagemaker: Any) -> None:
    pages = list(sagemaker.get_paginator("list_labeling_jobs").paginate(MaxResults=2))
    assert [[job["LabelingJobName"] for job in page["LabelingJobSummaryList"]] for page in pages] == [["cars", "apples"], ["bikes"]]


def test_a_summary_tells_the_main_things(sagemaker: Any, job_request: Job, team_arn: str) -> None:
    sagemaker.create_labeling_job(**job_request)
    for _ in range(3):
        (summary,) = sagemaker.list_labeling_jobs()["LabelingJobSummaryList"]
    task = job_request["HumanTaskConfig"]
    assert summary["WorkteamArn"] == team_arn
    assert summary["PreHumanTaskLambdaArn"] == task["PreHumanTaskLambdaArn"]
    assert summary["AnnotationConsolidationLambdaArn"] == task["AnnotationConsolidationConfig"]["AnnotationConsolidationLambdaArn"]
    assert summary["InputConfig"] == job_request["InputConfig"]
    assert summary["LabelCounters"]["Unlabeled"] == 2
    assert summary["LabelingJobStatus"] == "InProgress"


def test_a_failure_is_told_in_the_list(sagemaker: Any, job_request: Job, bucket: Any) -> None:
    bucket.put("input/manifest.jsonl", "")
    sagemaker.create_labeling_job(**job_request)
    sagemaker.list_labeling_jobs()
    (summary,) = sagemaker.list_labeling_jobs(StatusEquals="Failed")["LabelingJobSummaryList"]
    assert summary["FailureReason"] == "ClientError: The input manifest is empty."


@conformance("ListLabelingJobsForWorkteam lists the jobs of one work team, including those that are Stopping", observed("13"))
@pytest.mark.usefixtures("three_jobs")
def test_a_team_sees_its_own_jobs(sagemaker: Any, team_arn: str, create_team: Callable[..., str]) -> None:
    other = create_team("others")
    jobs = sagemaker.list_labeling_jobs_for_workteam(WorkteamArn=team_arn, SortOrder="Descending")["LabelingJobSummaryList"]
    assert [job["LabelingJobName"] for job in jobs] == ["bikes", "apples", "cars"]
    assert jobs[0]["WorkRequesterAccountId"] == "123456789012"
    assert jobs[0]["NumberOfHumanWorkersPerDataObject"] == 3
    assert sagemaker.list_labeling_jobs_for_workteam(WorkteamArn=other)["LabelingJobSummaryList"] == []


@pytest.mark.usefixtures("three_jobs")
def test_a_team_finds_a_job_by_its_code(sagemaker: Any, team_arn: str) -> None:
    code = sagemaker.describe_labeling_job(LabelingJobName="apples")["JobReferenceCode"]
    found = sagemaker.list_labeling_jobs_for_workteam(WorkteamArn=team_arn, JobReferenceCodeContains=code)["LabelingJobSummaryList"]
    assert [job["LabelingJobName"] for job in found] == ["apples"]


def test_the_jobs_of_no_team_are_not_found(sagemaker: Any, refused: Any) -> None:
    arn = "arn:aws:sagemaker:eu-west-1:123456789012:workteam/private-crowd/nobody"
    assert "does not exist" in refused("ResourceNotFound", sagemaker.list_labeling_jobs_for_workteam, WorkteamArn=arn)
