"""Log groups: names that are not AWS's own.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
"""

from collections.abc import Iterator

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused


def log_group_errors(group: Resource) -> Iterator[str]:
    """What CloudWatch Logs answers to a log group."""
    if str(group.properties.get("LogGroupName", "")).lower().startswith("aws/"):
        yield refused("CloudWatchLogs", "Log groups starting with AWS/ are reserved for AWS.", at="LogGroupName")
