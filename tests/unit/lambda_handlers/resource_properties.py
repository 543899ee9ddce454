"""Each resource's properties in a template, in an account with what the resource refers to."""

import json
from typing import Any

from tests.unit.lambda_handlers.cloudformation_side import Properties
from tests.unit.lambda_handlers.handler_account import Aws, team_topic

LAMBDAS = "arn:aws:lambda:us-east-1:432418664414:function"
LINE = json.dumps({"source": "a fine product"})
LABELS = {"document-version": "2018-11-28", "labels": [{"label": "good"}, {"label": "bad"}]}
TEMPLATE = "<crowd-form><crowd-classifier name='label'></crowd-classifier></crowd-form>"
OUTPUT = "reviews-output"
CONSENT = {"ground-truth-cdk:delete-contents": "true"}
TAGS = [{"Key": "project", "Value": "reviews"}]


def member(config: dict[str, str], group: str) -> dict[str, Any]:
    """A MemberDefinition: a group of the workforce's user pool."""
    return {"CognitoMemberDefinition": {**config, "UserGroup": group}}


def workforce_properties(config: dict[str, str]) -> Properties:
    """A separate workforce for a user pool."""
    return {"Mode": "create", "WorkforceName": "ours", "CognitoConfig": config, "UserPoolRevision": "1"}


def workteam_properties(config: dict[str, str]) -> Properties:
    """The team `reviews` of the workforce `workforce`."""
    return {
        "WorkteamName": "reviews",
        "WorkforceName": "workforce",
        "MemberDefinitions": [member(config, "labelers")],
        "Description": "labels product reviews",
        "NotificationConfiguration": {"NotificationTopicArn": team_topic()},
        "Tags": TAGS,
    }


def labeling_job_properties(aws: Aws) -> Properties:
    """A text classification job, with its workforce, work team and buckets."""
    config = aws.user_pool()
    aws.sagemaker.create_workforce(WorkforceName="workforce", CognitoConfig=config)
    members = [member(config, "labelers")]
    team = aws.sagemaker.create_workteam(WorkteamName="team", MemberDefinitions=members, Description="team")
    aws.make_bucket("reviews-input")
    aws.make_bucket(OUTPUT)
    return {
        "LabelingJobName": "reviews",
        "LabelAttributeName": "sentiment",
        "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": aws.put_object("input.manifest", f"{LINE}\n{LINE}\n")}}},
        "OutputConfig": {"S3OutputPath": f"s3://{OUTPUT}/jobs/"},
        "RoleArn": aws.execution_role(),
        "LabelCategoryConfig": LABELS,
        "StoppingConditions": {"MaxPercentageOfInputDatasetLabeled": "90"},
        "HumanTaskConfig": {
            "WorkteamArn": team["WorkteamArn"],
            "UiConfig": {"UiTemplateS3Uri": aws.put_object("template.liquid", TEMPLATE)},
            "PreHumanTaskLambdaArn": f"{LAMBDAS}:PRE-TextMultiClass",
            "TaskTitle": "Sentiment",
            "TaskDescription": "Tell whether the review is good",
            "NumberOfHumanWorkersPerDataObject": "3",
            "TaskTimeLimitInSeconds": "600",
            "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": f"{LAMBDAS}:ACS-TextMultiClass"},
        },
        "Tags": TAGS,
    }


def dataset_manifest_properties(aws: Aws) -> Properties:
    """A manifest of two images, with its buckets."""
    aws.make_bucket("images")
    aws.make_bucket(OUTPUT, versioned=True)
    for key in ("frames/1.jpg", "frames/2.jpg", "frames/notes.txt"):
        aws.put_object(key, "content", bucket="images")
    return {
        "Bucket": "images",
        "Prefix": "frames/",
        "Objects": "Images",
        "MaxObjects": "5",
        "OutputS3Uri": f"s3://{OUTPUT}/dataset-manifests",
    }


def bucket_contents_properties(aws: Aws, bucket: str = "labels") -> Properties:
    """A bucket that may be emptied, with two versions of one object and a delete marker on another."""
    fill(aws, aws.make_bucket(bucket, versioned=True, tags={**CONSENT, "project": "reviews"}))
    return {"BucketName": bucket}


def fill(aws: Aws, bucket: str) -> None:
    """Four versions in a bucket, one of which is a delete marker."""
    aws.put_versions(bucket, ["kept.txt", "kept.txt", "deleted.txt"])
    aws.s3.delete_object(Bucket=bucket, Key="deleted.txt")
