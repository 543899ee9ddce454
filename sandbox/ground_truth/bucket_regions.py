"""The region of input buckets: the manifest and data objects must be in the job's region.

Source: developer guide, "Input manifest files". AWS's behavior otherwise is undocumented: here the job is not created.
"""

from collections.abc import Set

from botocore.exceptions import ClientError, ParamValidationError

from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.request import Request


def require_region_of_the_job(request: Request, buckets: Set[str]) -> None:
    """Raise ValidationException for a bucket of another region. Missing buckets are reported elsewhere."""
    for bucket in sorted(buckets):
        region = _region(request, bucket)
        if region not in {None, request.region}:
            raise ValidationException(
                f"The bucket '{bucket}' is in {region}: the manifest and its data objects must be in {request.region}, "
                "the region of the labeling job."
            )


def _region(request: Request, bucket: str) -> str | None:
    """The bucket's region as S3 reports it, with or without permission; None if there is, or can be, no such bucket."""
    s3 = request.surroundings.own_client("s3", region=request.region)
    try:
        answer = s3.head_bucket(Bucket=bucket)
    except ParamValidationError:
        return None
    except ClientError as refused:
        answer = refused.response
    region: str | None = answer["ResponseMetadata"]["HTTPHeaders"].get("x-amz-bucket-region")
    return region
