"""Keys and user pools as the settings of an environment file describe them."""

import aws_cdk as cdk
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_kms as kms
from constructs import Construct

from ground_truth.environment import BucketSettings, UserPoolSettings
from ground_truth.workers.worker_pool import WorkerPool

_MFA = {"off": cognito.Mfa.OFF, "optional": cognito.Mfa.OPTIONAL, "required": cognito.Mfa.REQUIRED}


def encryption_key(scope: Construct, construct_id: str, *, settings: BucketSettings, removal_policy: cdk.RemovalPolicy) -> kms.IKey | None:
    """The key of a bucket: an existing one, one that is made, or None where Amazon S3 holds the keys."""
    if settings.encryption != "kms":
        return None
    if settings.kms_key_arn is not None:
        return kms.Key.from_key_arn(scope, construct_id, settings.kms_key_arn)
    return kms.Key(scope, construct_id, enable_key_rotation=True, removal_policy=removal_policy, pending_window=cdk.Duration.days(7))


def user_pool(
    scope: Construct,
    construct_id: str,
    *,
    settings: UserPoolSettings,
    removal_policy: cdk.RemovalPolicy,
    user_invitation: cognito.UserInvitationConfig | None = None,
) -> WorkerPool:
    """A user pool with its domain and app client."""
    return WorkerPool(
        scope,
        construct_id,
        domain_prefix=settings.domain_prefix,
        mfa=_MFA[settings.mfa],
        removal_policy=removal_policy,
        user_invitation=user_invitation,
    )
