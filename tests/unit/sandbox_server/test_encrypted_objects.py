"""Objects encrypted with a customer managed key: S3 calls KMS on behalf of the writer or reader."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from sandbox.process import Sandbox
from tests.unit.sandbox_server.policies import BUCKET, S3_RIGHTS, STRANGERS_ONLY, Statement, acting_as, allow

Operation = Callable[[Any], Any]


@pytest.fixture
def key_arn(client: Callable[[str], Any]) -> str:
    arn: str = client("kms").create_key()["KeyMetadata"]["Arn"]
    return arn


@pytest.fixture
def role_client(sandbox: Sandbox, client: Callable[[str], Any], make_role: Callable[..., str]) -> Any:
    """An S3 client with a role's permissions."""

    def make(*statements: Statement) -> Any:
        return acting_as(make_role([*S3_RIGHTS, *statements]), "s3", sandbox=sandbox, client=client)

    return make


def refusal(operation: Operation, client: Any) -> tuple[str, str]:
    with pytest.raises(ClientError) as raised:
        operation(client)
    error = raised.value.response["Error"]
    return error["Code"], error["Message"]


@pytest.fixture
def write(key_arn: str) -> Operation:
    return lambda s3: s3.put_object(Bucket=BUCKET, Key="secret", Body=b"text", ServerSideEncryption="aws:kms", SSEKMSKeyId=key_arn)


def read(s3: Any) -> Any:
    return s3.get_object(Bucket=BUCKET, Key="secret")["Body"].read()


def copy(s3: Any) -> Any:
    return s3.copy_object(Bucket=BUCKET, Key="copy", CopySource={"Bucket": BUCKET, "Key": "secret"}, ServerSideEncryption="AES256")


def upload_in_parts(s3: Any, key_arn: str) -> None:
    place = {"Bucket": BUCKET, "Key": "secret"}
    upload = s3.create_multipart_upload(**place, ServerSideEncryption="aws:kms", SSEKMSKeyId=key_arn)["UploadId"]
    part = s3.upload_part(**place, UploadId=upload, PartNumber=1, Body=b"text")
    parts = {"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}
    s3.complete_multipart_upload(**place, UploadId=upload, MultipartUpload=parts)


@pytest.mark.usefixtures("s3")
@pytest.mark.parametrize("missing", ["kms:GenerateDataKey", "kms:Decrypt"])
def test_an_upload_in_parts_needs_both(role_client: Any, key_arn: str, missing: str) -> None:
    other = {"kms:GenerateDataKey": "kms:Decrypt", "kms:Decrypt": "kms:GenerateDataKey"}[missing]
    code, message = refusal(lambda s3: upload_in_parts(s3, key_arn), role_client(allow(other, key_arn)))
    assert (code, missing in message) == ("AccessDenied", True)
    upload_in_parts(role_client(allow([missing, other], key_arn)), key_arn)


@pytest.mark.usefixtures("s3")
@pytest.mark.parametrize(("service", "allowed"), [("s3", True), ("sns", False)])
def test_s3_is_who_asks_for_the_key(role_client: Any, write: Operation, key_arn: str, service: str, allowed: bool) -> None:
    condition = {"StringEquals": {"kms:ViaService": f"{service}.us-east-1.amazonaws.com"}}
    client = role_client(allow("kms:GenerateDataKey", key_arn, condition))
    if allowed:
        write(client)
    else:
        assert refusal(write, client)[0] == "AccessDenied"


@pytest.mark.usefixtures("s3")
def test_writing_needs_a_data_key(role_client: Any, write: Operation, key_arn: str) -> None:
    code, message = refusal(write, role_client())
    assert code == "AccessDenied"
    assert f"is not authorized to perform: kms:GenerateDataKey on resource: {key_arn}" in message
    write(role_client(allow("kms:GenerateDataKey", key_arn)))


@pytest.mark.parametrize("operation", [read, copy])
def test_reading_needs_decryption(s3: Any, role_client: Any, write: Operation, key_arn: str, operation: Operation) -> None:
    write(s3)
    code, message = refusal(operation, role_client())
    assert (code, "kms:Decrypt" in message) == ("AccessDenied", True)
    operation(role_client(allow("kms:Decrypt", key_arn)))


def test_a_bucket_may_have_a_key_by_default(client: Callable[[str], Any], role_client: Any, key_arn: str) -> None:
    s3 = client("s3")
    s3.create_bucket(Bucket="encrypted-data")
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key_arn}}
    s3.put_bucket_encryption(Bucket="encrypted-data", ServerSideEncryptionConfiguration={"Rules": [rule]})
    objects = allow("s3:*", "arn:aws:s3:::encrypted-data/*")
    code, _ = refusal(lambda s3: s3.put_object(Bucket="encrypted-data", Key="a", Body=b"a"), role_client(objects))
    assert code == "AccessDenied"


def test_s3_s_own_key_is_open(s3: Any, role_client: Any) -> None:
    s3.put_object(Bucket=BUCKET, Key="secret", Body=b"text", ServerSideEncryption="aws:kms")
    assert read(role_client()) == b"text"


def test_a_key_must_be_there_and_enabled(client: Callable[[str], Any], s3: Any, write: Operation, key_arn: str) -> None:
    missing = key_arn[:-4] + "0000"
    parameters = {"Bucket": BUCKET, "Key": "secret", "Body": b"text", "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": missing}
    assert refusal(lambda s3: s3.put_object(**parameters), s3)[0] == "KMS.NotFoundException"
    client("kms").disable_key(KeyId=key_arn)
    assert refusal(write, s3)[0] == "KMS.DisabledException"


def test_a_key_policy_may_shut_everyone_out(client: Callable[[str], Any], role_client: Any, write: Operation, key_arn: str) -> None:
    client("kms").put_key_policy(KeyId=key_arn, PolicyName="default", Policy=STRANGERS_ONLY)
    assert refusal(write, role_client(allow("kms:*", "*")))[0] == "AccessDenied"
