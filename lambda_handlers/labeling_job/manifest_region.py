"""Looks where a manifest is before it is read: Ground Truth reads no manifest of another region, S3 hands it out all the same."""

import logging

from botocore.exceptions import ClientError

from lambda_handlers.aws.bucket_region import bucket_of_the_region, region_in
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.s3_location import S3Location

logger = logging.getLogger(__name__)


def check_manifest_region(s3: Client, *, location: S3Location) -> None:
    """Raises ResourceError when S3 says that the bucket is in another region.

    S3 names the region to everyone who asks for a bucket that exists, those included who may not list it.
    Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
    """
    try:
        answer = s3.head_bucket(Bucket=location.bucket)
    except ClientError as refused:
        answer = refused.response
    region, own_region = region_in(answer), s3.meta.region_name
    if region is None:
        logger.warning(
            "whether the bucket %s is in %s, as Ground Truth demands, is not known: S3 names no region", location.bucket, own_region
        )
    bucket_of_the_region(location.bucket, region, own_region=own_region, content="manifests")
