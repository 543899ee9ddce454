"""An account with moto's Cognito, IAM and S3 for tests of the Ground Truth service."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from joserfc import jwk
from moto import mock_aws

from sandbox import ground_truth
from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES
from tests.unit.sandbox_ground_truth.gatekeeper import Gatekeeper
from tests.unit.sandbox_ground_truth.input_data import png
from tests.unit.sandbox_ground_truth.role_rights import Rights

REGION = "eu-west-1"
LAMBDA_ACCOUNT = "568282634449"


@dataclass
class Clock:
    """A clock that only moves when told to."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 1, 12, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def advance(self, *, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class CognitoPool:
    """A user pool suitable for a workforce."""

    user_pool: str
    client_id: str
    group: str

    @property
    def config(self) -> dict[str, str]:
        return {"UserPool": self.user_pool, "ClientId": self.client_id}

    def member(self, **changes: str) -> dict[str, Any]:
        return {"CognitoMemberDefinition": {**self.config, "UserGroup": self.group, **changes}}


@dataclass(frozen=True)
class Bucket:
    """A bucket with the inputs of jobs."""

    name: str
    s3: Any

    def put(self, key: str, content: str | bytes) -> str:
        self.s3.put_object(Bucket=self.name, Key=key, Body=content)
        return self.uri(key)

    def uri(self, key: str) -> str:
        return f"s3://{self.name}/{key}"

    def keys(self) -> list[str]:
        return [item["Key"] for item in self.s3.list_objects_v2(Bucket=self.name).get("Contents", [])]

    def allow_origin(self, *methods: str, origin: str = "*") -> None:
        rule = {"AllowedOrigins": [origin], "AllowedMethods": list(methods)}
        self.s3.put_bucket_cors(Bucket=self.name, CORSConfiguration={"CORSRules": [rule]})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def signing_key() -> jwk.RSAKey:
    return jwk.RSAKey.generate_key(2048)


@pytest.fixture(autouse=True)
def one_signing_key(monkeypatch: pytest.MonkeyPatch, signing_key: jwk.RSAKey) -> None:
    """moto loads the same key for every user pool, which takes longer than the rest of a test."""
    monkeypatch.setattr(jwk.RSAKey, "import_key", lambda *_: signing_key)


@pytest.fixture(autouse=True)
def account(clock: Clock, open_surroundings: ground_truth.OpenSurroundings) -> Iterator[None]:
    """A new account; the service uses the test's clock."""
    ground_truth.install()
    ground_truth.use(open_surroundings)
    ground_truth.configure(ground_truth.Settings(clock=clock))
    with mock_aws():
        yield
    ground_truth.configure(ground_truth.Settings())
    ground_truth.use(open_surroundings)


@pytest.fixture
def configure(clock: Clock) -> Callable[..., None]:
    """Change settings of the service, with the test's clock."""

    def change(**settings: Any) -> None:
        ground_truth.configure(ground_truth.Settings(clock=clock, **settings))

    return change


@pytest.fixture(scope="session")
def open_surroundings() -> ground_truth.OpenSurroundings:
    return ground_truth.OpenSurroundings()


@pytest.fixture(scope="session")
def client() -> Callable[[str], Any]:
    """Clients of one session for all tests, since botocore loads its models slowly."""
    session = boto3.Session(aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="secret", region_name=REGION)
    # Leaves validation to the service.
    config = Config(parameter_validation=False, retries={"max_attempts": 1})
    return cache(lambda service: session.client(service, config=config))


@pytest.fixture
def sagemaker(client: Callable[[str], Any]) -> Any:
    return client("sagemaker")


@pytest.fixture
def make_pool(client: Callable[[str], Any]) -> Callable[..., CognitoPool]:
    cognito = client("cognito-idp")

    def make(*, name: str = "workers", domain: bool = True, secret: bool = True) -> CognitoPool:
        user_pool = cognito.create_user_pool(PoolName=name)["UserPool"]["Id"]
        if domain:
            cognito.create_user_pool_domain(Domain=name, UserPoolId=user_pool)
        app_client = cognito.create_user_pool_client(UserPoolId=user_pool, ClientName=name, GenerateSecret=secret)
        cognito.create_group(GroupName="annotators", UserPoolId=user_pool)
        return CognitoPool(user_pool, app_client["UserPoolClient"]["ClientId"], "annotators")

    return make


@pytest.fixture
def pool(make_pool: Callable[..., CognitoPool]) -> CognitoPool:
    return make_pool()


