"""The topic that tells a work team of available and expiring work.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-workforce-management-private-sns.html
"""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct


class TeamNotifications(Construct):
    """An SNS topic that SageMaker may publish to for the work teams of this account, with subscriptions by e-mail.

    SageMaker subscribes no members of a team that is made through the API; each address has to confirm its subscription by mail.
    The topic is not encrypted with SNS's own key: SageMaker cannot use that key, and creating the team would fail.
    """

    def __init__(self, scope: Construct, construct_id: str, *, emails: Sequence[str]) -> None:
        super().__init__(scope, construct_id)
        topic = sns.Topic(self, "Topic", enforce_ssl=True)
        topic.add_to_resource_policy(_publish_statement(topic))
        for email in emails:
            topic.add_subscription(subscriptions.EmailSubscription(email))
        self.topic_arn = topic.topic_arn


def _publish_statement(topic: sns.Topic) -> iam.PolicyStatement:
    stack = cdk.Stack.of(topic)
    return iam.PolicyStatement(
        sid="AwsSagemakerSnsAccessPolicy",
        actions=["sns:Publish"],
        principals=[iam.ServicePrincipal("sagemaker.amazonaws.com")],
        resources=[topic.topic_arn],
        conditions={
            "ArnLike": {"aws:SourceArn": stack.format_arn(service="sagemaker", resource="workteam", resource_name="*")},
            "StringEquals": {"aws:SourceAccount": stack.account},
        },
    )
