"""The keys of buckets and topics that are known by their names alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from aws_cdk import aws_kms as kms

from ground_truth.buckets.data_bucket import DataBucket
from ground_truth.buckets.s3_object import S3Object


@dataclass(frozen=True, kw_only=True)
class EncryptionKeys:
    """Customer managed KMS keys, by what is encrypted with them.

    `buckets`: by the bucket's name; `topics`: by the topic's ARN. A key of another account has a key policy that lets this account use it.
    """

    buckets: Mapping[str, kms.IKey] = field(default_factory=dict)
    topics: Mapping[str, kms.IKey] = field(default_factory=dict)

    def with_own(self, *buckets: DataBucket | None) -> EncryptionKeys:
        """These keys and those of the given data buckets, which settings may name too."""
        own = {bucket.physical_name: bucket.encryption_key for bucket in buckets if bucket is not None}
        return replace(self, buckets={**self.buckets, **{name: key for name, key in own.items() if name and key}})

    def of_topics(self, *topic_arns: str | None) -> list[kms.IKey]:
        """The keys of those topics whose keys are known."""
        return [self.topics[arn] for arn in topic_arns if arn is not None and arn in self.topics]

    def of(self, place: S3Object) -> S3Object:
        """The location with the key of its bucket, if it does not have one already and the key is known here."""
        key = self.buckets.get(place.bucket_arn.rpartition(":")[2])
        return place if key is None or place.encryption_key is not None else replace(place, encryption_key=key)