@pytest.fixture
def workforce(sagemaker: Any, pool: CognitoPool) -> str:
    """The name of an Active workforce."""
    sagemaker.create_workforce(WorkforceName="crowd", CognitoConfig=pool.config)
    return "crowd"


@pytest.fixture
def create_team(sagemaker: Any, workforce: str, pool: CognitoPool) -> Callable[..., str]:
    def create(name: str = "reviewers", **changes: Any) -> str:
        request = {"WorkteamName": name, "Description": "Reads reviews", "MemberDefinitions": [pool.member()]}
        arn: str = sagemaker.create_workteam(**{**request, "WorkforceName": workforce, **changes})["WorkteamArn"]
        return arn

    return create


@pytest.fixture
def team_arn(create_team: Callable[..., str]) -> str:
    return create_team()


@pytest.fixture
def oidc_team(sagemaker: Any, team_arn: str, workforce: str) -> str:
    """A work team of an OpenID Connect workforce, in place of the Cognito one."""
    sagemaker.delete_workteam(WorkteamName=team_arn.rpartition("/")[2])
    sagemaker.delete_workforce(WorkforceName=workforce)
    endpoints = ("Issuer", "AuthorizationEndpoint", "TokenEndpoint", "UserInfoEndpoint", "LogoutEndpoint", "JwksUri")
    config = {"ClientId": "id", "ClientSecret": "secret", **dict.fromkeys(endpoints, "https://example.com")}
    sagemaker.create_workforce(WorkforceName="others", OidcConfig=config)
    members = [{"OidcMemberDefinition": {"Groups": ["annotators"]}}]
    arn: str = sagemaker.create_workteam(WorkteamName="others", WorkforceName="others", Description="d", MemberDefinitions=members)[
        "WorkteamArn"
    ]
    return arn


@pytest.fixture
def make_role(client: Callable[[str], Any]) -> Callable[..., str]:
    def make(*, name: str = "labeling", service: str = "sagemaker.amazonaws.com") -> str:
        statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        arn: str = client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=policy)["Role"]["Arn"]
        return arn

    return make


@pytest.fixture
def bucket(client: Callable[[str], Any]) -> Bucket:
    """A bucket with a valid manifest, template and label category file of a text classification."""
    s3 = client("s3")
    s3.create_bucket(Bucket="reviews-data", CreateBucketConfiguration={"LocationConstraint": REGION})
    made = Bucket("reviews-data", s3)
    made.put("input/manifest.jsonl", '{"source": "Good."}\n{"source": "Bad."}\n')
    made.put("input/images.jsonl", '{"source-ref": "s3://reviews-data/input/cat.png"}\n')
    made.put("input/template.liquid", "<crowd-form><crowd-classifier name='c'></crowd-classifier></crowd-form>")
    labels = [{"label": "positive"}, {"label": "negative"}]
    made.put("input/labels.json", json.dumps({"document-version": "2018-11-28", "labels": labels}))
    return made


@pytest.fixture
def job_request(team_arn: str, make_role: Callable[..., str], bucket: Bucket) -> dict[str, Any]:
    """A valid request for a text classification."""
    return {
        "LabelingJobName": "reviews-1",
        "LabelAttributeName": "sentiment",
        "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": bucket.uri("input/manifest.jsonl")}}},
        "OutputConfig": {"S3OutputPath": bucket.uri("output")},
        "RoleArn": make_role(),
        "LabelCategoryConfigS3Uri": bucket.uri("input/labels.json"),
        "HumanTaskConfig": {
            "WorkteamArn": team_arn,
            "UiConfig": {"UiTemplateS3Uri": bucket.uri("input/template.liquid")},
            "TaskTitle": "Tone of a review",
            "TaskDescription": "Is the writer content?",
            "NumberOfHumanWorkersPerDataObject": 3,
            "TaskTimeLimitInSeconds": 600,
            **functions_of("TextMultiClass"),
        },
    }


def functions_of(task_type: str, *, account: str = LAMBDA_ACCOUNT, region: str = REGION) -> dict[str, Any]:
    """The two functions of a built-in task type."""
    base = f"arn:aws:lambda:{region}:{account}:function:"
    return {
        "PreHumanTaskLambdaArn": f"{base}PRE-{task_type}",
        "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": f"{base}ACS-{task_type}"},
    }


