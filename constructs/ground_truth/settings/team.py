"""Work teams and their members."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, StrictBool

from ground_truth.settings.api_shapes import ApiShape
from ground_truth.settings.constraints import Matching
from ground_truth.settings.settings import Settings

EMAIL = Matching(
    r"(?=.{3,128}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]+@[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?)+",
    "an e-mail address of at most 128 characters",
)
"""The address is the user name, and those have 128 characters at most (Cognito's UsernameType)."""


class MemberSettings(Settings):
    """A worker."""

    email: Annotated[str, EMAIL]
    """The worker's address: the user name, and the recipient of the invitation."""

    existing: StrictBool = False
    """The worker is in the user pool already: no user is made, none is ever deleted, only the group gets a member."""


def from_address(value: Any) -> Any:
    """A member as a mapping, if the file has only the address."""
    return {"email": value} if isinstance(value, str) else value


class TeamSettings(Settings):
    """A work team: a Cognito group and a SageMaker work team named `<environment>-<name>`."""

    name: Annotated[str, ApiShape("CreateWorkteamRequest.WorkteamName")]
    """The team's name in labeling jobs."""

    description: Annotated[str, ApiShape("CreateWorkteamRequest.Description")]
    """The description that workers see."""

    members: tuple[Annotated[MemberSettings, BeforeValidator(from_address, json_schema_input_type=str | MemberSettings)], ...] = ()
    """E-mail addresses, or `{email: ..., existing: true}` for workers whom the user pool knows already."""

    notifications: StrictBool = False
    """True if members get an e-mail when work is available or about to expire (each has to confirm the subscription)."""

    presigned_urls_from: Literal["anywhere", "source_ip", "vpc_source_ip"] = "anywhere"
    """The places in which the URLs of data in worker pages work: anywhere; at the address from which the worker opened the task;
    or at that address and through an S3 endpoint of the portal's VPC. WorkerAccessConfiguration of CreateWorkteam."""
