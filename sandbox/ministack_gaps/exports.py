"""Exports that another stack imports: an update that removes or changes one fails and is rolled back.

MiniStack protects exports only from the deletion of their stack, and never forgets one that an update removed.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
"""

from collections.abc import Mapping
from typing import Any

from ministack.services import cloudformation
from ministack.services.cloudformation import handlers, stacks

Export = Mapping[str, str]


def install() -> None:
    """Check the exports once a stack's outputs are known, after its resources were updated."""
    resolve = stacks._resolve_stack_outputs

    def resolve_and_protect(*arguments: Any) -> tuple[list[Any], dict[str, Export]]:
        outputs, exports = resolve(*arguments)
        stack_id = arguments[-1]
        before = {name: export for name, export in cloudformation._exports.items() if export["StackId"] == stack_id}
        for name, export in before.items():
            _require_free(name, old=export, new=exports.get(name))
        for name in set(before) - set(exports):
            cloudformation._exports.pop(name, None)
        return outputs, exports

    stacks._resolve_stack_outputs = resolve_and_protect


def _require_free(name: str, *, old: Export, new: Export | None) -> None:
    """Raise ValueError, which fails the update, if a stack imports the export that changes."""
    change = "deleted" if new is None else "updated"
    if new is not None and new["Value"] == old["Value"]:
        return
    users = sorted(stack for stack in _running_stacks() if name in handlers._imported_export_names(cloudformation._stacks[stack], stack))
    if users:
        raise ValueError(f"Export {name} cannot be {change} as it is in use by {', '.join(users)}")


def _running_stacks() -> list[str]:
    return [name for name, stack in cloudformation._stacks.items() if stack.get("StackStatus") != "DELETE_COMPLETE"]