@pytest.fixture
def frame_job(job_request: dict[str, Any], bucket: Bucket) -> dict[str, Any]:
    """A valid request for a video frame object tracking."""
    bucket.allow_origin("GET", "HEAD", "PUT")
    labels = {"documentVersion": "2020-03-01", "labels": [{"label": "Car"}]}
    job_request["LabelCategoryConfigS3Uri"] = bucket.put("input/frame-labels.json", json.dumps(labels))
    frames = [{"frame-no": 0, "frame": "0.jpg"}, {"frame-no": 1, "frame": "1.jpg"}]
    sequence = {"seq-no": 1, "prefix": bucket.uri("input/frames/"), "number-of-frames": 2, "frames": frames}
    bucket.put("input/sequence.json", json.dumps(sequence))
    manifest = bucket.put("input/sequences.jsonl", '{"source-ref": "s3://reviews-data/input/sequence.json"}\n')
    job_request["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"] = manifest
    job_request["LabelAttributeName"] = "cars-ref"
    task = job_request["HumanTaskConfig"]
    task.update(functions_of("VideoObjectTracking"), NumberOfHumanWorkersPerDataObject=1)
    task["UiConfig"] = {"HumanTaskUiArn": f"arn:aws:sagemaker:{REGION}:394669845002:human-task-ui/VideoObjectTracking"}
    return job_request


@pytest.fixture
def image_job(job_request: dict[str, Any], bucket: Bucket) -> dict[str, Any]:
    """A valid request for an image classification."""
    bucket.allow_origin("GET")
    job_request["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"] = bucket.uri("input/images.jsonl")
    job_request["HumanTaskConfig"].update(functions_of("ImageMultiClass"))
    return job_request


@pytest.fixture
def of_type(job_request: dict[str, Any], bucket: Bucket) -> Callable[..., dict[str, Any]]:
    """A request of a task type with some lines, whose data exist, for one worker."""
    bucket.allow_origin("GET", "HEAD", "PUT")
    bucket.put("input/cat.png", png(40, 20))
    bucket.put("input/cloud.bin", bytes(16 * 5))
    frames = [{"frame-no": number, "frame": f"{number}.jpg", "unix-timestamp": 1} for number in (7, 8)]
    bucket.put("input/seq.json", json.dumps({"seq-no": 1, "prefix": bucket.uri("f/"), "number-of-frames": 2, "frames": frames}))

    def request(name: str, *lines: dict[str, Any], **label_file: Any) -> dict[str, Any]:
        task_type = BUILT_IN_TASK_TYPES[name]
        version = {"documentVersion": "2020-03-01"} if task_type.works_on_frames else {"document-version": "2018-11-28"}
        labels = [{"label": "Car"}, {"label": "Bus"}]
        job_request["LabelCategoryConfigS3Uri"] = bucket.put("input/l.json", json.dumps({**version, "labels": labels, **label_file}))
        manifest = bucket.put("input/lines.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
        job_request["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"] = manifest
        job_request["LabelAttributeName"] = "new-ref" if task_type.ends_with_ref else "new"
        task = job_request["HumanTaskConfig"]
        task |= {**functions_of(name), "NumberOfHumanWorkersPerDataObject": 1}
        if task_type.human_task_ui is not None:
            task["UiConfig"] = {"HumanTaskUiArn": f"arn:aws:sagemaker:eu-west-1:394669845002:human-task-ui/{task_type.human_task_ui}"}
        return job_request

    return request


@pytest.fixture
def use_functions() -> Callable[..., dict[str, Any]]:
    """The two functions of a built-in task type, as members of HumanTaskConfig."""
    return functions_of


@pytest.fixture
def make_function(client: Callable[[str], Any]) -> Callable[[str], str]:
    """A custom Lambda function."""

    def make(name: str) -> str:
        role = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [role]})
        role_arn = client("iam").create_role(RoleName=f"{name}-role", AssumeRolePolicyDocument=policy)["Role"]["Arn"]
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as code:
            code.writestr("index.py", "")
        made = client("lambda").create_function(
            FunctionName=name, Runtime="python3.13", Role=role_arn, Handler="index.handler", Code={"ZipFile": archive.getvalue()}
        )
        arn: str = made["FunctionArn"]
        return arn

    return make


@pytest.fixture
def make_topic(client: Callable[[str], Any]) -> Callable[[str], str]:
    def make(name: str) -> str:
        arn: str = client("sns").create_topic(Name=name)["TopicArn"]
        return arn

    return make


@pytest.fixture
def custom_job(job_request: dict[str, Any], make_function: Callable[[str], str]) -> dict[str, Any]:
    """A valid request for a custom workflow with two functions."""
    job_request["HumanTaskConfig"] |= {
        "PreHumanTaskLambdaArn": make_function("prepare"),
        "AnnotationConsolidationConfig": {"AnnotationConsolidationLambdaArn": make_function("consolidate")},
    }
    return job_request


