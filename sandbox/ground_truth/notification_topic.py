"""The SNS topic that notifies a work team.

Source: developer guide, "Create and manage Amazon SNS topics for your work teams" (the topic's policy has to let SageMaker publish).
"""

import json

from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.topics import existing_topic

_MEMBER = "NotificationConfiguration.NotificationTopicArn"
_KEY_OF_SNS = "alias/aws/sns"


def require_notification_topic(request: Request, *, team_arn: str) -> None:
    """Require that the request's topic exists in this account and region and lets SageMaker publish. Raises ValidationException."""
    arn = request.parameters.get("NotificationConfiguration", {}).get("NotificationTopicArn")
    if arn is None:
        return
    attributes = existing_topic(request, arn, member=_MEMBER)
    source = {"aws:SourceArn": team_arn, "aws:SourceAccount": request.account_id}
    policy = json.loads(attributes.get("Policy") or "{}")
    if not request.surroundings.lets_sagemaker(policy, action="sns:Publish", resource_arn=arn, context=source):
        raise ValidationException(
            f"{_MEMBER} '{arn}': the policy of the topic must allow sns:Publish to the principal sagemaker.amazonaws.com, for {team_arn}."
        )
    if attributes.get("KmsMasterKeyId", "").endswith(_KEY_OF_SNS):
        raise ValidationException(
            f"{_MEMBER} '{arn}': the topic is encrypted with {_KEY_OF_SNS}, the key of SNS itself, which SageMaker cannot use."
        )
