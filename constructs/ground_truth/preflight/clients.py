"""The AWS clients of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import boto3

# Generated at run time from service models: there is no type to name.
Client = Any


@dataclass(frozen=True, kw_only=True)
class Clients:
    """S3, IAM and KMS, as the caller of preflight may use them."""

    s3: Client
    iam: Client
    kms: Client

    @classmethod
    def of(cls, session: boto3.Session) -> Clients:
        """The clients of a session, for AWS or the sandbox, as its environment selects."""
        return cls(s3=session.client("s3"), iam=session.client("iam"), kms=session.client("kms"))
