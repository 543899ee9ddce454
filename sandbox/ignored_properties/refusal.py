"""The refusal of ignored properties, and the rollback of MiniStack's work."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from ministack.services.cloudformation import provisioners

from sandbox.ignored_properties import resource as resources
from sandbox.ignored_properties.changed_paths import changed_paths, meet, removed_paths
from sandbox.ignored_properties.observed_properties import Path, Reading
from sandbox.ignored_properties.resource import Properties, Resource
from sandbox.ignored_properties.without_effect import is_read_elsewhere, is_tag_of_cloudformation, without_effect

Provisioned = tuple[str, dict[str, Any]]
"""A resource's physical id and attributes."""

_LOG = logging.getLogger("sandbox.ignored_properties")
# A function receives all properties of a custom resource. CDK's own type has no effect on AWS either.
_NOT_OBSERVED = ("AWS::CloudFormation::CustomResource", "AWS::CDK::Metadata")


class IgnoredPropertiesError(ValueError):
    """A resource has properties without effect in the sandbox. `left`: the changes that could not be undone."""

    def __init__(self, resource: Resource, paths: Iterable[Path], left: str) -> None:
        names = ", ".join(sorted(map(_text, paths)))
        super().__init__(
            f"{resource.logical_id} ({resource.type}): the sandbox does not have {names}. AWS does, so nothing is deployed without it "
            f"unless the sandbox is started with --allow-ignored-properties.{left}"
        )


def install(*, allow: bool) -> None:
    """Record the reads of MiniStack's handlers; call once, after all additions to the handlers.

    With `allow`, each ignored property is logged instead of refused.
    """
    resources.install()
    report = _log if allow else _refuse
    for resource_type, handlers in provisioners._RESOURCE_HANDLERS.items():
        if resource_type in _NOT_OBSERVED:
            continue
        handlers["create"] = _observed_create(handlers["create"], report)
        if "update" not in handlers and resource_type in provisioners._STACK_TAG_PROPERTY:
            handlers["update"] = _update_without_tags(provisioners._STACK_TAG_PROPERTY[resource_type][0])
        if "update" in handlers:
            handlers["update"] = _observed_update(handlers["update"], report)


Report = Callable[[Resource, list[Path], Callable[[], Any]], None]


def _observed_create(create: Callable[..., Provisioned], report: Report) -> Callable[..., Provisioned]:
    def create_observed(logical_id: str, properties: Properties, stack: str) -> Provisioned:
        resource = resources.current()
        report(resource, without_effect(resource.type, properties), _nothing)
        reading = Reading(properties)
        made = create(logical_id, reading.properties, stack)

        def undo() -> None:
            if made[0] == resource.physical_id:
                create(logical_id, resource.properties_before, stack)
            else:
                provisioners._delete_resource(resource.type, made[0], properties, stack, logical_id)

        report(resource, _declared(properties, reading.ignored()), undo)
        return made

    return create_observed


def _observed_update(update: Callable[..., Provisioned], report: Report) -> Callable[..., Provisioned]:
    def update_observed(physical_id: str, old: Properties, new: Properties, stack: str, *logical_id: str) -> Provisioned:
        resource = resources.current()
        changed = changed_paths(old, new)
        report(resource, _among(changed, without_effect(resource.type, new)), _nothing)
        before, after = Reading(old), Reading(new)
        made = update(physical_id, before.properties, after.properties, stack, *logical_id)

        def undo() -> None:
            if made[0] == physical_id:
                update(physical_id, new, old, stack, *logical_id)
            else:
                provisioners._delete_resource(resource.type, made[0], new, stack, resource.logical_id)

        dropped = [path for path in removed_paths(old, new) if not (before.looked_for(path) or after.looked_for(path))]
        report(resource, _declared(new, _among(changed, after.ignored())) + _declared(old, dropped), undo)
        return made

    return update_observed


def _update_without_tags(tags: str) -> Callable[..., Provisioned]:
    """MiniStack's behavior for a type without an update handler: recreate the resource, unless only its tags changed."""

    def update(physical_id: str, old: Properties, new: Properties, stack: str) -> Provisioned:
        resource = resources.current()
        if {name: old.get(name) for name in old if name != tags} == {name: new.get(name) for name in new if name != tags}:
            return physical_id, resource.attributes or {}
        made: Provisioned = provisioners._provision_resource(resource.type, resource.logical_id, new, stack)
        return made

    return update


def _nothing() -> None:
    """There is nothing to undo."""


def _refuse(resource: Resource, found: list[Path], undo: Callable[[], Any]) -> None:
    ignored = _ignored(resource, found)
    if not ignored:
        return
    try:
        undo()
    except Exception as error:
        raise IgnoredPropertiesError(resource, ignored, f" What was made of it could not be undone: {error}") from error
    raise IgnoredPropertiesError(resource, ignored, "")


def _log(resource: Resource, found: list[Path], _undo: Callable[[], Any]) -> None:
    for path in _ignored(resource, found):
        _LOG.warning("%s (%s): the property %s is ignored", resource.logical_id, resource.type, _text(path))


def _ignored(resource: Resource, found: list[Path]) -> list[Path]:
    return [path for path in found if not is_read_elsewhere(resource.type, path)]


def _declared(properties: Properties, ignored: Iterable[Path]) -> list[Path]:
    """The paths that the template declares."""
    return [path for path in ignored if not is_tag_of_cloudformation(properties, path)]


def _among(changed: Iterable[Path], ignored: Iterable[Path]) -> list[Path]:
    """The ignored paths at which a value changed."""
    return [path for path in ignored if any(meet(path, other) for other in changed)]


def _text(path: Path) -> str:
    """`Rules[0].Id`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
