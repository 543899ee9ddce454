"""A copy of the manifest in the job's own folder.

For a task type whose pages load objects from S3, Ground Truth looks at the CORS rules of the manifest's bucket when it creates the job.
A manifest that travelled with the CDK application lies in a bucket without any; the output bucket has them.
Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-cors-update.html
"""

from collections.abc import Mapping
from typing import Any

from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.properties import own_shape
from lambda_handlers.aws.s3_location import S3Location

FILE_NAME = "input.manifest"

# Whether the job gets a copy of the manifest that its InputConfig names.
OWN_PROPERTIES = own_shape({"CopyManifest": {"type": "boolean"}})


def with_copied_manifest(input_config: Mapping[str, Any], copy: S3Location) -> dict[str, Any]:
    """InputConfig with the copy in place of the manifest."""
    source = input_config["DataSource"]
    return {**input_config, "DataSource": {**source, "S3DataSource": {"ManifestS3Uri": copy.uri}}}


def copy_manifest(
    s3: Client, *, source: S3Location, target: S3Location, metadata: Mapping[str, str], encryption: Mapping[str, str]
) -> Mapping[str, str]:
    """Copy it within S3; returns what deletes just this version of the copy. A copy of an earlier delivery has the same content.

    `metadata`: who made the copy. `encryption`: parameters of CopyObject.
    """
    place = {"Bucket": source.bucket, "Key": source.key}
    parameters = {"CopySource": place, "MetadataDirective": "REPLACE", "Metadata": metadata, **encryption}
    answer = s3.copy_object(Bucket=target.bucket, Key=target.key, **parameters)
    version = {"VersionId": answer["VersionId"]} if "VersionId" in answer else {}
    return {"Bucket": target.bucket, "Key": target.key, **version}
