"""One call per S3 action in the sandbox, to determine which a caller may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

_REFUSED = ("AccessDenied", "403")


@dataclass(frozen=True)
class Call:
    """An operation of the S3 client that IAM authorizes as an action. `name` distinguishes calls with the same action."""

    action: str
    operation: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    of_object: bool = False

    def allowed(self, s3: Any, *, bucket: str, key: str) -> bool:
        """True if the caller is allowed: any response except AccessDenied counts, including "no such configuration"."""
        place = {"Bucket": bucket, "Key": key} if self.of_object else {"Bucket": bucket}
        parameters = {name: key if value is KEY else value for name, value in self.parameters.items()}
        try:
            getattr(s3, self.operation)(**place, **parameters)
        except ClientError as error:
            return error.response["Error"]["Code"] not in _REFUSED
        return True


KEY = object()
"""As a parameter: the key under test."""

_VERSION = {"VersionId": "null"}
_TAGS = {"Tagging": {"TagSet": [{"Key": "k", "Value": "v"}]}}
_STATUS = {"Status": "Enabled"}
_DESTINATION = {"Bucket": "arn:aws:s3:::elsewhere", "Format": "CSV"}
_STORAGE_CLASS_ANALYSIS = {"DataExport": {"OutputSchemaVersion": "V_1", "Destination": {"S3BucketDestination": _DESTINATION}}}
_REPLICATION_RULE = {"Status": "Enabled", "Prefix": "", "Destination": {"Bucket": "arn:aws:s3:::elsewhere"}}
_INVENTORY = {
    "Id": "all",
    "IsEnabled": True,
    "IncludedObjectVersions": "Current",
    "Schedule": {"Frequency": "Daily"},
    "Destination": {"S3BucketDestination": _DESTINATION},
}
_POLICY = '{"Version": "2012-10-17", "Statement": []}'
_ENCRYPTION = {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}
_LOCK = {"ObjectLockEnabled": "Enabled"}
_BLOCK = {"BlockPublicAcls": False}

BUCKET_CALLS = (
    Call("ListBucket", "list_objects_v2", {"Prefix": KEY}),
    Call("ListBucketVersions", "list_object_versions", {"Prefix": KEY}),
    Call("ListBucketMultipartUploads", "list_multipart_uploads", {"Prefix": KEY}),
    Call("DeleteObject", "delete_objects", {"Delete": {"Objects": [{"Key": "ground-truth-plus/input/any"}]}}),
    Call("DeleteBucket", "delete_bucket"),
    Call("GetBucketLocation", "get_bucket_location"),
    Call("GetBucketAcl", "get_bucket_acl"),
    Call("PutBucketAcl", "put_bucket_acl", {"ACL": "private"}),
    Call("GetBucketCORS", "get_bucket_cors"),
    Call("PutBucketCORS", "put_bucket_cors", {"CORSConfiguration": {"CORSRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"]}]}}),
    Call("GetBucketLogging", "get_bucket_logging"),
    Call("PutBucketLogging", "put_bucket_logging", {"BucketLoggingStatus": {}}),
    Call("GetBucketNotification", "get_bucket_notification_configuration"),
    Call("PutBucketNotification", "put_bucket_notification_configuration", {"NotificationConfiguration": {}}),
    Call("GetBucketObjectLockConfiguration", "get_object_lock_configuration"),
    Call("PutBucketObjectLockConfiguration", "put_object_lock_configuration", {"ObjectLockConfiguration": _LOCK}),
    Call("GetBucketOwnershipControls", "get_bucket_ownership_controls"),
    Call("PutBucketOwnershipControls", "delete_bucket_ownership_controls"),
    Call("GetBucketPolicy", "get_bucket_policy"),
    Call("PutBucketPolicy", "put_bucket_policy", {"Policy": _POLICY}),
    Call("DeleteBucketPolicy", "delete_bucket_policy"),
    Call("GetBucketPolicyStatus", "get_bucket_policy_status"),
    Call("GetBucketPublicAccessBlock", "get_public_access_block"),
    Call("PutBucketPublicAccessBlock", "put_public_access_block", {"PublicAccessBlockConfiguration": _BLOCK}),
    Call("GetBucketRequestPayment", "get_bucket_request_payment"),
    Call("PutBucketRequestPayment", "put_bucket_request_payment", {"RequestPaymentConfiguration": {"Payer": "BucketOwner"}}),
    Call("GetBucketTagging", "get_bucket_tagging"),
    Call("PutBucketTagging", "put_bucket_tagging", _TAGS),
    Call("GetBucketVersioning", "get_bucket_versioning"),
    Call("PutBucketVersioning", "put_bucket_versioning", {"VersioningConfiguration": {"Status": "Suspended"}}),
    Call("GetBucketWebsite", "get_bucket_website"),
    Call("PutBucketWebsite", "put_bucket_website", {"WebsiteConfiguration": {"IndexDocument": {"Suffix": "index.html"}}}),
    Call("DeleteBucketWebsite", "delete_bucket_website"),
    Call("GetAccelerateConfiguration", "get_bucket_accelerate_configuration"),
    Call("PutAccelerateConfiguration", "put_bucket_accelerate_configuration", {"AccelerateConfiguration": _STATUS}),
    Call("GetAnalyticsConfiguration", "get_bucket_analytics_configuration", {"Id": "all"}),
    Call(
        "PutAnalyticsConfiguration",
        "put_bucket_analytics_configuration",
        {"Id": "all", "AnalyticsConfiguration": {"Id": "all", "StorageClassAnalysis": _STORAGE_CLASS_ANALYSIS}},
    ),
    Call("GetEncryptionConfiguration", "get_bucket_encryption"),
    Call("PutEncryptionConfiguration", "put_bucket_encryption", {"ServerSideEncryptionConfiguration": _ENCRYPTION}),
    Call("GetIntelligentTieringConfiguration", "get_bucket_intelligent_tiering_configuration", {"Id": "all"}),
    Call(
        "PutIntelligentTieringConfiguration",
        "put_bucket_intelligent_tiering_configuration",
        {
            "Id": "all",
            "IntelligentTieringConfiguration": {
                "Id": "all",
                "Status": "Enabled",
                "Tierings": [{"Days": 90, "AccessTier": "ARCHIVE_ACCESS"}],
            },
        },
    ),
    Call("GetInventoryConfiguration", "get_bucket_inventory_configuration", {"Id": "all"}),
    Call("PutInventoryConfiguration", "put_bucket_inventory_configuration", {"Id": "all", "InventoryConfiguration": _INVENTORY}),
    Call("GetLifecycleConfiguration", "get_bucket_lifecycle_configuration"),
    Call("PutLifecycleConfiguration", "delete_bucket_lifecycle"),
    Call("GetMetricsConfiguration", "get_bucket_metrics_configuration", {"Id": "all"}),
    Call("PutMetricsConfiguration", "put_bucket_metrics_configuration", {"Id": "all", "MetricsConfiguration": {"Id": "all"}}),
    Call("GetReplicationConfiguration", "get_bucket_replication"),
    Call(
        "PutReplicationConfiguration",
        "put_bucket_replication",
        {"ReplicationConfiguration": {"Role": "arn:aws:iam::111122223333:role/r", "Rules": [_REPLICATION_RULE]}},
    ),
)
"""Calls on a bucket; lists use the key as prefix."""

OBJECT_CALLS = (
    Call("GetObject", "get_object", of_object=True),
    Call("PutObject", "put_object", {"Body": b"{}"}, of_object=True),
    Call("DeleteObject", "delete_object", of_object=True),
    Call("BypassGovernanceRetention", "delete_object", {"BypassGovernanceRetention": True}, of_object=True),
    Call("GetObjectVersion", "get_object", _VERSION, of_object=True),
    Call("DeleteObjectVersion", "delete_object", _VERSION, of_object=True),
    Call("GetObjectAcl", "get_object_acl", of_object=True),
    Call("PutObjectAcl", "put_object_acl", {"ACL": "private"}, of_object=True),
    Call("GetObjectVersionAcl", "get_object_acl", _VERSION, of_object=True),
    Call("PutObjectVersionAcl", "put_object_acl", {"ACL": "private", **_VERSION}, of_object=True),
    Call("GetObjectAttributes", "get_object_attributes", {"ObjectAttributes": ["ETag"]}, of_object=True),
    Call("GetObjectVersionAttributes", "get_object_attributes", {"ObjectAttributes": ["ETag"], **_VERSION}, of_object=True),
    Call("GetObjectTagging", "get_object_tagging", of_object=True),
    Call("PutObjectTagging", "put_object_tagging", _TAGS, of_object=True),
    Call("DeleteObjectTagging", "delete_object_tagging", of_object=True),
    Call("GetObjectVersionTagging", "get_object_tagging", _VERSION, of_object=True),
    Call("PutObjectVersionTagging", "put_object_tagging", {**_TAGS, **_VERSION}, of_object=True),
    Call("DeleteObjectVersionTagging", "delete_object_tagging", _VERSION, of_object=True),
    Call("GetObjectLegalHold", "get_object_legal_hold", of_object=True),
    Call("PutObjectLegalHold", "put_object_legal_hold", {"LegalHold": {"Status": "ON"}}, of_object=True),
    Call("GetObjectRetention", "get_object_retention", of_object=True),
    Call("PutObjectRetention", "put_object_retention", {"Retention": {"Mode": "GOVERNANCE"}}, of_object=True),
    Call("GetObjectAnnotation", "get_object_annotation", {"AnnotationName": "note"}, of_object=True),
    Call("ListObjectAnnotations", "list_object_annotations", of_object=True),
    Call("PutObjectAnnotation", "put_object_annotation", {"AnnotationName": "note", "AnnotationPayload": b"{}"}, of_object=True),
    Call("DeleteObjectAnnotation", "delete_object_annotation", {"AnnotationName": "note"}, of_object=True),
    Call("RestoreObject", "restore_object", {"RestoreRequest": {"Days": 1}}, of_object=True),
    Call("ListMultipartUploadParts", "list_parts", {"UploadId": "u"}, of_object=True),
    Call("AbortMultipartUpload", "abort_multipart_upload", {"UploadId": "u"}, of_object=True),
)
"""Calls on an object."""

NOT_OF_A_BUCKET = {
    "CreateBucket": "makes a bucket of the caller's account; the name of one that exists is taken",
    "ListAllMyBuckets": "lists the buckets of the caller's own account",
}
"""Actions without a call here -> the reason."""


def allowed_actions(s3: Any, *, bucket: str, key: str) -> set[str]:
    """The actions that a caller may use on a bucket and on an object with this key."""
    return set(_allowed(s3, bucket=bucket, key=key))


def _allowed(s3: Any, *, bucket: str, key: str) -> Iterator[str]:
    for call in (*BUCKET_CALLS, *OBJECT_CALLS):
        if call.allowed(s3, bucket=bucket, key=key):
            yield call.action
