"""Signature verification: in the header, the query string, or a browser's upload form.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
"""

import base64
import hashlib
import hmac
import re
import time
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from botocore.auth import HmacV1Auth
from botocore.credentials import Credentials
from ministack.core import iam_evaluator, sigv4
from ministack.core.iam_evaluator import ResolvedCredential
from ministack.core.responses import _account_from_sts_session, get_account_id
from ministack.core.router import extract_access_key_id
from ministack.services import s3

from sandbox.gate.incoming import Incoming
from sandbox.gate.refusal import RefusedError

LONGEST_PRESIGNED_SECONDS = 604_800
_ALGORITHM = "AWS4-HMAC-SHA256"
_BUCKET = re.compile(r"/[a-z0-9][a-z0-9.-]+/?")
_HASH = re.compile(r"[0-9a-f]{64}")
_PAYLOADS_WITHOUT_HASH = ("UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
_SIGNED_CHUNKS = ("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")
_MISMATCH = RefusedError("SignatureDoesNotMatch", sigv4.SIGNATURE_MISMATCH)


def carries_signature(incoming: Incoming) -> bool:
    """True if the request claims to be signed, validly or not."""
    return (
        "authorization" in incoming.headers
        or any(name in incoming.query for name in ("X-Amz-Algorithm", "X-Amz-Signature", "X-Amz-Credential", "AWSAccessKeyId"))
        or _is_form(incoming)
    )


def require_known_key(incoming: Incoming) -> None:
    """Refuse, before the body is read, a key that was never issued. Raises RefusedError."""
    key = extract_access_key_id(dict(incoming.headers), dict(incoming.query))
    if key:
        token = incoming.headers.get("x-amz-security-token") or incoming.value("X-Amz-Security-Token")
        _resolved(key, token or incoming.value("x-amz-security-token"))


def signer(incoming: Incoming) -> ResolvedCredential:
    """The key whose secret signed the request. Raises RefusedError."""
    if incoming.headers.get("authorization", "").startswith(f"{_ALGORITHM} "):
        return _header_signer(incoming)
    if "authorization" in incoming.headers:
        raise RefusedError("IncompleteSignature", f"The sandbox knows signatures of version 4: Authorization must start with {_ALGORITHM}.")
    if incoming.value("X-Amz-Algorithm"):
        return _query_signer(incoming)
    if incoming.value("AWSAccessKeyId"):
        return _version_2_signer(incoming)
    if _is_form(incoming):
        return _form_signer(incoming)
    raise RefusedError("MissingAuthenticationToken", "Request is missing Authentication Token")


def _header_signer(incoming: Incoming) -> ResolvedCredential:
    if incoming.has_repeated_authorization or any(name in incoming.query for name in ("X-Amz-Signature", "AWSAccessKeyId")):
        raise RefusedError("IncompleteSignature", "Only one signature is allowed.")
    signature = sigv4.parse_header_signature(incoming.headers)
    if isinstance(signature, tuple):
        raise RefusedError(*signature)
    if failure := sigv4.request_time_failure(signature):
        raise RefusedError(*failure)
    credential = _credential(incoming, signature.access_key_id, incoming.headers.get("x-amz-security-token", ""))
    _require_payload_hash(incoming)
    return _checked(incoming, signature, credential)


def _query_signer(incoming: Incoming) -> ResolvedCredential:
    """The signer of a presigned URL."""
    if incoming.value("X-Amz-Algorithm") != _ALGORITHM:
        raise RefusedError("IncompleteSignature", f"The sandbox knows signatures of version 4: X-Amz-Algorithm must be {_ALGORITHM}.")
    if any(len(values) > 1 for name, values in incoming.query.items() if name.startswith("X-Amz-")):
        raise RefusedError("IncompleteSignature", "Only one signature is allowed.")
    signature = sigv4.parse_query_signature(incoming.query)
    if isinstance(signature, tuple):
        raise RefusedError(*signature)
    _require_current(signature.amz_date, incoming.value("X-Amz-Expires"))
    credential = _credential(incoming, signature.access_key_id, incoming.value("X-Amz-Security-Token"))
    return _checked(incoming, signature, credential, presigned=True)


def _require_current(signed_at: str, expires: str) -> None:
    if not expires.isdigit() or not 0 < int(expires) <= LONGEST_PRESIGNED_SECONDS:
        raise RefusedError("IncompleteSignature", f"X-Amz-Expires must be 1 to {LONGEST_PRESIGNED_SECONDS} seconds, not '{expires}'.")
    try:
        is_expired = sigv4.presigned_request_is_expired(signed_at, expires)
    except ValueError:
        raise RefusedError("IncompleteSignature", f"X-Amz-Date must be like 20260131T120000Z, not '{signed_at}'.") from None
    if is_expired:
        raise RefusedError("RequestExpired", "Request has expired")


def _checked(
    incoming: Incoming, signature: sigv4.HeaderSignature, credential: ResolvedCredential, *, presigned: bool = False
) -> ResolvedCredential:
    _require_signed_headers(incoming, signature.signed_headers)
    failure = sigv4.header_signature_failure(
        signature,
        credential.secret_access_key,
        incoming.method,
        incoming.raw_path,
        incoming.query,
        incoming.headers,
        incoming.body,
        presigned=presigned,
    )
    if failure:
        raise RefusedError(*failure)
    return credential


def _require_signed_headers(incoming: Incoming, signed_headers: str) -> None:
    signed = set(signed_headers.split(";"))
    needed = {"host", *(name for name in incoming.headers if name.startswith("x-amz-"))}
    # A presigned URL does not sign a hash that is sent along.
    if missing := sorted(needed - signed - {"x-amz-content-sha256"}):
        raise RefusedError(
            "SignatureDoesNotMatch", f"There were headers present in the request which were not signed: {', '.join(missing)}"
        )


def _require_payload_hash(incoming: Incoming) -> None:
    """Require that the signed hash header matches the body: the signature covers only the header."""
    declared = incoming.headers.get("x-amz-content-sha256")
    if declared is None or declared in _PAYLOADS_WITHOUT_HASH or declared in _SIGNED_CHUNKS:
        return
    if not _HASH.fullmatch(declared) or declared != hashlib.sha256(incoming.body).hexdigest():
        raise RefusedError("SignatureDoesNotMatch", "The provided 'x-amz-content-sha256' header does not match what was computed.")


def _version_2_signer(incoming: Incoming) -> ResolvedCredential:
    """The signer of a presigned URL as boto3 creates it for S3 when no signature version is configured."""
    expires = incoming.value("Expires")
    if not expires.isdigit() or int(expires) < time.time():
        raise RefusedError("RequestExpired", "Request has expired")
    credential = _credential(incoming, incoming.value("AWSAccessKeyId"), incoming.value("x-amz-security-token"))
    pairs = [(name, value) for name, values in incoming.query.items() for value in values]
    url = urlsplit(f"https://host{incoming.raw_path}?{urlencode(pairs)}")
    signer_2 = _DatedSigner(Credentials(credential.access_key_id, credential.secret_access_key, credential.session_token), expires)
    if not hmac.compare_digest(
        incoming.value("Signature").encode(), signer_2.get_signature(incoming.method, url, incoming.headers).encode()
    ):
        raise _MISMATCH
    return credential


class _DatedSigner(HmacV1Auth):
    """Signs the expiry time in place of the request's date."""

    def __init__(self, credentials: Credentials, expires: str) -> None:
        super().__init__(credentials)
        self._expires = expires

    def _get_date(self) -> str:
        return self._expires


def _is_form(incoming: Incoming) -> bool:
    """True for a form upload: a POST to the bucket itself."""
    is_form = incoming.method == "POST" and incoming.headers.get("content-type", "").startswith("multipart/form-data")
    return is_form and _BUCKET.fullmatch(incoming.path) is not None and not incoming.query and "x-amz-target" not in incoming.headers


def _form_signer(incoming: Incoming) -> ResolvedCredential:
    """The signer of an upload form. MiniStack checks the form's policy.
    https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
    """
    fields = _fields(incoming)
    policy = fields.get("policy", "")
    if fields.get("x-amz-algorithm") == _ALGORITHM:
        scope = fields.get("x-amz-credential", "").split("/")
        if len(scope) != 5:
            raise _MISMATCH
        key, date, region, service, _ = scope
        credential = _resolved(key, fields.get("x-amz-security-token", ""))
        expected = sigv4.calculate_signature(credential.secret_access_key, date, region, service, policy)
        given = fields.get("x-amz-signature", "")
    else:
        credential = _resolved(fields.get("awsaccesskeyid", ""), fields.get("x-amz-security-token", ""))
        digest = hmac.new(credential.secret_access_key.encode(), policy.encode(), hashlib.sha1).digest()
        expected, given = base64.b64encode(digest).decode(), fields.get("signature", "")
    if not policy or not hmac.compare_digest(given.encode(), expected.encode()):
        raise _MISMATCH
    return credential


def _fields(incoming: Incoming) -> Mapping[str, str]:
    parts = s3._parse_multipart_form(incoming.headers["content-type"], incoming.body)
    names = [name.lower() for name, *_ in parts]
    if len(set(names)) < len(names):
        raise RefusedError("IncompleteSignature", "A field of the form is there twice.")
    return {name.lower(): value.decode("utf-8", "replace") for name, _file, _headers, value in parts if name.lower() != "file"}


def _credential(incoming: Incoming, access_key: str, token: str) -> ResolvedCredential:
    # MiniStack extracts the key in its own way and must find the same one.
    if extract_access_key_id(dict(incoming.headers), dict(incoming.query)) != access_key:
        raise RefusedError("IncompleteSignature", "Only one signature is allowed.")
    return _resolved(access_key, token)


def _resolved(access_key: str, token: str) -> ResolvedCredential:
    """The credential of the root user, an IAM user, or a session with its token. Raises RefusedError."""
    try:
        account = (
            (access_key if access_key.isdigit() else None)
            or _account_from_sts_session(access_key)
            or iam_evaluator.find_iam_access_key_account(access_key)
            or get_account_id()
        )
    except iam_evaluator.AmbiguousAccessKeyError:
        raise RefusedError("UnrecognizedClientException", "The security token included in the request is invalid.") from None
    credential = iam_evaluator.resolve_credential(access_key, account, token)
    if isinstance(credential, iam_evaluator.CredentialResolutionError):
        raise RefusedError(credential.code, credential.message)
    return credential
