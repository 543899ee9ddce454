"""A Lambda function with only the rights granted to it, which leaves nothing behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from ground_truth.role_policy import Grant, RolePolicy


class LeastPrivilegeFunction(Construct):
    """A Python function with a role, a policy and a log group of its own, all of which go with the stack.

    The role may write to that log group and do what `allow` grants, nothing else: not even create a log group, which would
    outlive the stack. `purpose` says what the role is for, `memory_size` is in MiB. `max_event_age`: how
    long after it was sent an event may still be delivered, 1 minute to 6 hours; 6 hours when None.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        description: str,
        purpose: str,
        code: lambda_.Code,
        handler: str,
        timeout: cdk.Duration,
        memory_size: int = 256,
        function_name: str | None = None,
        environment: Mapping[str, str] | None = None,
        max_event_age: cdk.Duration | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        log_group = logs.LogGroup(self, "Logs", retention=logs.RetentionDays.ONE_MONTH, removal_policy=cdk.RemovalPolicy.DESTROY)
        self.role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"), description=purpose)
        self.policy = RolePolicy(self, "Policy", role=self.role)
        self.allow(["logs:CreateLogStream", "logs:PutLogEvents"], [log_group.log_group_arn])
        self.function = lambda_.Function(
            self,
            "Function",
            function_name=function_name,
            description=description,
            runtime=lambda_.Runtime.PYTHON_3_13,
            code=code,
            handler=handler,
            role=self.role.without_policy_updates(),
            timeout=timeout,
            memory_size=memory_size,
            environment=environment,
            log_group=log_group,
            max_event_age=max_event_age,
        )

    def allow(self, actions: Sequence[str], resources: Sequence[str], conditions: Mapping[str, Any] | None = None) -> None:
        """Let the function call these actions on these resources."""
        self.policy.allow(Grant(actions, resources, conditions))
