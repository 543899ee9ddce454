"""An input manifest of the objects below a prefix, as a resource of a stack.

The console's automated data setup does the same, and has no public API:
https://docs.aws.amazon.com/sagemaker/latest/dg/sms-console-create-manifest-file.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

import aws_cdk as cdk
from constructs import Construct

from ground_truth.buckets.data_bucket import DataBucket
from ground_truth.buckets.key_patterns import beginning
from ground_truth.buckets.s3_object import S3Object
from ground_truth.customer_key import READ_WITH_KEY, WRITE_WITH_KEY, key_of_bucket_grant
from ground_truth.functions.custom_resource import CustomResourceHandler, ResourceType
from labeling_rules.crawl import CRAWLED_EXTENSIONS, ending_of_a_crawl
from labeling_rules.key_pattern import ranges_of_a_pattern
from labeling_rules.task_types import CUSTOM_TASK

# Memory determines CPU: 1,769 MiB give one vCPU, which reading the listing of a million objects needs.
# https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
DATASET_MANIFEST = ResourceType("Custom::GroundTruthDatasetManifest", "dataset_manifest", cdk.Duration.minutes(14), memory_size=1769)

ObjectKind = Literal["images", "videos", "text_files"]
"""Files that end with .jpg, .jpeg or .png; with .mp4, .ogg or .webm; with .txt (an object per line) or .csv (an object per row)."""

_PROPERTY: Mapping[str, str] = MappingProxyType({"images": "Images", "videos": "Videos", "text_files": "TextFiles"})
_FOLDER = "dataset-manifests"


class DatasetManifest(Construct):
    """A manifest made by looking through a bucket when it is deployed, in the order of the keys.

    `prefix`: what the keys begin with; everything of the bucket when empty. `pattern`: how they go on, in the syntax of
    https://docs.python.org/3/library/glob.html (`*.jpg`, `2026-*/**`), case-sensitive. `max_objects`: with more the deployment fails.
    `revision`: any text; another one has the bucket crawled again, which nothing else does as long as the properties stay the same.
    Objects that cannot be labeled fail the deployment, all named at once. Raises ValueError for what no deployment would take.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bucket: DataBucket,
        output_bucket: DataBucket,
        objects: ObjectKind,
        prefix: str = "",
        pattern: str | None = None,
        max_objects: int = CUSTOM_TASK.max_objects,
        revision: str | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        _check(objects=objects, prefix=prefix, pattern=pattern, max_objects=max_objects)
        handler = CustomResourceHandler.of(self, DATASET_MANIFEST)
        folder = f"{_FOLDER}/{cdk.Stack.of(self).stack_name}"
        _grant_crawl(handler, bucket, prefix=prefix, reads_texts=objects == "text_files")
        _grant_write(handler, output_bucket, folder=folder)
        properties = {
            "Bucket": bucket.bucket_name,
            "Prefix": prefix or None,
            "Objects": _PROPERTY[objects],
            "Pattern": pattern,
            "MaxObjects": max_objects,
            "Revision": revision,
            "OutputS3Uri": output_bucket.s3_uri(_FOLDER),
        }
        self.resource = handler.resource(self, "Resource", {name: value for name, value in properties.items() if value is not None})
        # Named by the folder, so that a job can read every manifest that a later crawl of this stack makes.
        self._manifests = S3Object.below(output_bucket, f"{folder}/")

    @property
    def manifest(self) -> S3Object:
        """The manifest; its ARN is a pattern for all of the stack, since each crawl makes another."""
        return replace(self._manifests, uri=self.resource.get_att_string("ManifestS3Uri"))

    @property
    def object_count(self) -> str:
        """The number of data objects in it."""
        return self.resource.get_att_string("ObjectCount")


def _check(*, objects: str, prefix: str, pattern: str | None, max_objects: int) -> None:
    mistakes = []
    if objects not in _PROPERTY:
        mistakes.append(f"objects: {objects!r}: one of {', '.join(_PROPERTY)}")
    for name, value in (("prefix", prefix), ("pattern", pattern)):
        if value is not None and (value.startswith("/") or "://" in value):
            mistakes.append(f"{name}: {value!r}: a part of keys: no URI, and no slash at its beginning")
    mistakes += _mistakes_of_the_pattern(objects=objects, prefix=prefix, pattern=pattern)
    if not cdk.Token.is_unresolved(max_objects) and max_objects < 1:
        mistakes.append(f"max_objects: {max_objects}: 1 or more")
    if mistakes:
        raise ValueError("\n".join(["a dataset manifest:", *mistakes]))


def _mistakes_of_the_pattern(*, objects: str, prefix: str, pattern: str | None) -> list[str]:
    if pattern is None or cdk.Token.is_unresolved(pattern):
        return []
    allowed = ranges_of_a_pattern(pattern)
    if allowed is None and objects in CRAWLED_EXTENSIONS and not cdk.Token.is_unresolved(prefix):
        allowed = ending_of_a_crawl(pattern, objects=objects, prefix=prefix)
    return [] if allowed is None else [f"pattern: {pattern!r}: {allowed}"]


def _grant_crawl(handler: CustomResourceHandler, bucket: DataBucket, *, prefix: str, reads_texts: bool) -> None:
    handler.allow(["s3:ListBucket"], [bucket.bucket_arn], {"StringLike": {"s3:prefix": beginning(prefix)}})
    if reads_texts:
        handler.allow(["s3:GetObject"], [S3Object.below(bucket, prefix).arn])
        if bucket.encryption_key is not None:
            handler.policy.allow(key_of_bucket_grant(cdk.Stack.of(handler), READ_WITH_KEY, bucket.encryption_key))


def _grant_write(handler: CustomResourceHandler, bucket: DataBucket, *, folder: str) -> None:
    """Let the handler write and delete all manifests of the stack: a renamed or removed crawl's are deleted after the policy update."""
    actions = ["s3:PutObject", "s3:AbortMultipartUpload", "s3:GetObjectVersion", "s3:DeleteObjectVersion"]
    handler.allow(actions, [f"{bucket.bucket_arn}/{folder}/*"])
    handler.allow(["s3:ListBucketVersions"], [bucket.bucket_arn], {"StringLike": {"s3:prefix": f"{folder}/*"}})
    # This action has no prefix condition.
    handler.allow(["s3:ListBucketMultipartUploads"], [bucket.bucket_arn])
    if bucket.encryption_key is not None:
        handler.policy.allow(key_of_bucket_grant(cdk.Stack.of(handler), WRITE_WITH_KEY, bucket.encryption_key))
