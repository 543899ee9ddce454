"""S3 objects that are encrypted with a customer's KMS key: S3 uses the key in the name of whoever writes or reads the object.

Writing asks for kms:GenerateDataKey on the key, reading for kms:Decrypt, of key policy and caller alike, and so does each part of a
multipart upload; MiniStack takes the key's name and asks nobody. Not asked are presigned requests. The account's `aws/s3` key is open to
everyone in it. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html and, for parts, API_CreateMultipartUpload.html
"""

from collections.abc import Mapping
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.iam_actions import identity_denial_message
from ministack.core.responses import get_region
from ministack.core.router import extract_access_key_id
from ministack.services import kms, s3

Response = tuple[int, dict[str, str], bytes]

_KEY = "x-amz-server-side-encryption-aws-kms-key-id"
_AWS_MANAGED = "alias/aws/"


def install() -> None:
    """Wrap what MiniStack does about encryption when an object is written, read and copied."""
    resolve, read, copied = s3._resolve_sse_write_headers, s3._get_object, s3._check_sse_c_copy_source
    write_part = s3._upload_part

    def resolve_and_ask(headers: dict[str, str], bucket: str) -> Any:
        resolved, refused = resolve(headers, bucket)
        if refused is None and resolved:
            refused = _refusal(headers, key_id=resolved.get(_KEY, ""), action="kms:GenerateDataKey", bucket=bucket)
        return (None, refused) if refused is not None else (resolved, None)

    def read_and_ask(bucket: str, key: str, headers: dict[str, str], query_params: dict[str, Any] | None = None) -> Any:
        status, answered, body = read(bucket, key, headers, query_params)
        if status < 400:
            refused = _refusal(headers, key_id=answered.get(_KEY, ""), action="kms:Decrypt", bucket=bucket)
            if refused is not None:
                return refused
        return status, answered, body

    def copy_and_ask(headers: dict[str, str], source: Mapping[str, Any]) -> Any:
        refused = copied(headers, source)
        key_id = source.get("preserved_headers", {}).get(_KEY, "")
        return refused if refused is not None else _refusal(headers, key_id=key_id, action="kms:Decrypt", bucket="")

    def write_part_and_ask(bucket: str, key: str, body: bytes, query_params: dict[str, Any], headers: dict[str, str]) -> Any:
        upload = s3._multipart_uploads.get(s3._qp(query_params, "uploadId"), {})
        key_id = upload.get("preserved_headers", {}).get(_KEY, "")
        refused = _refusal(headers, key_id=key_id, action="kms:Decrypt", bucket=bucket)
        return refused if refused is not None else write_part(bucket, key, body, query_params, headers)

    s3._resolve_sse_write_headers = resolve_and_ask
    s3._upload_part = write_part_and_ask
    s3._get_object = read_and_ask
    s3._check_sse_c_copy_source = copy_and_ask


def _refusal(headers: Mapping[str, str], *, key_id: str, action: str, bucket: str) -> Response | None:
    """What S3 answers to a caller that may not use the key, None to one that may."""
    access_key = extract_access_key_id(dict(headers), {})
    if not key_id or not access_key or _AWS_MANAGED in key_id:
        return None
    key = kms._resolve_key(key_id)
    if key is None:
        return _error("KMS.NotFoundException", f"Key '{key_id}' does not exist", 400, bucket)
    if key["KeyState"] != "Enabled":
        return _error("KMS.DisabledException", f"{key['Arn']} is {key['KeyState']}", 400, bucket)
    context = {"kms:ViaService": f"s3.{get_region()}.amazonaws.com", "kms:ResourceAliases": _aliases(key)}
    denied = iam_evaluator.enforce(access_key, action, "kms", get_region(), resource_arn=key["Arn"], service_context=context)
    if denied is None or isinstance(denied, iam_evaluator.AuthError):
        return None
    message = identity_denial_message(action, denied.principal_arn, key["Arn"], denied.decision == "Deny")
    return _error("AccessDenied", message, 403, bucket)


def _aliases(key: Mapping[str, Any]) -> list[str]:
    return [arn.rpartition(":")[2] for arn, key_id in kms._aliases.items() if key_id == key["KeyId"]]


def _error(code: str, message: str, status: int, bucket: str) -> Response:
    response: Response = s3._error(code, message, status, f"/{bucket}")
    return response
