"""Rights that Ground Truth needs to run a labeling job, by the parts that the job has.

Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-security-permission-execution-role.html (all but what is named below)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import aws_cdk as cdk

from ground_truth.buckets.s3_object import S3Object
from ground_truth.customer_key import READ_WITH_KEY, WRITE_WITH_KEY, grant_on_key, key_of_bucket_grant, key_of_objects_grant
from ground_truth.per_stack import per_stack
from ground_truth.role_policy import Grant
from labeling_rules.built_in_functions import BuiltInFunction

# Whether Ground Truth reads the CORS rules with the role is not documented; reading them is harmless. ListBucket has no condition in the
# documented policy, and which prefixes Ground Truth asks for is documented nowhere; HeadBucket, for one, has none at all.
_BUCKET = ("s3:GetBucketCORS", "s3:GetBucketLocation", "s3:ListBucket")

OUTPUT_KEY_ACTIONS = (
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
)
"""The actions of AWS's key policy for the output, with wildcards spelled out, except those for asymmetric key pairs. The policy has no
condition, and not all of the actions are for S3. Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-security-kms-permissions.html
"""


def run_rights(stack: cdk.Stack) -> Iterator[Grant]:
    """Logs and metrics of every job."""
    yield Grant(("logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"), [_log_groups(stack)])
    # PutMetricData supports no resource-level permissions.
    yield Grant(("cloudwatch:PutMetricData",), ["*"])


def reading_rights(stack: cdk.Stack, files: Sequence[S3Object]) -> Iterator[Grant]:
    """The objects to label, and the job's own files: manifest, template, label category file, and what an earlier job wrote."""
    for file in files:
        yield Grant(_BUCKET, [file.bucket_arn])
        yield Grant(("s3:GetObject",), [file.arn])
        if file.encryption_key is not None:
            yield key_of_bucket_grant(stack, READ_WITH_KEY, file.encryption_key)
        if file.kms_key_id is not None:
            yield key_of_objects_grant(stack, READ_WITH_KEY, file.kms_key_id)


def output_rights(stack: cdk.Stack, output: S3Object) -> Iterator[Grant]:
    """Everything that the job writes, encrypted with OutputConfig.KmsKeyId or the key of the bucket."""
    yield Grant(_BUCKET, [output.bucket_arn])
    yield Grant(("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"), [output.arn])
    if output.kms_key_id is not None:
        yield grant_on_key(stack, OUTPUT_KEY_ACTIONS, output.kms_key_id)
    if output.encryption_key is not None and output.kms_key_id is None:
        yield Grant(OUTPUT_KEY_ACTIONS, [output.encryption_key.key_arn])
    elif output.encryption_key is not None:
        # S3 encrypts with the bucket's key what is written without naming a key.
        yield key_of_bucket_grant(stack, WRITE_WITH_KEY, output.encryption_key)


def function_rights(arns: Iterable[str]) -> Iterator[Grant]:
    """The functions of a custom job. Those that AWS owns need no permission to be invoked."""
    for arn in arns:
        if BuiltInFunction.of_arn(arn) is None:
            yield Grant(("lambda:InvokeFunction",), [arn])


@per_stack
def _log_groups(stack: cdk.Stack) -> str:
    """The ARN pattern of the log groups to which Ground Truth logs every job of the account."""
    return stack.format_arn(
        service="logs", resource="log-group", resource_name="/aws/sagemaker/*", arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME
    )
