"""A running sandbox with a work team and the inputs of a text classification, in which policies are enforced."""

import io
import itertools
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pytest

from sandbox.process import Sandbox
from tests.unit.sandbox_server.policies import BUCKET, REGION, S3_RIGHTS, Job, Statement, allow, allow_in, client_with
from tests.unit.sandbox_server.stack_status import final_status

LAMBDA_ACCOUNT = "432418664414"


def zipped(files: Mapping[str, str]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as bundle:
        for name, text in files.items():
            bundle.writestr(name, text)
    return archive.getvalue()


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(ground_truth={"streaming_labeling_job_quota": 1_000}) as running:
        yield running


@pytest.fixture(scope="session")
def client(sandbox: Sandbox) -> Callable[[str], Any]:
    """Clients of the root user, with all permissions."""
    return cache(lambda service: client_with(sandbox, service, sandbox.exports()))


@pytest.fixture(scope="session")
def number() -> Iterator[int]:
    """Makes names unique."""
    return itertools.count()


@pytest.fixture(scope="session")
def team_arn(client: Callable[[str], Any]) -> str:
    cognito = client("cognito-idp")
    pool = cognito.create_user_pool(PoolName="workers")["UserPool"]["Id"]
    cognito.create_user_pool_domain(Domain="workers", UserPoolId=pool)
    made = cognito.create_user_pool_client(UserPoolId=pool, ClientName="workers", GenerateSecret=True)
    config = {"UserPool": pool, "ClientId": made["UserPoolClient"]["ClientId"]}
    cognito.create_group(GroupName="reviewers", UserPoolId=pool)
    client("sagemaker").create_workforce(WorkforceName="crowd", CognitoConfig=config)
    members = [{"CognitoMemberDefinition": {**config, "UserGroup": "reviewers"}}]
    team = client("sagemaker").create_workteam(
        WorkteamName="reviewers", WorkforceName="crowd", Description="Reads reviews", MemberDefinitions=members
    )
    arn: str = team["WorkteamArn"]
    return arn


@pytest.fixture(scope="session")
def s3(client: Callable[[str], Any]) -> Any:
    """An S3 client, with the inputs in the bucket."""
    made = client("s3")
    made.create_bucket(Bucket=BUCKET)
    labels = {"document-version": "2018-11-28", "labels": [{"label": "good"}, {"label": "bad"}]}
    objects = {
        "manifest.jsonl": '{"source": "Nice."}\n{"source": "Poor."}\n',
        "many.jsonl": '{"source": "Nice."}\n' * 1_250,
        "template.liquid": "<crowd-form></crowd-form>",
        "labels.json": json.dumps(labels),
    }
    for key, text in objects.items():
        made.put_object(Bucket=BUCKET, Key=key, Body=text.encode())
    return made


@pytest.fixture
def make_role(client: Callable[[str], Any], number: Iterator[int]) -> Callable[..., str]:
    """A role with these statements; returns its ARN."""

    def make(statements: Sequence[Statement] = S3_RIGHTS, *, service: str = "sagemaker.amazonaws.com") -> str:
        name = f"role-{next(number)}"
        trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
        document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
        arn: str = client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=document)["Role"]["Arn"]
        allow_in(client("iam"), name, statements)
        return arn

    return make


@pytest.fixture
def job_request(team_arn: str, number: Iterator[int], s3: Any) -> Job:  # noqa: ARG001 - the inputs must be there
    """A request for a text classification, except for its role."""
    functions = f"arn:aws:lambda:{REGION}:{LAMBDA_ACCOUNT}:function:"
    return {
        "LabelingJobName": f"reviews-{next(number)}",
        "LabelAttributeName": "sentiment",
        "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": f"s3://{BUCKET}/manifest.jsonl"}}},
        "OutputConfig": {"S3OutputPath": f"s3://{BUCKET}/output"},
        "LabelCategoryConfigS3Uri": f"s3://{BUCKET}/labels.json",
        "HumanTaskConfig": {
            "WorkteamArn": team_arn,
            "UiConfig": {"UiTemplateS3Uri": f"s3://{BUCKET}/template.liquid"},
            "TaskTitle": "Tone of a review",
            "TaskDescription": "Is the writer content?",
            "NumberOfHumanWorkersPerDataObject": 1,
            "TaskTimeLimitInSeconds": 600,
            "PreHumanTaskLambdaArn": f"{functions}PRE-TextMultiClass",
            "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": f"{functions}ACS-TextMultiClass"},
        },
    }


@pytest.fixture
def start(client: Callable[[str], Any]) -> Callable[[Job], Job]:
    """Create a job; returns its description after it left Initializing."""

    def call(request: Job) -> Job:
        sagemaker = client("sagemaker")
        sagemaker.create_labeling_job(**request)
        name = request["LabelingJobName"]
        described: list[Job] = [sagemaker.describe_labeling_job(LabelingJobName=name) for _ in range(2)]
        return described[1]

    return call


@pytest.fixture
def make_function(client: Callable[[str], Any], make_role: Callable[..., str], number: Iterator[int]) -> Callable[..., str]:
    """A Lambda function whose role has these statements; returns its ARN. `settings` are parameters of CreateFunction."""

    def make(code: str, statements: Sequence[Statement] = (), *, file: str = "index.py", **settings: Any) -> str:
        made = client("lambda").create_function(
            FunctionName=f"function-{next(number)}",
            Role=make_role(statements or [allow("sts:GetCallerIdentity", "*")], service="lambda.amazonaws.com"),
            Handler="index.handler",
            Code={"ZipFile": zipped({file: code})},
            **{"Runtime": "python3.13", "Timeout": 30, **settings},
        )
        arn: str = made["FunctionArn"]
        return arn

    return make


@pytest.fixture
def stacks(client: Callable[[str], Any]) -> Any:
    return client("cloudformation")


@pytest.fixture
def name(number: Iterator[int]) -> str:
    return f"stack-{next(number)}"


@pytest.fixture
def operate(stacks: Any) -> Callable[..., str]:
    """Create, update or delete a stack, or execute a change set, and wait; returns the final status."""

    def call(operation: str, stack: str, template: dict[str, Any] | None = None, **options: Any) -> str:
        body = {"TemplateBody": json.dumps(template), "Capabilities": ["CAPABILITY_NAMED_IAM"]} if template is not None else {}
        stack_id = stacks.describe_stacks(StackName=stack)["Stacks"][0]["StackId"] if operation != "create_stack" else stack
        getattr(stacks, operation)(StackName=stack, **body, **options)
        return final_status(stacks, stack_id)

    return call


@pytest.fixture
def reasons(stacks: Any) -> Callable[[str], str]:
    def joined(stack: str) -> str:
        events = stacks.describe_stack_events(StackName=stack)["StackEvents"]
        return "\n".join(event.get("ResourceStatusReason", "") for event in events)

    return joined
