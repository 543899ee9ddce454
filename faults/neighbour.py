"""Another stack in the same account, of which nothing may be touched: workforce, team, job, bucket, queue, user pool, app client."""

import json
from typing import Any

from moto.cognitoidp.models import cognitoidp_backends
from moto.s3.models import s3_backends
from moto.sqs.models import sqs_backends

from faults.account import Account
from faults.requests import LOGICAL_ID
from faults.snapshot import ACCOUNT_ID, REGION
from lambda_handlers.aws import ownership

STACK_ID = f"arn:aws:cloudformation:us-east-1:{ACCOUNT_ID}:stack/prod-Labeling/99999999-0000-0000-0000-000000000000"
BUCKET = "neighbour"
WORKFORCE = "shared"
TEAM = "neighbours"
JOB = "reviews-0123abcd"
LINE = json.dumps({"source": "a fine product"})
LABELS = json.dumps({"document-version": "2018-11-28", "labels": [{"label": "good"}, {"label": "bad"}]})
TEMPLATE = "<crowd-form><crowd-classifier name='label'></crowd-classifier></crowd-form>"
_LAMBDAS = "arn:aws:lambda:us-east-1:432418664414:function"
# With the same logical id: the stack alone tells them apart.
TAGS = ownership.as_list({ownership.STACK_ID: STACK_ID, ownership.LOGICAL_ID: LOGICAL_ID, "project": "theirs"})
CONSENT = [{"Key": "ground-truth-cdk:delete-contents", "Value": "true"}]


def set_up(account: Account, *, with_workforce: bool) -> dict[str, str]:
    """Make the neighbour; returns the CognitoConfig of its user pool. Without a workforce it has neither a team nor a job."""
    config = user_pool(account, "neighbours")
    account.s3.create_bucket(Bucket=BUCKET)
    account.s3.put_bucket_tagging(Bucket=BUCKET, Tagging={"TagSet": CONSENT})
    account.s3.put_object(Bucket=BUCKET, Key="input.manifest", Body=f"{LINE}\n")
    account.s3.put_object(Bucket=BUCKET, Key="template.liquid", Body=TEMPLATE)
    account.s3.put_object(Bucket=BUCKET, Key="labels.json", Body=LABELS)
    account.sqs.create_queue(QueueName=f"GroundTruth-{JOB}")
    trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    account.iam.create_role(RoleName="labeling", AssumeRolePolicyDocument=json.dumps(trust))
    if with_workforce:
        account.sagemaker.create_workforce(WorkforceName=WORKFORCE, CognitoConfig=config, Tags=TAGS)
        member = {"CognitoMemberDefinition": {**config, "UserGroup": "labelers"}}
        account.sagemaker.create_workteam(WorkteamName=TEAM, MemberDefinitions=[member], Description="theirs", Tags=TAGS)
        job = {**labeling_job_request(account, bucket=BUCKET), "LabelingJobName": JOB, "Tags": TAGS}
        account.sagemaker.create_labeling_job(**job)
        running = account.ground_truth.labeling_jobs[JOB]
        while running.is_running and not running.manifest_was_read:
            account.clock.sleep(60)
            account.sagemaker.describe_labeling_job(LabelingJobName=JOB)
        if running.status != "InProgress":
            raise RuntimeError(f"the neighbour's job is not running: {running.failure_reason}")
    return config


def user_pool(account: Account, name: str) -> dict[str, str]:
    """A user pool as a workforce needs it."""
    pool = account.cognito.create_user_pool(PoolName=name, AdminCreateUserConfig={"AllowAdminCreateUserOnly": True})["UserPool"]["Id"]
    account.cognito.create_user_pool_domain(UserPoolId=pool, Domain=f"{name}-portal")
    for group in ("labelers", "reviewers"):
        account.cognito.create_group(UserPoolId=pool, GroupName=group)
    client = account.cognito.create_user_pool_client(
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


def labeling_job_request(account: Account, *, bucket: str) -> dict[str, Any]:
    """The parameters of CreateLabelingJob for a bucket that holds its inputs."""
    return {
        "LabelAttributeName": "sentiment",
        "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": f"s3://{bucket}/input.manifest"}}},
        "OutputConfig": {"S3OutputPath": f"s3://{bucket}/jobs/"},
        "RoleArn": f"arn:aws:iam::{ACCOUNT_ID}:role/labeling",
        "LabelCategoryConfigS3Uri": f"s3://{bucket}/labels.json",
        "HumanTaskConfig": {
            "WorkteamArn": account.ground_truth.workteams[TEAM].arn,
            "UiConfig": {"UiTemplateS3Uri": f"s3://{bucket}/template.liquid"},
            "PreHumanTaskLambdaArn": f"{_LAMBDAS}:PRE-TextMultiClass",
            "TaskTitle": "Sentiment",
            "TaskDescription": "Tell whether the review is good",
            "NumberOfHumanWorkersPerDataObject": 3,
            "TaskTimeLimitInSeconds": 600,
            "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": f"{_LAMBDAS}:ACS-TextMultiClass"},
        },
    }


def state(account: Account, config: dict[str, str]) -> dict[str, str]:
    """All there is to see of the neighbour; the same before and after, or something of it was touched."""
    ground_truth = account.ground_truth
    pool = cognitoidp_backends[ACCOUNT_ID][REGION].user_pools[config["UserPool"]]
    return {
        "workforce": repr([item for item in ground_truth.workforces.values() if item.cognito_config == config]),
        "team": repr(ground_truth.workteams.get(TEAM)),
        "job": repr(ground_truth.labeling_jobs.get(JOB)),
        "bucket": repr(object_keys(BUCKET)),
        "queue": repr([name for name in sqs_backends[ACCOUNT_ID][REGION].queues if name == f"GroundTruth-{JOB}"]),
        "user pool": repr(pool.to_json(extended=True)),
        "app client": repr([client.to_json(extended=True) for client in pool.clients.values()]),
    }


def object_keys(bucket: str) -> list[str]:
    """The keys of all versions and delete markers, read past the API."""
    found = s3_backends[ACCOUNT_ID]["aws"].buckets.get(bucket)
    return [] if found is None else sorted(key for key in found.keys for _ in found.keys.getlist(key))


def delete_bucket(bucket: str) -> None:
    """Delete a bucket with all that is in it, as a person can."""
    s3_backends[ACCOUNT_ID]["aws"].buckets.pop(bucket, None)
    s3_backends.bucket_accounts.pop(bucket, None)
