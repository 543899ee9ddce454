"""The private workforce: SageMaker knows one per account and region, so it is created, adopted or only imported."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from ground_truth.api_shapes import ApiShape
from ground_truth.constraints import Characters, Count, Matching
from ground_truth.environment.settings import Settings

WorkforceName: TypeAlias = Annotated[str, ApiShape("CreateWorkforceRequest.WorkforceName")]

SourceIpCidrs: TypeAlias = Annotated[
    tuple[Annotated[str, ApiShape("SourceIpConfig.Cidrs[]", meaning="an IPv4 or IPv6 range such as 203.0.113.0/24")], ...],
    Count(1, 10, of="ranges"),
]
"""1 to 10 ranges: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SourceIpConfig.html"""

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


class UserPoolSettings(Settings):
    """The Cognito user pool that holds the workers."""

    domain_prefix: Annotated[str, DOMAIN_PREFIX]
    """The first part of the sign-in domain, unique in the region over all of AWS."""

    mfa: Literal["off", "optional", "required"] = "optional"
    """Whether workers sign in with an authenticator app too."""

    invitation: InvitationSettings | None = None
    """The invitation e-mail. Without it Cognito's own text, with the portal's URL, is sent."""


class CreateWorkforce(Settings):
    """A new workforce. The deployment fails when the account has one in this region already."""

    mode: Literal["create"]
    name: WorkforceName
    """The name of the workforce. It cannot be changed later."""
    user_pool: UserPoolSettings
    source_ip_cidrs: SourceIpCidrs = ()
    """Where workers may work from. Without it: anywhere."""


class AdoptWorkforce(Settings):
    """The existing workforce of the account: its settings are applied, but it is never deleted."""

    mode: Literal["adopt"]
    name: WorkforceName
    """The name of the existing workforce."""
    source_ip_cidrs: SourceIpCidrs = ()
    """Where workers may work from. Without it: anywhere."""


class ImportWorkforce(Settings):
    """The existing workforce of the account, used as it is: nothing about it is changed."""

    mode: Literal["import"]
    name: WorkforceName
    """The name of the existing workforce."""


WorkforceSettings: TypeAlias = Annotated[CreateWorkforce | AdoptWorkforce | ImportWorkforce, Field(discriminator="mode")]
