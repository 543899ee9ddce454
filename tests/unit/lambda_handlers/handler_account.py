"""The AWS account of the handler tests: moto with the Ground Truth service, and faults on demand."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType, SimpleNamespace
from typing import Any

import boto3
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from moto.core.botocore_stubber import MockRawResponse
from moto.core.models import botocore_stubber
from moto.s3.models import s3_backends

from lambda_handlers.aws import clients
from lambda_handlers.aws.ownership import as_list
from sandbox.ground_truth import OpenSurroundings, Settings, configure
from sandbox.ground_truth.backend import ground_truth_backends
from tests.unit.lambda_handlers.cloudformation_side import FakeClock

REGION = "us-east-1"
ACCOUNT = "123456789012"
BUCKET = "reviews-input"

STACK_STATUS = {"cloudformation": {"DescribeStacks"}}
# The operations that a handler may call, which its policy must allow. Any other call fails the test.
PERMITTED = {
    "workforce": {
        "sagemaker": {
            "CreateWorkforce",
            "DescribeWorkforce",
            "UpdateWorkforce",
            "DeleteWorkforce",
            "ListWorkforces",
            "AddTags",
            "DeleteTags",
            "ListTags",
        },
        "cognito-idp": {"DescribeUserPool", "UpdateUserPool", "DescribeUserPoolClient", "UpdateUserPoolClient"},
        **STACK_STATUS,
    },
    "workteam": {
        # ListWorkforces only to explain a refused work team.
        "sagemaker": {
            "CreateWorkteam",
            "DescribeWorkteam",
            "UpdateWorkteam",
            "DeleteWorkteam",
            "ListWorkforces",
            "AddTags",
            "DeleteTags",
            "ListTags",
        },
        **STACK_STATUS,
    },
    "labeling_job": {
        "sagemaker": {
            "CreateLabelingJob",
            "DescribeLabelingJob",
            "StopLabelingJob",
            "ListLabelingJobs",
            "AddTags",
            "DeleteTags",
            "ListTags",
        },
        # DeleteObject only for the files of a job that was refused or never created, found by s3:ListBucket and s3:GetObject (HeadObject):
        # s3:DeleteObject and s3:DeleteObjectVersion.
        "s3": {"HeadBucket", "CopyObject", "GetObject", "PutObject", "DeleteObject", "ListObjectsV2", "HeadObject"},
        "sqs": {"GetQueueUrl", "DeleteQueue"},
        **STACK_STATUS,
    },
    # s3:GetBucketTagging, s3:ListBucketVersions, and both s3:DeleteObject and s3:DeleteObjectVersion.
    "bucket_contents": {"s3": {"GetBucketTagging", "ListObjectVersions", "DeleteObject", "DeleteObjects"}, **STACK_STATUS},
    # s3:ListBucket, ListBucketVersions and ListBucketMultipartUploads; s3:GetObject for texts, and s3:GetObjectVersion, PutObject,
    # AbortMultipartUpload and DeleteObjectVersion for manifests.
    "dataset_manifest": {
        "s3": {
            "ListObjectsV2",
            "ListObjectVersions",
            "ListMultipartUploads",
            "GetObject",
            "HeadObject",
            "CreateMultipartUpload",
            "UploadPart",
            "CompleteMultipartUpload",
            "AbortMultipartUpload",
            "DeleteObject",
        },
        **STACK_STATUS,
    },
}


S3_ACTIONS = {
    "labeling_job": {"s3:GetObject", "s3:ListBucket", "s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"},
    "bucket_contents": {"s3:GetBucketTagging", "s3:ListBucketVersions", "s3:DeleteObject", "s3:DeleteObjectVersion"},
    "dataset_manifest": {
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "s3:ListBucketMultipartUploads",
        "s3:PutObject",
        "s3:AbortMultipartUpload",
        "s3:DeleteObjectVersion",
    },
}
# Actions of SageMaker on behalf of the caller, or on a key.
ON_BEHALF = {
    "workforce": {"ec2:CreateVpcEndpoint"},
    "workteam": {"cognito-idp:DescribeUserPool", "cognito-idp:DescribeUserPoolClient"},
    "labeling_job": {"iam:PassRole", "kms:Decrypt"},
}
# Denials that no policy of ours could lift: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
DENIED_FOR_GOOD = {
    "code": "AccessDenied",
    "message": "User: arn:aws:sts::123456789012:assumed-role/f/f is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k "
    "with an explicit deny in a resource-based policy",
}
EXPLICIT_DENY = "with an explicit deny in a resource-based policy"

_TOO_MUCH = b'{"__type": "ThrottlingException", "message": "Rate exceeded"}'
THROTTLED = {
    "sagemaker": (400, _TOO_MUCH),
    "cognito-idp": (400, _TOO_MUCH),
    "s3": (503, b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"),
}


def granted_actions(package: str) -> set[str]:
    """The actions in a handler's policy: its variable GRANTED_ACTIONS."""
    services = {name: operations for name, operations in PERMITTED[package].items() if name != "s3"}
    own = {f"{service}:{operation}" for service, operations in services.items() for operation in operations}
    return own | S3_ACTIONS.get(package, set()) | ON_BEHALF.get(package, set())


