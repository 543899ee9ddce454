"""Every operation checks the permissions that AWS requires of the caller, before it does anything."""

from typing import Any

import pytest

from sandbox import ground_truth
from tests.unit.sandbox_ground_truth.gatekeeper import Gatekeeper

ACCOUNT = "arn:aws:sagemaker:eu-west-1:123456789012"
TAGS = [{"Key": "team", "Value": "reviews"}]
TAG_CONTEXT = {"aws:RequestTag/team": "reviews", "aws:TagKeys": ["team"]}


def test_a_workforce_asks_for_its_tags_as_well(sagemaker: Any, pool: Any, gatekeeper: Gatekeeper) -> None:
    sagemaker.create_workforce(WorkforceName="crowd", CognitoConfig=pool.config, Tags=TAGS)
    assert gatekeeper.asked[:2] == [
        ("sagemaker:CreateWorkforce", f"{ACCOUNT}:workforce/crowd", TAG_CONTEXT),
        ("sagemaker:AddTags", f"{ACCOUNT}:workforce/crowd", TAG_CONTEXT),
    ]


def test_a_labeling_job_asks_to_pass_the_role(sagemaker: Any, job_request: dict[str, Any], team_arn: str, gatekeeper: Gatekeeper) -> None:
    job_request["OutputConfig"]["KmsKeyId"] = "alias/labels"
    sagemaker.create_labeling_job(**job_request, Tags=TAGS)
    arn = f"{ACCOUNT}:labeling-job/reviews-1"
    context = {
        **TAG_CONTEXT,
        "sagemaker:WorkteamArn": team_arn,
        "sagemaker:WorkteamType": "private-crowd",
        "sagemaker:OutputKmsKey": "alias/labels",
    }
    assert gatekeeper.asked == [
        ("sagemaker:CreateLabelingJob", arn, context),
        ("sagemaker:AddTags", arn, TAG_CONTEXT),
        ("iam:PassRole", job_request["RoleArn"], {"iam:PassedToService": "sagemaker.amazonaws.com"}),
    ]


@pytest.mark.parametrize("action", ["sagemaker:CreateLabelingJob", "sagemaker:AddTags", "iam:PassRole"])
def test_a_denied_job_is_not_created(
    sagemaker: Any, job_request: dict[str, Any], gatekeeper: Gatekeeper, refused: Any, action: str
) -> None:
    gatekeeper.denied.add(action)
    message = refused("AccessDeniedException", sagemaker.create_labeling_job, **job_request, Tags=TAGS)
    assert f"not authorized to perform: {action}" in message
    assert sagemaker.list_labeling_jobs()["LabelingJobSummaryList"] == []


@pytest.mark.parametrize(
    ("operation", "action", "resource", "parameters"),
    [
        ("describe_workforce", "DescribeWorkforce", ":workforce/x", {"WorkforceName": "x"}),
        ("update_workforce", "UpdateWorkforce", ":workforce/x", {"WorkforceName": "x"}),
        ("delete_workforce", "DeleteWorkforce", ":workforce/x", {"WorkforceName": "x"}),
        ("list_workforces", "ListWorkforces", "*", {}),
        ("describe_workteam", "DescribeWorkteam", ":workteam/private-crowd/x", {"WorkteamName": "x"}),
        ("update_workteam", "UpdateWorkteam", ":workteam/private-crowd/x", {"WorkteamName": "x"}),
        ("delete_workteam", "DeleteWorkteam", ":workteam/private-crowd/x", {"WorkteamName": "x"}),
        ("list_workteams", "ListWorkteams", "*", {}),
        ("describe_labeling_job", "DescribeLabelingJob", ":labeling-job/x", {"LabelingJobName": "x"}),
        ("stop_labeling_job", "StopLabelingJob", ":labeling-job/x", {"LabelingJobName": "x"}),
        ("list_labeling_jobs", "ListLabelingJobs", "*", {}),
        ("list_labeling_jobs_for_workteam", "ListLabelingJobsForWorkteam", "*", {"WorkteamArn": f"{ACCOUNT}:workteam/private-crowd/x"}),
    ],
)
def test_an_operation_is_denied_before_anything_is_told(
    sagemaker: Any, gatekeeper: Gatekeeper, refused: Any, operation: str, action: str, resource: str, parameters: dict[str, str]
) -> None:
    gatekeeper.denied.add(f"sagemaker:{action}")
    refused("AccessDeniedException", getattr(sagemaker, operation), **parameters)
    assert gatekeeper.actions() == [(f"sagemaker:{action}", resource if resource == "*" else ACCOUNT + resource)]


@pytest.mark.parametrize(
    ("operation", "action", "parameters", "context"),
    [
        ("add_tags", "AddTags", {"Tags": TAGS}, TAG_CONTEXT),
        ("list_tags", "ListTags", {}, {}),
        ("delete_tags", "DeleteTags", {"TagKeys": ["team"]}, {"aws:TagKeys": ["team"]}),
    ],
)
def test_tagging_asks_on_the_resource(
    sagemaker: Any, create_team: Any, gatekeeper: Gatekeeper, operation: str, action: str, parameters: Any, context: Any
) -> None:
    arn = create_team(Tags=[{"Key": "owner", "Value": "us"}])
    gatekeeper.asked.clear()
    getattr(sagemaker, operation)(ResourceArn=arn, **parameters)
    owner = {"aws:ResourceTag/owner": "us", "sagemaker:ResourceTag/owner": "us"}
    assert gatekeeper.asked == [(f"sagemaker:{action}", arn, {**owner, **context})]


def test_a_resource_is_told_with_its_tags(sagemaker: Any, create_team: Any, gatekeeper: Gatekeeper) -> None:
    create_team(Tags=TAGS)
    sagemaker.delete_workteam(WorkteamName="reviewers")
    assert gatekeeper.asked[-1][2] == {"aws:ResourceTag/team": "reviews", "sagemaker:ResourceTag/team": "reviews"}


def test_the_caller_is_known(sagemaker: Any, gatekeeper: Gatekeeper) -> None:
    sagemaker.list_workteams()
    (caller,) = gatekeeper.callers
    assert (caller.account_id, caller.region, caller.session_token) == ("123456789012", "eu-west-1", None)


def test_there_is_no_caller_outside_of_a_request() -> None:
    with pytest.raises(LookupError):
        ground_truth.current_caller()
