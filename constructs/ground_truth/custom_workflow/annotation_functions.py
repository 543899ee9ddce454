"""The functions of a custom labeling workflow: one prepares each task, one makes a label of the workers' answers.

Both are optional. Without the first, the template's `task.input` is the manifest's line; without the second, the label is `{}` and its
metadata names the file of the workers' answers.

Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-custom-templates-step3-lambda-requirements.html and
https://docs.aws.amazon.com/sagemaker/latest/dg/sms-custom-templates-step3-lambda-permissions.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from ground_truth.buckets.s3_object import S3Object
from ground_truth.custom_workflow.function_code import FunctionCode
from ground_truth.custom_workflow.labeling_function_name import labeling_function_name
from ground_truth.customer_key import READ_WITH_KEY, key_of_bucket_grant, key_of_objects_grant
from ground_truth.functions.bundled_files import bundled_files
from ground_truth.functions.least_privilege_function import LeastPrivilegeFunction
from ground_truth.local_files.function_folder import function_files
from ground_truth.role_policy import Grant, RolePolicy

ASSUME_EXECUTION_ROLE = "ASSUME_EXECUTION_ROLE"
"""Environment variable, `true` for a function that is to read with the execution role; the generated function obeys it."""


class AnnotationFunction(Construct):
    """The base of both functions.

    `function`: code, which becomes a function with a role of its own that may write its log and nothing else; or a function that exists,
    which keeps its name and its role.
    """

    _purpose: str

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        function: FunctionCode | lambda_.IFunction,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        self.function: lambda_.IFunction
        self.role: iam.IRole | None
        if isinstance(function, FunctionCode):
            made = self._make(function, environment or {})
            self.function, self.role = made.function, made.role
        else:
            self.function, self.role = function, function.role

    @property
    def function_arn(self) -> str:
        """The function's ARN, for CreateLabelingJob."""
        return self.function.function_arn

    def invoke_rights(self) -> Iterator[Grant]:
        """Rights that the execution role of a job needs to invoke this function only."""
        yield Grant(("lambda:InvokeFunction",), [self.function_arn])

    def grant_invoke(self, role: iam.IRole) -> None:
        """Let an execution role of your own invoke just this function; a `LabelingJob` lets the role that it makes."""
        for grant in self.invoke_rights():
            role.add_to_principal_policy(iam.PolicyStatement(actions=list(grant.actions), resources=list(grant.resources)))

    def _make(self, code: FunctionCode, environment: Mapping[str, str]) -> LeastPrivilegeFunction:
        return LeastPrivilegeFunction(
            self,
            "Lambda",
            description=self._purpose,
            purpose=f"Runs a function that {self._purpose[0].lower()}{self._purpose[1:]}",
            code=bundled_files(function_files(code.folder), source=code.folder),
            handler=code.handler,
            timeout=code.timeout,
            memory_size=code.memory_size,
            function_name=code.function_name or labeling_function_name(self),
            environment={**code.environment, **environment},
        )


class PreAnnotationFunction(AnnotationFunction):
    """Gets each line of the manifest and returns the `task.input` of the worker task template."""

    _purpose = "Prepares labeling tasks for workers"


class PostAnnotationFunction(AnnotationFunction):
    """Gets the workers' answers to each object and returns the label.

    The answers come as a file in S3, the payload. AWS documents two ways to read it. By default the function reads everything that jobs
    write to the output path under its own role: that works with every execution role. With `assumes_execution_role` it assumes the
    job's role, `roleArn` of the request, as AWS's own sample does, and may then read the input as well; the role that a `LabelingJob`
    makes trusts it, a role of your own has to.
    Raises ValueError for an existing function whose role is not known, since nothing can be granted to it.
    """

    _purpose = "Makes labels of the answers of workers"

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        function: FunctionCode | lambda_.IFunction,
        assumes_execution_role: bool = False,
    ) -> None:
        environment = {ASSUME_EXECUTION_ROLE: "true"} if assumes_execution_role else {}
        super().__init__(scope, construct_id, function=function, environment=environment)
        self.assumes_execution_role = assumes_execution_role
        if self.role is None:
            raise ValueError(
                f"the role of function {self.function.function_name!r} is not known: expected one that is made in this application, or "
                "imported with Function.from_function_attributes(..., role=...)"
            )
        self._role = self.role

    def trusted_principals(self) -> Sequence[iam.IPrincipal]:
        """Principals besides Ground Truth that the execution role of a job with this function has to trust."""
        return [iam.ArnPrincipal(self._role.role_arn)] if self.assumes_execution_role else []

    def grant_read_payload(self, scope: Construct, *, output: S3Object, execution_role_arn: str) -> RolePolicy:
        """A policy of the function's role, which has to exist before the job: in the job's stack, whatever the function's stack.

        `output`: everything below the job's S3OutputPath, with its keys.
        """
        policy = RolePolicy(scope, "ReadPayload", role=self._role)
        if self.assumes_execution_role:
            policy.allow(Grant(("sts:AssumeRole",), [execution_role_arn]))
            return policy
        policy.allow(Grant(("s3:GetObject",), [output.arn]))
        if output.encryption_key is not None:
            policy.allow(key_of_bucket_grant(cdk.Stack.of(scope), READ_WITH_KEY, output.encryption_key))
        if output.kms_key_id is not None:
            policy.allow(key_of_objects_grant(cdk.Stack.of(scope), READ_WITH_KEY, output.kms_key_id))
        return policy
