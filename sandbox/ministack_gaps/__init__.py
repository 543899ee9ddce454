"""What MiniStack 1.5.33 lacks of the CloudFormation this project uses, and of S3, each in the module of its service.

The additions run on the server's event loop: they call MiniStack's service functions in-process, since a call over HTTP
to the very server that waits for it would block it.
"""

from sandbox.ministack_gaps import (
    buckets,
    cognito_users,
    conditions,
    custom_resources,
    encrypted_objects,
    exports,
    long_listings,
    managed_policies,
    odd_keys,
    policy_simulator,
    stack_deletion,
    subscriptions,
    template_validation,
    temporary_passwords,
)


def install() -> None:
    """Fill the gaps; call once, before the first request."""
    buckets.install()
    cognito_users.install()
    conditions.install()
    custom_resources.install()
    # After the buckets, which let S3 have a key of its own.
    encrypted_objects.install()
    policy_simulator.install()
    subscriptions.install()
    exports.install()
    long_listings.install()
    managed_policies.install()
    odd_keys.install()
    stack_deletion.install()
    template_validation.install()
    temporary_passwords.install()
