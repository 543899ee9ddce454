"""The topics of a streaming labeling job, which labels what is published while it runs.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-streaming-labeling-job.html
"""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from constructs import Construct


class LabelingStream(Construct):
    """The topic that objects are published to, one manifest line per message, and with `publish_labels` one for labeled objects.

    Publish only while the job is `InProgress`. The job ends when it has been idle for 10 days (nothing published, empty queue), and an
    object that no worker got within 14 days expires. Ground Truth makes a queue for the job and leaves it behind; deleting the
    `LabelingJob` deletes the queue too. New accounts may run no streaming job: ask for service quota L-C3E706F6.

    The topics are not encrypted with SNS's own key, which the queue's subscription could not use.
    """

    def __init__(self, scope: Construct, construct_id: str, *, publish_labels: bool = False) -> None:
        super().__init__(scope, construct_id)
        self.input_topic = sns.Topic(self, "Objects", enforce_ssl=True)
        self.output_topic = sns.Topic(self, "Labels", enforce_ssl=True) if publish_labels else None

    def grant_publish(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let a principal publish objects to label."""
        return self.input_topic.grant_publish(grantee)

    def outputs(self, name: str) -> None:
        """The topics' ARNs as outputs of the stack."""
        cdk.CfnOutput(cdk.Stack.of(self), f"InputTopicArn {name}", value=self.input_topic.topic_arn, description=f"Objects for {name}")
        if self.output_topic is not None:
            cdk.CfnOutput(cdk.Stack.of(self), f"OutputTopicArn {name}", value=self.output_topic.topic_arn, description=f"Labels of {name}")
