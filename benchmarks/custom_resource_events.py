"""The measured events: one per function, with AWS's responses while it is handled.

A function's event is a Create with the calls of an ordinary deployment. The function that empties buckets does nothing
on Create; its event is a Delete.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.aws_stub import RESPONSE_PATH, Canned, Script, as_json

_ARN = "arn:aws:sagemaker:us-east-1:123456789012"
_STACK_ID = "arn:aws:cloudformation:us-east-1:123456789012:stack/dev-Labeling/0f0f0f0f-1111-2222-3333-444444444444"
_LOGICAL_ID = "Resource1A2B3C4D"
_COGNITO = {"UserPool": "us-east-1_abcdefghi", "ClientId": "1example23456789"}
_OWNERSHIP = [
    {"Key": "ground-truth-cdk:stack-id", "Value": _STACK_ID},
    {"Key": "ground-truth-cdk:logical-id", "Value": _LOGICAL_ID},
]


@dataclass(frozen=True, kw_only=True)
class MeasuredEvent:
    """An event for the handler package `package`, which responds SUCCESS with the script's responses from AWS."""

    package: str
    request_type: str
    properties: Mapping[str, Any]
    script: Script
    physical_resource_id: str | None = None

    @property
    def stack_status(self) -> str:
        """The stack's status while the event is handled: being created, or after an update that replaced the resource."""
        return "CREATE_IN_PROGRESS" if self.request_type == "Create" else "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"

    def payload(self, endpoint: str) -> dict[str, Any]:
        """The event as CloudFormation sends it."""
        physical_id = {"PhysicalResourceId": self.physical_resource_id} if self.physical_resource_id else {}
        return {
            "RequestType": self.request_type,
            "ServiceToken": "arn:aws:lambda:us-east-1:123456789012:function:handler",
            "ResponseURL": f"{endpoint}{RESPONSE_PATH}?X-Amz-Signature=signature",
            "StackId": _STACK_ID,
            "RequestId": "5b478206-481e-4d5a-8b7e-000000000001",
            "LogicalResourceId": _LOGICAL_ID,
            "ResourceType": "Custom::GroundTruth",
            "ResourceProperties": {"ServiceToken": "arn:aws:lambda:us-east-1:123456789012:function:handler", **self.properties},
            **physical_id,
        }


_WORKFORCE = {
    "WorkforceName": "private",
    "WorkforceArn": f"{_ARN}:workforce/private",
    "SubDomain": "abcdefghij.labeling.us-east-1.sagemaker.aws",
    "CognitoConfig": _COGNITO,
    "SourceIpConfig": {"Cidrs": []},
    "Status": "Active",
}

WORKFORCE_CREATE = MeasuredEvent(
    package="workforce",
    request_type="Create",
    properties={
        "Mode": "create",
        "WorkforceName": "private",
        "CognitoConfig": _COGNITO,
        "UserPoolRevision": "1",
        "InvitationMessage": {"EmailSubject": "Label with us", "EmailMessage": "{portal}: {username}, {####}"},
        "Tags": [{"Key": "project", "Value": "reviews"}],
    },
    script={
        "CreateWorkforce": [as_json({"WorkforceArn": _WORKFORCE["WorkforceArn"]})],
        "DescribeWorkforce": [as_json({"Workforce": _WORKFORCE})],
        "DescribeUserPoolClient": [
            as_json(
                {
                    "UserPoolClient": {
                        "UserPoolId": _COGNITO["UserPool"],
                        "ClientId": _COGNITO["ClientId"],
                        "ClientName": "workers",
                        "CallbackURLs": ["https://127.0.0.1"],
                        "AllowedOAuthFlows": ["code"],
                        "AllowedOAuthScopes": ["email", "openid", "profile"],
                        "AllowedOAuthFlowsUserPoolClient": True,
                        "SupportedIdentityProviders": ["COGNITO"],
                    }
                }
            )
        ],
        "UpdateUserPoolClient": [as_json({"UserPoolClient": {}})],
        "DescribeUserPool": [
            as_json(
                {"UserPool": {"Id": _COGNITO["UserPool"], "Name": "workers", "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True}}}
            )
        ],
        "UpdateUserPool": [as_json({})],
    },
)

WORKTEAM_CREATE = MeasuredEvent(
    package="workteam",
    request_type="Create",
    properties={
        "WorkteamName": "reviews",
        "WorkforceName": "private",
        "MemberDefinitions": [{"CognitoMemberDefinition": {**_COGNITO, "UserGroup": "labelers"}}],
        "Description": "labels product reviews",
        "NotificationConfiguration": {"NotificationTopicArn": "arn:aws:sns:us-east-1:123456789012:work"},
        "Tags": [{"Key": "project", "Value": "reviews"}],
    },
    script={
        "CreateWorkteam": [as_json({"WorkteamArn": f"{_ARN}:workteam/private-crowd/reviews"})],
        "DescribeWorkteam": [
            as_json(
                {
                    "Workteam": {
                        "WorkteamName": "reviews",
                        "WorkteamArn": f"{_ARN}:workteam/private-crowd/reviews",
                        "SubDomain": _WORKFORCE["SubDomain"],
                        "MemberDefinitions": [],
                        "Description": "labels product reviews",
                    }
                }
            )
        ],
    },
)

_JOB = {
    "LabelingJobName": "reviews-00000000",
    "LabelingJobArn": f"{_ARN}:labeling-job/reviews-00000000",
    "LabelingJobStatus": "InProgress",
    "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://reviews-input/input.manifest"}}},
}
_LAMBDAS = "arn:aws:lambda:us-east-1:432418664414:function"

