"""A resource that cannot be deleted retains its dependencies: a custom resource's function, that function's role, and so on.

MiniStack continues and deletes them. CloudFormation leaves them unchanged; here they are also reported as failed, each with its reason.
Deleting the stack again retries all of them.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html#troubleshooting-errors-delete-stack-fails
"""

from contextvars import ContextVar
from typing import Any

from ministack.services import cloudformation
from ministack.services.cloudformation import handlers, stacks

# The failures of the current deletion, None outside of one; resources processed on other threads share the set.
_failed: ContextVar[set[str] | None] = ContextVar("failed_deletions", default=None)


def install() -> None:
    """Wrap the deletion of stacks and of their resources."""
    delete_stack, delete_resource = stacks._delete_stack_async, stacks._delete_resource

    async def delete_stack_and_remember(*arguments: Any, **options: Any) -> None:
        token = _failed.set(set())
        try:
            await delete_stack(*arguments, **options)
        finally:
            _failed.reset(token)

    def delete_unless_needed(resource_type: str, physical_id: str, properties: Any, stack_name: str = "", logical_id: str = "") -> Any:
        failed = _failed.get()
        if failed is None:
            return delete_resource(resource_type, physical_id, properties, stack_name, logical_id)
        needed_by = _needed_by(stack_name, logical_id, failed)
        if needed_by is not None:
            raise RuntimeError(f"not deleted, since {needed_by}, which depends on it, could not be deleted")
        try:
            return delete_resource(resource_type, physical_id, properties, stack_name, logical_id)
        except Exception:
            failed.add(logical_id)
            raise

    stacks._delete_stack_async = handlers._delete_stack_async = delete_stack_and_remember
    stacks._delete_resource = delete_unless_needed


def _needed_by(stack_name: str, logical_id: str, failed: set[str]) -> str | None:
    """A resource that could not be deleted and depends on this one; None if there is none."""
    stack = cloudformation._stacks.get(stack_name, {})
    definitions, remaining = stack.get("_template", {}).get("Resources", {}), set(stack.get("_resources", {}))
    return next((name for name in sorted(failed) if logical_id in stacks._with_dependencies([name], definitions, remaining)), None)
