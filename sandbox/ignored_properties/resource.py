"""The resource that MiniStack's CloudFormation is processing."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from ministack.services.cloudformation import provisioners, stacks

Properties = dict[str, Any]


@dataclass(frozen=True)
class Resource:
    """A resource of a stack. An existing one has a physical id, attributes and its previous properties."""

    type: str
    logical_id: str
    stack: str
    physical_id: str = ""
    properties_before: Properties | None = None
    attributes: Properties | None = None

    def is_made_anew(self, resource_type: str, logical_id: str, stack: str) -> bool:
        """True if creating a resource is part of updating this one: it is replaced, or has no update handler."""
        return (resource_type, stack) == (self.type, self.stack) and logical_id in (self.logical_id, self.physical_id)


_current: ContextVar[Resource | None] = ContextVar("sandbox_resource", default=None)


def install() -> None:
    """Record the resource wherever MiniStack creates or updates one; its handlers do not receive it."""
    for module in (provisioners, stacks):
        provision, update = module._provision_resource, module._update_resource
        module._provision_resource, module._update_resource = _provisioning(provision), _updating(update)


def current() -> Resource:
    """The resource whose handler is running."""
    resource = _current.get()
    if resource is None:
        raise LookupError("no handler of a resource runs")
    return resource


def _provisioning(provision: Any) -> Any:
    def provision_remembered(resource_type: str, logical_id: str, properties: Properties, stack: str) -> Any:
        updated = _current.get()
        if updated is not None and updated.is_made_anew(resource_type, logical_id, stack):
            return provision(resource_type, logical_id, properties, stack)
        with _remembered(Resource(resource_type, logical_id, stack)):
            return provision(resource_type, logical_id, properties, stack)

    return provision_remembered


def _updating(update: Any) -> Any:
    def update_remembered(
        resource_type: str,
        physical_id: str,
        old: Properties,
        new: Properties,
        stack: str,
        logical_id: str | None = None,
        attributes: Properties | None = None,
    ) -> Any:
        with _remembered(Resource(resource_type, logical_id or physical_id, stack, physical_id, old, attributes)):
            return update(resource_type, physical_id, old, new, stack, logical_id, attributes)

    return update_remembered


@contextmanager
def _remembered(resource: Resource) -> Iterator[None]:
    token = _current.set(resource)
    try:
        yield
    finally:
        _current.reset(token)