@pytest.fixture
def make_team_topic(client: Callable[[str], Any], make_topic: Callable[[str], str]) -> Callable[..., str]:
    """A topic whose policy names a service for sns:Publish, by default the minimum that AWS was observed to accept."""

    def make(name: str = "work", *, service: str = "sagemaker.amazonaws.com", **changes: Any) -> str:
        arn = make_topic(name)
        statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sns:Publish", "Resource": arn, **changes}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        client("sns").set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=policy)
        return arn

    return make


@pytest.fixture
def streaming_job(job_request: dict[str, Any], make_topic: Callable[[str], str], configure: Callable[..., None]) -> dict[str, Any]:
    """A valid request for a streaming text classification, in an account with quota for it."""
    configure(streaming_labeling_job_quota=1)
    source = {"SnsTopicArn": make_topic("reviews")}
    return {**job_request, "LabelingJobName": "Reviews-1", "InputConfig": {"DataSource": {"SnsDataSource": source}}}


@pytest.fixture(scope="session")
def shared_rights() -> Rights:
    return Rights()


@pytest.fixture
def rights(shared_rights: Rights) -> Rights:
    """The execution role's permissions, initially all; in use from now on."""
    shared_rights.clear()
    ground_truth.use(shared_rights)
    return shared_rights


@pytest.fixture(scope="session")
def shared_gatekeeper() -> Gatekeeper:
    return Gatekeeper()


@pytest.fixture
def gatekeeper(shared_gatekeeper: Gatekeeper) -> Gatekeeper:
    """The callers' permissions, initially all; in use from now on."""
    shared_gatekeeper.clear()
    ground_truth.use(shared_gatekeeper)
    return shared_gatekeeper


@pytest.fixture
def describe(sagemaker: Any) -> Callable[..., dict[str, Any]]:
    """DescribeLabelingJob of the default job."""

    def call(name: str = "reviews-1") -> dict[str, Any]:
        description: dict[str, Any] = sagemaker.describe_labeling_job(LabelingJobName=name)
        return description

    return call


@pytest.fixture
def start(sagemaker: Any, describe: Callable[[str], dict[str, Any]]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Create a job; returns its description after it left Initializing and read its manifest."""

    def call(request: dict[str, Any]) -> dict[str, Any]:
        sagemaker.create_labeling_job(**request)
        for _ in ("Initializing", "InProgress, and nothing counted"):
            describe(request["LabelingJobName"])
        return describe(request["LabelingJobName"])

    return call


@pytest.fixture
def failure(start: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[dict[str, Any]], str]:
    """The FailureReason of a job that is accepted but fails."""

    def call(request: dict[str, Any]) -> str:
        description = start(request)
        assert description["LabelingJobStatus"] == "Failed", description
        return str(description["FailureReason"])

    return call


@pytest.fixture
def complete() -> Callable[..., dict[str, Any]]:
    """complete_labeling_job of the default job."""

    def call(name: str = "reviews-1", **options: Any) -> dict[str, Any]:
        return dict(ground_truth.complete_labeling_job(account_id="123456789012", region="eu-west-1", name=name, **options))

    return call


@pytest.fixture
def output(bucket: Any) -> Callable[..., list[dict[str, Any]]]:
    """The lines of the output manifest."""

    def lines(key: str = "output/reviews-1/manifests/output/output.manifest") -> list[dict[str, Any]]:
        content = bucket.s3.get_object(Bucket=bucket.name, Key=key)["Body"].read().decode()
        return [json.loads(line) for line in content.splitlines()]

    return lines


@pytest.fixture
def read(bucket: Any) -> Callable[[str], bytes]:
    """An object by its URI."""

    def content(uri: str) -> bytes:
        body: bytes = bucket.s3.get_object(Bucket=bucket.name, Key=uri.removeprefix(f"s3://{bucket.name}/"))["Body"].read()
        return body

    return content


Refusal = Callable[..., str]


@pytest.fixture
def refused() -> Refusal:
    """Call an operation that must be refused with an error code; returns the message."""

    def call(code: str, operation: Callable[..., Any], **parameters: Any) -> str:
        with pytest.raises(ClientError) as raised:
            operation(**parameters)
        error = raised.value.response["Error"]
        assert error["Code"] == code, error
        return error["Message"]

    return call
