"""S3 objects encrypted with a customer managed KMS key: S3 uses the key on behalf of the writer or reader.

Writing needs kms:GenerateDataKey on the key, reading kms:Decrypt, in the key policy and for the caller, and so does each part of a
multipart upload; MiniStack stores the key's name and checks nothing. Presigned requests are not checked. The account's `aws/s3` key is
open to everyone in it. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html and, for parts,
API_CreateMultipartUpload.html
"""

from collections.abc import Mapping
from typing import Any

from ministack.core.router import extract_access_key_id
from ministack.services import s3

from sandbox.ministack_gaps import key_use

Response = tuple[int, dict[str, str], bytes]

_KEY = "x-amz-server-side-encryption-aws-kms-key-id"
_CODES = {
    key_use.Problem.NOT_FOUND: ("KMS.NotFoundException", 400),
    key_use.Problem.DISABLED: ("KMS.DisabledException", 400),
    key_use.Problem.ACCESS_DENIED: ("AccessDenied", 403),
}


def install() -> None:
    """Wrap MiniStack's handling of encryption when an object is written, read or copied."""
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
    """S3's error response for a caller that may not use the key; None if it may."""
    access_key = extract_access_key_id(dict(headers), {})
    refused = key_use.refused_to_caller(key_id, action, access_key=access_key, via="s3") if key_id and access_key else None
    if refused is None:
        return None
    code, status = _CODES[refused.problem]
    response: Response = s3._error(code, refused.message, status, f"/{bucket}")
    return response
