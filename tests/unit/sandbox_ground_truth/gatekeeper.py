"""Surroundings that record the service's authorization requests for its caller."""

from collections.abc import Mapping

from sandbox import ground_truth
from sandbox.ground_truth.errors import AccessDenied
from sandbox.ground_truth.surroundings import IamContext


class Gatekeeper(ground_truth.OpenSurroundings):
    """Records authorization requests, and denies the configured actions."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str, Mapping[str, str | list[str]]]] = []
        self.denied: set[str] = set()
        self.callers: list[ground_truth.Caller] = []

    def authorize(self, *, action: str, resource_arn: str, context: IamContext) -> None:
        self.asked.append((action, resource_arn, context))
        self.callers.append(ground_truth.current_caller())
        if action in self.denied:
            raise AccessDenied(f"not authorized to perform: {action} on resource: {resource_arn}")

    def actions(self) -> list[tuple[str, str]]:
        return [(action, resource) for action, resource, _ in self.asked]

    def clear(self) -> None:
        self.asked.clear()
        self.callers.clear()
        self.denied.clear()
