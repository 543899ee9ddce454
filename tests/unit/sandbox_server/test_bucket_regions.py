"""The region of an input bucket, which the sandbox's S3 stores and its Ground Truth checks."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.unit.sandbox_server.policies import S3_RIGHTS, Job, allow

ABROAD = "reviews-abroad"


def test_a_manifest_of_another_region_is_refused(
    client: Callable[[str], Any], s3: Any, job_request: Job, make_role: Callable[..., str]
) -> None:
    s3.create_bucket(Bucket=ABROAD, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    s3.put_object(Bucket=ABROAD, Key="manifest.jsonl", Body=b'{"source": "Nice."}\n')
    job_request["InputConfig"]["DataSource"]["S3DataSource"]["ManifestS3Uri"] = f"s3://{ABROAD}/manifest.jsonl"
    role_arn = make_role([*S3_RIGHTS, allow("s3:GetObject", f"arn:aws:s3:::{ABROAD}/*")])
    with pytest.raises(ClientError, match=f"The bucket '{ABROAD}' is in eu-west-1: the manifest .* must be in us-east-1") as refused:
        client("sagemaker").create_labeling_job(**job_request, RoleArn=role_arn)
    assert refused.value.response["Error"]["Code"] == "ValidationException"
