"""Everything in a bucket, as a resource that is deleted before the bucket.

CDK's `auto_delete_objects` does the same with wildcard actions in the bucket policy, a Node.js function, and a log group that stays.
"""

import aws_cdk as cdk
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ground_truth.functions.custom_resource import CustomResourceHandler, ResourceType

BUCKET_CONTENTS = ResourceType("Custom::GroundTruthBucketContents", "bucket_contents", cdk.Duration.minutes(15))

# The handler empties only a bucket with this tag: a deployment that turns to keeping the data removes the tag first.
CONSENT_TAG = "ground-truth-cdk:delete-contents"


class BucketContents(Construct):
    """Deletes every version of every object of a bucket when the stack goes, or when this construct leaves it."""

    def __init__(self, scope: Construct, construct_id: str, *, bucket: s3.Bucket) -> None:
        super().__init__(scope, construct_id)
        cdk.Tags.of(bucket).add(CONSENT_TAG, "true")
        handler = CustomResourceHandler.of(self, BUCKET_CONTENTS)
        handler.allow(["s3:GetBucketTagging", "s3:ListBucketVersions"], [bucket.bucket_arn])
        handler.allow(["s3:DeleteObject", "s3:DeleteObjectVersion"], [bucket.arn_for_objects("*")])
        resource = handler.resource(self, "Resource", {"BucketName": bucket.bucket_name})
        if bucket.policy is not None:
            # The policy goes after the contents: requests over plain HTTP stay refused to the end.
            resource.node.add_dependency(bucket.policy)
