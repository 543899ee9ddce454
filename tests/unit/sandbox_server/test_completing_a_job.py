"""`python -m sandbox.complete_labeling_job` and its results."""

import json
import os
import subprocess
import sys
import urllib.error
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sandbox import signed_request
from sandbox.complete_labeling_job import PATH, NotCompletedError, complete_labeling_job
from sandbox.process import PROJECT, Sandbox
from tests.unit.sandbox_server.policies import BUCKET, S3_RIGHTS, Job, allow

PREPARE = "def handler(event, context):\n    return {'taskInput': event['dataObject']}\n"
CONSOLIDATE = """
import json
import boto3

def handler(event, context):
    bucket, _, key = event["payload"]["s3Uri"].removeprefix("s3://").partition("/")
    payload = json.loads(boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read())
    tone = lambda entry: json.loads(entry["annotations"][0]["annotationData"]["content"])["tone"]
    return [
        {"datasetObjectId": entry["datasetObjectId"], "consolidatedAnnotation": {"content": {event["labelAttributeName"]: tone(entry)}}}
        for entry in payload
    ]
"""


@pytest.fixture
def manifest(s3: Any) -> Callable[[Job], list[Job]]:
    """The lines of the output manifest of a described job."""

    def lines(job: Job) -> list[Job]:
        key = job["LabelingJobOutput"]["OutputDatasetS3Uri"].removeprefix(f"s3://{BUCKET}/")
        content = s3.get_object(Bucket=BUCKET, Key=key)["Body"].read().decode()
        return [json.loads(line) for line in content.splitlines()]

    return lines


def test_a_job_is_completed(
    sandbox: Sandbox, start: Any, job_request: Job, make_role: Callable[..., str], manifest: Callable[[Job], list[Job]]
) -> None:
    start(job_request | {"RoleArn": make_role(S3_RIGHTS)})
    described = dict(complete_labeling_job(sandbox.exports(), job_request["LabelingJobName"]))
    assert described["LabelingJobStatus"] == "Completed"
    assert [line["sentiment-metadata"]["class-name"] for line in manifest(described)] == ["good", "good"]


def test_the_members_of_the_team_answer(
    sandbox: Sandbox, start: Any, job_request: Job, make_role: Callable[..., str], client: Callable[[str], Any], s3: Any
) -> None:
    (member,) = client("sagemaker").describe_workteam(WorkteamName="reviewers")["Workteam"]["MemberDefinitions"]
    group, cognito = member["CognitoMemberDefinition"], client("cognito-idp")
    pool = group["UserPool"]
    attributes = cognito.admin_create_user(UserPoolId=pool, Username="ada")["User"]["Attributes"]
    cognito.admin_add_user_to_group(UserPoolId=pool, Username="ada", GroupName=group["UserGroup"])
    start(job_request | {"RoleArn": make_role(S3_RIGHTS)})
    name = job_request["LabelingJobName"]
    complete_labeling_job(sandbox.exports(), name)
    folder = f"output/{name}/annotations/worker-response/iteration-1/"
    (first, second) = s3.list_objects_v2(Bucket=BUCKET, Prefix=folder)["Contents"]
    for item in (first, second):
        (answer,) = json.loads(s3.get_object(Bucket=BUCKET, Key=item["Key"])["Body"].read())["answers"]
        identity = answer["workerMetadata"]["identityData"]
        assert identity["issuer"] == f"https://cognito-idp.us-east-1.amazonaws.com/{pool}"
        assert {"Name": "sub", "Value": identity["sub"]} in attributes


