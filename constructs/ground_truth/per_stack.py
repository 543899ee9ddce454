"""Values that are the same for every job of a stack: read from CDK once, since each read crosses to another process."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

import aws_cdk as cdk

Value = TypeVar("Value")


def per_stack(find: Callable[[cdk.Stack], Value]) -> Callable[[cdk.Stack], Value]:
    """Cache a function's result per stack."""
    found: WeakKeyDictionary[cdk.Stack, Value] = WeakKeyDictionary()

    @wraps(find)
    def remembered(stack: cdk.Stack) -> Value:
        if stack not in found:
            found[stack] = find(stack)
        return found[stack]

    return remembered


@per_stack
def region(stack: cdk.Stack) -> str:
    """The region of a stack, a token where the stack has none."""
    return stack.region


@per_stack
def account(stack: cdk.Stack) -> str:
    """The account of a stack, a token where the stack has none."""
    return stack.account
