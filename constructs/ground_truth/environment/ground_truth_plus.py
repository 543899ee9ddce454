"""The access of Ground Truth Plus, the service in which AWS's own experts label, to the buckets."""

from typing import Annotated, Literal

from ground_truth.constraints import Matching
from ground_truth.environment.settings import Settings

ACCOUNT_ID = Matching(r"[0-9]{12}", "12 digits, in quotes")


class GroundTruthPlusSettings(Settings):
    """How Ground Truth Plus reaches the buckets."""

    access: Literal["account", "role", "both"]
    """account: a bucket policy for the service's account. role: a role for the service, named in the project request. both: both."""

    account_id: Annotated[str, ACCOUNT_ID] | None = None
    """The Ground Truth Plus account that your AWS expert named to you. Needed by account and both."""

    @property
    def grants_account(self) -> bool:
        """Whether the Ground Truth Plus account gets a bucket policy."""
        return self.access in ("account", "both")

    @property
    def grants_role(self) -> bool:
        """Whether a role is made that the Ground Truth Plus service assumes."""
        return self.access in ("role", "both")
