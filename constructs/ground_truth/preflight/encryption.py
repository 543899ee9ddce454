"""Check that the role can use the KMS keys that encrypt the objects of the batch.

A listing does not give the encryption of objects, and a request for each of 10,000 would take
minutes: some are sampled, and the report gives their number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from ground_truth.preflight import api_errors
from ground_truth.preflight.batch import Batch
from ground_truth.preflight.clients import Client, Clients
from ground_truth.preflight.finding import Finding, not_checked, problem
from ground_truth.preflight.kms_key import key_findings
from ground_truth.preflight.listing import S3Object

MAX_REQUESTS = 100
_FIRST = 16
_DECRYPT, _BOTH = ("kms:Decrypt",), ("kms:Decrypt", "kms:GenerateDataKey")


@dataclass
class EncryptionSample:
    """Asks about the first 16 files, the first of each folder, and the 32nd, 64th, 128th ..., and remembers the keys that it finds."""

    s3: Client
    batch: Batch
    requests: int = 0
    _files: int = 0
    _folder: str | None = None
    _refused: bool = False
    _examples: dict[str, str] = field(default_factory=dict)

    def add(self, item: S3Object) -> Iterator[Finding]:
        """Look at a file, or leave it out."""
        if item.is_folder_placeholder:
            return
        self._files += 1
        new_folder, self._folder = item.folder != self._folder, item.folder
        if self.requests < MAX_REQUESTS and not self._refused and (self._files <= _FIRST or new_folder or self._files.bit_count() == 1):
            self.requests += 1
            yield from self._ask(item)

    def _ask(self, item: S3Object) -> Iterator[Finding]:
        try:
            head = self.s3.head_object(Bucket=self.batch.bucket, Key=self.batch.input_prefix + item.key)
        except ClientError as error:
            code = api_errors.code(error)
            if code == "400":
                yield problem(item.key, "encrypted with a key of the uploader's own (SSE-C)", "S3's or KMS's keys: nobody else can read it")
            else:
                # A caller who is refused one object will be refused the others.
                self._refused = True
                yield not_checked(item.key, "encryption", api_errors.text(error))
            return
        if key := head.get("SSEKMSKeyId"):
            self._examples.setdefault(key, item.key)

    def findings(self, clients: Clients) -> Iterator[Finding]:
        """Keys that the role cannot use; to be asked for when every file was added."""
        bucket_key, unread = _default_key(self.s3, self.batch.bucket)
        yield from unread
        for key, example in self._examples.items():
            actions = _BOTH if key == bucket_key else _DECRYPT
            yield from key_findings(clients, self.batch, key, actions=actions, place=example)
        if bucket_key and bucket_key not in self._examples:
            yield from key_findings(clients, self.batch, bucket_key, actions=_BOTH, place="(bucket)")
        if self.requests < self._files:
            seen = self.requests - self._refused
            yield not_checked("(batch)", "encryption of every file", f"{seen:,} of {self._files:,} were looked at")


def _default_key(s3: Client, bucket: str) -> tuple[str | None, list[Finding]]:
    """The key with which labels will be encrypted, if it is one of KMS."""
    try:
        configuration: dict[str, Any] = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]
    except ClientError as error:
        if api_errors.code(error) == "ServerSideEncryptionConfigurationNotFoundError":
            return None, []
        return None, [not_checked("(bucket)", "default encryption", api_errors.text(error))]
    default = configuration["Rules"][0].get("ApplyServerSideEncryptionByDefault", {})
    if not default.get("SSEAlgorithm", "").startswith("aws:kms"):
        return None, []
    return default.get("KMSMasterKeyID") or "alias/aws/s3", []
