"""The AWS calls of each step of a resource's lifecycle: exactly those that the result needs, in order.

Before them each step reads the stack's status from CloudFormation once.

`make bench` runs this file for the table in docs/benchmarks.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from lambda_handlers import labeling_job
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, MakeCustomResource, Properties
from tests.unit.lambda_handlers.custom_resource_types import CUSTOM_RESOURCE_TYPES
from tests.unit.lambda_handlers.handler_account import Aws, clients_in_use
from tests.unit.lambda_handlers.resource_properties import dataset_manifest_properties

PACKAGES = {str(found): found.package for found in CUSTOM_RESOURCE_TYPES}
LAMBDAS = "arn:aws:lambda:us-east-1:432418664414:function"
TOPIC = {"SnsDataSource": {"SnsTopicArn": "arn:aws:sns:us-east-1:123456789012:reviews"}}
TAGS = [{"Key": "project", "Value": "reviews"}]
OTHER_TAGS = [{"Key": "owner", "Value": "data"}]
INVITATION = {"EmailSubject": "Label with us", "EmailMessage": "{portal}: {username}, {####}"}


@dataclass
class Resource:
    """A resource of a stack, as seen by CloudFormation and by the account."""

    aws: Aws
    events: CustomResource
    properties: Properties
    id: str = ""

    def create(self, **changes: Any) -> dict[str, Any]:
        self.properties = {**self.properties, **changes}
        answer = self.events.create(self.properties)
        self.id = answer["PhysicalResourceId"]
        return answer

    def update(self, **changes: Any) -> dict[str, Any]:
        old, self.properties = self.properties, {**self.properties, **changes}
        answer = self.events.update(old, self.properties, id=self.id)
        self.id = answer["PhysicalResourceId"]
        return answer

    def delete(self) -> dict[str, Any]:
        self.aws.stack_status = "DELETE_IN_PROGRESS"
        return self.events.delete(self.properties, id=self.id)


Act = Callable[[Resource], object]


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of a resource of the handler `package`, after `before`; `needed` are the calls that its result requires."""

    package: str
    name: str
    act: Callable[[Resource], dict[str, Any]]
    needed: list[str]
    before: Act = Resource.create
    status: str = "SUCCESS"
    why: str = ""


def nothing(_: Resource) -> None:
    """The resource does not exist yet."""


def properties_of(package: str, aws: Aws) -> Properties:
    if package == "bucket_contents":
        aws.make_bucket("labels", tags={"ground-truth-cdk:delete-contents": "true"})
        return {"BucketName": "labels"}
    if package == "dataset_manifest":
        return {**dataset_manifest_properties(aws), "Revision": "1"}
    config = aws.user_pool()
    if package == "workforce":
        made = {"Mode": "create", "WorkforceName": "ours", "CognitoConfig": config}
        return {**made, "UserPoolRevision": "1", "InvitationMessage": INVITATION}
    aws.sagemaker.create_workforce(WorkforceName="workforce", CognitoConfig=config)
    members = [{"CognitoMemberDefinition": {**config, "UserGroup": "labelers"}}]
    team = {"WorkteamName": "reviews", "MemberDefinitions": members, "Description": "labels reviews"}
    if package == "workteam":
        return {**team, "WorkforceName": "workforce", "Tags": TAGS}
    return labeling_job_properties(aws, workteam_arn=aws.sagemaker.create_workteam(**team)["WorkteamArn"])


def labeling_job_properties(aws: Aws, *, workteam_arn: str) -> Properties:
    for bucket in ("reviews-input", "reviews-output"):
        aws.make_bucket(bucket)
    manifest = aws.put_object("input.manifest", '{"source": "a fine product"}\n')
    page = aws.put_object("page.html", "<crowd-form><crowd-classifier name='label'></crowd-classifier></crowd-form>")
    return {
        "LabelingJobName": "reviews",
        "LabelAttributeName": "sentiment",
        "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": manifest}}},
        "OutputConfig": {"S3OutputPath": "s3://reviews-output/jobs/"},
        "RoleArn": aws.execution_role(),
        "Labels": ["good", "bad"],
        "HumanTaskConfig": {
            "WorkteamArn": workteam_arn,
            "UiConfig": {"UiTemplateS3Uri": page},
            "PreHumanTaskLambdaArn": f"{LAMBDAS}:PRE-TextMultiClass",
            "TaskTitle": "Sentiment",
            "TaskDescription": "Tell whether the review is good",
            "NumberOfHumanWorkersPerDataObject": "3",
            "TaskTimeLimitInSeconds": "600",
            "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": f"{LAMBDAS}:ACS-TextMultiClass"},
        },
        "Tags": TAGS,
    }


