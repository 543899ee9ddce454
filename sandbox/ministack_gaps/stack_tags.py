"""Resource types that CloudFormation gives the tags of their stack, and MiniStack's does not although it keeps their own tags.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
"""

from ministack.services.cloudformation import provisioners


def install() -> None:
    """Add them to MiniStack's table: the property that holds the tags, and its shape."""
    for resource_type in ("AWS::Events::Rule", "AWS::S3::Bucket"):
        provisioners._STACK_TAG_PROPERTY[resource_type] = ("Tags", "list")
