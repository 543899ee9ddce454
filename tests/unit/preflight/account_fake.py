"""An AWS account as preflight sees it: one bucket, one role, keys. Its responses have the shapes of S3, IAM and KMS."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from ground_truth.preflight import Batch, Clients, DataKind, Finding, check_batch

BUCKET = "cars-data"
PREFIX = "ground-truth-plus/input/cars/batch1/"
ROLE = "arn:aws:iam::111122223333:role/plus"
KEY = "arn:aws:kms:us-east-1:111122223333:key/one"
PAGE = 1000

Json = dict[str, Any]


def client_error(code: str, operation: str, message: str = "no") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, operation)


@dataclass(frozen=True)
class Stored:
    """An object, its key relative to the batch's folder."""

    key: str
    size: int = 1000
    storage_class: str = "STANDARD"


@dataclass
class Account:
    """The content. Any response can be replaced with an error: operation -> error code."""

    objects: Iterable[Stored] = (Stored("one.jpg"),)
    location: str | None = None
    bucket_policy: Json | None = None
    default_encryption: Json = field(default_factory=lambda: {"SSEAlgorithm": "AES256"})
    object_keys: Mapping[str, str] = field(default_factory=dict)
    """KMS key by object key, relative to the batch's folder."""
    trust: Json = field(
        default_factory=lambda: {
            "Effect": "Allow",
            "Principal": {"Service": "sagemaker-ground-truth-plus.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    )
    decisions: Mapping[str, Json] = field(default_factory=dict)
    """The simulator's result by action, if not `allowed`."""
    key_metadata: Json = field(default_factory=lambda: {"Arn": KEY, "KeyManager": "CUSTOMER", "KeyState": "Enabled"})
    key_policy: Json = field(
        default_factory=lambda: {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*"}
    )
    errors: Mapping[str, str] = field(default_factory=dict)
    calls: list[tuple[str, Json]] = field(default_factory=list)

    @property
    def clients(self) -> Clients:
        return Clients(s3=self, iam=self, kms=self)

    def check(self, **settings: Any) -> list[Finding]:
        """The findings about the batch `batch1` of project `cars` with images, and other settings."""
        found: list[Finding] = []
        check_batch(batch(**settings), clients=self.clients, on_finding=found.append)
        return found

    # S3

    def get_paginator(self, operation: str) -> Account:
        assert operation == "list_objects_v2"
        return self

    def paginate(self, **request: Any) -> Iterator[Json]:
        self._called("ListObjectsV2", request)
        page: list[Json] = []
        for stored in self.objects:
            page.append({"Key": request["Prefix"] + stored.key, "Size": stored.size, "StorageClass": stored.storage_class})
            if len(page) == PAGE:
                yield {"Contents": page}
                page = []
        yield {"Contents": page} if page else {}

    def get_bucket_location(self, **request: Any) -> Json:
        self._called("GetBucketLocation", request)
        return {"LocationConstraint": self.location}

    def get_bucket_policy(self, **request: Any) -> Json:
        self._called("GetBucketPolicy", request)
        if self.bucket_policy is None:
            raise client_error("NoSuchBucketPolicy", "GetBucketPolicy")
        return {"Policy": json.dumps({"Statement": [self.bucket_policy]})}

    def get_bucket_encryption(self, **request: Any) -> Json:
        self._called("GetBucketEncryption", request)
        return {"ServerSideEncryptionConfiguration": {"Rules": [{"ApplyServerSideEncryptionByDefault": self.default_encryption}]}}

    def head_object(self, **request: Any) -> Json:
        self._called("HeadObject", request)
        key = self.object_keys.get(request["Key"].removeprefix(PREFIX))
        return {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key} if key else {"ServerSideEncryption": "AES256"}

    # IAM

    def get_role(self, **request: Any) -> Json:
        self._called("GetRole", request)
        return {"Role": {"AssumeRolePolicyDocument": {"Statement": self.trust}}}

    def simulate_principal_policy(self, **request: Any) -> Json:
        self._called("SimulatePrincipalPolicy", request)
        (action,) = request["ActionNames"]
        return {"EvaluationResults": [{"EvalDecision": "allowed", "MissingContextValues": []} | self.decisions.get(action, {})]}

    # KMS

    def describe_key(self, **request: Any) -> Json:
        self._called("DescribeKey", request)
        return {"KeyMetadata": self.key_metadata}

    def get_key_policy(self, **request: Any) -> Json:
        self._called("GetKeyPolicy", request)
        return {"Policy": json.dumps({"Statement": [self.key_policy]})}

    def _called(self, operation: str, request: Json) -> None:
        self.calls.append((operation, request))
        if operation in self.errors:
            raise client_error(self.errors[operation], operation)


def batch(**settings: Any) -> Batch:
    defaults = {"project": "cars", "name": "batch1", "kind": DataKind.IMAGE, "data_classification": "internal", "role_arn": ROLE}
    return Batch(**({"bucket": BUCKET} | defaults | settings))
