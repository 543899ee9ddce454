"""The access that Ground Truth Plus needs to a bucket: by bucket policy, by role, or both.

Sources: the developer guide's former page on sharing data (account mode) and its page on requesting a project (role mode,
https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-request-project.html).
"""

import json
import re

import aws_cdk as cdk
from aws_cdk import Token
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from ground_truth.buckets.data_bucket import DataBucket
from ground_truth.settings.plus_folders import PlusFolders
from ground_truth.settings.plus_service import GROUND_TRUTH_PLUS_ACTIONS, GROUND_TRUTH_PLUS_PRINCIPAL, key_policy_statement
from ground_truth.trusted_service import trusted_service


class GroundTruthPlusAccountAccess(Construct):
    """Account mode: the bucket policy lets the AWS account that Ground Truth Plus names to its customer read and write the bucket.

    AWS does not publish the account: it is 12 digits from your AWS expert. Raises ValueError for anything else, since S3 would
    refuse a policy with an unknown principal only in the middle of a deployment.

    `narrowed_to`: only these folders, the input read-only and the output write-only. AWS documents the whole bucket, which is what
    None gives.
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, bucket: DataBucket, account_id: str, narrowed_to: PlusFolders | None = None
    ) -> None:
        super().__init__(scope, construct_id)
        if not Token.is_unresolved(account_id) and not re.fullmatch(r"[0-9]{12}", account_id):
            raise ValueError(
                f"account_id {account_id!r}: expected the 12 digits of the Ground Truth Plus account that your AWS expert gave you"
            )
        for statement in _statements(bucket, narrowed_to, principals=[iam.ArnPrincipal(account_id)]):
            bucket.bucket.add_to_resource_policy(statement)
        bucket.allow_key_use_by(iam.AccountPrincipal(account_id))
        if bucket.encryption_key is not None and not isinstance(bucket.encryption_key, kms.Key):
            _tell_of_key_policy(self, bucket.encryption_key, account_id)


class GroundTruthPlusRole(Construct):
    """Role mode: a role that Ground Truth Plus assumes; its ARN goes into the form that requests a project.

    `narrowed_to`: as with `GroundTruthPlusAccountAccess`.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bucket: DataBucket,
        role_name: str | None = None,
        narrowed_to: PlusFolders | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        self.role = iam.Role(
            self,
            "Role",
            role_name=role_name,
            assumed_by=trusted_service(self, GROUND_TRUTH_PLUS_PRINCIPAL),
            description="Assumed by SageMaker Ground Truth Plus to read input data and to deliver labels",
        )
        for statement in _statements(bucket, narrowed_to, principals=[]):
            self.role.add_to_policy(statement)
        bucket.allow_key_use_by(self.role)

    @property
    def role_arn(self) -> str:
        """The ARN to paste into the project request form."""
        return self.role.role_arn


def _statements(bucket: DataBucket, narrowed_to: PlusFolders | None, *, principals: list[iam.IPrincipal]) -> list[iam.PolicyStatement]:
    grants = _documented(bucket) if narrowed_to is None else _narrowed(bucket, narrowed_to)
    return [
        iam.PolicyStatement(actions=actions, resources=resources, conditions=conditions or None, principals=principals or None)
        for actions, resources, conditions in grants
    ]


_Grants = list[tuple[list[str], list[str], dict[str, dict[str, list[str]]]]]
"""Actions, resources and conditions of each statement."""


def _documented(bucket: DataBucket) -> _Grants:
    return [(list(GROUND_TRUTH_PLUS_ACTIONS), [bucket.bucket.bucket_arn, bucket.bucket.arn_for_objects("*")], {})]


def _narrowed(bucket: DataBucket, folders: PlusFolders) -> _Grants:
    prefixes = [f"{folders.input()}*", f"{folders.output()}*"]
    read, written = (bucket.bucket.arn_for_objects(prefix) for prefix in prefixes)
    return [
        (["s3:GetBucketLocation"], [bucket.bucket.bucket_arn], {}),
        (["s3:ListBucket"], [bucket.bucket.bucket_arn], {"StringLike": {"s3:prefix": prefixes}}),
        (["s3:GetObject"], [read], {}),
        (["s3:PutObject"], [written], {}),
    ]


def _tell_of_key_policy(scope: Construct, key: kms.IKey, account_id: str) -> None:
    """Warn of the statement that the policy of an existing key needs: only the key's owner can see or change that policy."""
    cdk.Annotations.of(scope).add_warning_v2(
        "ground-truth:key-policy-of-an-existing-key",
        f"the policy of the existing key {key.key_arn} is not managed here: Ground Truth Plus can use the key only if its policy has the "
        f"statement {json.dumps(key_policy_statement(account_id))}. The policy of an AWS managed key such as aws/s3 cannot be changed, so "
        "that another account can never use it: if this is one, take a customer managed key",
    )
