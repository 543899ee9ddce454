"""Rights of the function that makes labeling jobs."""

from __future__ import annotations

from collections.abc import Sequence

import aws_cdk as cdk

from ground_truth.buckets.s3_object import S3Object
from ground_truth.customer_key import READ_WITH_KEY, WRITE_WITH_KEY, key_of_bucket_grant, key_of_objects_grant
from ground_truth.functions.custom_resource import CustomResourceHandler
from ground_truth.labeling_job.execution_role import SAGEMAKER, role_path
from ground_truth.labeling_job.streaming_rights import queues
from ground_truth.per_stack import per_stack

LABEL_CATEGORIES_FILE = "label-categories.json"
MANIFEST_FILE = "input.manifest"


def grant_job_operations(handler: CustomResourceHandler, stack: cdk.Stack, *, role_arn: str | None) -> None:
    """The calls of Ground Truth itself, with the job's role passed on: the given one, or any that this stack makes for its jobs."""
    operations = ("CreateLabelingJob", "DescribeLabelingJob", "StopLabelingJob", "AddTags", "DeleteTags", "ListTags")
    # Every job of the account, not this one's name: a job that was renamed or taken out of the stack is stopped after the policy was
    # updated. The handler stops nothing that does not carry this stack's tags.
    handler.allow([f"sagemaker:{operation}" for operation in operations], [_labeling_jobs(stack)])
    # ListLabelingJobs supports no resource-level permissions.
    handler.allow(["sagemaker:ListLabelingJobs"], ["*"])
    handler.allow(["iam:PassRole"], [role_arn or _own_roles(stack)], {"StringEquals": {"iam:PassedToService": SAGEMAKER}})


@per_stack
def _labeling_jobs(stack: cdk.Stack) -> str:
    return stack.format_arn(service="sagemaker", resource="labeling-job", resource_name="*")


@per_stack
def _own_roles(stack: cdk.Stack) -> str:
    return stack.format_arn(service="iam", region="", resource="role", resource_name=f"{role_path(stack).strip('/')}/*")


def grant_delete_queues(handler: CustomResourceHandler, stack: cdk.Stack) -> None:
    """Let the handler delete the queues that Ground Truth makes for streaming jobs and leaves behind.

    Granted to every stack: a stream that was taken out of it is stopped after the policy was updated.
    """
    handler.allow(["sqs:GetQueueUrl", "sqs:DeleteQueue"], [queues(stack)])


def grant_read_manifest(handler: CustomResourceHandler, manifest: S3Object) -> None:
    """Let the handler read the manifest, which it checks before it creates a job.

    ListBucket lets it ask for the bucket's region, and makes S3 answer a missing object with 404 rather than 403.
    """
    handler.allow(["s3:GetObject"], [manifest.arn])
    handler.allow(["s3:ListBucket"], [manifest.bucket_arn])
    stack = cdk.Stack.of(handler)
    if manifest.encryption_key is not None:
        handler.policy.allow(key_of_bucket_grant(stack, READ_WITH_KEY, manifest.encryption_key))
    if manifest.kms_key_id is not None:
        handler.policy.allow(key_of_objects_grant(stack, READ_WITH_KEY, manifest.kms_key_id))


def grant_write_files(handler: CustomResourceHandler, output: S3Object, *, names: Sequence[str]) -> None:
    """Let the handler write files into the folder of the job, whose name only it knows, and delete them if the job is refused.

    Its own mark on them tells the files of a job that was never made. They are encrypted as the output is: with OutputConfig.KmsKeyId,
    or with the key of the bucket if none is given.
    """
    actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"]
    handler.allow(actions, [f"{output.arn}/{name}" for name in names])
    handler.allow(["s3:ListBucket"], [output.bucket_arn], {"StringLike": {"s3:prefix": output.uri.removeprefix("s3://").partition("/")[2]}})
    stack = cdk.Stack.of(handler)
    if output.kms_key_id is not None:
        handler.policy.allow(key_of_objects_grant(stack, WRITE_WITH_KEY, output.kms_key_id))
    elif output.encryption_key is not None:
        handler.policy.allow(key_of_bucket_grant(stack, WRITE_WITH_KEY, output.encryption_key))