LABELING_JOB_CREATE = MeasuredEvent(
    package="labeling_job",
    request_type="Create",
    properties={
        "LabelingJobName": "reviews",
        "LabelAttributeName": "sentiment",
        "InputConfig": _JOB["InputConfig"],
        "OutputConfig": {"S3OutputPath": "s3://reviews-output/jobs/"},
        "RoleArn": "arn:aws:iam::123456789012:role/labeling",
        "Labels": ["good", "bad"],
        "StoppingConditions": {"MaxPercentageOfInputDatasetLabeled": "90"},
        "HumanTaskConfig": {
            "WorkteamArn": f"{_ARN}:workteam/private-crowd/reviews",
            "UiConfig": {"UiTemplateS3Uri": "s3://reviews-input/template.liquid.html"},
            "PreHumanTaskLambdaArn": f"{_LAMBDAS}:PRE-TextMultiClass",
            "TaskTitle": "Sentiment",
            "TaskDescription": "Tell whether the review is good",
            "NumberOfHumanWorkersPerDataObject": "3",
            "TaskTimeLimitInSeconds": "600",
            "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": f"{_LAMBDAS}:ACS-TextMultiClass"},
        },
        "Tags": [{"Key": "project", "Value": "reviews"}],
    },
    script={
        "HeadBucket": [Canned(headers={"x-amz-bucket-region": "us-east-1"})],
        "GetObject": [Canned((json.dumps({"source": "a fine product"}) + "\n").encode() * 100)],
        "PutObject": [Canned()],
        "CreateLabelingJob": [as_json({"LabelingJobArn": _JOB["LabelingJobArn"]})],
        "DescribeLabelingJob": [as_json(_JOB)],
    },
)

LABELING_JOB_STOPPED_DELETE = MeasuredEvent(
    package="labeling_job",
    request_type="Delete",
    physical_resource_id=str(_JOB["LabelingJobName"]),
    properties=LABELING_JOB_CREATE.properties,
    script={
        "DescribeLabelingJob": [as_json({**_JOB, "LabelingJobStatus": "Stopped"})],
        "ListTags": [as_json({"Tags": _OWNERSHIP})],
    },
)

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_VERSIONS = "".join(f"<Version><Key>{key}.json</Key><VersionId>{key}</VersionId></Version>" for key in ("one", "two"))

BUCKET_CONTENTS_DELETE = MeasuredEvent(
    package="bucket_contents",
    request_type="Delete",
    physical_resource_id="reviews-output",
    properties={"BucketName": "reviews-output"},
    script={
        "GetBucketTagging": [
            Canned(
                f"{_XML}<Tagging><TagSet><Tag><Key>ground-truth-cdk:delete-contents</Key><Value>true</Value></Tag></TagSet></Tagging>".encode()
            )
        ],
        "ListObjectVersions": [
            Canned(f"{_XML}<ListVersionsResult><IsTruncated>false</IsTruncated>{content}</ListVersionsResult>".encode())
            for content in (_VERSIONS, "")
        ],
        "DeleteObjects": [Canned(f"{_XML}<DeleteResult></DeleteResult>".encode())],
    },
)

_KEYS = "".join(f"<Contents><Key>frames/{number}.jpg</Key><Size>5</Size></Contents>" for number in range(100))

DATASET_MANIFEST_CREATE = MeasuredEvent(
    package="dataset_manifest",
    request_type="Create",
    properties={
        "Bucket": "reviews-input",
        "Prefix": "frames/",
        "Objects": "Images",
        "MaxObjects": "1000",
        "OutputS3Uri": "s3://reviews-output/dataset-manifests",
    },
    script={
        "ListObjectVersions": [Canned(f"{_XML}<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>".encode())],
        "ListObjectsV2": [Canned(f"{_XML}<ListBucketResult><IsTruncated>false</IsTruncated>{_KEYS}</ListBucketResult>".encode())],
        "CreateMultipartUpload": [
            Canned(f"{_XML}<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>".encode())
        ],
        "UploadPart": [Canned(headers={"ETag": "one"})],
        "CompleteMultipartUpload": [
            Canned(f"{_XML}<CompleteMultipartUploadResult><ETag>one</ETag></CompleteMultipartUploadResult>".encode())
        ],
    },
)

FIRST_EVENTS = (WORKFORCE_CREATE, WORKTEAM_CREATE, LABELING_JOB_CREATE, DATASET_MANIFEST_CREATE, BUCKET_CONTENTS_DELETE)
