"""AWS::S3::Bucket: Tags, BucketEncryption, LifecycleConfiguration and OwnershipControls; refusal to delete a bucket with objects.

MiniStack's provisioner ignores the four properties and deletes a bucket with its content. AWS returns BucketNotEmpty.
For encrypted buckets, the CDK CLI requests `aws:kms` in its staging bucket without naming a key, which means the
account's `aws/s3` key; MiniStack has none and would refuse.
"""

from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services import s3
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

from sandbox.ministack_gaps.added_properties import Properties, checked
from sandbox.ministack_gaps.bucket_lifecycles import s3_rules
from sandbox.ministack_gaps.bucket_requests import request_body

_ENCRYPTION = "x-amz-server-side-encryption"
_KEY = f"{_ENCRYPTION}-aws-kms-key-id"


def install() -> None:
    """Wrap MiniStack's three handlers of the type."""
    handlers = _RESOURCE_HANDLERS["AWS::S3::Bucket"]
    create, update, delete = handlers["create"], handlers["update"], handlers["delete"]

    def create_with_configuration(logical_id: str, properties: Properties, stack_name: str) -> Any:
        there = set(s3._buckets)
        try:
            name, attributes = create(logical_id, properties, stack_name)
            _apply(name, properties)
        except Exception:
            # The rollback does not include a resource that was not created.
            for name in set(s3._buckets) - there:
                delete(name, properties)
            raise
        return name, attributes

    def update_with_configuration(physical_id: str, old: Properties, new: Properties, stack_name: str) -> Any:
        name, attributes = update(physical_id, old, new, stack_name)
        _apply(name, new)
        return name, attributes

    def delete_if_empty(physical_id: str, properties: Properties) -> None:
        _refuse_if_not_empty(physical_id)
        delete(physical_id, properties)

    handlers |= {"create": create_with_configuration, "update": update_with_configuration, "delete": delete_if_empty}
    _default_to_the_aws_managed_key()


def _default_to_the_aws_managed_key() -> None:
    resolve = s3._resolve_sse_write_headers

    def resolve_with_default(headers: dict[str, str], bucket: str) -> Any:
        if headers.get(_ENCRYPTION) == "aws:kms" and not headers.get(_KEY):
            headers = {**headers, _KEY: f"arn:aws:kms:{get_region()}:{get_account_id()}:alias/aws/s3"}
        return resolve(headers, bucket)

    s3._resolve_sse_write_headers = resolve_with_default


def _apply(bucket: str, properties: Properties) -> None:
    s3._bucket_tags[bucket] = {tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])}
    s3._bucket_encryption.pop(bucket, None)
    if encryption := properties.get("BucketEncryption"):
        rules = [_encryption_rule(rule) for rule in encryption["ServerSideEncryptionConfiguration"]]
        body = request_body("PutBucketEncryption", bucket, ServerSideEncryptionConfiguration={"Rules": rules})
        checked(s3._put_bucket_encryption(bucket, body))
    s3._bucket_lifecycle.pop(bucket, None)
    if lifecycle := properties.get("LifecycleConfiguration"):
        rules = s3_rules(lifecycle["Rules"])
        body = request_body("PutBucketLifecycleConfiguration", bucket, LifecycleConfiguration={"Rules": rules})
        checked(s3._put_bucket_lifecycle(bucket, body))
    s3._buckets[bucket].pop("_ownership_controls", None)
    if ownership := properties.get("OwnershipControls"):
        body = request_body("PutBucketOwnershipControls", bucket, OwnershipControls=ownership)
        checked(s3._put_bucket_ownership_controls(bucket, body))


def _encryption_rule(rule: Properties) -> Properties:
    """The setting under S3's names instead of CloudFormation's."""
    names = {"ServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault", "BucketKeyEnabled": "BucketKeyEnabled"}
    return {new: rule[old] for old, new in names.items() if old in rule}


def _refuse_if_not_empty(bucket: str) -> None:
    held = s3._buckets.get(bucket, {}).get("objects") or any(
        versions for (name, _key), versions in s3._object_versions.items() if name == bucket
    )
    if held:
        raise ValueError(
            f"The bucket you tried to delete is not empty. You must delete all versions in the bucket. "
            f"(Service: S3, Status Code: 409, Error Code: BucketNotEmpty, Bucket: {bucket})"
        )