def created_then(act: Act) -> Act:
    def before(resource: Resource) -> None:
        resource.create()
        act(resource)

    return before


def set_job_status(status: str) -> Act:
    def act(resource: Resource) -> None:
        resource.aws.job(resource.id).status = status

    return created_then(act)


def a_streaming_job_has_stopped(resource: Resource) -> None:
    resource.aws.set_up(streaming_labeling_job_quota=1)
    resource.create(InputConfig={"DataSource": TOPIC})
    resource.aws.job(resource.id).status = "Stopped"


def crawl_again(resource: Resource) -> dict[str, Any]:
    return resource.update(Revision="2")


def a_failed_replacement(resource: Resource) -> dict[str, Any]:
    """CloudFormation rolls back an update that replaced the job."""
    return resource.update(LabelAttributeName="sentiment")


def another_workforce(resource: Resource) -> None:
    config = resource.properties.pop("CognitoConfig")
    del resource.properties["InvitationMessage"]
    resource.aws.sagemaker.create_workforce(WorkforceName="theirs", CognitoConfig=config)
    resource.properties |= {"Mode": "adopt", "WorkforceName": "theirs"}


def an_adopted_workforce(resource: Resource) -> None:
    another_workforce(resource)
    resource.create()


LOOK_AT_POOL = ["DescribeUserPoolClient", "DescribeUserPool"]
START_JOB = ["HeadBucket", "GetObject", "PutObject", "CreateLabelingJob", "DescribeLabelingJob", "DescribeLabelingJob"]
LEFT_OVER = ["ListLabelingJobs", "ListObjectsV2"]
MADE_MOMENTS_AGO = "a new resource may not be described yet"
WRITTEN = ["CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"]
MISSING_MANIFEST = "s3://reviews-output/dataset-manifests/dev-Labeling/Resource1A2B3C4D/0-1.manifest"
PER_STATE = "one read per state of the job"

