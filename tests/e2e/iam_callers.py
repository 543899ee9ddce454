"""Callers of the sandbox other than its root user: users of this and other accounts, and role sessions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import boto3

from sandbox.process import Sandbox

EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}


@dataclass(frozen=True)
class Caller:
    """Credentials of a caller, for clients of the sandbox."""

    sandbox: Sandbox
    access_key_id: str
    secret_access_key: str
    session_token: str | None = None

    def client(self, service: str) -> Any:
        """A client that signs as this caller."""
        return boto3.client(  # type: ignore[call-overload]
            service,
            region_name=self.sandbox.region,
            endpoint_url=self.sandbox.endpoint,
            verify=str(self.sandbox.certificate.certificate),
            aws_access_key_id=self.access_key_id,
            aws_secret_access_key=self.secret_access_key,
            aws_session_token=self.session_token,
        )


def root_of(sandbox: Sandbox, account: str) -> Caller:
    """The root user of an account: MiniStack accepts twelve digits as its access key, with the sandbox's secret."""
    return Caller(sandbox, account, sandbox.keys.secret_access_key)


def user_of(account: Caller, name: str, *, policy_arn: str = "") -> Caller:
    """A user of an account with a managed policy or, without one, with no restriction by the account itself."""
    iam = account.client("iam")
    iam.create_user(UserName=name)
    if policy_arn:
        iam.attach_user_policy(UserName=name, PolicyArn=policy_arn)
    else:
        iam.put_user_policy(UserName=name, PolicyName="Everything", PolicyDocument=json.dumps(EVERYTHING))
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return Caller(account.sandbox, key["AccessKeyId"], key["SecretAccessKey"])


def remove_user(account: Caller, name: str, *, policy_arn: str = "") -> None:
    """Delete a user."""
    iam = account.client("iam")
    if policy_arn:
        iam.detach_user_policy(UserName=name, PolicyArn=policy_arn)
    else:
        iam.delete_user_policy(UserName=name, PolicyName="Everything")
    for key in iam.list_access_keys(UserName=name)["AccessKeyMetadata"]:
        iam.delete_access_key(UserName=name, AccessKeyId=key["AccessKeyId"])
    iam.delete_user(UserName=name)


def session_of(role_arn: str, *, assumed_by: Caller, name: str) -> Caller:
    """A session of a role. A service has no credentials for STS; MiniStack allows root users if the trust policy names a service."""
    credentials = assumed_by.client("sts").assume_role(RoleArn=role_arn, RoleSessionName=name)["Credentials"]
    return Caller(assumed_by.sandbox, credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"])
