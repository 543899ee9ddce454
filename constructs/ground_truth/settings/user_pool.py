"""The Cognito user pool of workers, or of a project team: its passwords, sign-in and invitations."""

from typing import Annotated, Literal

from pydantic import StrictBool

from ground_truth.settings.constraints import Characters, Count, Matching
from ground_truth.settings.settings import Settings

DOMAIN_PREFIX = Matching(
    r"(?!.*(?:aws|amazon|cognito))[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?",
    "1 to 63 lower-case letters, digits and inner hyphens, without aws, amazon or cognito",
)
"""https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html"""


class InvitationSettings(Settings):
    """The e-mail that a new worker gets. Limits: Cognito's MessageTemplateType."""

    subject: Annotated[str, Characters(1, 140)]
    """The subject line."""

    message: Annotated[str, Characters(6, 20_000, containing=("{username}", "{####}"))]
    """The text (HTML): {username} and {####} (the temporary password) must occur; {portal} stands for the portal's URL."""


class PasswordSettings(Settings):
    """The password policy of the pool. Limits: Cognito's PasswordPolicyType."""

    minimum_length: Annotated[int, Count(8, 99)] = 12
    """The minimum number of characters; Cognito's own minimum is 6."""

    lowercase: StrictBool = True
    """True if a lower-case letter is required."""

    uppercase: StrictBool = True
    """True if an upper-case letter is required."""

    digits: StrictBool = True
    """True if a digit is required."""

    symbols: StrictBool = True
    """True if a symbol is required."""

    history: Annotated[int, Count(0, 24)] = 0
    """The number of earlier passwords that may not be used again."""

    temporary_password_days: Annotated[int, Count(1, 365)] = 7
    """The days for which the password of an invitation works. After that an administrator has to invite again."""


class UserPoolSettings(Settings):
    """The Cognito user pool that holds the workers."""

    domain_prefix: Annotated[str, DOMAIN_PREFIX]
    """The first part of the sign-in domain, unique in the region over all of AWS."""

    mfa: Literal["off", "optional", "required"] = "optional"
    """Sign-in with an authenticator app in addition: never, by each worker's choice, or always."""

    password: PasswordSettings = PasswordSettings()
    """The rules for workers' passwords."""

    threat_protection: Literal["off", "audit", "enforced"] = "off"
    """audit: Cognito reports compromised passwords and suspicious sign-ins. enforced: it refuses them. Both need the costlier Plus plan."""

    deletion_protection: StrictBool = False
    """True if the pool cannot be deleted until this is false. Not allowed with `data_on_destroy: destroy`."""

    implicit_flow: StrictBool = False
    """True if the implicit OAuth flow, which returns tokens in a URL, is allowed beside the code flow, for a portal that needs it."""

    invitation: InvitationSettings | None = None
    """The invitation e-mail. Without it Cognito's own text, with the portal's URL, is sent."""
