"""Keys and user pools as the settings of an environment file describe them."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_kms as kms
from constructs import Construct

from ground_truth.encryption_keys import EncryptionKeys
from ground_truth.environment import BucketSettings, EncryptionKeySettings
from ground_truth.settings import PasswordSettings, UserPoolSettings
from ground_truth.workers.worker_pool import WorkerPool

_MFA = {"off": cognito.Mfa.OFF, "optional": cognito.Mfa.OPTIONAL, "required": cognito.Mfa.REQUIRED}


_THREAT_PROTECTION = {
    "off": None,
    "audit": cognito.StandardThreatProtectionMode.AUDIT_ONLY,
    "enforced": cognito.StandardThreatProtectionMode.FULL_FUNCTION,
}


def encryption_key(scope: Construct, construct_id: str, *, settings: BucketSettings, removal_policy: cdk.RemovalPolicy) -> kms.IKey | None:
    """The key of a bucket: an existing one, a new one, or None for S3-managed keys."""
    if settings.encryption != "kms":
        return None
    if settings.kms_key_arn is not None:
        return kms.Key.from_key_arn(scope, construct_id, settings.kms_key_arn)
    return kms.Key(scope, construct_id, enable_key_rotation=True, removal_policy=removal_policy, pending_window=cdk.Duration.days(7))


def encryption_keys(scope: Construct, settings: Sequence[EncryptionKeySettings]) -> EncryptionKeys:
    """The keys of buckets and topics that are not made here."""
    buckets: dict[str, kms.IKey] = {}
    topics: dict[str, kms.IKey] = {}
    for number, named in enumerate(settings, start=1):
        key = kms.Key.from_key_arn(scope, f"EncryptionKey{number}", named.kms_key_arn)
        buckets |= dict.fromkeys(named.buckets, key)
        topics |= dict.fromkeys(named.topics, key)
    return EncryptionKeys(buckets=buckets, topics=topics)


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
        password_policy=_password_policy(settings.password),
        threat_protection=_THREAT_PROTECTION[settings.threat_protection],
        deletion_protection=settings.deletion_protection,
        implicit_flow=settings.implicit_flow,
        removal_policy=removal_policy,
        user_invitation=user_invitation,
    )


def _password_policy(settings: PasswordSettings) -> cognito.PasswordPolicy:
    return cognito.PasswordPolicy(
        min_length=settings.minimum_length,
        require_digits=settings.digits,
        require_lowercase=settings.lowercase,
        require_symbols=settings.symbols,
        require_uppercase=settings.uppercase,
        password_history_size=settings.history or None,
        temp_password_validity=cdk.Duration.days(settings.temporary_password_days),
    )
