"""The keys of what is not made here: buckets and topics that jobs name."""

from typing import Annotated

from ground_truth.environment.bucket import KMS_KEY_ARN
from ground_truth.settings.api_shapes import ApiShape
from ground_truth.settings.labeling_job import EXISTING_BUCKET_NAME
from ground_truth.settings.settings import Settings


class EncryptionKeySettings(Settings):
    """A customer managed KMS key, and the buckets and topics that are encrypted with it."""

    kms_key_arn: Annotated[str, KMS_KEY_ARN]
    """The key's own ARN. One of another account has a key policy that lets this account use it."""

    buckets: tuple[Annotated[str, EXISTING_BUCKET_NAME], ...] = ()
    """Names of buckets, as jobs name them in `data_buckets` and in URIs."""

    topics: tuple[Annotated[str, ApiShape("LabelingJobOutputConfig.SnsTopicArn")], ...] = ()
    """ARNs of topics, as jobs name them."""
