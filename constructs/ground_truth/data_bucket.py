"""What the input bucket and the output bucket have in common: everything that protects the data."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ground_truth.bucket_contents import BucketContents


class DataBucket(Construct):
    """A bucket for labeling data: TLS only, no public access, owned by this account whoever writes, versioned, encrypted.

    `bucket_name`: generated when None. `encryption_key`: a customer managed KMS key; S3-managed keys when None.
    `noncurrent_version_expiration`: how long S3 keeps a version after it was replaced or deleted, in whole days.
    `removal_policy`: RETAIN keeps the bucket and its data when the stack goes; DESTROY empties and deletes it.
    Raises ValueError for any other removal policy, which S3 buckets do not have.
    """

    cors_rules: Sequence[s3.CorsRule] = ()

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bucket_name: str | None = None,
        encryption_key: kms.IKey | None = None,
        noncurrent_version_expiration: cdk.Duration | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        if removal_policy not in (cdk.RemovalPolicy.RETAIN, cdk.RemovalPolicy.DESTROY):
            raise ValueError(f"removal_policy {removal_policy}: a data bucket takes RETAIN or DESTROY")
        self.encryption_key = encryption_key
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
            cors=list(self.cors_rules),
            lifecycle_rules=[_lifecycle_rule(noncurrent_version_expiration or cdk.Duration.days(30))],
            removal_policy=removal_policy,
        )
        if removal_policy == cdk.RemovalPolicy.DESTROY:
            BucketContents(self, "Contents", bucket=self.bucket)

    @property
    def bucket_name(self) -> str:
        """The bucket's name."""
        return self.bucket.bucket_name

    def s3_uri(self, key: str = "") -> str:
        """`s3://<bucket>/<key>`."""
        return self.bucket.s3_url_for_object(key) if key else f"s3://{self.bucket.bucket_name}"

    def grant_labeling_read(self, role: iam.IRole) -> None:
        """Let a role find the bucket and read its objects, as Ground Truth does with the input data."""
        self._grant_bucket(role)
        _add(role, ["s3:GetObject"], [self.bucket.arn_for_objects("*")])
        self._grant_key(role, ["kms:Decrypt"])

    def grant_labeling_write(self, role: iam.IRole) -> None:
        """Let a role read and write objects, as Ground Truth does with the output data."""
        self._grant_bucket(role)
        _add(role, ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], [self.bucket.arn_for_objects("*")])
        self._grant_key(role, ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:DescribeKey"])

    def allow_key_use_by(self, principal: iam.IGrantable) -> None:
        """Let a principal that may read and write the bucket use its customer managed key; nothing to do with S3-managed keys."""
        if self.encryption_key is not None:
            self.encryption_key.grant(principal, "kms:Decrypt", "kms:GenerateDataKey")

    def _grant_bucket(self, role: iam.IRole) -> None:
        # Whether Ground Truth reads the CORS rules with the role is not documented; reading them is harmless.
        _add(role, ["s3:GetBucketCORS", "s3:GetBucketLocation", "s3:ListBucket"], [self.bucket.bucket_arn])

    def _grant_key(self, role: iam.IRole, actions: list[str]) -> None:
        if self.encryption_key is not None:
            self.encryption_key.grant(role, *actions)


def _add(role: iam.IRole, actions: list[str], resources: list[str]) -> None:
    role.add_to_principal_policy(iam.PolicyStatement(actions=actions, resources=resources))


def _lifecycle_rule(noncurrent_version_expiration: cdk.Duration) -> s3.LifecycleRule:
    return s3.LifecycleRule(
        id="OldVersions",
        noncurrent_version_expiration=noncurrent_version_expiration,
        expired_object_delete_marker=True,
        abort_incomplete_multipart_upload_after=cdk.Duration.days(7),
    )
