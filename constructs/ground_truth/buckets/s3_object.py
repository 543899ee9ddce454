"""An object of S3, as templates and policies name it."""

from __future__ import annotations

from dataclasses import dataclass

from aws_cdk import Arn, ArnComponents, ArnFormat, Stack
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3_assets as assets
from constructs import Construct

from ground_truth.buckets.data_bucket import DataBucket
from ground_truth.buckets.key_patterns import beginning, literal
from labeling_rules.s3_uris import bucket_of


@dataclass(frozen=True)
class S3Object:
    """`uri` for the API, the ARNs for policies, and the customer managed key that the bucket is encrypted with."""

    uri: str
    arn: str
    bucket_arn: str
    encryption_key: kms.IKey | None = None
    kms_key_id: str | None = None
    """Another key that the object itself is encrypted with, in any form that the API takes."""
    is_asset: bool = False
    """True if it travels with the CDK application, into a bucket that CDK made."""

    @classmethod
    def of_asset(cls, asset: assets.Asset) -> S3Object:
        """A file that travels with the CDK application."""
        return cls(asset.s3_object_url, asset.bucket.arn_for_objects(asset.s3_object_key), asset.bucket.bucket_arn, is_asset=True)

    @classmethod
    def in_bucket(cls, bucket: DataBucket, key: str) -> S3Object:
        """An object of a data bucket."""
        return cls(bucket.s3_uri(key), f"{bucket.bucket_arn}/{literal(key)}", bucket.bucket_arn, bucket.encryption_key)

    @classmethod
    def below(cls, bucket: DataBucket, prefix: str) -> S3Object:
        """All objects of a data bucket whose keys begin so; all of the bucket when the prefix is empty."""
        return cls(bucket.s3_uri(f"{prefix}*"), f"{bucket.bucket_arn}/{beginning(prefix)}", bucket.bucket_arn, bucket.encryption_key)

    @classmethod
    def of_uri(cls, scope: Construct, uri: str) -> S3Object:
        """An object that only a URI is known of: `s3://<bucket>/<key>`. Raises ValueError for other URIs."""
        bucket, key = _parts(uri)
        return cls(uri, _s3_arn(scope, f"{bucket}/{literal(key)}"), _s3_arn(scope, bucket))

    @classmethod
    def below_uri(cls, scope: Construct, uri: str) -> S3Object:
        """All objects whose URIs begin so: `s3://<bucket>/<prefix>`. Raises ValueError for other URIs."""
        bucket, prefix = _parts(uri)
        return cls(f"{uri}*", _s3_arn(scope, f"{bucket}/{beginning(prefix)}"), _s3_arn(scope, bucket))


def _parts(uri: str) -> tuple[str, str]:
    bucket = bucket_of(uri)
    if bucket is None:
        raise ValueError(f"{uri!r}: expected s3://<bucket>/<key>; a policy cannot be written for another form")
    return bucket, uri.removeprefix(f"s3://{bucket}").removeprefix("/")


def _s3_arn(scope: Construct, resource: str) -> str:
    components = ArnComponents(service="s3", region="", account="", resource=resource, arn_format=ArnFormat.NO_RESOURCE_NAME)
    return Arn.format(components, Stack.of(scope))
