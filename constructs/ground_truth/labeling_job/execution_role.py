"""The role that Ground Truth works under: it reads the input, runs the task and writes the labels.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-security-permission-execution-role.html
"""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from ground_truth.per_stack import per_stack
from ground_truth.role_policy import Grant, RolePolicy, policy_document
from ground_truth.trusted_service import trusted_service

SAGEMAKER = "sagemaker.amazonaws.com"
_ONE_HOUR = 3_600


class ExecutionRole(Construct):
    """The role of one labeling job, with what that job needs and nothing else.

    Each job has its own: IAM takes 10,240 characters of inline policies per role, which two dozen jobs would fill. The roles of a stack
    share the path `/ground-truth/<region>/<stack>/`, so that the job handler's right to pass them on is one statement, and names no role
    of a stack of that name in another region.

    `longest_task_seconds`: TaskTimeLimitInSeconds. `trusted`: who else may assume the role, such as the role of a post-annotation
    function that reads its payload with it.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        grants: Sequence[Grant],
        trusted: Sequence[iam.IPrincipal] = (),
        longest_task_seconds: int = 0,
    ) -> None:
        super().__init__(scope, construct_id)
        sagemaker = trusted_service(self, SAGEMAKER)
        self.granted = [*grants]
        """All grants of the role."""
        self.role = iam.Role(
            self,
            "Role",
            path=role_path(cdk.Stack.of(self)),
            assumed_by=iam.CompositePrincipal(sagemaker, *trusted) if trusted else sagemaker,
            description="Assumed by SageMaker Ground Truth to run a labeling job",
            # Older pages of the developer guide ask for it where a task takes longer than the hour that is the default.
            max_session_duration=cdk.Duration.hours(12) if longest_task_seconds > _ONE_HOUR else None,
            inline_policies={"Labeling": iam.PolicyDocument.from_json(policy_document(grants))},
        )
        self.role_arn = self.role.role_arn

    def grant_pass_itself(self) -> RolePolicy:
        """For automated labeling, whose training and inference Ground Truth starts under the same role."""
        policy = RolePolicy(self, "PassItselfOn", role=self.role)
        grant = Grant(("iam:PassRole",), [self.role_arn], {"StringEquals": {"iam:PassedToService": SAGEMAKER}})
        policy.allow(grant)
        self.granted.append(grant)
        return policy


@per_stack
def role_path(stack: cdk.Stack) -> str:
    """The IAM path of the execution roles of a stack. IAM is global, and stack names may recur in each region."""
    return f"/ground-truth/{stack.region}/{stack.stack_name}/"
