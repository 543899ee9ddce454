"""Custom::GroundTruthLabelingJob: its own files are encrypted like the job's output."""

import pytest

from tests.unit.lambda_handlers.cloudformation_side import CustomResource, Properties
from tests.unit.lambda_handlers.handler_account import Aws, own_client
from tests.unit.lambda_handlers.resource_properties import OUTPUT

FILES = ("label-categories.json", "input.manifest")


@pytest.fixture
def copying(properties: Properties) -> Properties:
    return {**properties, "CopyManifest": "true"}


def with_key(properties: Properties, key_id: str) -> Properties:
    return {**properties, "OutputConfig": {**properties["OutputConfig"], "KmsKeyId": key_id}}


def encryption(aws: Aws, name: str) -> list[tuple[str | None, str | None]]:
    heads = [aws.s3.head_object(Bucket=OUTPUT, Key=f"jobs/{name}/{file}") for file in FILES]
    return [(head.get("ServerSideEncryption"), head.get("SSEKMSKeyId")) for head in heads]


@pytest.mark.parametrize("alias", ["", "alias/labels"])
def test_with_the_key_of_the_output(aws: Aws, job: CustomResource, copying: Properties, alias: str) -> None:
    kms = own_client("kms")
    key_id = kms.create_key()["KeyMetadata"]["Arn"]
    if alias:
        kms.create_alias(AliasName=alias, TargetKeyId=key_id)
    made = job.create(with_key(copying, alias or key_id))
    assert made["Status"] == "SUCCESS"
    assert encryption(aws, made["PhysicalResourceId"]) == [("aws:kms", alias or key_id)] * 2


@pytest.mark.parametrize("key_id", [None, ""])
def test_without_one_as_the_bucket_says(aws: Aws, job: CustomResource, copying: Properties, key_id: str | None) -> None:
    made = job.create(copying if key_id is None else with_key(copying, key_id))
    assert encryption(aws, made["PhysicalResourceId"]) == [(None, None)] * 2


def test_a_manifest_whose_key_may_not_be_used(
    aws: Aws, job: CustomResource, properties: Properties, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its key was not listed, so no policy grants its use."""
    monkeypatch.setenv("GRANTED_ACTIONS", "s3:GetObject")
    denied = "User: arn:aws:sts::123456789012:assumed-role/handler is not authorized to perform: kms:Decrypt on resource: the key"
    aws.fault("s3", "GetObject", code="AccessDenied", message=denied)
    reason = job.create(properties)["Reason"]
    assert f"cannot be read (AccessDenied: {denied}); the key of a bucket that is not made here is named in encryption_keys" in reason
    assert "does not exist" not in reason
