"""The output location of a labeling job, written to with its execution role."""

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from sandbox.ground_truth.job_failure import JobFailureError
from sandbox.ground_truth.job_role import JobRole, reason_of
from sandbox.ground_truth.s3_location import S3Location

Parameters = Mapping[str, Any]
"""The parameters of CreateLabelingJob."""


def output_folder(parameters: Parameters) -> S3Location:
    """OutputConfig.S3OutputPath."""
    return S3Location.of_folder(parameters["OutputConfig"]["S3OutputPath"], member="OutputConfig.S3OutputPath")


def write_output(role: JobRole, parameters: Parameters, location: S3Location, content: bytes) -> None:
    """Write an object, encrypted with KMS as documented for all output. Raises JobFailureError."""
    key_id = parameters["OutputConfig"].get("KmsKeyId")
    encryption = {"ServerSideEncryption": "aws:kms", **({"SSEKMSKeyId": key_id} if key_id else {})}
    try:
        role.client("s3").put_object(Bucket=location.bucket, Key=location.key, Body=content, **encryption)
    except (ClientError, BotoCoreError) as refused:
        raise JobFailureError(
            f"Could not write to '{location.uri}' with role {role.arn}; it must be allowed s3:PutObject there ({reason_of(refused)})."
        ) from refused
