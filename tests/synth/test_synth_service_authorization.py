"""Every statement of every policy, of identities, resources, keys and trust, is valid according to the service authorization reference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

import pytest

from tests.synth.conftest import Synthesis
from tests.synth.policies import Statement, statements
from tests.synth.service_authorization import actions, missing_resources, mistakes


@dataclass(frozen=True)
class Allowed:
    """A violation, and the reason to accept it. `owners` and `mistake` are patterns."""

    owners: str
    mistake: str
    reason: str

    def matches(self, owner: str, mistake: str) -> bool:
        return fnmatchcase(owner, self.owners) and fnmatchcase(mistake, self.mistake)


_TAGS = "CloudFormation's AWS::SageMaker::Workforce names it for its tags; where AWS refuses it, the handler goes on without tags"
_PLUS = "the policy that AWS documents for Ground Truth Plus, word for word: four actions on a bucket and its objects together"

ALLOWED = (
    Allowed("*/GroundTruthWorkforceHandler/Policy", "sagemaker:AddTags does not take arn:aws:sagemaker:*:workforce/*", _TAGS),
    Allowed("*/GroundTruthWorkforceHandler/Policy", "sagemaker:DeleteTags does not take arn:aws:sagemaker:*:workforce/*", _TAGS),
    Allowed("*/GroundTruthWorkforceHandler/Policy", "sagemaker:ListTags does not take arn:aws:sagemaker:*:workforce/*", _TAGS),
    Allowed(
        "*/ExecutionRole*/Role",
        "cloudwatch:PutMetricData does not take [*]",
        "the data sets that it takes are those of OpenTelemetry; other metrics know no resource, and the documented role names none",
    ),
    Allowed(
        "*/ExecutionRole*/Role",
        "sns:Unsubscribe does not take [*]",
        "the documented role names no topic: the call names a subscription, and the reference lets it name no topic either",
    ),
    Allowed("*/GroundTruthPlus*", "s3:GetObject does not take arn:aws:s3:::x", _PLUS),
    Allowed("*/GroundTruthPlus*", "s3:PutObject does not take arn:aws:s3:::x", _PLUS),
    Allowed("*/GroundTruthPlus*", "s3:GetBucketLocation does not take arn:aws:s3:::x/[*]", _PLUS),
    Allowed("*/GroundTruthPlus*", "s3:ListBucket does not take arn:aws:s3:::x/[*]", _PLUS),
    Allowed("*/*Bucket/Bucket/Policy", "s3:GetObject does not take arn:aws:s3:::x", _PLUS),
    Allowed("*/*Bucket/Bucket/Policy", "s3:PutObject does not take arn:aws:s3:::x", _PLUS),
    Allowed("*/*Bucket/Bucket/Policy", "s3:GetBucketLocation does not take arn:aws:s3:::x/[*]", _PLUS),
    Allowed("*/*Bucket/Bucket/Policy", "s3:ListBucket does not take arn:aws:s3:::x/[*]", _PLUS),
)


@pytest.fixture(scope="module")
def found(linted: Synthesis) -> list[tuple[str, str]]:
    """The path of each policy's owner, and the policy's violations."""
    return list(against(linted))


def against(synthesis: Synthesis) -> Iterator[tuple[str, str]]:
    for name, stack in synthesis.stacks.items():
        environment = f"{name.partition('/')[0]}/"
        stacks = [other for key, other in synthesis.stacks.items() if key.startswith(environment)]
        types = {path: resource["Type"] for other in stacks for path, resource in other.resources.items()}
        policies: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements(stack):
            policies[f"{name}/{statement.owner}"].append(statement)
        for owner, policy in policies.items():
            yield from ((owner, mistake) for statement in policy for mistake in mistakes(statement, types))
            yield from ((owner, mistake) for mistake in missing_resources(policy, types))


def test_every_statement_is_known(found: list[tuple[str, str]]) -> None:
    unknown = {f"{owner}: {mistake}" for owner, mistake in found if not any(allowed.matches(owner, mistake) for allowed in ALLOWED)}
    assert sorted(unknown) == []


def test_every_exception_is_needed(found: list[tuple[str, str]]) -> None:
    assert [allowed for allowed in ALLOWED if not any(allowed.matches(owner, mistake) for owner, mistake in found)] == []


def test_every_exception_has_a_reason() -> None:
    assert [allowed for allowed in ALLOWED if len(allowed.reason.split()) < 8] == []


QUEUE = "arn:aws:sqs:eu-west-1:111122223333:GroundTruth-*"
BUCKET = "arn:aws:s3:::labels"
ROLE = "arn:aws:iam::111122223333:role/ground-truth/*"
NETWORK = "arn:aws:ec2:eu-west-1:111122223333"
TYPES = {"Labels": "AWS::S3::Bucket", "Logs": "AWS::Logs::LogGroup", "Workers": "AWS::Cognito::UserPool"}


def statement(actions: list[str], resources: list[str], condition: dict[str, dict[str, str]] | None = None) -> Statement:
    return Statement(
        stack="Labels",
        owner="Policy",
        effect="Allow",
        actions=tuple(actions),
        resources=tuple(resources),
        principals=(),
        condition=condition,
        keys=frozenset(),
    )


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (statement(["sqs:SendMessageBatch"], [QUEUE]), ["sqs:SendMessageBatch is no action"]),
        (statement(["sqs:sendmessage"], [QUEUE]), ["sqs:sendmessage is no action"]),
        (statement(["queues:Send*"], [QUEUE]), ["queues:Send* is no action"]),
        (statement(["s3:GetObject"], [BUCKET]), [f"s3:GetObject does not take {BUCKET}"]),
        (statement(["s3:ListBucket"], [f"{BUCKET}/*"]), [f"s3:ListBucket does not take {BUCKET}/*"]),
        (statement(["s3:ListBucket"], ["${Labels.Arn}/*"]), ["s3:ListBucket does not take arn:aws:s3:::x/*"]),
        (statement(["cognito-idp:DescribeUserPoolDomain"], ["${Workers.Arn}"]), ["cognito-idp:DescribeUserPoolDomain does not take *"]),
        (statement(["sagemaker:ListLabelingJobs"], [QUEUE]), [f"sagemaker:ListLabelingJobs does not take {QUEUE}"]),
        (statement(["sqs:SendMessage"], ["*"]), ["sqs:SendMessage does not take *"]),
        (statement(["s3:GetObject"], [f"{BUCKET}/*"], {"StringEquals": {"s3:prefix": "a"}}), ["s3:GetObject does not know s3:prefix"]),
        (statement(["iam:PassRole"], [ROLE], {"StringEquals": {"iam:PassedTo": "x"}}), ["iam:PassRole does not know iam:PassedTo"]),
        (statement(["iam:PassRole"], [ROLE], {"Bool": {"aws:SecureTransprt": "true"}}), ["iam:PassRole does not know aws:SecureTransprt"]),
    ],
)
def test_what_the_reference_does_not_know_is_told(of: Statement, expected: list[str]) -> None:
    assert [message.replace("arn:aws:cognito-idp:x:x:userpool/x", "*") for message in mistakes(of, TYPES)] == expected


@pytest.mark.parametrize(
    "of",
    [
        statement(["s3:*"], ["${Labels.Arn}", "${Labels.Arn}/*"], {"Bool": {"aws:SecureTransport": "false"}}),
        statement(["s3:ListBucket"], [BUCKET], {"StringLike": {"s3:prefix": "a/*"}}),
        statement(["logs:CreateLogStream", "logs:PutLogEvents"], ["${Logs.Arn}"]),
        statement(["logs:PutLogEvents"], ["arn:aws:logs:eu-west-1:111122223333:log-group:/aws/sagemaker/*"]),
        statement(["cognito-idp:UpdateUserPool"], ["arn:aws:cognito-idp:eu-west-1:111122223333:userpool/${Workforce.UserPool}"]),
        statement(["cloudformation:DescribeStacks"], ["${AWS::StackId}"]),
        statement(["sagemaker:ListLabelingJobs"], ["*"]),
        statement(["iam:PassRole"], [ROLE], {"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}}),
        statement(["sagemaker:AddTags"], ["arn:aws:sagemaker:eu-west-1:1:labeling-job/*"], {"Null": {"aws:RequestTag/owner": "true"}}),
        statement(["sts:AssumeRole"], []),
    ],
    ids=lambda of: ", ".join(of.actions),
)
def test_what_the_reference_knows_is_right(of: Statement) -> None:
    assert list(mistakes(of, TYPES)) == []
    assert list(missing_resources([of], TYPES)) == []


def test_an_action_needs_all_its_required_resources() -> None:
    creation = statement(["ec2:CreateVpcEndpoint"], [f"{NETWORK}:vpc/vpc-1"])
    assert list(missing_resources([creation], {})) == ["ec2:CreateVpcEndpoint needs vpc-endpoint"]
    elsewhere = statement(["ec2:CreateVpcEndpoint"], [f"{NETWORK}:vpc-endpoint/*"])
    assert list(missing_resources([creation, elsewhere], {})) == []


def test_the_reference_is_there() -> None:
    assert len(actions("sagemaker:*")) > 400
