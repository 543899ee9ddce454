"""Log groups: names not reserved by AWS.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
"""

from collections.abc import Iterator

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused


def log_group_errors(group: Resource) -> Iterator[str]:
    """CloudWatch Logs' error messages for a log group."""
    if str(group.properties.get("LogGroupName", "")).lower().startswith("aws/"):
        yield refused("CloudWatchLogs", "Log groups starting with AWS/ are reserved for AWS.", at="LogGroupName")
