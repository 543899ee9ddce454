"""The names of a project's outputs in the Foundation stack, which the runbook and the preflight read."""

ROLE_ARN = "RoleArn"
INPUT_LOCATION = "InputLocation"
OUTPUT_LOCATION = "OutputLocation"
USER_POOL_ID = "UserPoolId"
CLIENT_ID = "ClientId"
GROUP_NAME = "GroupName"
REQUESTER_POLICY_ARN = "RequesterPolicyArn"
REVIEWER_POLICY_ARN = "ReviewerPolicyArn"
READER_POLICY_ARN = "ReaderPolicyArn"
DELIVERY_TOPIC_ARN = "DeliveryTopicArn"


def output_name(what: str, project: str) -> str:
    """The name of an output, such as `GroundTruthPlusRoleArnstreetscenes`: CloudFormation takes no hyphens in it."""
    return f"GroundTruthPlus{what}{project.replace('-', '')}"
