"""Custom::GroundTruthBucketContents: everything in a bucket, which goes before the bucket can."""

from typing import TYPE_CHECKING

from lambda_handlers.custom_resource.handler import lambda_handler

if TYPE_CHECKING:
    from lambda_handlers.custom_resource.lifecycle import Lifecycle


def load_lifecycle() -> "Lifecycle":
    from lambda_handlers.aws.clients import client
    from lambda_handlers.aws.late_deliveries import LateDeliveriesRefused
    from lambda_handlers.bucket_contents.lifecycle import BucketContentsLifecycle

    return LateDeliveriesRefused(BucketContentsLifecycle(s3=client("s3")), deletes_only=True)


handler = lambda_handler(load=load_lifecycle)
