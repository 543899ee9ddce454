"""Custom resources: the provider's timeout.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
"""

from collections.abc import Iterator

from sandbox.template_validation.resource import Resource

_MOST_SECONDS = 3_600


def custom_resource_errors(resource: Resource) -> Iterator[str]:
    """CloudFormation's error messages; that they name the limits is assumed."""
    timeout = resource.properties.get("ServiceTimeout")
    if timeout is None:
        return
    seconds = int(timeout) if str(timeout).isdigit() else 0
    if not 1 <= seconds <= _MOST_SECONDS:
        yield f"Invalid ServiceTimeout {timeout} of custom resource {resource.logical_id}: it must be an integer from 1 to {_MOST_SECONDS}"
