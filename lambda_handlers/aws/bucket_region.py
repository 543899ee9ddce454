"""The region of a bucket, which has to be that of the job that reads from it."""

from collections.abc import Mapping
from typing import Any

from labeling_rules.rule import AT_DEPLOYMENT, refuses
from lambda_handlers.errors import ResourceError


def region_in(answer: Mapping[str, Any]) -> str | None:
    """The region that an answer to HeadBucket or ListObjectsV2 names, be it a refusal; None where it names none."""
    region: str | None = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {}).get("x-amz-bucket-region")
    return region


@refuses(at=AT_DEPLOYMENT)
def bucket_of_the_region(bucket: str, region: str | None, *, own_region: str, content: str) -> None:
    """The bucket that a job reads its manifest from, and one that is crawled, is in the region of the job.

    Source: developer guide, sms-input-data-input-manifest
    """
    if region not in {None, own_region}:
        raise ResourceError(f"the bucket {bucket} is in {region}: Ground Truth takes {content} of its own region, {own_region}")