@cache
def own_client(service: str) -> Any:
    """The tests' client, created once: loading a service model takes longer than most tests."""
    return boto3.client(service, region_name=REGION)  # type: ignore[call-overload]


def team_topic() -> str:
    """The ARN of a topic to which SageMaker may publish a work team's notifications."""
    arn: str = own_client("sns").create_topic(Name="work")["TopicArn"]
    statement = {"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sns:Publish", "Resource": arn}
    policy = json.dumps({"Version": "2012-10-17", "Statement": statement})
    own_client("sns").set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=policy)
    return arn


def clients_in_use() -> tuple[str, ...]:
    """Every service for which a handler may create a client."""
    return ("sagemaker", "cognito-idp", "s3", "sqs", "cloudformation")


class QuickSurroundings(OpenSurroundings):
    def cognito(self, *, region: str) -> Any:
        assert region == REGION
        return own_client("cognito-idp")


@dataclass(eq=False)
class Fault:
    """An error, or a response, in place of the service's; `meanwhile` runs during the call."""

    times: int = 1
    code: str = "ValidationException"
    message: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    answer: dict[str, Any] | None = None
    meanwhile: Callable[[], None] = lambda: None

    def __call__(self, **_: Any) -> tuple[Any, dict[str, Any]] | None:
        if self.times == 0:
            return None
        self.times -= 1
        self.meanwhile()
        if self.answer is not None:
            return SimpleNamespace(status_code=200, headers={}), self.answer
        metadata = {"HTTPHeaders": self.headers}
        error = {"Code": self.code, "Message": self.message}
        return SimpleNamespace(status_code=400, headers=self.headers), {"Error": error, "ResponseMetadata": metadata}


class Throttling:
    """The front end of a throttling service."""

    def __init__(self, service: str, times: int) -> None:
        self.times = times
        self._status, self._body = THROTTLED[service]

    def __call__(self, request: AWSPreparedRequest, **_: Any) -> AWSResponse | None:
        if self.times == 0:
            return None
        self.times -= 1
        botocore_stubber.enabled = False
        return AWSResponse(request.url, self._status, HTTPHeaders(), MockRawResponse(self._body))

    @staticmethod
    def let_moto_answer(**_: Any) -> None:
        botocore_stubber.enabled = True


