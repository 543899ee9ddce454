"""Where the buckets of a labeling job's input are: manifest and data objects must be in the region of the job.

Source: developer guide, "Input manifest files". What AWS answers otherwise, and when, is not documented: here the job is not created.
"""

from collections.abc import Set

from botocore.exceptions import ClientError, ParamValidationError

from sandbox.ground_truth.errors import ValidationException
from sandbox.ground_truth.request import Request


def require_region_of_the_job(request: Request, buckets: Set[str]) -> None:
    """Raises ValidationException for one of another region; one that is missing is for others to find."""
    for bucket in sorted(buckets):
        region = _region(request, bucket)
        if region not in {None, request.region}:
            raise ValidationException(
                f"The bucket '{bucket}' is in {region}: the manifest and its data objects must be in {request.region}, "
                "the region of the labeling job."
            )


def _region(request: Request, bucket: str) -> str | None:
    """As S3 names it to everyone, whether or not they may use the bucket; None when there is no such bucket, or can be none."""
    s3 = request.surroundings.own_client("s3", region=request.region)
    try:
        answer = s3.head_bucket(Bucket=bucket)
    except ParamValidationError:
        return None
    except ClientError as refused:
        answer = refused.response
    region: str | None = answer["ResponseMetadata"]["HTTPHeaders"].get("x-amz-bucket-region")
    return region
