"""The desired work team, and the parameters of the calls for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lambda_handlers.aws import ownership
from lambda_handlers.errors import ResourceError

# The update of a team without these constraints; leaving the field out of UpdateWorkteam would keep what was set before.
UNCONSTRAINED_ACCESS = {"S3Presign": {"IamPolicyConstraints": {"SourceIp": "Disabled", "VpcSourceIp": "Disabled"}}}


@dataclass(frozen=True, kw_only=True)
class DesiredWorkteam:
    """The properties of a work team, named as CreateWorkteam names them."""

    name: str
    workforce_name: str | None
    settings: Mapping[str, Any]
    tags: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_properties(cls, properties: Mapping[str, Any]) -> "DesiredWorkteam":
        """From properties that have the types of the API already."""
        return cls(
            name=properties["WorkteamName"],
            workforce_name=properties.get("WorkforceName"),
            settings={name: value for name, value in properties.items() if name not in {"WorkteamName", "WorkforceName", "Tags"}},
            tags=ownership.user_tags(properties.get("Tags", [])),
        )

    def creation(self, *, ownership_tags: Mapping[str, str]) -> dict[str, Any]:
        """Parameters of CreateWorkteam."""
        workforce = {"WorkforceName": self.workforce_name} if self.workforce_name else {}
        tags = ownership.as_list({**self.tags, **ownership_tags})
        return {"WorkteamName": self.name, **workforce, **self.settings, "Tags": tags}

    def change(self, *, observed: Mapping[str, Any]) -> dict[str, Any]:
        """Parameters of UpdateWorkteam: always the whole lists, and an empty value for what is no longer desired."""
        absent: dict[str, Any] = {"NotificationConfiguration": {}}
        if observed.get("WorkerAccessConfiguration"):
            absent["WorkerAccessConfiguration"] = UNCONSTRAINED_ACCESS
        return {"WorkteamName": self.name, **absent, **self.settings}

    def differs(self, *, observed: Mapping[str, Any]) -> bool:
        """True if the team is not yet what UpdateWorkteam would make it."""
        return any((observed.get(name) or {}) != value for name, value in self.change(observed=observed).items())


def require_same_workforce(desired: DesiredWorkteam, *, observed: Mapping[str, Any]) -> None:
    """A team stays in its workforce. Compared with the team itself, so that a rollback of a refused change is not refused too."""
    workforce_arn = observed.get("WorkforceArn", "")
    actual = workforce_arn.rpartition("/")[2]
    if desired.workforce_name and actual and desired.workforce_name != actual:
        raise ResourceError(
            f"the work team '{desired.name}' belongs to the workforce '{actual}' and cannot be moved to '{desired.workforce_name}'; "
            "give the team another name, so that a new one is made"
        )
