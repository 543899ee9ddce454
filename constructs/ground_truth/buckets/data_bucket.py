"""The base of the input bucket and the output bucket, with everything that protects the data."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ground_truth.buckets.bucket_contents import BucketContents
from labeling_rules.task_types import CorsProfile


class DataBucket(Construct):
    """A bucket for labeling data: TLS only, no public access, every object owned by this account, versioned, encrypted.

    `bucket_name`: generated when None. `encryption_key`: a customer managed KMS key; S3-managed keys when None.
    `noncurrent_version_expiration`: how long S3 keeps a version after it was replaced or deleted, in whole days.
    `cors_profile`: the rule that lets workers' browsers load objects, see `TASK_TYPES[...].cors_profile`; the class's own when None.
    `removal_policy`: RETAIN keeps the bucket and its data when the stack goes; DESTROY empties and deletes it.
    Raises ValueError for any other removal policy, which S3 buckets do not have.
    """

    default_cors_profile: CorsProfile | None = None

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bucket_name: str | None = None,
        encryption_key: kms.IKey | None = None,
        noncurrent_version_expiration: cdk.Duration | None = None,
        cors_profile: CorsProfile | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        if removal_policy not in (cdk.RemovalPolicy.RETAIN, cdk.RemovalPolicy.DESTROY):
            raise ValueError(f"removal_policy {removal_policy}: a data bucket takes RETAIN or DESTROY")
        self.physical_name = bucket_name
        """The name as it was given; None for a generated one."""
        self.encryption_key = encryption_key
        self._cors_profile = cors_profile or self.default_cors_profile
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            bucket_name=bucket_name,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            versioned=True,
            encryption=s3.BucketEncryption.KMS if encryption_key else s3.BucketEncryption.S3_MANAGED,
            encryption_key=encryption_key,
            # Without a bucket key, S3 calls KMS for every object that a worker loads.
            bucket_key_enabled=True if encryption_key else None,
            cors=[_cors_rule(self._cors_profile)] if self._cors_profile else None,
            lifecycle_rules=[_lifecycle_rule(noncurrent_version_expiration or cdk.Duration.days(30))],
            removal_policy=removal_policy,
        )
        self.bucket_name = self.bucket.bucket_name
        self.bucket_arn = self.bucket.bucket_arn
        if removal_policy == cdk.RemovalPolicy.DESTROY:
            BucketContents(self, "Contents", bucket=self.bucket)

    def s3_uri(self, key: str = "") -> str:
        """`s3://<bucket>/<key>`."""
        return f"s3://{self.bucket_name}/{key}" if key else f"s3://{self.bucket_name}"

    def allows(self, profile: CorsProfile) -> bool:
        """True if the bucket's CORS rule lets a browser do all that the profile's would."""
        own = self._cors_profile
        return own is not None and set(profile.allowed_methods) <= set(own.allowed_methods)

    def allow_key_use_by(self, principal: iam.IGrantable) -> None:
        """Let a principal that may read and write the bucket use its customer managed key; nothing to do with S3-managed keys."""
        if self.encryption_key is not None:
            self.encryption_key.grant(principal, "kms:Decrypt", "kms:GenerateDataKey")


def _lifecycle_rule(noncurrent_version_expiration: cdk.Duration) -> s3.LifecycleRule:
    return s3.LifecycleRule(
        id="OldVersions",
        noncurrent_version_expiration=noncurrent_version_expiration,
        expired_object_delete_marker=True,
        abort_incomplete_multipart_upload_after=cdk.Duration.days(7),
    )


def _cors_rule(profile: CorsProfile) -> s3.CorsRule:
    """Ground Truth refuses narrower origins when it creates the job. https://docs.aws.amazon.com/sagemaker/latest/dg/sms-cors-update.html"""
    return s3.CorsRule(
        allowed_headers=list(profile.allowed_headers) or None,
        allowed_methods=[s3.HttpMethods(method) for method in profile.allowed_methods],
        allowed_origins=list(profile.allowed_origins),
        exposed_headers=list(profile.exposed_headers),
        max_age=profile.max_age_seconds,
    )
