"""OutputConfig.KmsKeyId: an existing key that the role may use."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.conformance.rows import conformance, documented

Job = dict[str, Any]


@pytest.fixture
def key(client: Callable[[str], Any]) -> Job:
    made: Job = client("kms").create_key()["KeyMetadata"]
    client("kms").create_alias(AliasName="alias/labels", TargetKeyId=made["KeyId"])
    return made


def encrypted(job: Job, key_id: str) -> Job:
    job["OutputConfig"]["KmsKeyId"] = key_id
    return job


@pytest.mark.parametrize("form", ["KeyId", "Arn", "alias", "alias ARN"])
def test_a_key_is_named_in_four_ways(start: Any, job_request: Job, rights: Any, key: Job, form: str) -> None:
    names = {**key, "alias": "alias/labels", "alias ARN": "arn:aws:kms:eu-west-1:123456789012:alias/labels"}
    assert start(encrypted(job_request, names[form]))["LabelingJobStatus"] == "InProgress"
    assert {resource for _, resource, _ in rights.used} == {key["Arn"]}
    assert rights.used[0][2] == {"kms:ResourceAliases": ["alias/labels"]}


@conformance(
    "`OutputConfig.KmsKeyId`: the role needs the actions of the documented key policy, in key policy and role alike",
    documented("developer guide, sms-security-kms-permissions"),
)
@pytest.mark.parametrize(
    "action",
    ["Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "ReEncryptFrom", "ReEncryptTo"],
)
def test_each_right_that_is_missing_fails_the_job(failure: Any, job_request: Job, rights: Any, key: Job, action: str) -> None:
    rights.denied.add(f"kms:{action}")
    assert failure(encrypted(job_request, key["KeyId"])) == (
        f"ClientError: The role arn:aws:iam::123456789012:role/labeling must be allowed kms:{action} on '{key['Arn']}' (AccessDenied)."
    )


def test_a_key_must_exist(failure: Any, job_request: Job) -> None:
    reason = failure(encrypted(job_request, "alias/nothing"))
    assert reason == "ClientError: OutputConfig.KmsKeyId 'alias/nothing': the key must exist in region eu-west-1 (NotFoundException)."


def test_a_key_must_be_enabled(failure: Any, job_request: Job, key: Job, client: Callable[[str], Any]) -> None:
    client("kms").disable_key(KeyId=key["KeyId"])
    assert failure(encrypted(job_request, key["KeyId"])).endswith("the key must be Enabled, not Disabled.")


def test_the_output_is_encrypted_with_it(start: Any, job_request: Job, key: Job, bucket: Any) -> None:
    start(encrypted(job_request, key["Arn"]))
    head = bucket.s3.head_object(Bucket=bucket.name, Key="output/reviews-1/manifests/intermediate/1/input.manifest")
    assert (head["ServerSideEncryption"], head["SSEKMSKeyId"]) == ("aws:kms", key["Arn"])
