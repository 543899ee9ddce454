"""The bucket: its region, and policies of its own that may keep Ground Truth Plus out.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-create-batches.html: the data is in the US East (N. Virginia) Region.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from ground_truth.preflight import api_errors
from ground_truth.preflight.clients import Client
from ground_truth.preflight.finding import Finding, not_checked, problem

REGION = "us-east-1"
# S3 names no region for the first one, and an old name for Ireland.
_OLD_NAMES: Mapping[str | None, str] = {None: REGION, "": REGION, "EU": "eu-west-1"}
_TLS_ONLY = {"Bool": {"aws:SecureTransport": "false"}}


def bucket_findings(s3: Client, bucket: str) -> Iterator[Finding]:
    """A bucket in another region; statements of its policy that deny. Raises ClientError when it cannot be located."""
    constraint = s3.get_bucket_location(Bucket=bucket).get("LocationConstraint")
    region = _OLD_NAMES.get(constraint, constraint)
    if region != REGION:
        yield problem("(bucket)", f"{bucket} is in {region}", f"{REGION}: Ground Truth Plus takes data from no other region")
    try:
        policy = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])
    except ClientError as error:
        if api_errors.code(error) != "NoSuchBucketPolicy":
            yield not_checked("(bucket)", "bucket policy", api_errors.text(error))
        return
    for number, statement in enumerate(policy["Statement"], start=1):
        if statement["Effect"] == "Deny" and not _is_tls_only(statement):
            name = statement.get("Sid") or f"number {number}"
            yield not_checked("(bucket)", f"the bucket policy denies in statement {name}", "no simulator knows whom: look at it")


def _is_tls_only(statement: Mapping[str, Any]) -> bool:
    condition = {test: {key: str(value).lower() for key, value in keys.items()} for test, keys in statement.get("Condition", {}).items()}
    return condition == _TLS_ONLY