def test_ones_own_functions_run(
    sandbox: Sandbox,
    start: Any,
    job_request: Job,
    make_role: Callable[..., str],
    make_function: Callable[..., str],
    manifest: Callable[[Job], list[Job]],
) -> None:
    prepare, consolidate = make_function(PREPARE), make_function(CONSOLIDATE, S3_RIGHTS)
    job_request["HumanTaskConfig"] |= {
        "PreHumanTaskLambdaArn": prepare,
        "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": consolidate},
    }
    start(job_request | {"RoleArn": make_role([*S3_RIGHTS, allow("lambda:InvokeFunction", [prepare, consolidate])])})
    described = dict(complete_labeling_job(sandbox.exports(), job_request["LabelingJobName"], worker_answer={"tone": "warm"}))
    assert described["LabelCounters"]["TotalLabeled"] == 2
    assert [line["sentiment"] for line in manifest(described)] == ["warm", "warm"]


def test_a_job_that_is_not_there_is_not_completed(sandbox: Sandbox) -> None:
    with pytest.raises(NotCompletedError, match="Could not find the labeling job 'nothing'"):
        complete_labeling_job(sandbox.exports(), "nothing")


def run(sandbox: Sandbox, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "sandbox.complete_labeling_job", *arguments]
    return subprocess.run(command, cwd=PROJECT, env=os.environ | sandbox.exports(), capture_output=True, text=True, check=False)


def test_the_command_prints_what_came_of_it(sandbox: Sandbox, start: Any, job_request: Job, make_role: Callable[..., str]) -> None:
    name = job_request["LabelingJobName"]
    start(job_request | {"RoleArn": make_role(S3_RIGHTS)})
    first, counters, output = run(sandbox, name).stdout.splitlines()
    assert first == f"{name}: Completed"
    assert json.loads(counters)["TotalLabeled"] == 2
    assert output == f"s3://{BUCKET}/output/{name}/manifests/output/output.manifest"
    again = run(sandbox, name)
    assert (again.returncode, again.stderr.strip()) == (
        1,
        f"The labeling job '{name}' is Completed; only a job that is InProgress can be completed.",
    )


@pytest.fixture
def image_job(job_request: Job, s3: Any) -> Iterator[Job]:
    """A request for an image classification of a missing image, in a bucket with CORS."""
    rule = {"AllowedOrigins": ["*"], "AllowedMethods": ["GET"]}
    s3.put_bucket_cors(Bucket=BUCKET, CORSConfiguration={"CORSRules": [rule]})
    s3.put_object(Bucket=BUCKET, Key="images.jsonl", Body=json.dumps({"source-ref": f"s3://{BUCKET}/missing.png"}))
    job_request["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"] = f"s3://{BUCKET}/images.jsonl"
    task = json.dumps(job_request["HumanTaskConfig"]).replace("TextMultiClass", "ImageMultiClass")
    yield job_request | {"HumanTaskConfig": json.loads(task)}
    s3.delete_bucket_cors(Bucket=BUCKET)


def test_the_command_prints_why_objects_failed(sandbox: Sandbox, start: Any, image_job: Job, make_role: Callable[..., str]) -> None:
    name = image_job["LabelingJobName"]
    start(image_job | {"RoleArn": make_role([*S3_RIGHTS, allow("s3:GetBucketCORS", f"arn:aws:s3:::{BUCKET}")])})
    *_, cause = run(sandbox, name).stdout.splitlines()
    assert cause.startswith(f"data object 0 failed: 's3://{BUCKET}/missing.png' could not be read with role")


@pytest.mark.parametrize(("method", "body", "status"), [("GET", b"", 405), ("POST", b"", 400), ("POST", b"[]", 400)])
def test_other_requests_are_refused(sandbox: Sandbox, method: str, body: bytes, status: int) -> None:
    with pytest.raises(urllib.error.HTTPError) as raised:
        signed_request.send(sandbox.exports(), method, PATH, body)
    assert raised.value.code == status
    assert "message" in json.load(raised.value)


def test_nobody_else_completes_a_job(sandbox: Sandbox) -> None:
    with pytest.raises(NotCompletedError, match="does not match the signature"):
        complete_labeling_job(sandbox.exports() | {"AWS_SECRET_ACCESS_KEY": "test"}, "any")
