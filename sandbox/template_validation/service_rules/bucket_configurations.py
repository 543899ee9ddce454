"""Buckets: names, and settings that require or exclude each other.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
"""

import re
from collections.abc import Iterator
from typing import Any

import botocore.session
from ministack.services import s3

from sandbox.template_validation.resource import Properties, Resource
from sandbox.template_validation.service_rules.answers import refused

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]")
_ADDRESS = re.compile(r"\d+\.\d+\.\d+\.\d+")
_RESERVED_STARTS = ("xn--", "sthree-", "amzn-s3-demo-")
_RESERVED_ENDS = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")
_EVENT: Any = botocore.session.get_session().get_service_model("s3").shape_for("Event")
_NOTIFIED = ("LambdaConfigurations", "QueueConfigurations", "TopicConfigurations")


def bucket_errors(bucket: Resource) -> Iterator[str]:
    """S3's error messages for a bucket and its settings, except the lifecycle."""
    for problem, code, at in (
        *_name_problems(bucket.properties),
        *_encryption_problems(bucket.properties),
        *_cors_problems(bucket.properties),
        *_notification_problems(bucket.properties),
        *_version_problems(bucket.properties),
        *_logging_problems(bucket.properties),
        *_website_problems(bucket.properties),
    ):
        yield refused("S3", f"{problem} (Error Code: {code})", at=at)


_Problem = tuple[str, str, str]


def _name_problems(properties: Properties) -> Iterator[_Problem]:
    name = properties.get("BucketName")
    if name is None:
        return
    reserved = name.startswith(_RESERVED_STARTS) or name.endswith(_RESERVED_ENDS)
    if reserved or _ADDRESS.fullmatch(name) or not _NAME.fullmatch(name):
        yield "The specified bucket is not valid.", "InvalidBucketName", "BucketName"


def _encryption_problems(properties: Properties) -> Iterator[_Problem]:
    for rule in properties.get("BucketEncryption", {}).get("ServerSideEncryptionConfiguration", []):
        default = rule.get("ServerSideEncryptionByDefault", {})
        if default.get("KMSMasterKeyID") and default.get("SSEAlgorithm") == "AES256":
            problem = "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse"
            yield problem, "InvalidArgument", "BucketEncryption"


def _cors_problems(properties: Properties) -> Iterator[_Problem]:
    for number, rule in enumerate(properties.get("CorsConfiguration", {}).get("CorsRules", [])):
        for member, name in (("AllowedOrigins", "AllowedOrigin"), ("AllowedHeaders", "AllowedHeader")):
            for value in rule.get(member, []):
                if value.count("*") > 1:
                    problem = f'{name} "{value}" can not have more than one wildcard.'
                    yield problem, "InvalidRequest", f"CorsConfiguration/CorsRules/{number}/{member}"


def _notification_problems(properties: Properties) -> Iterator[_Problem]:
    for kind in _NOTIFIED:
        for number, each in enumerate(properties.get("NotificationConfiguration", {}).get(kind, [])):
            if each["Event"] not in _EVENT.enum:
                problem = f"The event '{each['Event']}' is not supported for notifications"
                yield problem, "InvalidArgument", f"NotificationConfiguration/{kind}/{number}/Event"


def _version_problems(properties: Properties) -> Iterator[_Problem]:
    is_versioned = properties.get("VersioningConfiguration", {}).get("Status") == "Enabled"
    is_locked = str(properties.get("ObjectLockEnabled")).lower() == "true"
    if "ReplicationConfiguration" in properties and not is_versioned:
        problem = "Versioning must be 'Enabled' on the bucket to apply a replication configuration"
        yield problem, "InvalidRequest", "ReplicationConfiguration"
    if "ObjectLockConfiguration" in properties and not is_locked:
        yield "Object Lock configuration cannot be enabled on existing buckets", "InvalidBucketState", "ObjectLockConfiguration"


def _logging_problems(properties: Properties) -> Iterator[_Problem]:
    target = properties.get("LoggingConfiguration", {}).get("DestinationBucketName")
    if target and target not in s3._buckets and target != properties.get("BucketName"):
        yield "The target bucket for logging does not exist", "InvalidTargetBucketForLogging", "LoggingConfiguration/DestinationBucketName"


def _website_problems(properties: Properties) -> Iterator[_Problem]:
    website: Any = properties.get("WebsiteConfiguration", {})
    if "RedirectAllRequestsTo" in website and len(website) > 1:
        yield "RedirectAllRequestsTo cannot be provided in conjunction with other members.", "InvalidRequest", "WebsiteConfiguration"
