"""Every operation asks what AWS asks of the caller, before it does anything."""

from collections.abc import Mapping
from typing import Any

import pytest

from sandbox import ground_truth
from sandbox.ground_truth.errors import AccessDenied
from sandbox.ground_truth.surroundings import IamContext

ACCOUNT = "arn:aws:sagemaker:eu-west-1:123456789012"
TAGS = [{"Key": "team", "Value": "reviews"}]
TAG_CONTEXT = {"aws:RequestTag/team": "reviews", "aws:TagKeys": ["team"]}


class Gatekeeper(ground_truth.OpenSurroundings):
    """Remembers what it was asked, and denies the actions it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str, Mapping[str, str | list[str]]]] = []
        self.denied: set[str] = set()
        self.callers: list[ground_truth.Caller] = []

    def authorize(self, *, action: str, resource_arn: str, context: IamContext) -> None:
        self.asked.append((action, resource_arn, context))
        self.callers.append(ground_truth.current_caller())
        if action in self.denied:
            raise AccessDenied(f"not authorized to perform: {action} on resource: {resource_arn}")

    def actions(self) -> list[tuple[str, str]]:
        return [(action, resource) for action, resource, _ in self.asked]


@pytest.fixture(scope="module")
def shared_gatekeeper() -> Gatekeeper:
    return Gatekeeper()


@pytest.fixture
def gatekeeper(shared_gatekeeper: Gatekeeper) -> Gatekeeper:
    shared_gatekeeper.asked.clear()
    shared_gatekeeper.callers.clear()
    shared_gatekeeper.denied.clear()
    ground_truth.use(shared_gatekeeper)
    return shared_gatekeeper


def test_a_workforce_asks_for_the_pool_as_well(sagemaker: Any, pool: Any, gatekeeper: Gatekeeper) -> None:
    sagemaker.create_workforce(WorkforceName="crowd", CognitoConfig=pool.config, Tags=TAGS)
    pool_arn = f"arn:aws:cognito-idp:eu-west-1:123456789012:userpool/{pool.user_pool}"
    assert gatekeeper.asked == [
        ("sagemaker:CreateWorkforce", f"{ACCOUNT}:workforce/crowd", TAG_CONTEXT),
        ("sagemaker:AddTags", f"{ACCOUNT}:workforce/crowd", TAG_CONTEXT),
        ("cognito-idp:DescribeUserPool", pool_arn, {}),
        ("cognito-idp:DescribeUserPoolClient", pool_arn, {}),
    ]


def test_a_workforce_in_a_vpc_asks_for_endpoints(sagemaker: Any, pool: Any, gatekeeper: Gatekeeper, clock: Any) -> None:
    vpc = {"VpcId": "vpc-1", "SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]}
    sagemaker.create_workforce(WorkforceName="crowd", CognitoConfig=pool.config, WorkforceVpcConfig=vpc)
    assert ("ec2:CreateVpcEndpoint", "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1") in gatekeeper.actions()
    clock.advance(seconds=10)
    sagemaker.delete_workforce(WorkforceName="crowd")
    action, resource = gatekeeper.actions()[-1]
    assert action == "ec2:DeleteVpcEndpoints"
    assert resource.startswith("arn:aws:ec2:eu-west-1:123456789012:vpc-endpoint/vpce-")


@pytest.mark.usefixtures("workforce")
def test_a_team_asks_for_the_group(sagemaker: Any, pool: Any, gatekeeper: Gatekeeper) -> None:
    sagemaker.create_workteam(WorkteamName="reviewers", Description="d", MemberDefinitions=[pool.member()])
    pool_arn = f"arn:aws:cognito-idp:eu-west-1:123456789012:userpool/{pool.user_pool}"
    assert gatekeeper.actions() == [
        ("sagemaker:CreateWorkteam", f"{ACCOUNT}:workteam/private-crowd/reviewers"),
        ("cognito-idp:DescribeUserPool", pool_arn),
        ("cognito-idp:DescribeUserPoolClient", pool_arn),
        ("cognito-idp:GetGroup", pool_arn),
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
