"""The Lambda function behind a custom resource type, and the resource that calls it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from ground_truth.handler_code import handler_code

# How much longer than the function CloudFormation waits. A function fails only when its answer did not arrive; Lambda then invokes
# it again with the same request, which finds what the first run made and answers.
_ANSWER_MARGIN = cdk.Duration.minutes(5)


@dataclass(frozen=True)
class ResourceType:
    """A custom resource type: `name` as CloudFormation shows it, the module of its handler, and how long it may work.

    `timeout` is the function's; CloudFormation waits five minutes longer. Both stay under CloudFormation's limit of one hour.
    """

    name: str
    module: str
    timeout: cdk.Duration

    @property
    def construct_id(self) -> str:
        """The id of the function's construct in each stack: a contract, since a custom resource's ServiceToken cannot change."""
        return f"{self.name.removeprefix('Custom::')}Handler"


class CustomResourceHandler(Construct):
    """The one Lambda function of a stack that serves a resource type, with a role, a policy and a log group of its own.

    The role may write to that log group and do what `allow` grants, nothing else: not even create a log group, which would
    outlive the stack.
    """

    def __init__(self, scope: Construct, construct_id: str, *, resource_type: ResourceType) -> None:
        super().__init__(scope, construct_id)
        self.resource_type = resource_type
        log_group = logs.LogGroup(self, "Logs", retention=logs.RetentionDays.ONE_MONTH, removal_policy=cdk.RemovalPolicy.DESTROY)
        self._role = iam.Role(
            self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"), description=f"Runs the handler of {resource_type.name}"
        )
        self._policy = iam.Policy(self, "Policy", roles=[self._role])
        self.allow(["logs:CreateLogStream", "logs:PutLogEvents"], [log_group.log_group_arn])
        # A Delete does not say whether the resource goes or only what an update replaced; the stack's status does.
        self.allow(["cloudformation:DescribeStacks"], [cdk.Stack.of(self).stack_id])
        self.function = lambda_.Function(
            self,
            "Function",
            description=f"Creates, updates and deletes {resource_type.name}",
            runtime=lambda_.Runtime.PYTHON_3_13,
            code=handler_code(),
            handler=f"lambda_handlers.{resource_type.module}.handler",
            role=self._role.without_policy_updates(),
            timeout=resource_type.timeout,
            memory_size=256,
            log_group=log_group,
        )

    @classmethod
    def of(cls, scope: Construct, resource_type: ResourceType) -> "CustomResourceHandler":
        """The handler of the stack that `scope` is in, made at the first call."""
        stack = cdk.Stack.of(scope)
        existing = stack.node.try_find_child(resource_type.construct_id)
        if existing is None:
            return cls(stack, resource_type.construct_id, resource_type=resource_type)
        if not isinstance(existing, cls):
            raise TypeError(f"the id {resource_type.construct_id!r} is taken in stack {stack.node.path!r}: it must be free for the handler")
        return existing

    def allow(self, actions: Sequence[str], resources: Sequence[str], conditions: Mapping[str, Any] | None = None) -> None:
        """Let the handler call these actions on these resources."""
        self._policy.add_statements(iam.PolicyStatement(actions=list(actions), resources=list(resources), conditions=conditions))

    def resource(self, scope: Construct, construct_id: str, properties: Mapping[str, Any]) -> cdk.CustomResource:
        """A custom resource that this handler serves; it is created after the handler's policy and deleted before it."""
        service_timeout = self.resource_type.timeout.plus(_ANSWER_MARGIN)
        resource = cdk.CustomResource(
            scope,
            construct_id,
            resource_type=self.resource_type.name,
            service_token=self.function.function_arn,
            service_timeout=service_timeout,
            properties=dict(properties),
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        resource.node.add_dependency(self._policy)
        return resource
