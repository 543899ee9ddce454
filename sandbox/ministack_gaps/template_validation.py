"""Refusal of templates at the same moments as on AWS; sandbox/template_validation defines what is refused.

* At CreateStack, UpdateStack, CreateChangeSet and ValidateTemplate: ValidationError (request_validation.py).
* Before a deployment: known properties against the schemas (early_validation.py, change_set_validation.py).
* When a resource is created or updated: its properties with all references resolved. The resource fails, and the stack is rolled back.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html
"""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from ministack.core.responses import get_region
from ministack.services.cloudformation import provisioners, stacks

from sandbox.ministack_gaps import change_set_validation, early_validation, request_validation
from sandbox.ministack_gaps.loaded_checks import checks, load_meanwhile

Properties = Mapping[str, Any]


class _Tagged(dict[str, Any]):
    """Properties with stack tags, which CloudFormation adds after validating the template's properties."""

    of_template: Properties


# A rollback restores properties that were valid before.
_rolling_back: ContextVar[bool] = ContextVar("rolling_back", default=False)


def install() -> None:
    """Wrap MiniStack at these moments, and load the rules in the background."""
    request_validation.install()
    _refuse_when_made()
    early_validation.install()
    change_set_validation.install()
    load_meanwhile()


def _refuse_when_made() -> None:
    add_tags, provision, update, revert = (
        stacks._with_stack_tags,
        stacks._provision_resource,
        stacks._update_resource,
        stacks._revert_update,
    )

    def add_tags_and_remember(resource_type: str, properties: Properties, *stack: Any) -> Properties:
        tagged = _Tagged(add_tags(resource_type, properties, *stack))
        tagged.of_template = properties
        return tagged

    def provision_valid(resource_type: str, logical_id: str, properties: Properties, stack_name: str) -> Any:
        _require(resource_type, logical_id, properties)
        return provision(resource_type, logical_id, properties, stack_name)

    def update_valid(
        resource_type: str,
        physical_id: str,
        old: Properties,
        new: Properties,
        stack_name: str,
        logical_id: str = "",
        old_attributes: Any = None,
    ) -> Any:
        if old != new and not _rolling_back.get():
            _require(resource_type, logical_id, new, physical_id)
        return update(resource_type, physical_id, old, new, stack_name, logical_id, old_attributes)

    async def revert_unchecked(*arguments: Any, **options: Any) -> None:
        token = _rolling_back.set(True)
        try:
            await revert(*arguments, **options)
        finally:
            _rolling_back.reset(token)

    # The provisioners create the resources of nested stacks.
    for module in (provisioners, stacks):
        module._with_stack_tags = add_tags_and_remember
        module._provision_resource = provision_valid
        module._update_resource = update_valid
    stacks._revert_update = revert_unchecked


def _require(resource_type: str, logical_id: str, properties: Properties, physical_id: str = "") -> None:
    declared = properties.of_template if isinstance(properties, _Tagged) else properties
    checks().require_resource(resource_type, logical_id, declared, physical_id=physical_id, region=get_region())
