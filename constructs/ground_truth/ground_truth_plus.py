"""The access that Ground Truth Plus needs to a bucket: by bucket policy, by role, or both.

Sources: the developer guide's former page on sharing data (account mode) and its page on requesting a project (role mode,
https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-request-project.html).
"""

import re

from aws_cdk import Token
from aws_cdk import aws_iam as iam
from constructs import Construct

from ground_truth.data_bucket import DataBucket

# Exactly these four, on the bucket and on its objects, in both modes.
GROUND_TRUTH_PLUS_ACTIONS = ("s3:GetObject", "s3:GetBucketLocation", "s3:ListBucket", "s3:PutObject")
GROUND_TRUTH_PLUS_PRINCIPAL = "sagemaker-ground-truth-plus.amazonaws.com"


class GroundTruthPlusAccountAccess(Construct):
    """Account mode: the bucket policy lets the AWS account that Ground Truth Plus names to its customer read and write the bucket.

    AWS does not publish the account: it is 12 digits from your AWS expert. Raises ValueError for anything else, since S3 would
    refuse a policy with an unknown principal only in the middle of a deployment.
    """

    def __init__(self, scope: Construct, construct_id: str, *, bucket: DataBucket, account_id: str) -> None:
        super().__init__(scope, construct_id)
        if not Token.is_unresolved(account_id) and not re.fullmatch(r"[0-9]{12}", account_id):
            raise ValueError(
                f"account_id {account_id!r}: expected the 12 digits of the Ground Truth Plus account that your AWS expert gave you"
            )
        bucket.bucket.add_to_resource_policy(_statement(bucket, principals=[iam.ArnPrincipal(account_id)]))
        bucket.allow_key_use_by(iam.AccountPrincipal(account_id))


class GroundTruthPlusRole(Construct):
    """Role mode: a role that Ground Truth Plus assumes; its ARN goes into the form that requests a project."""

    def __init__(self, scope: Construct, construct_id: str, *, bucket: DataBucket, role_name: str | None = None) -> None:
        super().__init__(scope, construct_id)
        self.role = iam.Role(
            self,
            "Role",
            role_name=role_name,
            assumed_by=iam.ServicePrincipal(GROUND_TRUTH_PLUS_PRINCIPAL),
            description="Assumed by SageMaker Ground Truth Plus to read input data and to deliver labels",
        )
        self.role.add_to_policy(_statement(bucket, principals=[]))
        bucket.allow_key_use_by(self.role)

    @property
    def role_arn(self) -> str:
        """The ARN to paste into the project request form."""
        return self.role.role_arn


def _statement(bucket: DataBucket, *, principals: list[iam.IPrincipal]) -> iam.PolicyStatement:
    resources = [bucket.bucket.bucket_arn, bucket.bucket.arn_for_objects("*")]
    return iam.PolicyStatement(actions=list(GROUND_TRUTH_PLUS_ACTIONS), resources=resources, principals=principals or None)