STEPS = [
    Step(
        package="workforce",
        name="create",
        before=nothing,
        act=Resource.create,
        needed=[
            "CreateWorkforce",
            "DescribeWorkforce",
            "DescribeUserPoolClient",
            "UpdateUserPoolClient",
            "DescribeUserPool",
            "UpdateUserPool",
        ],
        why="Cognito updates reset omitted settings, so the existing ones are read first",
    ),
    Step(
        package="workforce",
        name="create (adopt)",
        before=another_workforce,
        act=Resource.create,
        needed=["DescribeWorkforce", "DescribeUserPoolClient", "UpdateUserPoolClient"],
    ),
    Step(
        package="workforce",
        name="update, equal",
        act=Resource.update,
        needed=["DescribeWorkforce", "ListTags", *LOOK_AT_POOL],
        why="CloudFormation may have reset the client and pool to the template",
    ),
    Step(
        package="workforce",
        name="update in place",
        act=lambda force: force.update(SourceIpConfig={"Cidrs": ["10.0.0.0/8"]}),
        needed=["DescribeWorkforce", "ListTags", "UpdateWorkforce", "DescribeWorkforce", *LOOK_AT_POOL],
        why="after the update: a change of the VPC takes minutes",
    ),
    Step(
        package="workforce",
        name="replacement (refused)",
        act=lambda force: force.update(WorkforceName="new"),
        needed=[],
        status="FAILED",
    ),
    Step(
        package="workforce",
        name="delete",
        act=Resource.delete,
        needed=["DescribeWorkforce", "ListTags", "DeleteWorkforce", "DescribeWorkforce"],
        why="ownership first; absence last",
    ),
    Step(
        package="workforce",
        name="delete, missing",
        before=created_then(lambda force: force.aws.sagemaker.delete_workforce(WorkforceName="ours")),
        act=Resource.delete,
        needed=["DescribeWorkforce"] * 4,
        why=MADE_MOMENTS_AGO,
    ),
    Step(package="workforce", name="delete, adopted", before=an_adopted_workforce, act=Resource.delete, needed=[]),
    Step(
        package="workteam",
        name="create",
        before=nothing,
        act=Resource.create,
        needed=["CreateWorkteam", "DescribeWorkteam"],
        why="CreateWorkteam does not return the portal's host",
    ),
    Step(package="workteam", name="update, equal", act=Resource.update, needed=["DescribeWorkteam", "ListTags"]),
    Step(
        package="workteam",
        name="update in place",
        act=lambda team: team.update(Description="labels everything"),
        needed=["DescribeWorkteam", "ListTags", "UpdateWorkteam"],
    ),
    Step(
        package="workteam",
        name="update of tags",
        act=lambda team: team.update(Tags=OTHER_TAGS),
        needed=["DescribeWorkteam", "ListTags", "AddTags", "DeleteTags"],
    ),
    Step(
        package="workteam",
        name="replacement",
        act=lambda team: team.update(WorkteamName="opinions"),
        needed=["DescribeWorkteam", "ListTags", "AddTags", "CreateWorkteam", "DescribeWorkteam"],
        why="the old work team refers to the new one, in case the response is lost",
    ),
    Step(
        package="workteam",
        name="delete",
        act=Resource.delete,
        needed=["DescribeWorkteam", "ListTags", "DeleteWorkteam", "DescribeWorkteam"],
        why="ownership first; absence last",
    ),
    Step(
        package="workteam",
        name="delete, missing",
        before=created_then(lambda team: team.aws.sagemaker.delete_workteam(WorkteamName="reviews")),
        act=Resource.delete,
        needed=["DescribeWorkteam"] * 4,
        why=MADE_MOMENTS_AGO,
    ),
    Step(package="labeling_job", name="create", before=nothing, act=Resource.create, needed=START_JOB, why=PER_STATE),
    Step(
        package="labeling_job",
        name="update, equal",
        act=Resource.update,
        needed=["DescribeLabelingJob", "ListTags", "ListLabelingJobs"],
        why="a failed update may have left a running job",
    ),
    Step(
        package="labeling_job",
        name="update of tags",
        act=lambda job: job.update(Tags=OTHER_TAGS),
        needed=["DescribeLabelingJob", "ListTags", "ListLabelingJobs", "AddTags", "DeleteTags"],
    ),
    Step(
        package="labeling_job",
        name="replacement",
        act=lambda job: job.update(LabelAttributeName="mood"),
        needed=["DescribeLabelingJob", "ListTags", "DescribeLabelingJob", "ListLabelingJobs", *START_JOB],
        why="CloudFormation's job may be the desired one, an earlier delivery may have created the new one, and another one with "
        "the desired properties may still be live",
    ),
    Step(
        package="labeling_job",
        name="rollback of a replacement",
        before=created_then(lambda job: job.update(LabelAttributeName="mood")),
        act=a_failed_replacement,
        needed=[
            *["DescribeLabelingJob", "ListTags", "DescribeLabelingJob", "ListLabelingJobs", "ListTags"],
            *["DescribeLabelingJob", "DescribeLabelingJob"],
        ],
        why="the tags identify the job with the desired properties; a list may be stale",
    ),
    Step(
        package="labeling_job",
        name="delete, running",
        act=Resource.delete,
        needed=["DescribeLabelingJob", "ListTags", "StopLabelingJob", "DescribeLabelingJob", "DescribeLabelingJob", *LEFT_OVER],
        why=f"ownership first; {PER_STATE}; leftovers of a function that died are deleted too, jobs and files",
    ),
    Step(
        package="labeling_job",
        name="delete, stopped",
        before=set_job_status("Stopped"),
        act=Resource.delete,
        needed=["DescribeLabelingJob", "ListTags", *LEFT_OVER],
        why="as above",
    ),
    Step(
        package="labeling_job",
        name="delete, completed",
        before=set_job_status("Completed"),
        act=Resource.delete,
        needed=["DescribeLabelingJob", "ListTags", "DeleteTags", *LEFT_OVER],
        why="a rollback must not reuse it",
    ),
    Step(
        package="labeling_job",
        name="delete, stopped streaming",
        before=a_streaming_job_has_stopped,
        act=Resource.delete,
        needed=["DescribeLabelingJob", "ListTags", "GetQueueUrl", "DeleteQueue", *LEFT_OVER],
        why="Ground Truth does not delete the job's queue",
    ),
    Step(
        package="labeling_job",
        name="delete, missing",
        before=lambda job: setattr(job, "id", "reviews-00000000"),
        act=Resource.delete,
        needed=[*["DescribeLabelingJob"] * 5, "ListLabelingJobs", "ListObjectsV2", "ListObjectsV2"],
        why=MADE_MOMENTS_AGO,
    ),
    Step(
        package="dataset_manifest",
        name="create",
        before=nothing,
        act=Resource.create,
        needed=["ListObjectVersions", "ListObjectsV2", *WRITTEN],
        why="an earlier delivery of the request may have created it",
    ),
    Step(
        package="dataset_manifest",
        name="update, equal",
        act=Resource.update,
        needed=["ListObjectVersions", "HeadObject", "GetObject"],
        why="the number of objects is counted",
    ),
    Step(
        package="dataset_manifest",
        name="replacement",
        act=crawl_again,
        needed=["ListObjectVersions", "HeadObject", "ListObjectsV2", *WRITTEN],
        why="a manifest with the desired properties may still exist",
    ),
    Step(
        package="dataset_manifest",
        name="rollback of a replacement",
        before=created_then(crawl_again),
        act=lambda manifest: manifest.update(Revision="1"),
        needed=["ListObjectVersions", *["HeadObject"] * 2, "GetObject"],
    ),
    Step(
        package="dataset_manifest",
        name="delete",
        act=Resource.delete,
        needed=["ListObjectVersions", "ListMultipartUploads", "HeadObject", "DeleteObject"],
        why="ownership first; parts left by a function that died are deleted too",
    ),
    Step(
        package="dataset_manifest",
        name="delete, missing",
        before=lambda manifest: setattr(manifest, "id", MISSING_MANIFEST),
        act=Resource.delete,
        needed=["ListObjectVersions", "ListMultipartUploads"],
    ),
    Step(package="bucket_contents", name="create", before=nothing, act=Resource.create, needed=[]),
    Step(package="bucket_contents", name="update, equal", act=Resource.update, needed=[]),
    Step(
        package="bucket_contents",
        name="delete",
        before=created_then(lambda contents: contents.aws.put_versions("labels", ["one", "two"])),
        act=Resource.delete,
        needed=["GetBucketTagging", "ListObjectVersions", "DeleteObjects", "ListObjectVersions"],
        why="consent first; emptiness last, since a job may have written meanwhile",
    ),
    Step(package="bucket_contents", name="delete, empty", act=Resource.delete, needed=["GetBucketTagging", "ListObjectVersions"]),
    Step(
        package="bucket_contents",
        name="delete, missing",
        before=created_then(lambda contents: contents.aws.s3.delete_bucket(Bucket="labels")),
        act=Resource.delete,
        needed=["GetBucketTagging"],
    ),
]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.package}: {step.name}")
def test_no_call_is_made_that_the_outcome_does_not_need(
    aws: Aws, custom_resource: MakeCustomResource, record_property: Callable[[str, object], None], step: Step
) -> None:
    resource = Resource(aws, custom_resource(PACKAGES[step.package]), properties_of(step.package, aws))
    step.before(resource)
    aws.watch(*clients_in_use())

    assert step.act(resource)["Status"] == step.status

    for name, value in {"package": step.package, "step": step.name, "needed": len(step.needed), "why": step.why}.items():
        record_property(name, value)
    record_property("calls", " ".join(aws.calls))
    assert aws.calls == step.needed


def test_delete_of_a_stopped_job_does_not_pause(aws: Aws, custom_resource: MakeCustomResource) -> None:
    job = Resource(aws, custom_resource(labeling_job), properties_of("labeling_job", aws))
    set_job_status("Stopped")(job)
    aws.clock.slept.clear()
    assert job.delete()["Status"] == "SUCCESS"
    assert aws.clock.slept == []
