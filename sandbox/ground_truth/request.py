"""A request as the operations see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.ground_truth.backend import GroundTruthBackend
from sandbox.ground_truth.settings import Settings
from sandbox.ground_truth.surroundings import IamContext, Surroundings


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request with validated parameters and the context for its response."""

    operation: str
    parameters: Mapping[str, Any]
    backend: GroundTruthBackend
    surroundings: Surroundings
    settings: Settings

    @property
    def account_id(self) -> str:
        """The caller's account."""
        return self.backend.account_id

    @property
    def region(self) -> str:
        """The region the request was sent to."""
        return self.backend.region_name

    @property
    def now(self) -> datetime:
        """The current time by the service's clock."""
        return self.settings.clock()

    def arn(self, resource: str, *, service: str = "sagemaker", region: str | None = None) -> str:
        """An ARN in the caller's account, for ``workforce/<name>`` and the like."""
        place = self.region if region is None else region
        return f"arn:{self.backend.partition}:{service}:{place}:{self.account_id}:{resource}"

    def authorize(self, resource_arn: str, *, tags: Mapping[str, str] | None = None, context: IamContext | None = None) -> None:
        """Require the caller's permission for this operation on a resource; ``tags`` are the resource's existing tags."""
        self.authorize_action(f"sagemaker:{self.operation}", resource_arn, context={**_resource_tags(tags or {}), **(context or {})})

    def authorize_action(self, action: str, resource_arn: str, *, context: IamContext | None = None) -> None:
        """Require the caller's permission for another action that the operation depends on. Raises AccessDenied."""
        self.surroundings.authorize(action=action, resource_arn=resource_arn, context=context or {})


def _resource_tags(tags: Mapping[str, str]) -> dict[str, str]:
    keys = ("aws:ResourceTag", "sagemaker:ResourceTag")
    return {f"{key}/{name}": value for key in keys for name, value in tags.items()}
