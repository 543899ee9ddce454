"""Ground Truth Plus, the service in which AWS's own experts label: how it reaches the buckets, and the projects given to it."""

from typing import Annotated, Literal

from pydantic import StrictBool

from ground_truth.settings.constraints import Matching
from ground_truth.settings.plus_project import PlusProjectSettings
from ground_truth.settings.settings import Settings

ACCOUNT_ID = Matching(r"[0-9]{12}", "12 digits, in quotes")


class GroundTruthPlusSettings(Settings):
    """The access of Ground Truth Plus to the buckets, and the projects that need it."""

    access: Literal["account", "role", "both"]
    """account: a bucket policy for the service's account. role: a role for the service, named in the project request. both: both."""

    account_id: Annotated[str, ACCOUNT_ID] | None = None
    """The Ground Truth Plus account that your AWS expert named to you. Needed by account and both."""

    narrowed: StrictBool = False
    """True if input is only read, output only written and lists are limited to the prefixes of both, which AWS does not document.
    Without it: the documented policy, four actions on the bucket and all its objects."""

    projects: tuple[PlusProjectSettings, ...] = ()
    """The projects, each with a location and a role of its own. Without projects Ground Truth Plus reaches the input bucket."""

    @property
    def grants_account(self) -> bool:
        """True if the Ground Truth Plus account gets a bucket policy."""
        return self.access in ("account", "both")

    @property
    def grants_role(self) -> bool:
        """True if a role is made that the Ground Truth Plus service assumes."""
        return self.access in ("role", "both")

    def project(self, name: str) -> PlusProjectSettings:
        """The project of that name. Raises KeyError when there is none."""
        return {project.name: project for project in self.projects}[name]
