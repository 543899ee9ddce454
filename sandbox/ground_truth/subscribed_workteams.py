"""DescribeSubscribedWorkteam and ListSubscribedWorkteams: the vendor work teams of Settings.subscribed_workteam_arns."""

from typing import Any

from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.pagination import page
from sandbox.ground_truth.request import Request


def describe_subscribed_workteam(request: Request) -> dict[str, Any]:
    """DescribeSubscribedWorkteam: only the ARN, since there is no AWS Marketplace here."""
    arn = request.parameters["WorkteamArn"]
    request.authorize(arn)
    if arn not in request.settings.subscribed_workteam_arns:
        # The observed message of CreateFlowDefinition.
        raise ValidationException(f"The specified Workteam '{arn}' does not exist or you do not have access to it.")
    return {"SubscribedWorkteam": {"WorkteamArn": arn}}


def list_subscribed_workteams(request: Request) -> dict[str, Any]:
    """ListSubscribedWorkteams."""
    request.authorize("*")
    fragment = request.parameters.get("NameContains", "").lower()
    found = sorted(arn for arn in request.settings.subscribed_workteam_arns if fragment in arn.rpartition("/")[2].lower())
    listed, rest = page(found, parameters=request.parameters)
    return {"SubscribedWorkteams": [{"WorkteamArn": arn} for arn in listed], **rest}
