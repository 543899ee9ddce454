"""Properties that MiniStack's handlers of a resource type do not apply."""

from collections.abc import Callable
from typing import Any

from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

Properties = dict[str, Any]

Apply = Callable[[str, Properties, Properties], None]
"""Called with the physical id, the previous properties (empty for a new resource) and the current ones; an exception fails the resource."""

Response = tuple[int, dict[str, str], bytes | str]
"""A response of MiniStack's service functions: status, headers, body."""


def add(resource_type: str, apply: Apply) -> None:
    """Call `apply` after MiniStack has created or updated a resource of the type. If it raises for a new one, that is deleted again."""
    handlers = _RESOURCE_HANDLERS[resource_type]
    create, update, delete = handlers["create"], handlers.get("update"), handlers["delete"]

    def create_and_apply(logical_id: str, properties: Properties, stack_name: str) -> Any:
        made = create(logical_id, properties, stack_name)
        try:
            apply(made[0], {}, properties)
        except Exception:
            delete(made[0], properties)
            raise
        return made

    def update_and_apply(physical_id: str, old: Properties, new: Properties, *more: Any) -> Any:
        changed = update(physical_id, old, new, *more)
        apply(changed[0], old if changed[0] == physical_id else {}, new)
        return changed

    handlers["create"] = create_and_apply
    if update is not None:
        handlers["update"] = update_and_apply


def checked(response: Response) -> None:
    """Raise ValueError with the body of an error response."""
    status, _headers, body = response
    if status >= 400:
        raise ValueError(body.decode() if isinstance(body, bytes) else body)


def changed(name: str, old: Properties, new: Properties) -> bool:
    """True if a property was added, removed or changed."""
    return bool(old.get(name) != new.get(name))
