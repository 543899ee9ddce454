"""Resource types to which CloudFormation propagates stack tags; MiniStack does not, although it stores their own tags.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
"""

from ministack.services.cloudformation import provisioners


def install() -> None:
    """Add them to MiniStack's table: the property with the tags, and its shape."""
    for resource_type in ("AWS::Events::Rule", "AWS::S3::Bucket"):
        provisioners._STACK_TAG_PROPERTY[resource_type] = ("Tags", "list")
