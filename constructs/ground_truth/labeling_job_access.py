"""What a labeling job's handler and execution role may do, beyond what every job of the environment shares."""

from __future__ import annotations

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from ground_truth.custom_resource import CustomResourceHandler
from ground_truth.s3_object import S3Object

LABEL_CATEGORIES_FILE = "label-categories.json"
_READ_KEY = ["kms:Decrypt"]
_WRITE_KEY = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:DescribeKey"]


def let_role_read(scope: Construct, role: iam.IRole, *, objects: Sequence[S3Object], output: S3Object | None) -> iam.Policy:
    """A policy of the execution role over the job's own files, and over its output when that is not the environment's bucket."""
    policy = iam.Policy(scope, "ReadByRole", roles=[role])
    for read in objects:
        policy.add_statements(_allow(["s3:GetObject"], read.arn))
        if read.encryption_key is not None:
            policy.add_statements(_allow(_READ_KEY, read.encryption_key.key_arn))
    if output is not None:
        policy.add_statements(_allow(["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], output.arn))
        policy.add_statements(_allow(["s3:GetBucketLocation", "s3:ListBucket"], output.bucket_arn))
    return policy


def let_handler_run_jobs(handler: CustomResourceHandler, scope: Construct, *, role_arn: str) -> None:
    """The calls of Ground Truth itself, with the job's role passed on."""
    job = cdk.Stack.of(scope).format_arn(service="sagemaker", resource="labeling-job", resource_name="*")
    operations = ("CreateLabelingJob", "DescribeLabelingJob", "StopLabelingJob", "AddTags", "DeleteTags", "ListTags")
    # Every job of the account, not this one's name: a job that was renamed or taken out of the stack is stopped after the policy was
    # updated. The handler stops nothing that does not carry this stack's tags.
    handler.allow([f"sagemaker:{operation}" for operation in operations], [job])
    # ListLabelingJobs knows no resource.
    handler.allow(["sagemaker:ListLabelingJobs"], ["*"])
    handler.allow(["iam:PassRole"], [role_arn], {"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}})


def let_handler_delete_queues(handler: CustomResourceHandler, scope: Construct) -> None:
    """Ground Truth makes a queue for each streaming job and leaves it behind."""
    queues = cdk.Stack.of(scope).format_arn(service="sqs", resource="GroundTruth-*", arn_format=cdk.ArnFormat.NO_RESOURCE_NAME)
    handler.allow(["sqs:GetQueueUrl", "sqs:DeleteQueue"], [queues])


def let_handler_read_manifest(handler: CustomResourceHandler, manifest: S3Object) -> None:
    """The handler checks the manifest before it creates a job; listing tells a missing object from a forbidden one."""
    handler.allow(["s3:GetObject"], [manifest.arn])
    handler.allow(["s3:ListBucket"], [manifest.bucket_arn])
    if manifest.encryption_key is not None:
        handler.allow(_READ_KEY, [manifest.encryption_key.key_arn])


def let_handler_write_labels(handler: CustomResourceHandler, output: S3Object) -> None:
    """The handler writes the label category file into the folder of the job, whose name only it knows, and takes it back if refused."""
    handler.allow(["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"], [f"{output.arn}/{LABEL_CATEGORIES_FILE}"])
    if output.encryption_key is not None:
        handler.allow(_WRITE_KEY, [output.encryption_key.key_arn])


def _allow(actions: list[str], resource: str) -> iam.PolicyStatement:
    return iam.PolicyStatement(actions=actions, resources=[resource])
