"""Gaps of MiniStack 1.5.33, in CloudFormation as far as this project uses it and in services, each filled in its service's module.

The additions run on the server's event loop: they call MiniStack's service functions in-process, since an HTTP request to the server
would block it.
"""

from sandbox.ministack_gaps import (
    asynchronous_invocations,
    bucket_replication,
    bucket_reports,
    bucket_settings,
    buckets,
    cognito_users,
    conditions,
    custom_resources,
    encrypted_objects,
    encrypted_topics,
    event_source_mappings,
    event_targets,
    exports,
    lambda_functions,
    log_groups,
    long_listings,
    managed_policies,
    odd_keys,
    password_history,
    policy_holders,
    policy_patterns,
    policy_simulator,
    roles,
    stack_deletion,
    stack_tags,
    state_machines,
    subscription_deliveries,
    subscriptions,
    template_validation,
    temporary_passwords,
    topics,
    user_pool_domains,
    user_pools,
)


def install() -> None:
    """Fill the gaps; call once, before the first request."""
    buckets.install()
    # After the buckets, whose access control lists depend on object ownership.
    bucket_settings.install()
    bucket_replication.install()
    bucket_reports.install()
    # After the buckets, which allow S3 a key of its own.
    encrypted_objects.install()
    encrypted_topics.install()
    topics.install()
    subscriptions.install()
    subscription_deliveries.install()
    event_targets.install()
    asynchronous_invocations.install()
    lambda_functions.install()
    event_source_mappings.install()
    log_groups.install()
    state_machines.install()
    roles.install()
    policy_holders.install()
    policy_patterns.install()
    policy_simulator.install()
    cognito_users.install()
    user_pools.install()
    user_pool_domains.install()
    password_history.install()
    conditions.install()
    custom_resources.install()
    exports.install()
    long_listings.install()
    managed_policies.install()
    odd_keys.install()
    stack_deletion.install()
    stack_tags.install()
    template_validation.install()
    temporary_passwords.install()