class Aws:
    """The account of the handler tests: moto with the Ground Truth service."""

    def __init__(self, clock: FakeClock) -> None:
        self.sagemaker, self.cognito, self.s3, self.sqs, self.iam = map(own_client, ("sagemaker", "cognito-idp", "s3", "sqs", "iam"))
        self.backend = ground_truth_backends[ACCOUNT][REGION]
        self.calls: list[str] = []
        self.not_permitted: list[str] = []
        self.clock = clock
        self.stack_status = "UPDATE_IN_PROGRESS"
        self._hooks: list[tuple[str, str, Callable[..., Any]]] = []
        self._hook("cloudformation", "before-call.cloudformation.DescribeStacks", self.describe_stacks, unless_faulty=True)

    def describe_stacks(self, **_: Any) -> tuple[Any, dict[str, Any]]:
        """CloudFormation's response to the handlers."""
        return SimpleNamespace(status_code=200, headers={}), {"Stacks": [{"StackStatus": self.stack_status}]}

    def set_up(self, **settings: Any) -> None:
        configure(Settings(clock=self.clock.date, **settings))
        if "streaming_labeling_job_quota" in settings:
            own_client("sns").create_topic(Name="reviews")

    def fault(self, service: str, operation: str, **fault: Any) -> Fault:
        """Make an operation fail, as seen by the handlers."""
        planned = Fault(**fault)
        self._hook(service, f"before-call.{service}.{operation}", planned)
        return planned

    def answer(self, service: str, operation: str, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Respond to an operation with a function of the call's parameters, unless an earlier fault applies."""
        asked: dict[str, Any] = {}

        def remember(params: dict[str, Any], **_: Any) -> None:
            asked.clear()
            asked.update(params)

        def given(**_: Any) -> tuple[Any, dict[str, Any]]:
            return SimpleNamespace(status_code=200, headers={}), answer(asked)

        self._hook(service, f"before-parameter-build.{service}.{operation}", remember)
        self._hook(service, f"before-call.{service}.{operation}", given)

    def on_call(self, service: str, operation: str, act: Callable[[], object]) -> None:
        """Run a function whenever the handlers call an operation, before it takes effect."""

        def hook(**_: Any) -> None:
            act()

        self._hook(service, f"before-call.{service}.{operation}", hook)

    def throttle(self, service: str, operation: str, *, times: int) -> None:
        """Return HTTP 400 or 503 that many times, as the service's front end does: nothing takes effect, and botocore sees it."""
        self._hook(service, f"before-send.{service}.{operation}", Throttling(service, times))
        # For all requests, at the same place as moto's own handler, and after it.
        clients.client(service).meta.events.register_last("before-send", Throttling.let_moto_answer)
        self._hooks.append((service, "before-send", Throttling.let_moto_answer))

    def watch(self, *services: str) -> None:
        """Record the operations that the handlers call."""
        for service in services:
            self._hook(service, f"before-call.{service}", self._record)

    def called(self, operation: str) -> int:
        return self.calls.count(operation)

    def permit(self, package: str) -> None:
        """Record every operation outside of the package's table; the fixture fails the test for it."""
        permitted = PERMITTED[package]

        def check(model: Any, **_: Any) -> None:
            if model.name not in permitted.get(model.service_model.service_name, set()):
                self.not_permitted.append(f"{package} may not call {model.name}")

        for service in clients_in_use():
            self._hook(service, f"before-call.{service}", check)

    def unhook(self) -> None:
        for service, event, hook in self._hooks:
            clients.client(service).meta.events.unregister(event, hook)

    def _hook(self, service: str, event: str, hook: Callable[..., Any], *, unless_faulty: bool = False) -> None:
        """The first hook that responds wins; `unless_faulty` ones run last."""
        events = clients.client(service).meta.events
        (events.register_last if unless_faulty else events.register_first)(event, hook)
        self._hooks.append((service, event, hook))

    def _record(self, model: Any, **_: Any) -> None:
        self.calls.append(model.name)

    def user_pool(self, name: str = "workers", *, groups: tuple[str, ...] = ("labelers",)) -> dict[str, str]:
        """A user pool as the workforce needs it; returns its CognitoConfig."""
        pool = self.cognito.create_user_pool(PoolName=name, AdminCreateUserConfig={"AllowAdminCreateUserOnly": True})["UserPool"]["Id"]
        self.cognito.create_user_pool_domain(UserPoolId=pool, Domain=f"{name}-portal")
        for group in groups:
            self.cognito.create_group(UserPoolId=pool, GroupName=group)
        client = self.cognito.create_user_pool_client(
            UserPoolId=pool,
            ClientName=f"{name}-client",
            GenerateSecret=True,
            AllowedOAuthFlows=["code"],
            AllowedOAuthFlowsUserPoolClient=True,
            AllowedOAuthScopes=["email", "openid", "profile"],
            CallbackURLs=["https://127.0.0.1"],
            SupportedIdentityProviders=["COGNITO"],
            RefreshTokenValidity=7,
            ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        )
        return {"UserPool": pool, "ClientId": client["UserPoolClient"]["ClientId"]}

    def app_client(self, config: dict[str, str]) -> Any:
        return self.cognito.describe_user_pool_client(UserPoolId=config["UserPool"], ClientId=config["ClientId"])["UserPoolClient"]

    def execution_role(self, name: str = "labeling") -> str:
        trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
        return str(self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"])

    def tags(self, arn: str) -> dict[str, str]:
        return {tag["Key"]: tag["Value"] for tag in self.sagemaker.list_tags(ResourceArn=arn)["Tags"]}

    def job(self, name: str) -> Any:
        """The service's own record of a labeling job."""
        return self.backend.labeling_jobs[name.lower()]

    def make_bucket(
        self, bucket: str, *, versioned: bool = False, tags: Mapping[str, str] = MappingProxyType({}), region: str = REGION
    ) -> str:
        # S3 accepts no constraint for the default region.
        elsewhere = {} if region == REGION else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        self.s3.create_bucket(Bucket=bucket, **elsewhere)
        if versioned:
            self.s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
        if tags:
            self.s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": as_list(tags)})
        return bucket

    def put_versions(self, bucket: str, keys: Iterable[str]) -> None:
        """Add a version per key without the thousands of requests."""
        for key in keys:
            s3_backends[ACCOUNT]["aws"].put_object(bucket, key, b"")

    def versions(self, bucket: str) -> list[str]:
        """The keys of all versions and delete markers."""
        pages = self.s3.get_paginator("list_object_versions").paginate(Bucket=bucket)
        return [item["Key"] for page in pages for item in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]]

    def put_object(self, key: str, body: str | bytes, *, bucket: str = BUCKET) -> str:
        self.s3.put_object(Bucket=bucket, Key=key, Body=body)
        return f"s3://{bucket}/{key}"
