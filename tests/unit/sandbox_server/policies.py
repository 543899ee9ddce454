"""Policies of roles, and clients that use the roles."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import boto3
from botocore.config import Config

from sandbox.process import Sandbox

REGION = "us-east-1"
ACCOUNT = "123456789012"
BUCKET = "reviews-data"
STRANGERS_ONLY = json.dumps(
    {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::999999999999:root"}, "Action": "kms:*", "Resource": "*"}]}
)
"""A key policy that allows nobody in the account."""

Statement = dict[str, Any]
Job = dict[str, Any]


def allow(actions: str | Sequence[str], resources: str | Sequence[str], condition: Any = None) -> Statement:
    statement = {"Effect": "Allow", "Action": actions, "Resource": resources}
    return statement | ({"Condition": condition} if condition else {})


S3_RIGHTS = [allow(["s3:GetObject", "s3:PutObject"], f"arn:aws:s3:::{BUCKET}/*")]


def allow_in(iam: Any, role: str, statements: Sequence[Statement]) -> None:
    """Replace a role's policy."""
    document = json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
    iam.put_role_policy(RoleName=role, PolicyName="rights", PolicyDocument=document)


def without(statements: Sequence[Statement], action: str) -> list[Statement]:
    """The statements without one action."""
    assert any(action in statement["Action"] for statement in statements)
    rest = [{**statement, "Action": [kept for kept in statement["Action"] if kept != action]} for statement in statements]
    return [statement for statement in rest if statement["Action"]]


def client_with(sandbox: Sandbox, service: str, keys: Mapping[str, str], *, region: str = REGION, config: Config | None = None) -> Any:
    """A client with the keys in these variables."""
    session = boto3.Session(
        aws_access_key_id=keys["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=keys["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=keys.get("AWS_SESSION_TOKEN"),
        region_name=region,
    )
    return session.client(service, endpoint_url=sandbox.endpoint, verify=str(sandbox.certificate.certificate), config=config)  # type: ignore[call-overload]


def acting_as(role_arn: str, service: str, *, sandbox: Sandbox, client: Callable[[str], Any]) -> Any:
    """A client with a role's permissions, which the account may assume; `client` creates those of the root user."""
    trust = {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    client("iam").update_assume_role_policy(RoleName=role_arn.rpartition("/")[2], PolicyDocument=document)
    keys = client("sts").assume_role(RoleArn=role_arn, RoleSessionName="test")["Credentials"]
    variables = {
        "AWS_ACCESS_KEY_ID": keys["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
        "AWS_SESSION_TOKEN": keys["SessionToken"],
    }
    return client_with(sandbox, service, variables)
