"""The role that Ground Truth works under: it reads the input, runs the task and writes the labels.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-security-permission-execution-role.html
"""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from ground_truth.input_bucket import InputBucket
from ground_truth.output_bucket import OutputBucket


class ExecutionRole(Construct):
    """An execution role for labeling jobs of built-in task types over one input and one output bucket.

    The AWS managed functions of built-in task types need no permission to be invoked. Each job adds what it alone reads.
    """

    def __init__(self, scope: Construct, construct_id: str, *, input_bucket: InputBucket, output_bucket: OutputBucket) -> None:
        super().__init__(scope, construct_id)
        self.role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("sagemaker.amazonaws.com"),
            description="Assumed by SageMaker Ground Truth to run labeling jobs",
        )
        input_bucket.grant_labeling_read(self.role)
        output_bucket.grant_labeling_write(self.role)
        self.role.add_to_policy(_logs(cdk.Stack.of(self)))
        # PutMetricData knows no resource.
        self.role.add_to_policy(iam.PolicyStatement(actions=["cloudwatch:PutMetricData"], resources=["*"]))

    @property
    def role_arn(self) -> str:
        """The role's ARN."""
        return self.role.role_arn


def _logs(stack: cdk.Stack) -> iam.PolicyStatement:
    """Ground Truth logs every job of the account to groups whose names begin with /aws/sagemaker/."""
    groups = stack.format_arn(
        service="logs", resource="log-group", resource_name="/aws/sagemaker/*", arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME
    )
    return iam.PolicyStatement(
        actions=["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], resources=[groups]
    )
