"""The required permissions of the execution role for each kind of job: with all of them the job starts, without any one it fails."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.unit.sandbox_server.policies import ACCOUNT, REGION, S3_RIGHTS, STRANGERS_ONLY, Job, Statement, allow, allow_in, without

QUEUES = f"arn:aws:sqs:{REGION}:{ACCOUNT}:GroundTruth-*"
TOPICS = f"arn:aws:sns:{REGION}:{ACCOUNT}:"
QUEUE_ACTIONS = ["CreateQueue", "DeleteMessage", "GetQueueAttributes", "GetQueueUrl", "ReceiveMessage", "SendMessage", "SetQueueAttributes"]
STREAMING_RIGHTS = [
    allow([f"sqs:{action}" for action in QUEUE_ACTIONS], QUEUES),
    allow(["sns:Subscribe"], f"{TOPICS}in", {"StringEquals": {"sns:Protocol": "sqs"}, "StringLike": {"sns:Endpoint": QUEUES}}),
    allow(["sns:Publish"], f"{TOPICS}out"),
    allow(["sns:Unsubscribe"], "*"),
]
KEY_ACTIONS = ["Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "ReEncryptFrom", "ReEncryptTo"]
ALGORITHM = f"arn:aws:sagemaker:{REGION}:027400017018:labeling-job-algorithm-specification/text-classification"
INTERFACE_ACTIONS = [
    "CreateNetworkInterface",
    "CreateNetworkInterfacePermission",
    "DeleteNetworkInterface",
    "DeleteNetworkInterfacePermission",
]
DESCRIBE_ACTIONS = [f"Describe{kind}" for kind in ("DhcpOptions", "NetworkInterfaces", "SecurityGroups", "Subnets", "Vpcs")]
NETWORK = [f"arn:aws:ec2:{REGION}:{ACCOUNT}:{part}" for part in ("network-interface/*", "subnet/subnet-1", "security-group/sg-1")]


@pytest.fixture
def streaming(client: Callable[[str], Any], job_request: Job) -> Job:
    for name in ("in", "out"):
        client("sns").create_topic(Name=name)
    job_request["InputConfig"] = {"DataSource": {"SnsDataSource": {"SnsTopicArn": f"{TOPICS}in"}}}
    job_request["OutputConfig"]["SnsTopicArn"] = f"{TOPICS}out"
    return job_request


@pytest.fixture
def key_arn(client: Callable[[str], Any]) -> str:
    """A key whose policy delegates to IAM, as CDK creates them."""
    arn: str = client("kms").create_key()["KeyMetadata"]["Arn"]
    return arn


@pytest.fixture
def automated(job_request: Job, key_arn: str) -> Job:
    job_request["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"] = "s3://reviews-data/many.jsonl"
    job_request["LabelingJobAlgorithmsConfig"] = {
        "LabelingJobAlgorithmSpecificationArn": ALGORITHM,
        "LabelingJobResourceConfig": {
            "VolumeKmsKeyId": key_arn,
            "VpcConfig": {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]},
        },
    }
    return job_request


def automated_rights(role_arn: str, key_arn: str) -> list[Statement]:
    return [
        allow(["iam:PassRole"], role_arn, {"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}}),
        allow(["kms:CreateGrant"], key_arn, {"Bool": {"kms:GrantIsForAWSResource": "true"}}),
        allow([f"ec2:{action}" for action in INTERFACE_ACTIONS], NETWORK),
        allow([f"ec2:{action}" for action in DESCRIBE_ACTIONS], "*"),
    ]


@pytest.fixture
def status(client: Callable[[str], Any], start: Callable[[Job], Job], make_role: Callable[..., str], number: Iterator[int]) -> Any:
    """The status and FailureReason of a job whose role has these permissions."""

    def call(request: Job, rights: list[Statement], role_arn: str = "") -> tuple[str, str]:
        if not role_arn:
            role_arn = make_role()
        allow_in(client("iam"), role_arn.rpartition("/")[2], [*S3_RIGHTS, *rights])
        described = start(copy.deepcopy(request) | {"LabelingJobName": f"job-{next(number)}", "RoleArn": role_arn})
        return described["LabelingJobStatus"], described.get("FailureReason", "")

    return call


def test_a_streaming_job_starts_with_the_documented_rights(streaming: Job, status: Any) -> None:
    assert status(streaming, STREAMING_RIGHTS) == ("InProgress", "")


@pytest.mark.parametrize("action", [*(f"sqs:{action}" for action in QUEUE_ACTIONS), "sns:Subscribe", "sns:Publish"])
def test_a_streaming_job_fails_without_one_of_them(streaming: Job, status: Any, action: str) -> None:
    reached, reason = status(streaming, without(STREAMING_RIGHTS, action))
    assert reached == "Failed"
    assert f"must be allowed {action} on " in reason


@pytest.mark.parametrize("key", ["sns:Protocol", "sns:Endpoint"])
def test_conditions_on_a_subscription_are_looked_at(streaming: Job, status: Any, key: str) -> None:
    rights = [*without(STREAMING_RIGHTS, "sns:Subscribe"), allow(["sns:Subscribe"], "*", {"StringEquals": {key: "other"}})]
    reached, reason = status(streaming, rights)
    assert (reached, "sns:Subscribe" in reason) == ("Failed", True)


def test_stopping_asks_for_the_right_to_unsubscribe(
    client: Callable[[str], Any], streaming: Job, start: Any, make_role: Callable[..., str]
) -> None:
    sagemaker, name = client("sagemaker"), streaming["LabelingJobName"]
    start(streaming | {"RoleArn": make_role([*S3_RIGHTS, *without(STREAMING_RIGHTS, "sns:Unsubscribe")])})
    sagemaker.stop_labeling_job(LabelingJobName=name)
    described = [sagemaker.describe_labeling_job(LabelingJobName=name) for _ in range(2)]
    assert [found["LabelingJobStatus"] for found in described] == ["Stopping", "Failed"]
    assert "must be allowed sns:Unsubscribe on '*'" in described[1]["FailureReason"]


def test_the_output_key_may_be_used(job_request: Job, status: Any, key_arn: str) -> None:
    job_request["OutputConfig"]["KmsKeyId"] = key_arn
    rights = [allow([f"kms:{action}" for action in KEY_ACTIONS], key_arn)]
    assert status(job_request, rights) == ("InProgress", "")
    for action in (f"kms:{name}" for name in KEY_ACTIONS):
        reached, reason = status(job_request, without(rights, action))
        assert (reached, f"must be allowed {action} on '{key_arn}'" in reason) == ("Failed", True)


def test_a_key_may_be_named_by_its_alias(client: Callable[[str], Any], job_request: Job, status: Any, key_arn: str) -> None:
    client("kms").create_alias(AliasName="alias/labels", TargetKeyId=key_arn)
    job_request["OutputConfig"]["KmsKeyId"] = "alias/labels"
    actions = [f"kms:{action}" for action in KEY_ACTIONS]
    condition = {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/labels"}}
    assert status(job_request, [allow(actions, "*", condition)]) == ("InProgress", "")


def test_a_key_policy_counts_as_well(client: Callable[[str], Any], job_request: Job, status: Any, key_arn: str) -> None:
    client("kms").put_key_policy(KeyId=key_arn, PolicyName="default", Policy=STRANGERS_ONLY)
    job_request["OutputConfig"]["KmsKeyId"] = key_arn
    assert status(job_request, [allow(["kms:*"], "*")])[0] == "Failed"


def test_automated_labeling_starts_with_the_documented_rights(
    automated: Job, status: Any, make_role: Callable[..., str], key_arn: str
) -> None:
    role_arn = make_role()
    assert status(automated, automated_rights(role_arn, key_arn), role_arn) == ("InProgress", "")


@pytest.mark.parametrize(
    "action", ["iam:PassRole", "kms:CreateGrant", *(f"ec2:{action}" for action in [*INTERFACE_ACTIONS, *DESCRIBE_ACTIONS])]
)
def test_automated_labeling_fails_without_one_of_them(
    automated: Job, status: Any, make_role: Callable[..., str], key_arn: str, action: str
) -> None:
    role_arn = make_role()
    reached, reason = status(automated, without(automated_rights(role_arn, key_arn), action), role_arn)
    assert (reached, f"must be allowed {action} on " in reason) == ("Failed", True)


def test_a_role_passes_itself_to_sagemaker_only(automated: Job, status: Any, make_role: Callable[..., str], key_arn: str) -> None:
    role_arn = make_role()
    elsewhere = allow(["iam:PassRole"], role_arn, {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}})
    rights = [*without(automated_rights(role_arn, key_arn), "iam:PassRole"), elsewhere]
    assert status(automated, rights, role_arn)[0] == "Failed"


def test_ones_own_functions_must_be_allowed(job_request: Job, status: Any, make_function: Callable[..., str]) -> None:
    arn = make_function("def handler(event, context):\n    return {'taskInput': event['dataObject']}\n")
    job_request["HumanTaskConfig"]["PreHumanTaskLambdaArn"] = arn
    del job_request["HumanTaskConfig"]["AnnotationConsolidationConfig"]
    rights = [allow(["lambda:InvokeFunction"], arn)]
    assert status(job_request, rights) == ("InProgress", "")
    reached, reason = status(job_request, [])
    assert (reached, f"Exception invoking the Lambda function {arn}. LambdaErrorCode: AccessDeniedException." in reason) == ("Failed", True)


@pytest.fixture(params=["in", "out"])
def with_encrypted_topic(client: Callable[[str], Any], streaming: Job, key_arn: str, request: pytest.FixtureRequest) -> Iterator[Job]:
    def encrypt(key: str) -> None:
        client("sns").set_topic_attributes(TopicArn=f"{TOPICS}{request.param}", AttributeName="KmsMasterKeyId", AttributeValue=key)

    encrypt(key_arn)
    yield streaming
    encrypt("")


def test_the_key_of_a_topic_may_be_used(with_encrypted_topic: Job, status: Any, key_arn: str) -> None:
    rights = [*STREAMING_RIGHTS, allow(["kms:Decrypt", "kms:GenerateDataKey"], key_arn)]
    assert status(with_encrypted_topic, rights) == ("InProgress", "")
    for action in ("kms:Decrypt", "kms:GenerateDataKey"):
        reached, reason = status(with_encrypted_topic, without(rights, action))
        assert (reached, f"must be allowed {action} on '{key_arn}'" in reason) == ("Failed", True)


def test_the_key_of_an_input_is_named_when_it_may_not_be_used(s3: Any, job_request: Job, status: Any, key_arn: str) -> None:
    encrypted = {"Bucket": "reviews-data", "Key": "encrypted.jsonl", "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key_arn}
    s3.put_object(**encrypted, Body=b'{"source": "Good."}\n')
    job_request["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"] = "s3://reviews-data/encrypted.jsonl"
    with pytest.raises(ClientError, match=f"could not read.* not authorized to perform: kms:Decrypt on resource: {key_arn}"):
        status(job_request, [])
    through_s3 = {"StringEquals": {"kms:ViaService": f"s3.{REGION}.amazonaws.com"}}
    assert status(job_request, [allow(["kms:Decrypt"], key_arn, through_s3)]) == ("InProgress", "")


def test_a_role_has_the_path_of_its_arn(client: Callable[[str], Any], job_request: Job, status: Any) -> None:
    trust = {"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    arn = client("iam").create_role(RoleName="placed", Path="/ground-truth/", AssumeRolePolicyDocument=document)["Role"]["Arn"]
    assert status(job_request, [], arn) == ("InProgress", "")
    for wrong in (arn.replace("/ground-truth", ""), arn.replace("ground-truth", "other")):
        with pytest.raises(ClientError, match="The role ARN isn't valid"):
            status(job_request, [], wrong)
