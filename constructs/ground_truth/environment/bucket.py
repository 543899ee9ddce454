"""The settings of the input and the output bucket."""

from typing import Annotated, Literal

from ground_truth.settings.constraints import Count, Matching
from ground_truth.settings.settings import Settings

BUCKET_NAME = Matching(
    r"(?!\d+\.\d+\.\d+\.\d+$)(?!xn--|sthree-|amzn-s3-demo-)(?!.*\.\.)(?!.*(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)"
    r"[a-z0-9][a-z0-9.\-]{1,61}[a-z0-9]",
    "3 to 63 lower-case letters, digits, dots and hyphens by the S3 bucket naming rules",
)
"""https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"""

KMS_KEY_ARN = Matching(
    r"arn:aws[a-z\-]*:kms:[a-z0-9\-]+:[0-9]{12}:key/[a-zA-Z0-9\-]+",
    "the ARN of a KMS key: arn:aws:kms:<region>:<account>:key/<id>, not of an alias, which no IAM policy can name as a resource",
)
"""https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html"""


class BucketSettings(Settings):
    """One bucket. Every bucket is versioned, private and answers over TLS only."""

    name: Annotated[str, BUCKET_NAME] | None = None
    """The bucket's name. Without one, CloudFormation makes up a unique name, which is the better choice."""

    encryption: Literal["s3-managed", "kms"] = "s3-managed"
    """Encryption with a key managed by Amazon S3, or with a key in AWS KMS."""

    kms_key_arn: Annotated[str, KMS_KEY_ARN] | None = None
    """An existing KMS key, with encryption kms only. Without it a key is made."""

    noncurrent_version_expiration_days: Annotated[int, Count(1)] = 30
    """Days after which a replaced or deleted version of an object is removed for good."""
