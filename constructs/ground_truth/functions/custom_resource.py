"""The Lambda function behind a custom resource type, and the resource that calls it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
from constructs import Construct

from ground_truth.functions.handler_code import entry_point, handler_code
from ground_truth.functions.least_privilege_function import LeastPrivilegeFunction
from ground_truth.per_stack import per_stack
from ground_truth.role_policy import Grant, granted_actions

# How much longer than the function CloudFormation waits. A function fails only when its answer did not arrive; Lambda then invokes
# it again with the same request, which finds what the first run made and answers.
_ANSWER_MARGIN = cdk.Duration.minutes(5)
# How long a call is repeated whose policy is not in force yet: a setting of the function, which tests of missing rights lower.
_PROPAGATION = cdk.Duration.minutes(2)


@dataclass(frozen=True)
class ResourceType:
    """A custom resource type: `name` as CloudFormation shows it, the module of its handler, and how long it may work.

    `timeout` is the function's; CloudFormation waits five minutes longer. Both stay under CloudFormation's limit of one hour.
    `memory_size` is in MiB.
    """

    name: str
    module: str
    timeout: cdk.Duration
    memory_size: int = 256

    @property
    def construct_id(self) -> str:
        """The id of the function's construct in each stack: a contract, since a custom resource's ServiceToken cannot change."""
        return f"{self.name.removeprefix('Custom::')}Handler"


class CustomResourceHandler(LeastPrivilegeFunction):
    """The one Lambda function of a stack that serves a resource type."""

    def __init__(self, scope: Construct, construct_id: str, *, resource_type: ResourceType) -> None:
        super().__init__(
            scope,
            construct_id,
            description=f"Creates, updates and deletes {resource_type.name}",
            purpose=f"Runs the handler of {resource_type.name}",
            code=handler_code(resource_type.module),
            handler=entry_point(resource_type.module),
            timeout=resource_type.timeout,
            memory_size=resource_type.memory_size,
            # A run that begins later would still work when CloudFormation has given up, and perhaps deleted what it makes.
            max_event_age=_ANSWER_MARGIN,
        )
        self.resource_type = resource_type
        self._passed_on: list[Iterable[Grant]] = []
        # Anyone with the right to invoke the function can name any stack in an event.
        self.function.add_environment("STACK_ID", cdk.Stack.of(self).stack_id)
        self.function.add_environment("GRANTED_ACTIONS", self.policy.actions)
        self.function.add_environment("PASSED_ROLE_ACTIONS", granted_actions(self._passed_on))
        self.function.add_environment("PROPAGATION_SECONDS", str(_PROPAGATION.to_seconds()))
        self._service_token = self.function.function_arn
        self._service_timeout = resource_type.timeout.plus(_ANSWER_MARGIN)
        # The stack's status tells whether an event came late, and whether a Delete removes the resource or only the replaced one.
        self.allow(["cloudformation:DescribeStacks"], [cdk.Stack.of(self).stack_id])

    @classmethod
    def of(cls, scope: Construct, resource_type: ResourceType) -> "CustomResourceHandler":
        """The handler of the stack that `scope` is in, made at the first call."""
        stack = cdk.Stack.of(scope)
        handlers = _handlers(stack)
        if resource_type.name not in handlers:
            handlers[resource_type.name] = cls._find_or_make(stack, resource_type)
        return handlers[resource_type.name]

    @classmethod
    def _find_or_make(cls, stack: cdk.Stack, resource_type: ResourceType) -> "CustomResourceHandler":
        existing = stack.node.try_find_child(resource_type.construct_id)
        if existing is None:
            return cls(stack, resource_type.construct_id, resource_type=resource_type)
        if not isinstance(existing, cls):
            raise TypeError(f"the id {resource_type.construct_id!r} is taken in stack {stack.node.path!r}: it must be free for the handler")
        return existing

    def pass_on(self, grants: Iterable[Grant]) -> None:
        """Tell the function what a role may do that the stack makes and the function passes on: until synthesis, `grants` may grow.

        A denial of one of these actions to the role is waited for, as one to the function itself is.
        """
        self._passed_on.append(grants)

    def resource(self, scope: Construct, construct_id: str, properties: Mapping[str, Any]) -> cdk.CustomResource:
        """A custom resource that this handler serves; it is created after the handler's policy and deleted before it."""
        resource = cdk.CustomResource(
            scope,
            construct_id,
            resource_type=self.resource_type.name,
            service_token=self._service_token,
            service_timeout=self._service_timeout,
            properties=dict(properties),
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        resource.node.add_dependency(self.policy)
        return resource


@per_stack
def _handlers(_stack: cdk.Stack) -> "dict[str, CustomResourceHandler]":
    """The handlers of a stack by the name of their resource type."""
    return {}
