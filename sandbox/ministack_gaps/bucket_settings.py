"""AWS::S3::Bucket: AccelerateConfiguration, AccessControl, LoggingConfiguration, ObjectLockEnabled, ObjectLockConfiguration and the
suspension of versioning, which MiniStack's provisioner ignores. When it deletes a bucket, it leaves them to the next one of that name.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
"""

import re
from collections.abc import Callable
from typing import Any

from ministack.services import s3
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

from sandbox.ministack_gaps.added_properties import Properties, Response, add, changed, checked
from sandbox.ministack_gaps.bucket_requests import request_body


def install() -> None:
    """Apply the properties as S3's operations do. A property that a template drops reverts to the default."""
    for apply in (_versioning, _object_lock, _access_control, _acceleration, _logging):
        add("AWS::S3::Bucket", apply)
    handlers = _RESOURCE_HANDLERS["AWS::S3::Bucket"]
    delete = handlers["delete"]

    def delete_with_settings(bucket: str, properties: Properties) -> None:
        delete(bucket, properties)
        for store in (s3._bucket_accelerate_config, s3._bucket_logging_config, s3._bucket_object_lock, s3._bucket_replication):
            store.pop(bucket, None)

    handlers["delete"] = delete_with_settings


def _put(operation: str, store: Callable[[str, bytes], Response], bucket: str, **parameters: Any) -> None:
    checked(store(bucket, request_body(operation, bucket, **parameters)))


def _versioning(bucket: str, old: Properties, new: Properties) -> None:
    status = (new.get("VersioningConfiguration") or {}).get("Status")
    if not status and old.get("VersioningConfiguration"):
        status = "Suspended"
    if status:
        _put("PutBucketVersioning", s3._put_bucket_versioning, bucket, VersioningConfiguration={"Status": status})


def _object_lock(bucket: str, old: Properties, new: Properties) -> None:
    if new.get("ObjectLockEnabled") and bucket not in s3._bucket_object_lock:
        # As CreateBucket does: a bucket with object lock is versioned.
        s3._bucket_object_lock[bucket] = {"enabled": True, "default_retention": None}
        s3._bucket_versioning[bucket] = "Enabled"
    configuration = new.get("ObjectLockConfiguration")
    if configuration is None and not old.get("ObjectLockConfiguration"):
        return
    retention = ((configuration or {}).get("Rule") or {}).get("DefaultRetention")
    named = {name: retention[name] for name in ("Mode", "Days", "Years") if retention and retention.get(name)}
    lock = {"ObjectLockEnabled": (configuration or {}).get("ObjectLockEnabled", "Enabled")}
    _put(
        "PutObjectLockConfiguration",
        s3._put_object_lock_configuration,
        bucket,
        ObjectLockConfiguration=lock | ({"Rule": {"DefaultRetention": named}} if named else {}),
    )


def _access_control(bucket: str, old: Properties, new: Properties) -> None:
    access = new.get("AccessControl") or "Private"
    if access == "Private":
        # Also for a bucket with enforced object ownership, which accepts no access control list.
        s3._bucket_acl.pop(bucket, None)
    elif changed("AccessControl", old, new):
        # `LogDeliveryWrite` is `log-delivery-write` in S3.
        canned = re.sub(r"(?<!^)(?=[A-Z])", "-", access).lower()
        checked(s3._put_bucket_acl(bucket, b"", {"x-amz-acl": canned}))


def _acceleration(bucket: str, old: Properties, new: Properties) -> None:
    if changed("AccelerateConfiguration", old, new):
        status = (new.get("AccelerateConfiguration") or {"AccelerationStatus": "Suspended"})["AccelerationStatus"]
        _put("PutBucketAccelerateConfiguration", s3._put_bucket_accelerate, bucket, AccelerateConfiguration={"Status": status})


def _logging(bucket: str, old: Properties, new: Properties) -> None:
    if not changed("LoggingConfiguration", old, new):
        return
    status: dict[str, Any] = {}
    if logging := new.get("LoggingConfiguration"):
        target = logging.get("DestinationBucketName") or bucket
        if target not in s3._buckets:
            raise ValueError(f"The target bucket for logging does not exist: {target} (Error Code: InvalidTargetBucketForLogging)")
        status["LoggingEnabled"] = {"TargetBucket": target, "TargetPrefix": logging.get("LogFilePrefix", "")}
        if key_format := logging.get("TargetObjectKeyFormat"):
            status["LoggingEnabled"]["TargetObjectKeyFormat"] = key_format
    _put("PutBucketLogging", s3._put_bucket_logging, bucket, BucketLoggingStatus=status)
